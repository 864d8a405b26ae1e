"""Deadline extensions (延期): requested by the lead unit before the date, decided by the office."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import ExtensionState, Role, Transition
from commitments.domain.platform import audit, rights, versions
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.tracking import targets, workflow
from commitments.models import Commitment, DeadlineExtension

DECISION_FIELDS = ("state", "decided_at", "decided_by", "decision_reason", "target")


@transaction.atomic
def request(
    commitment_id: int,
    *,
    by: User,
    new_due_on: date,
    reason: str,
    expected_version: int | None = None,
) -> DeadlineExtension:
    """Request a later due date, before the present one has come."""
    commitment = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    workflow.check(commitment, Transition.REQUEST_EXTENSION, by=by, reason=reason)
    due_on = commitment.due_on
    if due_on is None:
        raise Conflict(_("%(code)s has no due date to extend.") % {"code": commitment.code})
    if timezone.localdate() >= due_on:
        raise Conflict(
            _("A later date is asked for before the due date; it was %(due)s.") % {"due": due_on}
        )
    if new_due_on <= due_on:
        raise Invalid(_("Ask for a date after the present due date."), field="new_due_on")
    if commitment.extensions.filter(state=ExtensionState.REQUESTED).exists():
        raise Conflict(_("A request for a later date is waiting for its decision already."))
    lead = commitment.assignments.filter(role=Role.LEAD).first()
    if lead is None:
        raise Conflict(_("Nobody leads %(code)s yet.") % {"code": commitment.code})
    extension = DeadlineExtension(
        commitment=commitment,
        organization_id=lead.organization_id,
        former_due_on=due_on,
        new_due_on=new_due_on,
        reason=reason.strip(),
        requested_by=by,
    )
    return audit.save(extension, by=by, reason=reason)


@transaction.atomic
def approve(
    extension_id: int,
    *,
    by: User,
    reason: str = "",
    expected_version: int | None = None,
) -> DeadlineExtension:
    """Approve a request: the due date moves, as a new version of the target with the reason."""
    commitment, extension = _lock_requested(extension_id, by, expected_version)
    workflow.check(commitment, Transition.EXTEND, by=by)
    if commitment.due_on != extension.former_due_on:
        raise Conflict(
            _("The due date has changed since the request; refuse it, to be asked anew.")
        )
    why = reason.strip() or extension.reason
    if commitment.target is not None:
        later = targets.Revision(due_on=extension.new_due_on)
        extension.target = targets.enter(commitment, later, by=by, reason=why)
    else:
        targets.move_due_date(commitment, extension.new_due_on, by=by, reason=why)
    return _decide(extension, ExtensionState.APPROVED, by=by, reason=reason)


@transaction.atomic
def enter(
    commitment_id: int,
    *,
    by: User,
    new_due_on: date,
    decided_on: date,
    reason: str,
    expected_version: int | None = None,
) -> DeadlineExtension:
    """Enter an extension granted on an earlier day (补录): request and decision at once."""
    rights.require_permission(
        by, "decide_extension", _("You may not decide on requests for a later date.")
    )
    commitment = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    if not reason.strip():
        raise Invalid(_("Give a reason."), field="reason")
    if commitment.workflow in Commitment.ENDED:
        raise Conflict(_("%(code)s has ended.") % {"code": commitment.code})
    if commitment.due_on is None:
        raise Conflict(_("%(code)s has no due date to extend.") % {"code": commitment.code})
    if new_due_on <= commitment.due_on:
        raise Invalid(_("Ask for a date after the present due date."), field="new_due_on")
    lead = commitment.assignments.filter(role=Role.LEAD).first()
    if lead is None:
        raise Conflict(_("Nobody leads %(code)s yet.") % {"code": commitment.code})
    targets.expect_day(decided_on, _last_decision(commitment))
    extension = DeadlineExtension(
        commitment=commitment,
        organization_id=lead.organization_id,
        former_due_on=commitment.due_on,
        new_due_on=new_due_on,
        reason=reason.strip(),
        requested_by=by,
        decided_on=decided_on if decided_on < timezone.localdate() else None,
    )
    if commitment.target is not None:
        later = targets.Revision(due_on=new_due_on, decided_on=decided_on)
        extension.target = targets.enter(commitment, later, by=by, reason=reason)
    else:
        targets.move_due_date(commitment, new_due_on, by=by, reason=reason)
    extension.state, extension.decision_reason = ExtensionState.APPROVED, reason.strip()
    extension.decided_at, extension.decided_by = timezone.now(), by
    return audit.save(extension, by=by, reason=reason)


def _last_decision(commitment: Commitment) -> date:
    """The day before which nothing can have been decided about the date as it is now."""
    granted = commitment.extensions.filter(state=ExtensionState.APPROVED)
    days = [row.holds_from for row in granted if row.holds_from]
    target = commitment.target
    if target is not None and target.version > 1:
        days.append(target.holds_from)
    return max([commitment.starts_on, *days])


@transaction.atomic
def refuse(
    extension_id: int, *, by: User, reason: str, expected_version: int | None = None
) -> DeadlineExtension:
    """Refuse a request, with a reason for the unit; the date stays."""
    _commitment, extension = _lock_requested(extension_id, by, expected_version)
    if not reason.strip():
        raise Invalid(_("Give a reason."), field="reason")
    return _decide(extension, ExtensionState.REFUSED, by=by, reason=reason)


def _lock_requested(
    extension_id: int, by: User, expected_version: int | None
) -> tuple[Commitment, DeadlineExtension]:
    """The commitment first, as every verb locks it; then the request, still undecided."""
    found = DeadlineExtension.objects.filter(pk=extension_id).first()
    if found is None:
        raise Invalid(_("There is no such request."))
    commitment = workflow.lock(found.commitment_id, by=by)
    rights.require_permission(
        by, "decide_extension", _("You may not decide on requests for a later date.")
    )
    extension = DeadlineExtension.objects.select_for_update().get(pk=extension_id)
    versions.expect(extension, expected_version)
    if extension.state != ExtensionState.REQUESTED:
        state = extension.get_state_display()
        raise Conflict(_("This request was decided before: %(state)s.") % {"state": state})
    return commitment, extension


def _decide(
    extension: DeadlineExtension, state: ExtensionState, *, by: User, reason: str
) -> DeadlineExtension:
    extension.state, extension.decision_reason = state, reason.strip()
    extension.decided_at, extension.decided_by = timezone.now(), by
    return audit.save(extension, by=by, reason=reason, fields=DECISION_FIELDS)
