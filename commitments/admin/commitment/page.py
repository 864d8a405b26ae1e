"""The context of a commitment's page: its timeline from source to status, and the forms on it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from commitments.admin.commitment import chart, past_day, transitions, tree_forms
from commitments.admin.commitment.forms import (
    AssignForm,
    DetailsForm,
    ExtensionEntryForm,
    ReviseForm,
)
from commitments.admin.commitment.planning import MilestonesForm, OverrideForm
from commitments.admin.common import changes
from commitments.admin.common.actions import ActionForm
from commitments.admin.registers.breakdown_forms import GroupTargetsForm
from commitments.admin.reminders import slip
from commitments.admin.review import review
from commitments.domain.reporting import group_tables
from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Use
from commitments.models import (
    Assignment,
    Commitment,
    Dimension,
    Organization,
    ProgressUpdate,
)

EVALUATIONS_SHOWN = 12
# Overrides that were entered when they had ended already: they speak of past days only.
ENDED_BEFORE_ENTRY = Q(decided_on__isnull=False, ends_on__lt=TruncDate("set_at"))
FORMS: Mapping[str, type[ActionForm]] = {
    "assign_form": AssignForm,
    "revise_form": ReviseForm,
    "groups_form": GroupTargetsForm,
    "details_form": DetailsForm,
    "milestones_form": MilestonesForm,
    "override_form": OverrideForm,
    "extension_form": ExtensionEntryForm,
}


def timeline(
    commitment: Commitment,
    user: User,
    *,
    query: Mapping[str, str] = MappingProxyType({}),
    refused: Mapping[str, forms.Form] = MappingProxyType({}),
) -> dict[str, Any]:
    """Source → decision → ledger of targets → units → updates → evaluations → slips → changes.

    `query` may ask for a past day. A form in `refused` is shown with its errors in place of the
    blank one of its name.
    """
    move_form = refused.get("move_form")
    bound = move_form if isinstance(move_form, transitions.TransitionForm) else None
    return {
        "title": str(commitment),
        "object": commitment,
        **_promise(commitment),
        **_work(commitment, user),
        **past_day.asked(commitment, query),
        **_rights(commitment, user),
        **_forms(commitment, user),
        "moves": transitions.offered(commitment, user, bound),
        "tree": tree_forms.section(commitment, user, refused.get("tree_form")),
        **_breakdown(commitment),
        **refused,
    }


def _promise(commitment: Commitment) -> dict[str, Any]:
    """What was promised and how it is to be reached."""
    return {
        "details": _details(commitment),
        "target": commitment.target,
        "unit": commitment.target.indicator.unit if commitment.target else "",
        "citations": [
            (citation, review.address(citation.document, span=(citation.start, citation.end)))
            for citation in commitment.citations.select_related("document", "candidate__decided_by")
        ],
        "ledger": commitment.targets.select_related(
            "indicator", "approved_by", "citation__document"
        ).order_by("-version"),
        "chart": chart.of(commitment),
        "milestones": commitment.milestones.all(),
        "extensions": commitment.extensions.select_related("requested_by", "decided_by"),
    }


def _details(commitment: Commitment) -> list[tuple[str, str]]:
    """What it says of itself beside its title, as far as it does."""
    shown = [field for field in catalogue.used(Use.PAGE) if field.name != "title"]
    words = [(field.heading, field.in_words(field.read(commitment))) for field in shown]
    return [(label, value) for label, value in words if value]


def _work(commitment: Commitment, user: User) -> dict[str, Any]:
    """Responsible units, their updates, the evaluations and the reminder slips."""
    standing = commitment.overrides.filter(revoked_at=None).select_related("set_by")
    return {
        "assignments": [
            (assignment, not assignment.acknowledged_at and _may_sign(user, assignment))
            for assignment in commitment.assignments.select_related(
                "organization", "person", "acknowledged_by"
            )
        ],
        "updates": ProgressUpdate.objects.visible_to(user)
        .filter(commitment=commitment)
        .select_related("organization", "author", "reviewed_by")
        .prefetch_related("measurements__indicator", "evidence"),
        "evaluations": commitment.evaluations.all()[:EVALUATIONS_SHOWN],
        "override": standing.exclude(ENDED_BEFORE_ENTRY).first(),
        "past_overrides": standing.filter(ENDED_BEFORE_ENTRY),
        "slips": [
            (row, slip.standing(row))
            for row in commitment.slips.select_related(
                "organization", "person", "duty", "received_by", "cancelled_by"
            )
        ],
        "entries": changes.of_commitment(commitment, user),
    }


def _rights(commitment: Commitment, user: User) -> dict[str, bool]:
    """What this person may do on the page; a commitment that has ended is read-only."""
    is_open = commitment.workflow not in Commitment.ENDED
    return {
        "is_open": is_open,
        "may_change": is_open and user.has_perm("commitments.change_commitment"),
        "may_plan": is_open and user.has_perm("commitments.plan_commitment"),
        "may_override": is_open and user.has_perm("commitments.override_progress"),
        "may_extend": user.has_perm("commitments.decide_extension"),
        "may_assign": is_open and user.has_perm("commitments.assign_commitment"),
        "may_revise": _may_revise(commitment, user),
        "may_report": is_open and user.has_perm("commitments.add_progressupdate"),
        "may_see_slips": user.has_perm("commitments.view_reminderslip"),
    }


def _forms(commitment: Commitment, user: User) -> dict[str, ActionForm]:
    return {name: form(obj=commitment, by=user) for name, form in FORMS.items()}


def _breakdown(commitment: Commitment) -> dict[str, Any]:
    """The figures by place or group."""
    target = commitment.target
    return {
        "breakdowns": group_tables.of(target, timezone.localdate()) if target else [],
        "has_dimensions": Dimension.objects.exists(),
    }


def _may_revise(commitment: Commitment, user: User) -> bool:
    is_open = commitment.workflow not in Commitment.ENDED
    has_target = commitment.target is not None
    return is_open and has_target and user.has_perm("commitments.revise_target")


def _may_sign(user: User, assignment: Assignment) -> bool:
    if user.has_perm("commitments.view_all_units"):
        return bool(user.has_perm("commitments.assign_commitment"))
    return assignment.organization_id in Organization.objects.of_user(user)
