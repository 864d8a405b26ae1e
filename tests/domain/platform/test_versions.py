"""Nobody writes over what was not seen: versions, refusals that tell what changed."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from commitments.domain.platform import audit
from commitments.domain.platform.errors import Stale
from commitments.domain.reporting import progress
from commitments.domain.tracking import assign, milestones, targets
from commitments.models import Organization, ProgressUpdate
from tests import factories

pytestmark = pytest.mark.django_db
AT_ONCE = 50


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def clerk(unit):
    return factories.reporter(unit)


@pytest.fixture
def update(unit, clerk):
    commitment = factories.assigned(unit)
    return progress.draft(
        commitment.pk, by=clerk, reported_on=date(2026, 3, 31), narrative="新建足球场12片。"
    )


def test_each_edit_increments_version_and_writes_history(update, clerk):
    progress.rewrite(update.pk, by=clerk, narrative="新建足球场13片。", expected_version=1)

    update.refresh_from_db()
    assert update.version == 2
    assert list(update.history.values_list("version", flat=True)) == [2, 1]


def test_rejects_stale_edit_naming_changes_and_author(update, clerk):
    progress.rewrite(update.pk, by=clerk, narrative="新建足球场13片。", problems="缺地块")

    with pytest.raises(Stale) as refusal:
        progress.rewrite(update.pk, by=clerk, narrative="旧说法", expected_version=1)

    [edit] = refusal.value.edits
    assert edit.by == clerk
    assert {(change.field, change.after) for change in edit.fields} == {
        ("narrative", "新建足球场13片。"),
        ("problems", "缺地块"),
    }
    assert refusal.value.current == 2
    update.refresh_from_db()
    assert update.narrative == "新建足球场13片。"


def test_does_not_overwrite_concurrent_edit(unit):
    mine, theirs = (Organization.objects.get(pk=unit.pk) for _ in range(2))
    office = factories.supervisor()
    theirs.short_name = "区体育局"
    audit.save(theirs, by=office)

    mine.short_name = "体育局"
    with pytest.raises(Stale):
        audit.save(mine, by=office)

    unit.refresh_from_db()
    assert (unit.short_name, unit.version) == ("区体育局", 2)


def test_approval_is_bound_to_the_version_seen(update, clerk):
    office = factories.supervisor()
    seen = progress.submit(update.pk, by=clerk).version
    progress.withdraw(update.pk, by=clerk)
    progress.rewrite(update.pk, by=clerk, narrative="改成另一回事")
    again = progress.submit(update.pk, by=clerk)

    with pytest.raises(Stale) as refusal:
        progress.approve(update.pk, by=office, expected_version=seen)
    assert "narrative" in {change.field for edit in refusal.value.edits for change in edit.fields}
    with pytest.raises(Stale):
        progress.return_to_unit(update.pk, by=office, reason="不实", expected_version=seen)

    assert progress.approve(update.pk, by=office, expected_version=again.version).reviewed_by


def test_rejects_revision_of_outdated_target():
    commitment, office = factories.commitment(), factories.supervisor()
    targets.revise(
        commitment.pk,
        targets.Revision(value=Decimal(4)),
        by=office,
        reason="上调",
        expected_version=1,
    )

    with pytest.raises(Stale) as refusal:
        targets.revise(
            commitment.pk,
            targets.Revision(value=Decimal(5)),
            by=office,
            reason="再上调",
            expected_version=1,
        )

    [edit] = refusal.value.edits
    assert edit.reason == "上调"
    assert [(c.field, c.before, c.after) for c in edit.fields] == [
        ("value", Decimal("3.7"), Decimal(4))
    ]
    assert commitment.targets.count() == 2


def test_assigning_and_receiving_check_versions(unit, clerk):
    commitment, office = factories.commitment(), factories.supervisor()
    assignment = assign.assign(commitment.pk, unit.pk, by=office, expected_version=1)

    with pytest.raises(Stale):
        assign.assign(commitment.pk, factories.unit().pk, by=office, expected_version=1)
    assign.assign(commitment.pk, unit.pk, by=office, duty="牵头建设")
    with pytest.raises(Stale):
        assign.acknowledge(assignment.pk, by=clerk, expected_version=1)


def test_does_not_overwrite_concurrent_assignment(unit):
    commitment, office = factories.assigned(unit), factories.supervisor()
    seen = commitment.version
    assign.assign(commitment.pk, unit.pk, by=office, duty="牵头建设", expected_version=seen)

    with pytest.raises(Stale):
        assign.assign(commitment.pk, unit.pk, by=office, duty="统筹协调", expected_version=seen)
    assert commitment.assignments.get().duty == "牵头建设"


def test_rejects_milestones_older_than_a_completion(unit):
    commitment, office = factories.assigned(unit), factories.supervisor()
    table = [milestones.Planned(date(2027, 1, 1), "开工")]
    [step] = milestones.set_milestones(commitment.pk, by=office, milestones=table)
    commitment.refresh_from_db()
    seen = commitment.version
    milestones.mark_done(step.pk, by=office)

    with pytest.raises(Stale):
        milestones.set_milestones(commitment.pk, by=office, milestones=[], expected_version=seen)
    assert commitment.milestones.exists()


@pytest.mark.django_db(transaction=True)
def test_one_of_fifty_concurrent_edits_wins(unit, clerk):
    commitment = factories.assigned(unit)
    update = progress.draft(
        commitment.pk, by=clerk, reported_on=date(2026, 3, 31), narrative="新建足球场12片。"
    )
    gate, won, refused, other = threading.Barrier(AT_ONCE), [], [], []

    def edit(number: int) -> None:
        gate.wait()
        try:
            progress.rewrite(update.pk, by=clerk, narrative=f"说法{number}", expected_version=1)
            won.append(number)
        except Stale as refusal:
            refused.append(refusal.edits)
        except Exception as error:
            other.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert other == []
    assert (len(won), len(refused)) == (1, AT_ONCE - 1)
    assert all(edits[0].fields[0].after == f"说法{won[0]}" for edits in refused)
    row = ProgressUpdate.objects.get(pk=update.pk)
    assert (row.narrative, row.version, row.history.count()) == (f"说法{won[0]}", 2, 2)
