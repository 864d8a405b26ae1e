"""What must never be true of duties, slips and evidence."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commitments.choices import EvidenceState
from commitments.domain.reminders import issuing
from commitments.domain.reporting import duties, progress
from commitments.models import Duty, Evidence, ReminderRule, ReminderSlip
from tests import factories

pytestmark = pytest.mark.django_db


def refuse(row, **broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**broken)


@pytest.fixture
def duty():
    factories.assigned(factories.unit())
    duties.open_period(date(2026, 3, 1))
    return Duty.objects.get()


@pytest.fixture
def slip(duty):
    [slip] = issuing.issue(f"duty:{duty.pk}:{duty.due_on}")
    return slip


@pytest.mark.parametrize(
    "broken",
    [
        {"period_end": date(2026, 2, 1)},
        {"opens_on": date(2026, 2, 1)},
        {"due_on": date(2026, 3, 1)},
    ],
)
def test_duties(duty, broken):
    refuse(duty, **broken)


def test_a_unit_owes_one_report_a_period(duty):
    duty.pk = None
    with pytest.raises(IntegrityError):
        duty.save()


@pytest.mark.parametrize(
    "broken",
    [
        {"received_at": timezone.now()},
        {"cancelled_at": timezone.now()},
        {"cancel_reason": "已报送"},
        {"about": "commitment"},
    ],
)
def test_slips(slip, broken):
    refuse(slip, **broken)


def test_a_cancelled_slip_says_why_and_by_whom(slip):
    given = {"cancelled_at": timezone.now(), "cancelled_by": factories.user()}
    refuse(slip, **given)
    ReminderSlip.objects.filter(pk=slip.pk).update(cancel_reason="已报送", **given)


@pytest.mark.parametrize("broken", [{"days": 90}, {"level": 0}])
def test_rules(broken):
    refuse(ReminderRule.objects.first(), **broken)


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "citation"},
        {"start": 1, "end": 2},
        {"quote": "区体育局"},
        {"state": EvidenceState.EXPIRED},
        {"state": EvidenceState.VERIFIED},
        {"decided_at": timezone.now()},
    ],
)
def test_evidence(broken):
    unit = factories.unit()
    clerk = factories.reporter(unit)
    update = progress.draft(
        factories.assigned(unit).pk, by=clerk, reported_on=date(2026, 1, 1), narrative="已开工"
    )
    evidence = progress.attach_link(update.pk, "https://example.org", by=clerk)
    refuse(evidence, **broken)
    rejected = {"state": "rejected", "decided_at": timezone.now(), "decided_by": clerk}
    refuse(evidence, **rejected)
    Evidence.objects.filter(pk=evidence.pk).update(decision_reason="与事项无关", **rejected)
