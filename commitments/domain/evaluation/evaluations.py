"""Evaluate commitments as of a day without storing anything: facts, plan rules, parts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from commitments import assessment
from commitments.choices import Workflow
from commitments.domain.evaluation import facts, historical
from commitments.domain.evaluation.historical import HistoricalState
from commitments.models import Commitment, Plan

MOST_LEVELS = 20
NO_PART = (Workflow.MERGED, Workflow.TERMINATED)


def evaluate(
    commitments: Iterable[Commitment], on: date, *, running: bool | None = None
) -> dict[int, assessment.Evaluation]:
    """Return the evaluation of each; parts are evaluated first, on the same day.

    Which parts there were, their weights and the thresholds of the plan are those of the day. Today
    is `running` unless it is to be judged as a whole day, as a report does.
    """
    if running is None:
        running = on >= timezone.localdate()
    wanted = list(commitments)
    relatives = _with_descendants(wanted, on)
    family = historical.snapshot_at(_with_ancestors(relatives).values(), on)
    known = facts.known(family, on)
    then = {pk: stood.commitment for pk, stood in family.items()}
    plans = historical.plans({row.plan_id for row in then.values() if row.plan_id}, on)
    parts = _parts(family)
    found: dict[int, assessment.Evaluation] = {}

    def evaluate(pk: int) -> assessment.Evaluation:
        if pk not in found:
            own = [_part(row, evaluate(row.pk)) for row in parts[pk]]
            whole = assessment.with_parts(known[pk], own, on)
            rules = rules_of(plans.get(_plan_id(then, pk) or 0))
            found[pk] = assessment.evaluate(whole, on, rules, running=running)
        return found[pk]

    return {commitment.pk: evaluate(commitment.pk) for commitment in wanted}


def of_later(inputs: Mapping[str, Any], on: date) -> assessment.Evaluation:
    """Evaluate a day that still runs from the inputs of an earlier evaluation.

    Whatever is decided or measured makes a new evaluation, so the last one has all that is known;
    what was closed is assessed no more, and yet its due date passes.
    """
    known, rules = assessment.Facts.from_inputs(inputs), assessment.Rules.from_inputs(inputs)
    return assessment.evaluate(known, on, rules, running=True)


def rules_of(plan: Plan | None) -> assessment.Rules:
    """Return the thresholds of a plan with its version, so that they can be identified later."""
    if plan is None:
        return assessment.Rules()
    return assessment.Rules(
        ahead=plan.ahead,
        on_schedule=plan.on_schedule,
        version=f"plan {plan.pk}, edit {plan.version}",
    )


def ancestors(commitment_ids: Iterable[int]) -> set[int]:
    """Those above, whose evaluation may rest on these."""
    level, found = set(commitment_ids), set[int]()
    for _level in range(MOST_LEVELS):
        above = Commitment.objects.filter(parts__in=level).values_list("pk", flat=True)
        level = set(above) - found
        if not level:
            break
        found |= level
    return found


def _plan_id(family: dict[int, Commitment], pk: int) -> int | None:
    """Return the plan of a commitment; a part without one is judged as its whole is."""
    row = family.get(pk)
    for _level in range(MOST_LEVELS):
        if row is None or row.plan_id:
            break
        row = family.get(row.parent_id or 0)
    return row.plan_id if row else None


def _with_ancestors(family: dict[int, Commitment]) -> dict[int, Commitment]:
    """Add those above whose plan may be theirs, too."""
    found = dict(family)
    level = list(family.values())
    for _level in range(MOST_LEVELS):
        above = {row.parent_id for row in level if row.parent_id and not row.plan_id} - found.keys()
        if not above:
            break
        level = list(Commitment.objects.filter(pk__in=above))
        found |= {row.pk: row for row in level}
    return found


def _with_descendants(commitments: list[Commitment], on: date) -> dict[int, Commitment]:
    family = {commitment.pk: commitment for commitment in commitments}
    level = set(family)
    for _level in range(MOST_LEVELS):
        below = Commitment.objects.filter(historical.below(level, on)).exclude(pk__in=family)
        rows = {row.pk: row for row in below}
        if not rows:
            break
        family |= rows
        level = set(rows)
    return family


def _parts(family: dict[int, HistoricalState]) -> dict[int, list[Commitment]]:
    """Return the parts of each whole on the day; parts made later are left out."""
    parts: dict[int, list[Commitment]] = defaultdict(list)
    for stood in family.values():
        row, whole = stood.commitment, family.get(stood.commitment.parent_id or 0)
        if whole is not None and stood.day <= whole.day and row.workflow not in NO_PART:
            parts[whole.commitment.pk].append(row)
    return parts


def _part(row: Commitment, evaluation: assessment.Evaluation) -> assessment.Part:
    known_on = evaluation.result.measured_on or evaluation.facts.completed_on
    if evaluation.end is assessment.End.NOT_DONE:
        # That nothing came is known since the due date.
        known_on = max(filter(None, (known_on, evaluation.due)), default=None)
    return assessment.Part(row.weight, evaluation.progress, evaluation.completion, known_on)
