"""Assign a commitment to units: who leads, who supports, and their receipt."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import NoticeKind, Role, Transition
from commitments.domain.notices import notices, recipients, slips
from commitments.domain.platform import audit, rights, versions
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.tracking import workflow
from commitments.models import Assignment, Commitment, Organization


@transaction.atomic
def assign(
    commitment_id: int,
    organization_id: int,
    *,
    by: User,
    role: Role | str = Role.LEAD,
    post: str = "",
    duty: str = "",
    person: User | None = None,
    due_on: date | None = None,
    report_every: str | None = None,
    expected_version: int | None = None,
) -> Assignment:
    """Assign a unit; a new lead makes the former lead a supporting unit."""
    rights.require_permission(by, "assign_commitment", _("You may not assign commitments."))
    commitment = _lock_open(commitment_id)
    versions.expect(commitment, expected_version)
    if not Organization.objects.active().filter(pk=organization_id).exists():
        raise Invalid(_("There is no such unit."), field="organization")
    if role == Role.LEAD:
        former = commitment.assignments.filter(role=Role.LEAD).exclude(organization=organization_id)
        for assignment in former:
            assignment.role = Role.SUPPORT
            audit.save(assignment, by=by, fields=["role"])
    found = commitment.assignments.filter(organization=organization_id).first()
    assignment = found or Assignment(commitment=commitment, organization_id=organization_id)
    assignment.role, assignment.post, assignment.duty = role, post, duty
    assignment.person, assignment.due_on = person, due_on
    if report_every is not None:
        assignment.report_every = report_every
    audit.save(assignment, by=by)
    slips.cancel_stale(commitment.pk)
    if found is None:
        informed = [person for person in recipients.handlers(assignment) if person != by]
        notices.notify(
            informed, NoticeKind.ASSIGNED, commitment=commitment, unit=assignment.organization
        )
    if commitment.workflow in workflow.TRANSITIONS[Transition.ASSIGN].sources:
        workflow.step(commitment, Transition.ASSIGN, by=by)
    else:
        # So that what a colleague assigns from the same view is not written over it.
        audit.touch(commitment, by=by)
    return assignment


@transaction.atomic
def release(assignment_id: int, *, by: User, reason: str = "") -> None:
    """Remove a supporting unit, unless it has reported."""
    rights.require_permission(by, "assign_commitment", _("You may not assign commitments."))
    assignment = Assignment.objects.select_for_update().filter(pk=assignment_id).first()
    if assignment is None:
        raise Invalid(_("There is no such assignment."))
    commitment = _lock_open(assignment.commitment_id)
    if assignment.role == Role.LEAD:
        raise Conflict(
            _("Name another lead unit first: %(code)s needs one.") % {"code": commitment.code}
        )
    if assignment.duties.exclude(update=None).exists():
        raise Conflict(
            _("%(unit)s has reported on it and stays on record.")
            % {"unit": assignment.organization}
        )
    assignment._history_user = by  # type: ignore[attr-defined]
    assignment._change_reason = reason or None  # type: ignore[attr-defined]
    assignment.delete()
    audit.touch(commitment, by=by, reason=reason)
    slips.cancel_stale(commitment.pk)


@transaction.atomic
def acknowledge(assignment_id: int, *, by: User, expected_version: int | None = None) -> Assignment:
    """Record that a unit has received its assignment (签收)."""
    assignment = Assignment.objects.select_for_update().filter(pk=assignment_id).first()
    if assignment is None or not _may_sign(assignment, by):
        raise Invalid(_("There is no such assignment."))
    versions.expect(assignment, expected_version)
    if assignment.acknowledged_at:
        raise Conflict(_("This was received before."))
    assignment.acknowledged_at, assignment.acknowledged_by = timezone.now(), by
    audit.save(assignment, by=by, fields=["acknowledged_at", "acknowledged_by"])
    commitment = Commitment.objects.select_for_update().get(pk=assignment.commitment_id)
    waits = commitment.workflow in workflow.TRANSITIONS[Transition.ACKNOWLEDGE].sources
    if assignment.role == Role.LEAD and waits:
        workflow.step(commitment, Transition.ACKNOWLEDGE, by=by)
    return assignment


@transaction.atomic
def hand_over(
    organization_id: int, *, from_user: User | None, to_user: User, by: User, post: str = ""
) -> list[Assignment]:
    """Hand the open assignments of one person over to a successor (工作交接).

    `from_user` None hands over what nobody holds; with `post` only what belongs to that post.
    """
    _check_hand_over(organization_id, to_user, by)
    held = Assignment.objects.select_for_update(of=("self",)).filter(
        organization=organization_id, person=from_user
    )
    if post:
        held = held.filter(post=post)
    moved = list(held.exclude(commitment__workflow__in=Commitment.ENDED).order_by("pk"))
    for assignment in moved:
        assignment.person = to_user
        audit.save(assignment, by=by, fields=["person"])
        slips.cancel_stale(assignment.commitment_id)
    if moved:
        unit = moved[0].organization
        notices.notify([to_user], NoticeKind.HANDED_OVER, count=len(moved), unit=unit)
    return moved


def successors(organization_id: int) -> QuerySet[User]:
    """Who can take something over: people who work for the unit."""
    working = User.objects.filter(is_active=True, memberships__organization=organization_id)
    return working.distinct().order_by("last_name", "username")


def holders(organization_id: int) -> QuerySet[User]:
    """Who holds open duties of the unit, also after having left it."""
    held = Assignment.objects.filter(organization=organization_id, person__isnull=False)
    still_open = held.exclude(commitment__workflow__in=Commitment.ENDED)
    return User.objects.filter(pk__in=still_open.values("person")).order_by("last_name", "username")


def _check_hand_over(organization_id: int, to_user: User, by: User) -> None:
    rights.require_permission(by, "hand_over_assignment", _("You may not hand over duties."))
    sees_all = by.has_perm("commitments.view_all_units")
    if not sees_all and organization_id not in Organization.objects.of_user(by):
        raise Invalid(_("There is no such unit."), field="organization")
    works_there = to_user.memberships.filter(organization=organization_id).exists()
    if not to_user.is_active or not works_there:
        raise Invalid(_("The successor does not work for this unit."), field="to_user")


def _lock_open(commitment_id: int) -> Commitment:
    commitment = Commitment.objects.select_for_update().filter(pk=commitment_id).first()
    if commitment is None:
        raise Invalid(_("There is no such commitment."), field="commitment")
    if commitment.workflow in Commitment.ENDED:
        raise Conflict(_("%(code)s has ended.") % {"code": commitment.code})
    return commitment


def _may_sign(assignment: Assignment, by: User) -> bool:
    if by.has_perm("commitments.view_all_units"):
        # The office signs for units without accounts; who merely reads does not.
        return by.has_perm("commitments.assign_commitment")
    return assignment.organization_id in Organization.objects.of_user(by)
