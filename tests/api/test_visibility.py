"""Nothing of another unit comes through: not in lists, filters, order, ids, or downloads."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.domain.documents import review
from commitments.domain.reminders import issuing
from commitments.domain.reporting import duties, progress
from commitments.domain.tracking import extensions, milestones, overrides
from commitments.models import Assignment, Duty, Evaluation
from tests import factories

PARTS = [
    "commitments",
    "targets",
    "evaluations",
    "assignments",
    "updates",
    "measurements",
    "evidence",
    "milestones",
    "extensions",
    "overrides",
    "duties",
    "slips",
]


@pytest.fixture
def rows(clerk, office, bureau) -> dict[str, int]:
    """One of each that belongs to the bureau, by the name of its list."""
    commitment = factories.assigned(bureau)
    review.merge(factories.candidate().pk, into=commitment.pk, by=office.user)
    update = progress.draft(
        commitment.pk,
        by=clerk.user,
        reported_on=date(2026, 3, 31),
        narrative="绝不外传的进展",
        readings=(progress.ReportedValue(date(2026, 3, 31), Decimal("3.8")),),
    )
    file = progress.attach_file(update.pk, b"secret", by=clerk.user, filename="a.txt")
    progress.submit(update.pk, by=clerk.user)
    progress.approve(update.pk, by=office.user)
    step = milestones.Planned(date(2027, 6, 30), "完成选址")
    [milestone] = milestones.set_milestones(commitment.pk, by=office.user, milestones=[step])
    asked = extensions.request(
        commitment.pk, by=clerk.user, new_due_on=date(2031, 6, 30), reason="用地未定"
    )
    evaluation = overrides.set_override(
        commitment.pk,
        by=office.user,
        progress="behind",
        reason="用地未定",
        ends_on=date(2099, 1, 1),
    )
    duties.open_period(date(2026, 3, 10))
    duty = Duty.objects.get()
    [slip] = issuing.issue(f"duty:{duty.pk}:{duty.due_on}")
    return {
        "milestones": milestone.pk,
        "extensions": asked.pk,
        "overrides": evaluation.pk,
        "duties": duty.pk,
        "slips": slip.pk,
        "commitments": commitment.pk,
        "targets": commitment.target.pk,
        "evaluations": Evaluation.objects.latest("pk").pk,
        "assignments": Assignment.objects.get().pk,
        "updates": update.pk,
        "measurements": update.measurements.get().pk,
        "evidence": file.pk,
    }


# The tests below only read, so that the rows are made once for all lists.
def test_unit_office_and_readers_see_commitment(clerk, office, reader, rows, subtests):
    for name in PARTS:
        with subtests.test(name):
            for caller in (clerk, office, reader):
                assert rows[name] in caller.ids(f"{name}/")
                assert caller.get(f"{name}/{rows[name]}/")


def test_other_unit_does_not_see_commitment(stranger, rows, subtests):
    for name in PARTS:
        with subtests.test(name):
            assert stranger.ids(f"{name}/") == []
            hidden = stranger.get(f"{name}/{rows[name]}/", 404)
            assert hidden.json() == stranger.get(f"{name}/{rows[name] + 10**6}/", 404).json()


def test_filters_do_not_reveal_existence(stranger, rows, bureau, subtests):
    for name in PARTS:
        with subtests.test(name):
            for field, there in (("commitment", rows["commitments"]), ("unit", bureau.pk)):
                known = stranger.client.get(f"/api/v1/{name}/", {field: there})
                unknown = stranger.client.get(f"/api/v1/{name}/", {field: 10**9})
                assert known.content == unknown.content
            if name in ("commitments", "updates"):
                assert stranger.ids(f"{name}/", q="绝不外传") == []


def test_writes_do_not_reveal_existence(stranger, rows):
    given = {"reported_on": "2026-03-31", "narrative": "x"}
    hidden = stranger.post("updates/", given | {"commitment": rows["commitments"]}, 400)
    absent = stranger.post("updates/", given | {"commitment": 10**9}, 400)
    normal = str(hidden.json()).replace(f"“{rows['commitments']}”", f"“{10**9}”")
    assert normal == str(absent.json())
    for verb in ("submit", "withdraw"):
        assert stranger.post(f"updates/{rows['updates']}/{verb}/", status=404)
    assert stranger.patch(f"updates/{rows['updates']}/", {"narrative": "x"}, 404)
    assert stranger.post(f"slips/{rows['slips']}/receive/", status=404)
    for verb, given in (
        ("request_completion", {}),
        ("request_extension", {"new_due_on": "2032-01-01", "reason": "x"}),
    ):
        assert stranger.post(f"commitments/{rows['commitments']}/{verb}/", given, 404)


def test_cursor_of_another_person_reveals_nothing(office, stranger, rows):
    factories.commitment(by=office.user, indicator="另一个")
    link = office.get("commitments/", page_size=1).json()["next"]
    assert stranger.client.get(link).json()["results"] == []


def test_summary_counts_visible_commitments(stranger, clerk, rows):
    assert stranger.get("summary/").json()["total"] == 0
    assert clerk.get("summary/").json()["total"] == 1


def test_superior_unit_sees_subordinate_commitments(rows, bureau):
    from tests.api.callers import caller

    district = factories.unit("海淀区政府")
    bureau.parent = district
    bureau.save()

    head = caller(factories.reporter(district))

    assert head.ids("commitments/") == [rows["commitments"]]
    assert head.ids("evidence/") == [rows["evidence"]]


def test_person_without_role_sees_nothing(rows, bureau):
    from tests.api.callers import caller

    person = caller(factories.user(unit=bureau))

    for name in (
        *PARTS,
        "documents",
        "candidates",
        "indicators",
        "units",
        "report-issues",
        "notices",
    ):
        assert person.get(f"{name}/", 403)


def test_unassigned_unit_loses_sight(clerk, rows):
    Assignment.objects.all().delete()
    assert clerk.ids("commitments/") == []
    assert clerk.ids("updates/") == []
    assert clerk.get(f"evidence/{rows['evidence']}/file/", 404)
