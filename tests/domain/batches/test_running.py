"""Many changes at once: each row for itself, none before it is confirmed, back where it can."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.choices import BatchRowState, BatchState, JobKind, JobState, Progress
from commitments.domain import job_handlers
from commitments.domain.batches import running
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.domain.reporting import progress
from commitments.domain.tracking import assign, plans, targets, workflow
from commitments.models import Assignment, Batch, Commitment, Job
from tests import factories as make
from tests.domain.batches.books import finish, outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(bureau):
    return [make.assigned(bureau, indicator=f"指标{number}") for number in (1, 2)]


def keys(commitments: list[Commitment]) -> list[int]:
    return [commitment.pk for commitment in commitments]


def again(commitment: Commitment) -> Commitment:
    return Commitment.objects.get(pk=commitment.pk)


def test_changes_nothing_before_confirmation(two, office):
    asked = running.select(
        keys(two), changes={"due_on": "2029-12-31"}, by=office, reason="按区委要求提前"
    )
    before = [row.history.count() for row in two]

    batch = finish(asked)

    assert batch.state == BatchState.READY
    assert outcomes(batch) == [("proposed", ""), ("proposed", "")]
    assert {again(row).due_on for row in two} == {date(2030, 12, 31)}
    assert [row.history.count() for row in two] == before


def test_applies_confirmed_batch_and_reverts_it(two, office):
    plan = plans.create("2026年重点工作", by=office)
    other = make.unit("区财政局")
    changes = {"due_on": "2029-12-31", "plan": plan.pk, "lead": other.pk}
    batch = finish(running.select(keys(two), changes=changes, by=office, reason="调整分工"))

    made = finish(running.confirm(batch.pk, by=office))

    assert made.state == BatchState.APPLIED
    assert made.applied_at is not None
    for row in two:
        now = again(row)
        assert (now.due_on, now.plan, now.lead) == (date(2029, 12, 31), plan, other)
        assert now.target.version == 2
        assert now.target.reason == "调整分工"

    undone = finish(running.undo(batch.pk, by=office))

    assert undone.counts[BatchRowState.UNDONE] == 2
    for row in two:
        now = again(row)
        assert (now.due_on, now.plan, now.lead.short_name) == (date(2030, 12, 31), None, "区体育局")
        assert now.supporting == []
        assert now.target.version == 3, "the ledger of targets is never shortened"


def test_adding_units_keeps_the_others(two, office):
    first, second = make.unit("区财政局"), make.unit("区教委")
    assign.assign(two[0].pk, first.pk, by=office, role="support", duty="落实经费")

    batch = finish(
        running.select(keys(two), changes={}, joining={"supporting": [second.pk]}, by=office)
    )
    finish(running.confirm(batch.pk, by=office))

    assert {unit.pk for unit in again(two[0]).supporting} == {first.pk, second.pk}
    assert [unit.pk for unit in again(two[1]).supporting] == [second.pk]
    assert Assignment.objects.get(commitment=two[0], organization=first).duty == "落实经费"
    finish(running.undo(batch.pk, by=office))
    assert [unit.pk for unit in again(two[0]).supporting] == [first.pk]


def test_replaced_lead_with_reports_becomes_supporting(two, office, bureau):
    other = make.unit("区财政局")
    clerk = make.reporter(bureau)
    update = progress.draft(
        two[0].pk, by=clerk, reported_on=date(2026, 3, 31), narrative="新建场地2处"
    )
    progress.submit(update.pk, by=clerk)

    batch = finish(running.select([two[0].pk], changes={"lead": other.pk}, by=office))
    finish(running.confirm(batch.pk, by=office))

    now = again(two[0])
    assert (now.lead, now.supporting) == (other, [bureau])
    finish(running.undo(batch.pk, by=office))
    now = again(two[0])
    assert (now.lead, now.supporting) == (bureau, [])


def test_former_lead_stays_beside_new_lead_and_added_unit(two, office, bureau):
    lead, joining = make.unit("区财政局"), make.unit("区教委")

    batch = finish(
        running.select(
            [two[0].pk], changes={"lead": lead.pk}, joining={"supporting": [joining.pk]}, by=office
        )
    )
    finish(running.confirm(batch.pk, by=office))

    now = again(two[0])
    assert (now.lead, set(now.supporting)) == (lead, {bureau, joining})


def test_refused_row_does_not_stop_others(two, office):
    workflow.terminate(two[0].pk, by=office, reason="不再实施")

    batch = finish(
        running.select(keys(two), changes={"due_on": "2029-12-31"}, by=office, reason="提前")
    )

    [(state, message), (other, _nothing)] = outcomes(batch)
    assert (state, other) == ("refused", "proposed")
    assert two[0].code in message
    finish(running.confirm(batch.pk, by=office))
    assert again(two[0]).due_on == date(2030, 12, 31)
    assert again(two[1]).due_on == date(2029, 12, 31)


def test_row_names_missing_reason(two, office):
    batch = finish(running.select(keys(two), changes={"due_on": "2029-12-31"}, by=office))

    assert {row.field for row in batch.rows.all()} == {"reason"}
    with pytest.raises(Conflict):
        running.confirm(batch.pk, by=office)


def test_does_not_overwrite_change_after_preview(two, office):
    batch = finish(
        running.select(keys(two), changes={"due_on": "2029-12-31"}, by=office, reason="提前")
    )
    targets.revise(
        two[0].pk, targets.Revision(due_on=date(2028, 6, 30)), by=office, reason="另有安排"
    )

    made = finish(running.confirm(batch.pk, by=office))

    [(state, message), _other] = outcomes(made)
    assert (state, "完成时限" in message) == ("refused", True)
    assert again(two[0]).due_on == date(2028, 6, 30)


def test_does_not_revert_row_changed_since(two, office):
    batch = finish(
        running.select(keys(two), changes={"due_on": "2029-12-31"}, by=office, reason="提前")
    )
    finish(running.confirm(batch.pk, by=office))
    targets.revise(
        two[0].pk, targets.Revision(due_on=date(2028, 6, 30)), by=office, reason="另有安排"
    )

    undone = finish(running.undo(batch.pk, by=office))

    assert [state for state, _message in outcomes(undone)] == ["applied", "undone"]
    assert "已在别处" in outcomes(undone)[0][1]
    assert again(two[0]).due_on == date(2028, 6, 30)


def test_reverts_suspension_but_not_termination(two, office):
    halted = finish(
        running.select(keys(two), changes={"move": "suspend"}, by=office, reason="资金未落实")
    )
    finish(running.confirm(halted.pk, by=office))
    assert {again(row).workflow for row in two} == {"suspended"}
    finish(running.undo(halted.pk, by=office))
    assert {again(row).workflow for row in two} == {"assigned"}

    ended = finish(
        running.select(keys(two), changes={"move": "terminate"}, by=office, reason="不再实施")
    )
    finish(running.confirm(ended.pk, by=office))
    undone = finish(running.undo(ended.pk, by=office))

    assert {again(row).workflow for row in two} == {"terminated"}
    assert all("不能在此撤销" in message for _state, message in outcomes(undone))


def test_counts_rows_without_difference(two, office):
    batch = finish(running.select(keys(two), changes={"due_on": "2030-12-31"}, by=office))

    assert (batch.unchanged, batch.rows.count(), batch.state) == (2, 0, BatchState.READY)


def test_does_not_revert_to_missing_due_date(office):
    bare = make.commitment(target=None, due_on=None)
    batch = finish(
        running.select([bare.pk], changes={"due_on": "2029-12-31"}, by=office, reason="补充时限")
    )
    finish(running.confirm(batch.pk, by=office))
    assert again(bare).due_on == date(2029, 12, 31)

    undone = finish(running.undo(batch.pk, by=office))

    assert "无法恢复为空" in outcomes(undone)[0][1]


def test_only_creator_continues_batch_from_version_seen(two, office):
    batch = finish(
        running.select(keys(two), changes={"due_on": "2029-12-31"}, by=office, reason="提前")
    )

    with pytest.raises(NotAllowed):
        running.confirm(batch.pk, by=make.supervisor())
    with pytest.raises(Stale):
        running.confirm(batch.pk, by=office, expected_version=batch.version - 1)
    with pytest.raises(Conflict):
        running.undo(batch.pk, by=office)
    running.confirm(batch.pk, by=office)
    with pytest.raises(Conflict):
        running.confirm(batch.pk, by=office)


@pytest.mark.parametrize(
    "changes", [{}, {"report": {}}, {"code": "x"}, {"starts_on": "2026-01-01"}]
)
def test_rejects_unknown_field(two, office, changes):
    with pytest.raises(Invalid):
        running.select(keys(two), changes=changes, by=office)
    assert not Batch.objects.exists()


def test_ignores_invisible_commitments(two, bureau):
    stranger = make.reporter(make.unit())

    with pytest.raises(Invalid):
        running.select(keys(two), changes={"due_on": "2029-12-31"}, by=stranger)
    with pytest.raises(NotAllowed):
        running.select(keys(two), changes={"due_on": "2029-12-31"}, by=make.user(role="reader"))


def test_reporter_cannot_exceed_own_permissions(two, bureau):
    clerk = make.reporter(bureau)

    batch = finish(
        running.select(keys(two), changes={"due_on": "2029-12-31"}, by=clerk, reason="太紧")
    )

    assert {state for state, _message in outcomes(batch)} == {"refused"}


def test_works_in_portions_that_take_effect_once(office, bureau, monkeypatch):
    monkeypatch.setattr(running, "PORTION", 2)
    five = [make.assigned(bureau, indicator=f"指标{number}") for number in range(5)]
    asked = running.select(keys(five), changes={"due_on": "2029-12-31"}, by=office, reason="提前")

    batch = finish(asked)

    jobs = Job.objects.filter(kind=JobKind.BATCH)
    assert list(jobs.values_list("state", flat=True)) == [JobState.DONE] * 3
    made = finish(running.confirm(batch.pk, by=office))
    assert made.counts[BatchRowState.APPLIED] == 5
    assert job_handlers.perform(jobs.first().pk) is False
    assert {again(row).target.version for row in five} == {2}


def test_trial_leaves_no_slip_notice_or_number(two, office):
    from commitments.models import Counter, Notice

    before = Notice.objects.count(), dict(Counter.objects.values_list("name", "value"))
    finish(
        running.select(
            keys(two), changes={"lead": make.unit().pk}, by=office, reason="调整牵头单位"
        )
    )

    assert (Notice.objects.count(), dict(Counter.objects.values_list("name", "value"))) == before


def test_status_follows_applied_changes(office, bureau):
    commitment = make.assigned(bureau, value=Decimal(10), due_on=date(2026, 1, 31))
    update = progress.draft(
        commitment.pk,
        by=office,
        reported_on=date(2026, 1, 31),
        narrative="完成一半",
        readings=(progress.ReportedValue(date(2026, 1, 31), Decimal(5)),),
    )
    progress.submit(update.pk, by=office)
    progress.approve(update.pk, by=office)
    assert again(commitment).progress == Progress.MISSED

    batch = finish(
        running.select(
            [commitment.pk], changes={"due_on": "2099-12-31"}, by=office, reason="延期至远期"
        )
    )
    finish(running.confirm(batch.pk, by=office))

    assert again(commitment).progress != Progress.MISSED
