from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commitments.choices import Progress, Rank, RemindedOf
from commitments.domain.evaluation import assess, facts
from commitments.domain.platform.errors import Invalid, NotAllowed
from commitments.domain.reporting import progress
from commitments.domain.tracking import extensions, targets
from commitments.models import ReminderRule, ReminderSlip, Target
from tests import factories

pytestmark = pytest.mark.django_db


def test_revision_keeps_old_target_and_reason():
    commitment, office = factories.commitment(), factories.supervisor()

    targets.revise(
        commitment.pk,
        targets.Revision(value=Decimal(4), due_on=date(2031, 6, 30)),
        by=office,
        reason="区政府会议调整",
    )

    commitment.refresh_from_db()
    new, old = commitment.targets.all()
    assert (old.version, old.value, old.is_current) == (1, Decimal("3.7"), False)
    assert (new.version, new.value, new.is_current) == (2, Decimal(4), True)
    assert new.approved_by == office
    assert commitment.due_on == date(2031, 6, 30)


def test_rejects_revision_without_reason_or_permission():
    commitment = factories.commitment()

    with pytest.raises(Invalid) as refusal:
        targets.revise(
            commitment.pk, targets.Revision(value=Decimal(4)), by=factories.supervisor(), reason=""
        )
    assert refusal.value.field == "reason"
    with pytest.raises(NotAllowed):
        targets.revise(
            commitment.pk, targets.Revision(value=Decimal(4)), by=factories.user(), reason="改"
        )
    assert commitment.targets.count() == 1


def test_rejects_revision_without_target():
    commitment = factories.commitment(target=None)

    with pytest.raises(Invalid):
        targets.revise(
            commitment.pk,
            targets.Revision(value=Decimal(4)),
            by=factories.supervisor(),
            reason="改",
        )


def test_setting_assumed_target_makes_it_decided():
    commitment = factories.commitment()
    commitment.targets.update(is_assumed=True)

    later = targets.revise(
        commitment.pk,
        targets.Revision(due_on=date(2031, 1, 1)),
        by=factories.supervisor(),
        reason="延期",
    )
    assert later.is_assumed
    set_by_hand = targets.revise(
        commitment.pk, targets.Revision(value=Decimal(5)), by=factories.supervisor(), reason="核定"
    )
    assert not set_by_hand.is_assumed


def approved_on(target, day):
    at = timezone.make_aware(datetime.combine(day, time(9)))
    Target.objects.filter(pk=target.pk).update(approved_at=at)


def test_past_day_knows_target_in_force():
    commitment, office = factories.commitment(), factories.supervisor()
    approved_on(commitment.target, date(2026, 1, 10))
    second = targets.revise(
        commitment.pk, targets.Revision(value=Decimal(4)), by=office, reason="上调"
    )
    approved_on(second, date(2026, 4, 10))
    third = targets.revise(
        commitment.pk, targets.Revision(value=Decimal(5)), by=office, reason="再上调"
    )
    approved_on(third, date(2026, 7, 10))

    days = ["2025-12-01", "2026-01-10", "2026-04-09", "2026-04-10", "2026-07-09", "2026-07-10"]
    found = [targets.in_force(commitment, on=date.fromisoformat(day)).version for day in days]

    assert found == [1, 1, 1, 2, 2, 3]


def test_commitment_without_target_has_none_on_any_day():
    assert targets.in_force(factories.commitment(target=None), on=date(2026, 1, 1)) is None


def test_status_compares_with_original_and_current_target():
    unit, office = factories.unit(), factories.supervisor()
    commitment = factories.assigned(unit)
    update = progress.draft(
        commitment.pk,
        by=office,
        reported_on=date(2026, 3, 1),
        narrative="已达3.8平方米。",
        readings=(progress.ReportedValue(measured_on=date(2026, 3, 1), value=Decimal("3.8")),),
    )
    progress.submit(update.pk, by=office)
    progress.approve(update.pk, by=office)
    revised = targets.revise(
        commitment.pk, targets.Revision(value=Decimal(8)), by=office, reason="上调"
    )
    approved_on(revised, date(2026, 6, 1))

    after = assess.assess(commitment.pk, on=date(2026, 6, 1))
    before = assess.assess(commitment.pk, on=date(2026, 5, 31))

    assert (after.progress == Progress.ACHIEVED, after.against_original) == (False, "achieved")
    assert (before.progress, before.against_original) == (Progress.ACHIEVED, "")


def test_former_due_date_is_kept_without_target():
    unit, office = factories.unit(), factories.supervisor()
    commitment = factories.assigned(unit, target=None)
    asked = extensions.request(
        commitment.pk, by=office, new_due_on=date(2031, 6, 30), reason="征地未完成"
    )
    extensions.approve(asked.pk, by=office)
    commitment.refresh_from_db()
    yesterday = timezone.localdate() - timedelta(days=1)

    on_both = [
        facts.gather([commitment], day)[commitment.pk].due_on
        for day in (yesterday, timezone.localdate())
    ]

    assert on_both == [date(2030, 12, 31), date(2031, 6, 30)]


def test_revision_cancels_slips_of_former_date():
    office, unit = factories.supervisor(), factories.unit()
    commitment = factories.assigned(unit)
    slip = ReminderSlip.objects.create(
        year=2026,
        number=1,
        rule=ReminderRule.objects.filter(about=RemindedOf.COMMITMENT).first(),
        about=RemindedOf.COMMITMENT,
        commitment=commitment,
        organization=unit,
        level=1,
        recipient=Rank.HANDLER,
        due_on=commitment.due_on,
        issued_on=date(2026, 3, 1),
    )

    targets.revise(
        commitment.pk, targets.Revision(due_on=date(2031, 6, 30)), by=office, reason="另有安排"
    )

    slip.refresh_from_db()
    assert slip.cancelled_at is not None
    assert slip.cancel_reason == "时限已变更。"
