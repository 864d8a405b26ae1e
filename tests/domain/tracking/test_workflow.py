"""The workflow: who moves a commitment from where, what it needs, what it leaves behind."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from commitments.choices import Progress, Role, Transition, Workflow
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.domain.reporting import progress
from commitments.domain.tracking import assign, themes, workflow
from commitments.models import Citation, Commitment
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def clerk(unit):
    return factories.reporter(unit)


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def commitment(unit):
    return factories.assigned(unit, kind="deliverable", target=None, title="建成海淀体育中心")


def report(commitment, clerk, office):
    update = progress.draft(
        commitment.pk, by=clerk, reported_on=timezone.localdate(), narrative="已建成。"
    )
    progress.submit(update.pk, by=clerk)
    return progress.approve(update.pk, by=office)


@pytest.fixture
def requested(commitment, clerk, office):
    report(commitment, clerk, office)
    return workflow.request_completion(commitment.pk, by=clerk)


def test_whole_workflow_writes_one_history_row_a_transition(commitment, clerk, office):
    assign.acknowledge(commitment.assignments.get().pk, by=clerk)
    report(commitment, clerk, office)
    workflow.request_completion(commitment.pk, by=clerk)
    done = workflow.complete(commitment.pk, by=office, completed_on=date(2026, 3, 30))
    assert (done.progress, done.completed_on) == (Progress.ACHIEVED, date(2026, 3, 30))

    closed = workflow.close(commitment.pk, by=office)

    stages = list(closed.history.order_by("history_id").values_list("workflow", flat=True))
    assert stages == [
        Workflow.REGISTERED,
        Workflow.ASSIGNED,
        Workflow.IN_PROGRESS,
        Workflow.COMPLETION_REQUESTED,
        Workflow.COMPLETED,
        Workflow.CLOSED,
    ]


def test_completion_request_needs_approved_report(commitment, clerk):
    assign.acknowledge(commitment.assignments.get().pk, by=clerk)

    with pytest.raises(Conflict):
        workflow.request_completion(commitment.pk, by=clerk)


def test_only_lead_unit_requests(commitment, clerk, office):
    support = factories.unit()
    assign.assign(commitment.pk, support.pk, by=office, role=Role.SUPPORT)
    report(commitment, clerk, office)

    with pytest.raises(NotAllowed):
        workflow.request_completion(commitment.pk, by=factories.reporter(support))
    with pytest.raises(Invalid):
        workflow.request_completion(commitment.pk, by=factories.reporter(factories.unit()))
    with pytest.raises(NotAllowed):
        workflow.request_completion(commitment.pk, by=factories.user(role="reader"))
    head = factories.user(role="head", unit=commitment.lead)
    assert workflow.request_completion(commitment.pk, by=head).workflow == "completion_requested"


def test_office_acts_for_unit_without_account(commitment, clerk, office):
    report(commitment, clerk, office)

    assert workflow.request_completion(commitment.pk, by=office)


def test_unit_cannot_conclude(requested, clerk):
    for verb in (workflow.complete, workflow.close, workflow.resume):
        with pytest.raises(NotAllowed):
            verb(requested.pk, by=clerk)
    for verb in (workflow.send_back, workflow.suspend, workflow.terminate):
        with pytest.raises(NotAllowed):
            verb(requested.pk, by=clerk, reason="自己定")
    assert workflow.available(requested, by=clerk) == ()


def test_return_reverts_completion_and_unit_can_request_again(requested, clerk, office):
    workflow.complete(requested.pk, by=office)
    with pytest.raises(Invalid) as refusal:
        workflow.send_back(requested.pk, by=office, reason=" ")
    assert refusal.value.field == "reason"

    returned = workflow.send_back(requested.pk, by=office, reason="缺验收报告")

    assert (returned.workflow, returned.workflow_reason) == (Workflow.RETURNED, "缺验收报告")
    assert returned.completed_on is None
    assert returned.progress == Progress.ON_SCHEDULE
    again = workflow.request_completion(requested.pk, by=clerk)
    assert (again.workflow, again.workflow_reason) == (Workflow.COMPLETION_REQUESTED, "")


def test_suspension_remembers_stage_and_stops_assessment(requested, office):
    stopped = workflow.suspend(requested.pk, by=office, reason="上级规划调整")
    assert stopped.progress == Progress.NOT_ASSESSED
    assert stopped.halted_on == timezone.localdate()
    with pytest.raises(Conflict):
        workflow.complete(requested.pk, by=office)

    resumed = workflow.resume(requested.pk, by=office)

    assert resumed.workflow == Workflow.COMPLETION_REQUESTED
    assert (resumed.halted_on, resumed.halted_from, resumed.workflow_reason) == (None, "", "")
    assert resumed.progress == Progress.ON_SCHEDULE


def test_terminated_or_closed_allows_no_transition(requested, office):
    workflow.suspend(requested.pk, by=office, reason="上级规划调整")
    gone = workflow.terminate(requested.pk, by=office, reason="项目取消")

    assert gone.progress == Progress.NOT_ASSESSED
    assert workflow.available(gone, by=office) == ()
    with pytest.raises(Conflict):
        workflow.resume(requested.pk, by=office)


def test_completion_needs_request_and_no_future_date(commitment, requested, office):
    with pytest.raises(Invalid) as refusal:
        workflow.complete(
            requested.pk, by=office, completed_on=timezone.localdate() + timedelta(days=1)
        )
    assert refusal.value.field == "completed_on"
    other = factories.commitment()
    with pytest.raises(Conflict):
        workflow.complete(other.pk, by=office)
    with pytest.raises(Conflict):
        workflow.close(requested.pk, by=office)


def test_merge_hands_citations_over(office):
    document = factories.document()
    kept, merged = factories.commitment(), factories.commitment()
    for owner, span in ((kept, (0, 3)), (merged, (0, 3)), (merged, (4, 8))):
        quote = document.text[slice(*span)]
        Citation.objects.create(
            commitment=owner, document=document, start=span[0], end=span[1], quote=quote
        )

    other = workflow.merge(merged.pk, into=kept.pk, by=office, reason="同一事项")

    merged.refresh_from_db()
    assert (merged.workflow, merged.merged_into) == (Workflow.MERGED, kept)
    assert set(other.citations.values_list("start", flat=True)) == {0, 4}
    assert merged.citations.count() == 1  # the words that the other one cites as well
    assert kept.history.count() == 1


def test_merge_joins_themes_in_one_edit(office):
    kept, merged, third = (factories.commitment() for _ in range(3))
    sport, school = (themes.create(name, by=office) for name in ("体育", "教育"))
    themes.assign(kept.pk, [sport.pk], by=office)
    themes.assign(merged.pk, [sport.pk, school.pk], by=office)
    edits = kept.history.count()

    workflow.merge(merged.pk, into=kept.pk, by=office, reason="同一事项")
    workflow.merge(third.pk, into=kept.pk, by=office, reason="同一事项")

    assert set(kept.themes.all()) == set(merged.themes.all()) == {sport, school}
    assert kept.history.count() == edits + 1
    assert kept.history.first().history_change_reason == "同一事项"


def test_rejects_merge_into_itself_or_ended_commitment(office):
    one, ended = factories.commitment(), factories.commitment()
    workflow.terminate(ended.pk, by=office, reason="取消")

    with pytest.raises(Invalid):
        workflow.merge(one.pk, into=one.pk, by=office, reason="同一事项")
    with pytest.raises(Conflict):
        workflow.merge(one.pk, into=ended.pk, by=office, reason="同一事项")
    with pytest.raises(Invalid):
        workflow.merge(one.pk, into=10**6, by=office, reason="同一事项")


def test_rejects_transition_from_outdated_version(requested, office):
    seen = requested.version
    workflow.suspend(requested.pk, by=office, reason="上级规划调整")
    workflow.resume(requested.pk, by=office)

    with pytest.raises(Stale):
        workflow.complete(requested.pk, by=office, expected_version=seen)


def test_offers_available_transitions(commitment, clerk, office):
    assert set(workflow.available(commitment, by=clerk)) == {
        Transition.ACKNOWLEDGE,
        Transition.REQUEST_EXTENSION,
    }
    assert set(workflow.available(commitment, by=office)) == {
        Transition.ACKNOWLEDGE,
        Transition.BEGIN,
        Transition.SUSPEND,
        Transition.TERMINATE,
        Transition.MERGE,
        Transition.SPLIT,
        Transition.REQUEST_EXTENSION,
        Transition.EXTEND,
    }
    assert workflow.available(commitment, by=factories.user(role="reader")) == ()


def test_every_transition_has_a_rule_and_every_stage_is_reachable():
    assert set(workflow.TRANSITIONS) == set(Transition)
    reached = {transition.to for transition in workflow.TRANSITIONS.values()}
    assert reached - {None} == set(Workflow) - {Workflow.REGISTERED}
    for ended in (Workflow.CLOSED, Workflow.TERMINATED, Workflow.MERGED):
        assert all(ended not in t.sources for t in workflow.TRANSITIONS.values())
    assert set(Commitment.ENDED).isdisjoint(workflow.OPEN)
