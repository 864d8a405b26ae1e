"""Reminder slips (督办单): received by units, cancelled when their reason ends."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import NoticeKind, Progress, RemindedOf, Role, UpdateState
from commitments.domain.notices import notices
from commitments.domain.platform import audit, rights, versions
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed
from commitments.models import Assignment, Duty, Organization, ReminderSlip

OPEN_UPDATES = {UpdateState.DRAFT, UpdateState.RETURNED}


@transaction.atomic
def receive(slip_id: int, *, by: User, expected_version: int | None = None) -> ReminderSlip:
    """Receive a slip for its unit; the office does so for units without accounts."""
    slip = _lock(slip_id, by, expected_version)
    mine = slip.organization_id in Organization.objects.of_user(by)
    if not mine and not by.has_perm("commitments.change_reminderslip"):
        raise NotAllowed(_("Only %(unit)s signs for this.") % {"unit": slip.organization})
    if slip.received_at:
        raise Conflict(_("This was received before."))
    slip.received_at, slip.received_by = timezone.now(), by
    return audit.save(slip, by=by, fields=["received_at", "received_by"])


@transaction.atomic
def cancel(
    slip_id: int, *, by: User, reason: str, expected_version: int | None = None
) -> ReminderSlip:
    """Cancel a slip by hand, with a reason."""
    rights.require_permission(by, "cancel_slip", _("You may not cancel reminder slips."))
    if not reason.strip():
        raise Invalid(_("Give a reason."), field="reason")
    slip = _lock(slip_id, by, expected_version)
    return _cancel(slip, reason.strip(), by=by)


@transaction.atomic
def cancel_stale(commitment_id: int | None = None) -> list[ReminderSlip]:
    """Cancel slips whose duty was answered, or whose date or responsible person has changed."""
    # One that was signed for and answered has done its work; it stays as it is.
    waiting = Q(received_at=None) | (
        (
            Q(about=RemindedOf.DUTY)
            & (Q(duty__update=None) | Q(duty__update__state__in=OPEN_UPDATES))
        )
        | Q(about=RemindedOf.COMMITMENT, commitment__workflow__in=Duty.ASKED_WHILE)
    )
    found = ReminderSlip.objects.in_force().filter(waiting)
    if commitment_id is not None:
        found = found.filter(commitment=commitment_id)
    found = found.select_related("commitment__evaluation", "duty__assignment", "duty__update")
    leads = {
        lead.commitment_id: lead
        for lead in Assignment.objects.filter(
            role=Role.LEAD, commitment__in=found.order_by().values("commitment")
        )
    }
    cancelled = []
    for slip in found.select_for_update(of=("self",)):
        reason = _lost_ground(slip, leads.get(slip.commitment_id))
        if reason:
            cancelled.append(_cancel(slip, reason, by=audit.system_user()))
    return cancelled


def _lost_ground(slip: ReminderSlip, lead: Assignment | None) -> str:
    """Return why a slip no longer holds, or an empty text."""
    duty, commitment = slip.duty, slip.commitment
    assignment = duty.assignment if duty else lead
    answered = (
        duty.update is not None and duty.update.state not in OPEN_UPDATES
        if duty
        else commitment.progress == Progress.ACHIEVED
    )
    if answered:
        return _("The matter is settled.")
    gone = slip.about == RemindedOf.DUTY and duty is None
    if gone or assignment is None or commitment.workflow not in Duty.ASKED_WHILE:
        return _("Nothing is asked for any longer.")
    if slip.due_on != (duty.due_on if duty else commitment.due_on):
        return _("The date has changed.")
    now = (assignment.organization_id, assignment.person_id)
    if now != (slip.organization_id, slip.person_id):
        return _("The person in charge has changed.")
    return ""


def _cancel(slip: ReminderSlip, reason: str, *, by: User) -> ReminderSlip:
    slip.cancelled_at, slip.cancelled_by = timezone.now(), by
    slip.cancel_reason = reason
    fields = ["cancelled_at", "cancelled_by", "cancel_reason"]
    audit.save(slip, by=by, reason=reason, fields=fields)
    sent = slip.notices.filter(kind=NoticeKind.SLIP)
    # Who has not heard of it yet need not hear of it at all.
    sent.filter(read_at=None, mailed_on=None).delete()
    notices.notify(
        [notice.person for notice in sent.select_related("person")],
        NoticeKind.SLIP_CANCELLED,
        commitment=slip.commitment,
        slip=slip,
        reason=reason,
    )
    return slip


def _lock(slip_id: int, by: User, expected_version: int | None) -> ReminderSlip:
    visible = ReminderSlip.objects.visible_to(by).filter(pk=slip_id)
    slip = visible.select_for_update(of=("self",)).select_related("organization").first()
    if slip is None:
        raise Invalid(_("There is no such reminder slip."))
    versions.expect(slip, expected_version)
    if slip.cancelled_at:
        raise Conflict(_("This reminder slip was cancelled."))
    return slip
