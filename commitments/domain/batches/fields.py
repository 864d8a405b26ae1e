"""The fields that a batch may change: how each is read, written and restored.

Values are JSON, so that a row of a batch can keep them: figures as text, days as ISO, units and
plans by id. Writing goes through the same verbs as a single change, which ask who may, check what
makes sense and leave their row of history.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commitments.choices import Role, Transition
from commitments.domain.batches import reports
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.reporting import progress
from commitments.domain.tracking import amend, assign, plans, targets, workflow
from commitments.models import Commitment

LABELS: Mapping[str, str | Promise] = {
    "title": gettext_lazy("title"),
    "plan": gettext_lazy("plan"),
    "lead": gettext_lazy("lead unit"),
    "supporting": gettext_lazy("supporting units"),
    "due_on": gettext_lazy("due date"),
    "comparator": gettext_lazy("comparator"),
    "value": gettext_lazy("target value"),
    "value_max": gettext_lazy("upper value"),
    "baseline": gettext_lazy("baseline"),
    "move": gettext_lazy("workflow"),
    "report": pgettext_lazy("batch", "report"),
}
OF_TARGET = ("comparator", "value", "value_max", "baseline", "due_on")
# None before means that there was nothing, and these cannot be emptied again.
NEVER_EMPTIED = ("title", "lead", "due_on", "comparator", "value", "baseline")

MOVES: Mapping[Transition, Callable[..., object]] = {
    Transition.REQUEST_COMPLETION: workflow.request_completion,
    Transition.COMPLETE: workflow.complete,
    Transition.CLOSE: workflow.close,
    Transition.RETURN: workflow.send_back,
    Transition.SUSPEND: workflow.suspend,
    Transition.RESUME: workflow.resume,
    Transition.TERMINATE: workflow.terminate,
}
BACK = {Transition.SUSPEND: Transition.RESUME, Transition.RESUME: Transition.SUSPEND}

Changes = Mapping[str, list[Any]]


def state(commitment: Commitment) -> dict[str, Any]:
    """Return the current value of each field in the ledger."""
    target = commitment.target
    lead = commitment.lead
    return {
        "title": commitment.title,
        "plan": commitment.plan_id,
        "lead": lead.pk if lead else None,
        "supporting": sorted(unit.pk for unit in commitment.supporting),
        "due_on": commitment.due_on.isoformat() if commitment.due_on else None,
        "comparator": target.comparator if target else None,
        "value": figure(target.value) if target else None,
        "value_max": figure(target.value_max) if target else None,
        "baseline": figure(target.baseline) if target else None,
    }


def figure(value: Decimal | None) -> str | None:
    """Return a figure as text without trailing zeros."""
    return None if value is None else f"{value.normalize():f}"


@transaction.atomic
def apply(commitment_id: int, changes: Changes, *, by: User, reason: str) -> dict[str, Any]:
    """Apply the changes of one row, all or none, and return what reverting them needs."""
    commitment = workflow.lock(commitment_id, by=by)
    _expect(commitment, changes)
    wanted = {field: after for field, (_before, after) in changes.items()}
    made: dict[str, Any] = {}
    for fields, write in WRITERS:
        given = {field: wanted[field] for field in fields if field in wanted}
        if given:
            made |= write(commitment, given, by, reason) or {}
    return made


@transaction.atomic
def revert(
    commitment_id: int, changes: Changes, made: Mapping[str, Any], *, by: User, reason: str
) -> None:
    """Restore the former values; refuse where somebody changed them since or no verb can."""
    if "report" in changes:
        progress.withdraw(made["update"], by=by, reason=reason)
    back = {field: [after, before] for field, (before, after) in changes.items()}
    back.pop("report", None)
    if "supporting" in made:  # the former lead had become one of them
        now = state(workflow.lock(commitment_id, by=by))["supporting"]
        back["supporting"] = [now, made["supporting"]]
    if "move" in back:
        back["move"] = _moved_back(Transition(changes["move"][1]), made["stage"])
    for field, (_now, before) in back.items():
        if before is None and field in NEVER_EMPTIED:
            raise Conflict(
                _("“%(field)s” was empty before and cannot be emptied again.")
                % {"field": LABELS[field]},
                field=field,
            )
    if back:
        apply(commitment_id, back, by=by, reason=reason)


def _expect(commitment: Commitment, changes: Changes) -> None:
    """Check that each field still has the value the change was proposed on."""
    now = state(commitment) | {"move": commitment.workflow, "report": None}
    for field, (before, _after) in changes.items():
        if field not in now:
            raise Invalid(_("This field cannot be changed here."), field=field)
        if now[field] != before:
            raise Conflict(
                _("“%(field)s” has been changed meanwhile; nothing was written over.")
                % {"field": LABELS[field]},
                field=field,
            )


def _moved_back(move: Transition, stage: str) -> list[Any]:
    if move not in BACK:
        raise Conflict(
            _("“%(move)s” cannot be taken back here; use the commitment's page.")
            % {"move": move.label},
            field="move",
        )
    return [stage, BACK[move].value]


def _title(commitment: Commitment, given: dict[str, Any], by: User, reason: str) -> None:
    amend.retitle(commitment.pk, title=given["title"] or "", by=by, reason=reason)


def _plan(commitment: Commitment, given: dict[str, Any], by: User, reason: str) -> None:
    plans.place([commitment.pk], plan_id=given["plan"], by=by, reason=reason)


def _units(
    commitment: Commitment, given: dict[str, Any], by: User, reason: str
) -> dict[str, Any] | None:
    """Assign the lead first: the former lead becomes a supporting unit."""
    present = {row.organization_id: row for row in commitment.assignments.all()}
    before = sorted(pk for pk, row in present.items() if row.role == Role.SUPPORT)
    if "lead" in given:
        if given["lead"] is None:
            raise Invalid(_("A commitment needs a lead unit."), field="lead")
        _give(commitment, given["lead"], Role.LEAD, by, present)
    if "supporting" not in given:
        return {"supporting": before}
    supporting = set(given["supporting"])
    present = {row.organization_id: row for row in commitment.assignments.all()}
    for pk in sorted(supporting - set(present)):
        _give(commitment, pk, Role.SUPPORT, by, present)
    for pk, row in present.items():
        if row.role == Role.SUPPORT and pk not in supporting:
            assign.release(row.pk, by=by, reason=reason)
    return None


def _give(commitment: Commitment, unit: int, role: Role, by: User, present: dict[int, Any]) -> None:
    """Change the role only; the unit's own duty stays."""
    row = present.get(unit)
    known = {
        name: getattr(row, name) for name in ("post", "duty", "person", "due_on") if row is not None
    }
    assign.assign(commitment.pk, unit, by=by, role=role, **known)


def _target(commitment: Commitment, given: dict[str, Any], by: User, reason: str) -> None:
    due_on = date.fromisoformat(given["due_on"]) if given.get("due_on") else None
    figures: dict[str, Any] = {
        name: Decimal(given[name])
        for name in ("value", "value_max", "baseline")
        if given.get(name) is not None
    }
    if "due_on" in given and len(given) == 1 and due_on:
        amend.reschedule(commitment.pk, due_on=due_on, by=by, reason=reason)
        return
    if commitment.target is None:
        raise Invalid(_("This commitment has no figure."), field="value")
    comparator = given.get("comparator")
    if "value_max" not in given and comparator in (None, commitment.target.comparator):
        # A revision takes an upper value not given for none.
        upper = commitment.target.value_max
        figures |= {"value_max": upper} if upper is not None else {}
    revision = targets.Revision(comparator=comparator, due_on=due_on, **figures)
    targets.revise(commitment.pk, revision, by=by, reason=reason)


def _move(commitment: Commitment, given: dict[str, Any], by: User, reason: str) -> dict[str, Any]:
    move = Transition(given["move"])
    if move not in MOVES:
        raise Invalid(_("This move is made on the commitment's page."), field="move")
    MOVES[move](commitment.pk, by=by, reason=reason)
    commitment.refresh_from_db(fields=["workflow"])
    return {"stage": commitment.workflow}


def _report(commitment: Commitment, given: dict[str, Any], by: User, reason: str) -> dict[str, Any]:
    return {"update": reports.send(commitment, given["report"], by=by).pk}


Writer = Callable[[Commitment, dict[str, Any], User, str], dict[str, Any] | None]

# In this order: a unit that is named now may report, and what is reported may be completed.
WRITERS: tuple[tuple[tuple[str, ...], Writer], ...] = (
    (("title",), _title),
    (("plan",), _plan),
    (("lead", "supporting"), _units),
    (OF_TARGET, _target),
    (("report",), _report),
    (("move",), _move),
)
