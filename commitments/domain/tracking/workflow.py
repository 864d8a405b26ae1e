"""The workflow of a commitment: which transitions exist, from where, and who may make them.

`TRANSITIONS` is the one place that says so; every verb that changes the workflow state checks it.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import Role, Transition, UpdateState, Workflow
from commitments.domain.evaluation import assess
from commitments.domain.notices import slips
from commitments.domain.platform import audit, versions
from commitments.domain.platform.errors import Conflict, DomainError, Invalid, NotAllowed
from commitments.models import Commitment, Duty, Organization

W = Workflow


class Scope(Enum):
    """Which commitments a person with the permission may apply a transition to."""

    VISIBLE = auto()  # all that the person sees
    LEAD = auto()  # those that one of the person's units leads


@dataclass(frozen=True, slots=True)
class TransitionRule:
    """A transition: its source states, its target state (None: unchanged), and who may make it."""

    sources: frozenset[Workflow]
    to: Workflow | None
    permission: str
    scope: Scope = Scope.VISIBLE
    needs_reason: bool = False


AT_WORK = frozenset({W.REGISTERED, W.ASSIGNED, W.IN_PROGRESS, W.COMPLETION_REQUESTED, W.RETURNED})
OPEN = AT_WORK | {W.SUSPENDED}

TRANSITIONS: dict[Transition, TransitionRule] = {
    Transition.ASSIGN: TransitionRule(frozenset({W.REGISTERED}), W.ASSIGNED, "assign_commitment"),
    Transition.ACKNOWLEDGE: TransitionRule(
        frozenset({W.ASSIGNED}), W.IN_PROGRESS, "view_commitment", Scope.LEAD
    ),
    # An approved update says that work has begun, signed for or not.
    Transition.BEGIN: TransitionRule(
        frozenset({W.REGISTERED, W.ASSIGNED, W.RETURNED}), W.IN_PROGRESS, "approve_progressupdate"
    ),
    Transition.REQUEST_COMPLETION: TransitionRule(
        frozenset({W.IN_PROGRESS, W.RETURNED}),
        W.COMPLETION_REQUESTED,
        "request_completion",
        Scope.LEAD,
    ),
    Transition.COMPLETE: TransitionRule(
        frozenset({W.COMPLETION_REQUESTED}), W.COMPLETED, "conclude_commitment"
    ),
    Transition.CLOSE: TransitionRule(frozenset({W.COMPLETED}), W.CLOSED, "conclude_commitment"),
    Transition.RETURN: TransitionRule(
        frozenset({W.COMPLETION_REQUESTED, W.COMPLETED}),
        W.RETURNED,
        "conclude_commitment",
        needs_reason=True,
    ),
    Transition.SUSPEND: TransitionRule(
        AT_WORK, W.SUSPENDED, "suspend_commitment", needs_reason=True
    ),
    Transition.RESUME: TransitionRule(frozenset({W.SUSPENDED}), None, "suspend_commitment"),
    Transition.TERMINATE: TransitionRule(
        OPEN, W.TERMINATED, "conclude_commitment", needs_reason=True
    ),
    Transition.MERGE: TransitionRule(OPEN, W.MERGED, "restructure_commitment", needs_reason=True),
    Transition.SPLIT: TransitionRule(AT_WORK, None, "restructure_commitment", needs_reason=True),
    Transition.REQUEST_EXTENSION: TransitionRule(
        frozenset({W.ASSIGNED, W.IN_PROGRESS, W.RETURNED}),
        None,
        "request_extension",
        Scope.LEAD,
        needs_reason=True,
    ),
    Transition.EXTEND: TransitionRule(AT_WORK, None, "decide_extension"),
}


def available(commitment: Commitment, *, by: User) -> tuple[Transition, ...]:
    """Return the transitions open to the person now."""
    return tuple(
        transition for transition in Transition if _objection(commitment, transition, by) is None
    )


def check(
    commitment: Commitment, transition: Transition, *, by: User, reason: str = ""
) -> TransitionRule:
    """Raise an error unless the person may make the transition from the present state."""
    objection = _objection(commitment, transition, by)
    if objection is not None:
        raise objection
    rule = TRANSITIONS[transition]
    if rule.needs_reason and not reason.strip():
        raise Invalid(_("Give a reason."), field="reason")
    return rule


def step(
    commitment: Commitment, transition: Transition, *, by: User, reason: str = "", **changes: Any
) -> Commitment:
    """Apply a transition to a locked row, with further changes, as one history row."""
    rule = check(commitment, transition, by=by, reason=reason)
    if rule.to is not None:
        changes |= _arrive(commitment, rule.to, reason)
    for name, value in changes.items():
        setattr(commitment, name, value)
    audit.save(commitment, by=by, reason=reason, fields=list(changes))
    if commitment.workflow not in Duty.ASKED_WHILE:
        slips.cancel_stale(commitment.pk)
    return commitment


def lock(commitment_id: int, *, by: User, expected_version: int | None = None) -> Commitment:
    """Return a visible commitment, locked, at the version the person saw."""
    seen = Commitment.objects.visible_to(by).filter(pk=commitment_id)
    commitment = seen.select_for_update(of=("self",)).first()
    if commitment is None:
        raise Invalid(_("There is no such commitment."), field="commitment")
    versions.expect(commitment, expected_version)
    return commitment


@transaction.atomic
def request_completion(
    commitment_id: int, *, by: User, reason: str = "", expected_version: int | None = None
) -> Commitment:
    """Request completion (申请办结) as the lead unit, after an approved report."""
    commitment = lock(commitment_id, by=by, expected_version=expected_version)
    check(commitment, Transition.REQUEST_COMPLETION, by=by)
    if not commitment.updates.filter(state=UpdateState.APPROVED).exists():
        raise Conflict(_("Report first: no progress update has been approved yet."))
    return step(commitment, Transition.REQUEST_COMPLETION, by=by, reason=reason)


@transaction.atomic
def complete(
    commitment_id: int,
    *,
    by: User,
    reason: str = "",
    completed_on: date | None = None,
    expected_version: int | None = None,
) -> Commitment:
    """Complete a commitment (办结); `completed_on` is the day it was really done."""
    commitment = lock(commitment_id, by=by, expected_version=expected_version)
    _nothing_below(commitment)
    day = completed_on or timezone.localdate()
    if day > timezone.localdate():
        raise Invalid(_("This day has not come yet."), field="completed_on")
    step(commitment, Transition.COMPLETE, by=by, reason=reason, completed_on=day)
    return _assessed(commitment)


@transaction.atomic
def close(
    commitment_id: int, *, by: User, reason: str = "", expected_version: int | None = None
) -> Commitment:
    """Close a completed commitment (销号)."""
    commitment = lock(commitment_id, by=by, expected_version=expected_version)
    return step(commitment, Transition.CLOSE, by=by, reason=reason)


@transaction.atomic
def send_back(
    commitment_id: int, *, by: User, reason: str, expected_version: int | None = None
) -> Commitment:
    """Return a commitment to its unit (退回); its completion no longer counts."""
    commitment = lock(commitment_id, by=by, expected_version=expected_version)
    step(commitment, Transition.RETURN, by=by, reason=reason, completed_on=None)
    return _assessed(commitment)


@transaction.atomic
def suspend(
    commitment_id: int, *, by: User, reason: str, expected_version: int | None = None
) -> Commitment:
    """Suspend a commitment; it is not assessed meanwhile."""
    commitment = lock(commitment_id, by=by, expected_version=expected_version)
    step(commitment, Transition.SUSPEND, by=by, reason=reason, halted_from=commitment.workflow)
    return _assessed(commitment)


@transaction.atomic
def resume(
    commitment_id: int, *, by: User, reason: str = "", expected_version: int | None = None
) -> Commitment:
    """Resume a suspended commitment at its former stage."""
    commitment = lock(commitment_id, by=by, expected_version=expected_version)
    before = {"workflow": commitment.halted_from, "halted_from": "", "halted_on": None}
    step(commitment, Transition.RESUME, by=by, reason=reason, workflow_reason="", **before)
    return _assessed(commitment)


@transaction.atomic
def terminate(
    commitment_id: int, *, by: User, reason: str, expected_version: int | None = None
) -> Commitment:
    """Terminate a commitment."""
    commitment = lock(commitment_id, by=by, expected_version=expected_version)
    step(commitment, Transition.TERMINATE, by=by, reason=reason, halted_from="")
    return _assessed(commitment)


@transaction.atomic
def merge(
    commitment_id: int,
    *,
    into: int,
    by: User,
    reason: str,
    expected_version: int | None = None,
) -> Commitment:
    """Merge a commitment into another, which takes its citations and themes; return that one."""
    if commitment_id == into:
        raise Invalid(_("A commitment cannot be merged into itself."), field="into")
    # In the order of their ids, so that two merges at once never wait for each other.
    rows = {pk: lock(pk, by=by) for pk in sorted((commitment_id, into))}
    commitment, other = rows[commitment_id], rows[into]
    versions.expect(commitment, expected_version)
    if other.workflow in Commitment.ENDED:
        raise Conflict(
            _("%(code)s has ended; nothing can be merged into it.") % {"code": other.code}
        )
    _nothing_below(commitment)
    step(commitment, Transition.MERGE, by=by, reason=reason, merged_into=other, halted_from="")
    known = set(other.citations.values_list("document", "start", "end"))
    for citation in commitment.citations.all():
        # The same words stand on both sides already: one citation of them is enough.
        if (citation.document_id, citation.start, citation.end) not in known:
            citation.commitment = other
            audit.save(citation, by=by, reason=reason, fields=["commitment"])
    _join_themes(other, commitment, by=by, reason=reason)
    return _assessed(other)


def leads(commitment: Commitment, by: User) -> bool:
    """Whether one of the person's units leads it; the office acts for units without accounts."""
    if by.has_perm("commitments.view_all_units") and by.has_perm("commitments.assign_commitment"):
        return True
    mine = Organization.objects.of_user(by)
    return commitment.assignments.filter(role=Role.LEAD, organization__in=mine).exists()


def _objection(commitment: Commitment, transition: Transition, by: User) -> DomainError | None:
    rule = TRANSITIONS[transition]
    allowed = by.has_perm(f"commitments.{rule.permission}") and (
        rule.scope is Scope.VISIBLE or leads(commitment, by)
    )
    if not allowed:
        return NotAllowed(_("You may not do this: %(move)s.") % {"move": transition.label})
    if commitment.workflow not in rule.sources:
        said = {
            "code": commitment.code,
            "stage": commitment.get_workflow_display(),
            "move": transition.label,
        }
        return Conflict(_("%(code)s is now “%(stage)s”; not possible: %(move)s.") % said)
    return None


def _nothing_below(commitment: Commitment) -> None:
    open_part = commitment.parts.exclude(workflow__in=Commitment.ENDED).first()
    if open_part is not None:
        raise Conflict(_("Its part %(code)s is still open.") % {"code": open_part.code})


def _join_themes(other: Commitment, merged: Commitment, *, by: User, reason: str) -> None:
    """The one that goes on is about everything that both were about."""
    present, joining = ({theme.pk for theme in row.themes.all()} for row in (other, merged))
    if not joining <= present:
        audit.relate(other, "themes", present | joining, by=by, reason=reason)


def _arrive(commitment: Commitment, stage: Workflow, reason: str) -> dict[str, Any]:
    """Return the fields that a stage sets: its reason, and the day work was suspended."""
    halts = stage in {W.SUSPENDED, W.TERMINATED}
    return {
        "workflow": stage,
        "workflow_reason": reason.strip(),
        "halted_on": max(timezone.localdate(), commitment.starts_on) if halts else None,
    }


def _assessed(commitment: Commitment) -> Commitment:
    assess.assess(commitment.pk)
    commitment.refresh_from_db()
    return commitment
