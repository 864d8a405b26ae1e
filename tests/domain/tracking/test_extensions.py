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


def test_granting_moves_date_and_adds_target_version(commitment, clerk, office):
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


def test_granting_works_without_figure(unit, clerk, office):
    commitment = factories.assigned(unit, target=None)

    granted = extensions.approve(ask(commitment, clerk).pk, by=office)

    commitment.refresh_from_db()
    assert (commitment.due_on, granted.target) == (LATER, None)


def test_refusal_needs_reason_and_keeps_date(commitment, clerk, office):
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
def test_rejects_request_on_due_date(unit, clerk, days):
    due = timezone.localdate() + timedelta(days=days)
    commitment = factories.assigned(unit, due_on=due)

    with pytest.raises(Conflict):
        ask(commitment, clerk)


def test_request_needs_later_date_reason_and_no_open_request(unit, commitment, clerk):
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


def test_only_lead_requests_and_only_office_decides(commitment, clerk, office):
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


def test_decides_once_on_the_version_seen(commitment, clerk, office):
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


def test_rejects_extension_of_halted_commitment(commitment, clerk, office):
    asked = ask(commitment, clerk)
    workflow.suspend(commitment.pk, by=office, reason="上级规划调整")

    with pytest.raises(Conflict):
        extensions.approve(asked.pk, by=office)
    commitment.refresh_from_db()
    assert commitment.workflow == Workflow.SUSPENDED
    assert commitment.due_on == date(2030, 12, 31)
