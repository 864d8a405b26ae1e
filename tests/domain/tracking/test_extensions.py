"""Extensions: asked in time by the lead unit, decided by the office, entered in the ledger."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from commitments.choices import ExtensionState, Workflow
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.domain.tracking import assign, extensions, targets, workflow
from tests import factories

pytestmark = pytest.mark.django_db
LATER = date(2031, 6, 30)


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
    return factories.assigned(unit)


def ask(commitment, clerk, **more):
    return extensions.request(
        commitment.pk, by=clerk, **({"new_due_on": LATER, "reason": "征地未完成"} | more)
    )


def test_a_granted_request_moves_the_date_and_enters_the_ledger(commitment, clerk, office):
    asked = ask(commitment, clerk)
    before = commitment.history.count()

    granted = extensions.approve(asked.pk, by=office)

    commitment.refresh_from_db()
    new, old = commitment.targets.all()
    assert (granted.state, granted.decided_by, granted.target) == ("approved", office, new)
    assert (new.version, new.due_on, new.value, new.reason) == (2, LATER, old.value, "征地未完成")
    assert (granted.former_due_on, commitment.due_on) == (old.due_on, LATER)
    assert commitment.history.count() == before + 1
    assert granted.history.count() == 2


def test_a_promise_without_a_figure_gets_its_later_date_too(unit, clerk, office):
    commitment = factories.assigned(unit, target=None)

    granted = extensions.approve(ask(commitment, clerk).pk, by=office)

    commitment.refresh_from_db()
    assert (commitment.due_on, granted.target) == (LATER, None)


def test_a_refusal_has_a_reason_and_leaves_the_date(commitment, clerk, office):
    asked = ask(commitment, clerk)
    with pytest.raises(Invalid) as refusal:
        extensions.refuse(asked.pk, by=office, reason="")
    assert refusal.value.field == "reason"

    refused = extensions.refuse(asked.pk, by=office, reason="年度任务不得延期")

    commitment.refresh_from_db()
    assert refused.state == ExtensionState.REFUSED
    assert commitment.due_on == date(2030, 12, 31)
    assert commitment.targets.count() == 1
    assert ask(commitment, clerk).state == ExtensionState.REQUESTED


@pytest.mark.parametrize("days", [0, -1])
def test_on_the_due_date_it_is_too_late_to_ask(unit, clerk, days):
    due = timezone.localdate() + timedelta(days=days)
    commitment = factories.assigned(unit, due_on=due)

    with pytest.raises(Conflict):
        ask(commitment, clerk)


def test_a_request_goes_forward_once_with_a_reason_from_a_date(unit, commitment, clerk):
    with pytest.raises(Invalid) as refusal:
        ask(commitment, clerk, new_due_on=commitment.due_on)
    assert refusal.value.field == "new_due_on"
    with pytest.raises(Invalid) as refusal:
        ask(commitment, clerk, reason=" ")
    assert refusal.value.field == "reason"
    ask(commitment, clerk)
    with pytest.raises(Conflict):
        ask(commitment, clerk)
    with pytest.raises(Conflict):
        ask(factories.assigned(unit, due_on=None, target=None), clerk)


def test_only_the_lead_asks_and_only_the_office_decides(commitment, clerk, office):
    support = factories.unit()
    assign.assign(commitment.pk, support.pk, by=office, role="support")
    with pytest.raises(NotAllowed):
        ask(commitment, factories.reporter(support))
    asked = ask(commitment, clerk)

    for decide in (extensions.approve, extensions.refuse):
        with pytest.raises(NotAllowed):
            decide(asked.pk, by=clerk, reason="可以")
    with pytest.raises(Invalid):
        extensions.approve(asked.pk, by=factories.reporter(factories.unit()))


def test_a_decision_is_made_once_on_the_state_it_saw(commitment, clerk, office):
    asked = ask(commitment, clerk)
    targets.revise(
        commitment.pk, targets.Revision(due_on=date(2031, 1, 31)), by=office, reason="会议决定"
    )
    with pytest.raises(Conflict):
        extensions.approve(asked.pk, by=office)
    extensions.refuse(asked.pk, by=office, reason="日期已另行调整")
    with pytest.raises(Conflict):
        extensions.approve(asked.pk, by=office)

    again = ask(commitment, clerk)
    with pytest.raises(Stale):
        extensions.approve(again.pk, by=office, expected_version=again.version + 1)


def test_nothing_is_extended_that_stands_still(commitment, clerk, office):
    asked = ask(commitment, clerk)
    workflow.suspend(commitment.pk, by=office, reason="上级规划调整")

    with pytest.raises(Conflict):
        extensions.approve(asked.pk, by=office)
    commitment.refresh_from_db()
    assert commitment.workflow == Workflow.SUSPENDED
    assert commitment.due_on == date(2030, 12, 31)
