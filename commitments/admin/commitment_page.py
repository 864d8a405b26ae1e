"""What a commitment's page shows: its story from the source to the status, and the forms on it."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone

from commitments.admin import changes, moves, review
from commitments.admin.breakdown_forms import GroupTargetsForm
from commitments.admin.commitment_forms import AssignForm, ReviseForm
from commitments.admin.planning import PlaceForm, StepsForm, VerdictForm
from commitments.domain import group_tables
from commitments.models import Assignment, Commitment, Dimension, Organization

EVALUATIONS_SHOWN = 12


def story(
    commitment: Commitment,
    user: User,
    *,
    assign_form: forms.Form | None = None,
    revise_form: forms.Form | None = None,
    move_form: moves.MoveForm | None = None,
    steps_form: forms.Form | None = None,
    verdict_form: forms.Form | None = None,
    groups_form: forms.Form | None = None,
) -> dict[str, Any]:
    """Source → decision → ledger of targets → units → updates → evaluations → changes.

    A form that is given was sent and refused; it is shown again with what is wrong.
    """
    is_open = commitment.workflow not in Commitment.ENDED
    return {
        "title": str(commitment),
        "object": commitment,
        "target": commitment.target,
        "unit": commitment.target.indicator.unit if commitment.target else "",
        "citations": [
            (citation, review.address(citation.document, span=(citation.start, citation.end)))
            for citation in commitment.citations.select_related("document", "candidate__decided_by")
        ],
        "ledger": commitment.targets.select_related(
            "indicator", "approved_by", "citation__document"
        ).order_by("-version"),
        "assignments": [
            (assignment, not assignment.acknowledged_at and _may_sign(user, assignment))
            for assignment in commitment.assignments.select_related(
                "organization", "person", "acknowledged_by"
            )
        ],
        "updates": commitment.updates.select_related(
            "organization", "author", "reviewed_by"
        ).prefetch_related("measurements__indicator", "evidence"),
        "evaluations": commitment.evaluations.all()[:EVALUATIONS_SHOWN],
        "entries": changes.of_commitment(commitment),
        "milestones": commitment.milestones.all(),
        "override": commitment.overrides.filter(lifted_at=None).select_related("set_by").first(),
        "may_plan": is_open and user.has_perm("commitments.plan_commitment"),
        "may_override": is_open and user.has_perm("commitments.override_progress"),
        "steps_form": steps_form or StepsForm.showing(commitment.milestones.all()),
        "verdict_form": verdict_form or VerdictForm(),
        "moves": moves.offered(commitment, user, move_form),
        "extensions": commitment.extensions.select_related("requested_by", "decided_by"),
        "may_extend": user.has_perm("commitments.decide_extension"),
        "may_assign": is_open and user.has_perm("commitments.assign_commitment"),
        "may_revise": _may_revise(commitment, user),
        "may_report": is_open and user.has_perm("commitments.add_progressupdate"),
        "plan_form": PlaceForm(initial={"plan": commitment.plan_id}),
        "assign_form": assign_form or AssignForm(),
        "revise_form": revise_form or ReviseForm(commitment=commitment),
        **_breakdown(commitment, groups_form),
    }


def _breakdown(commitment: Commitment, groups_form: forms.Form | None) -> dict[str, Any]:
    """The parts by place or group, and the form for their targets."""
    target = commitment.target
    return {
        "breakdowns": group_tables.of(target, timezone.localdate()) if target else [],
        "has_dimensions": Dimension.objects.exists(),
        "groups_form": groups_form or GroupTargetsForm.showing(target),
    }


def _may_revise(commitment: Commitment, user: User) -> bool:
    is_open = commitment.workflow not in Commitment.ENDED
    has_target = commitment.target is not None
    return is_open and has_target and user.has_perm("commitments.revise_target")


def _may_sign(user: User, assignment: Assignment) -> bool:
    if user.has_perm("commitments.view_all_units"):
        return bool(user.has_perm("commitments.assign_commitment"))
    return assignment.organization_id in Organization.objects.of_user(user.pk)
