"""A commitment moves over HTTP as the procedure has it: who may, from where, and why."""

from datetime import date, timedelta

import pytest
from django.urls import resolve
from django.utils import timezone

from commitments.api.transitions import FOLLOWS_BY_ITSELF
from commitments.choices import Transition
from commitments.domain.reporting import progress
from tests import factories


@pytest.fixture
def commitment(bureau):
    return factories.assigned(bureau)


@pytest.fixture
def path(commitment) -> str:
    return f"commitments/{commitment.pk}/"


@pytest.fixture
def under_way(commitment, office, clerk):
    """Reported on, and the report approved."""
    given = {"reported_on": date(2026, 3, 31), "narrative": "建成3处。"}
    update = progress.draft(commitment.pk, by=clerk.user, **given)
    progress.submit(update.pk, by=clerk.user)
    progress.approve(update.pk, by=office.user)
    return commitment


def moves(caller, path: str) -> set[str]:
    return set(caller.get(path).json()["moves"])


def test_runs_from_request_to_closure(office, clerk, under_way, path):
    assert clerk.post(path + "request_completion/").json()["workflow"] == "completion_requested"
    done = office.post(path + "complete/", {"completed_on": "2026-10-31"}).json()
    assert (done["workflow"], done["completed_on"]) == ("completed", "2026-10-31")
    assert office.post(path + "close/", {"reason": "已验收"}).json()["workflow"] == "closed"

    entry = office.get(path + "history/").json()[0]
    assert (entry["resource"], entry["reason"]) == ("commitment", "已验收")


def test_returns_unfinished_work(office, clerk, under_way, path):
    clerk.post(path + "request_completion/")
    office.post(path + "return/", {}, 400)

    back = office.post(path + "return/", {"reason": "缺验收材料"}).json()

    assert (back["workflow"], back["workflow_reason"]) == ("returned", "缺验收材料")


def test_suspends_and_resumes(office, path):
    assert office.post(path + "suspend/", {"reason": "用地未定"}).json()["halted_on"]
    going = office.post(path + "resume/").json()
    assert (going["workflow"], going["halted_on"], going["workflow_reason"]) == (
        "assigned",
        None,
        "",
    )


def test_terminates(office, path):
    office.post(path + "terminate/", {"reason": "政策调整"})
    assert moves(office, path) == set()
    assert office.post(path + "suspend/", {"reason": "用地未定"}, 409).json()["code"]


def test_merges_into_another(office, commitment, path):
    other = factories.commitment(by=office.user, indicator="另一个")

    shown = office.post(path + "merge/", {"into": other.pk, "reason": "同一事项"})

    assert shown.json()["id"] == other.pk
    assert shown["ETag"] == f'"{shown.json()["version"]}"'
    merged = office.get(path).json()
    assert (merged["workflow"], merged["merged_into"]) == ("merged", other.pk)
    office.post(f"commitments/{other.pk}/merge/", {"into": 10**9, "reason": "x"}, 400)


def test_splits_into_parts(office, clerk, commitment, path, bureau):
    given = {"parts": [{"title": "东区", "lead": bureau.pk}, {"title": "西区", "weight": 2}]}
    office.post(path + "split/", given, 400)  # why?
    clerk.post(path + "split/", given | {"reason": "分区落实"}, 403)

    parts = office.post(path + "split/", given | {"reason": "分区落实"}, 201).json()

    assert [part["title"] for part in parts] == ["东区", "西区"]
    assert {part["parent"] for part in parts} == {commitment.pk}
    assert set(office.ids("commitments/", parent=commitment.pk)) == {part["id"] for part in parts}
    assert {"lead", "due_on"} <= parts[0].keys()


@pytest.mark.parametrize("part", [{}, {"title": "东区", "weight": 0}, {"title": "东", "x": 1}])
def test_rejects_invalid_part(office, commitment, path, part):
    given = {"parts": [part, {"title": "西区"}], "reason": "分区落实"}
    office.post(path + "split/", given, 400)
    assert office.ids("commitments/", parent=commitment.pk) == []


def test_every_transition_shown_has_an_address(office):
    """By its own name, but for the receipt and the granting, which have their own resources."""
    elsewhere = {Transition.ACKNOWLEDGE, Transition.EXTEND}
    for move in set(Transition) - FOLLOWS_BY_ITSELF - elsewhere:
        assert resolve(f"/api/v1/commitments/1/{move}/").func.__name__ == "CommitmentViewSet"


def test_shows_transitions_open_to_the_person(office, clerk, reader, under_way, path):
    assert moves(reader, path) == set()
    assert moves(clerk, path) == {"request_completion", "request_extension"}
    assert {"suspend", "terminate", "merge"} <= moves(office, path)
    assert not {"complete", "close", "resume", "begin"} & moves(office, path)

    clerk.post(path + "request_completion/")

    assert moves(clerk, path) == set()
    assert {"complete", "return"} <= moves(office, path)


def test_rejects_transition_not_shown(office, clerk, path):
    clerk.post(path + "complete/", status=403)
    office.post(path + "complete/", status=409)
    assert clerk.post(path + "request_completion/", status=409)


def test_supporting_unit_cannot_request_for_lead(office, path):
    from tests.api.callers import caller

    helper = factories.unit("海淀区教委")
    office.post(path + "assign/", {"organization": helper.pk, "role": "support"})
    supporting = caller(factories.reporter(helper))

    assert moves(supporting, path) == set()
    supporting.post(path + "request_completion/", status=403)


def test_transition_is_bound_to_version_seen(office, path):
    seen = office.get(path)["ETag"]
    url, given = f"/api/v1/{path}suspend/", {"reason": "用地未定"}
    office.post(path + "suspend/", given)
    office.post(path + "resume/")

    late = office.client.post(url, given, format="json", headers={"If-Match": seen})

    assert late.status_code == 412
    assert late.json()["edits"]


def test_rejects_unknown_field(office, path):
    problem = office.post(path + "suspend/", {"reason": "因", "untill": "2027-01-01"}, 400).json()
    assert problem["errors"][0]["field"] == "untill"


def test_rejects_future_date(office, clerk, under_way, path):
    clerk.post(path + "request_completion/")
    tomorrow = timezone.localdate() + timedelta(days=1)
    problem = office.post(path + "complete/", {"completed_on": str(tomorrow)}, 400).json()
    assert problem["errors"][0]["field"] == "completed_on"
