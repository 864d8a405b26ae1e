"""Duties to report (报送): opened by the calendar, answered by the updates that units submit."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import DutyState, ReportEvery, Role
from commitments.domain.notices import slips
from commitments.domain.platform import audit, periods, rights, versions, working_days
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.models import Assignment, Duty, Organization, ProgressUpdate, ReminderSlip

MONTHS = {
    ReportEvery.MONTH: 1,
    ReportEvery.QUARTER: 3,
    ReportEvery.HALF_YEAR: 6,
    ReportEvery.YEAR: 12,
}


@dataclass(frozen=True, slots=True)
class Inbox:
    """The inbox (我的待办): what waits for a person's units."""

    duties: QuerySet[Duty]
    to_acknowledge: QuerySet[Assignment]
    slips: QuerySet[ReminderSlip]


@transaction.atomic
def open_period(today: date) -> int:
    """Open a duty for each responsible unit and the current period.

    Returns how many duties are new; asking again adds nothing.
    """
    asked = Assignment.objects.filter(
        Q(role=Role.LEAD) | ~Q(report_every=""), commitment__workflow__in=Duty.ASKED_WHILE
    ).exclude(report_every=ReportEvery.NEVER)
    by_frequency = {every: periods.around(today, months) for every, months in MONTHS.items()}
    names = {period.name for period in by_frequency.values()}
    known = set(Duty.objects.filter(period__in=names).values_list("assignment", "period"))
    new = []
    for assignment in asked.select_related("commitment"):
        period = by_frequency[ReportEvery(assignment.report_every or settings.REPORT_EVERY)]
        if assignment.commitment.starts_on > period.end or (assignment.pk, period.name) in known:
            continue
        new.append(_duty(assignment, period))
    # The constraint has the last word when two run at once.
    Duty.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    return len(new)


def answer(update: ProgressUpdate, *, by: User) -> list[Duty]:
    """Link a submitted update to what its unit was asked for up to the day it speaks of."""
    duties = list(
        Duty.objects.select_for_update(of=("self",))
        .unanswered()
        .filter(
            assignment__commitment=update.commitment_id,
            assignment__organization=update.organization_id,
            period_start__lte=update.reported_on,
        )
        .select_related("assignment")
    )
    for duty in duties:
        duty.update = update
        audit.save(duty, by=by, fields=["update"])
    return duties


@transaction.atomic
def change_due_date(
    duty_id: int, *, due_on: date, by: User, reason: str, expected_version: int | None = None
) -> Duty:
    """Change the due date of one duty, with a reason."""
    rights.require_permission(by, "change_duty", _("You may not change reporting duties."))
    duty = Duty.objects.select_for_update().visible_to(by).filter(pk=duty_id).first()
    if duty is None:
        raise Invalid(_("There is no such reporting duty."))
    versions.expect(duty, expected_version)
    if not reason.strip():
        raise Invalid(_("Give a reason."), field="reason")
    if duty.state_on(timezone.localdate()) in {DutyState.SUBMITTED, DutyState.ACCEPTED}:
        raise Conflict(_("The report was handed in already."))
    if due_on < duty.period_start:
        raise Invalid(_("This date lies before the period begins."), field="due_on")
    _remember_as_opened(duty)
    duty.due_on, duty.opens_on = due_on, min(duty.opens_on, due_on)
    audit.save(duty, by=by, reason=reason, fields=["due_on", "opens_on"])
    slips.cancel_stale(duty.assignment.commitment_id)
    return duty


def for_user(user: User, today: date | None = None) -> QuerySet[Duty]:
    """Return the duties of the person's units, most pressing first, each with `state`."""
    return (
        Duty.objects.of_units_of(user)
        .pressing(today or timezone.localdate())
        .by_urgency()
        .select_related("assignment__commitment", "assignment__organization", "update")
    )


def to_acknowledge(user: User) -> QuerySet[Assignment]:
    """Return the assignments that the person's units have not received yet."""
    if not user.has_perm("commitments.view_assignment"):
        return Assignment.objects.none()
    return (
        Assignment.objects.filter(
            organization__in=Organization.objects.of_user(user),
            acknowledged_at=None,
            commitment__workflow__in=Duty.ASKED_WHILE,
        )
        .select_related("commitment", "organization")
        .order_by("due_on", "pk")
    )


def inbox(user: User, today: date | None = None) -> Inbox:
    """Return everything that waits for the person's units."""
    slips = ReminderSlip.objects.to_receive(user).select_related("commitment", "organization")
    return Inbox(for_user(user, today), to_acknowledge(user), slips)


def _remember_as_opened(duty: Duty) -> None:
    """Write the first history row, which duties opened in bulk lack, before a change."""
    if not duty.history.exists():
        Duty.history.bulk_history_create([duty], default_user=audit.system_user())


def _duty(assignment: Assignment, period: periods.ReportPeriod) -> Duty:
    """Asked for on the last day of the period, due some working days later."""
    return Duty(
        assignment=assignment,
        period=period.name,
        period_start=period.start,
        period_end=period.end,
        opens_on=period.end,
        due_on=working_days.shift(period.end, settings.REPORT_WITHIN_DAYS),
    )
