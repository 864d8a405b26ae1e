"""Evaluate a commitment: choose the rule for its goal, then apply an override."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, localcontext
from typing import Any

from commitments.assessment import keeping, reaching, undertaking
from commitments.assessment.bounds import Bounds, bounds_of, is_kept
from commitments.assessment.case import Case
from commitments.assessment.outcome import Evaluation, Reason, ReasonCode, Result
from commitments.assessment.values import Direction, Facts, Goal, HaltKind, Progress, Rules

# Of its own, so that no setting of the calling thread changes an evaluation.
ARITHMETIC = Context(prec=34, rounding=ROUND_HALF_EVEN)
DEFAULT_RULES = Rules()


def evaluate(facts: Facts, on: date, rules: Rules = DEFAULT_RULES) -> Evaluation:
    """Say where the commitment stands on the day `on`, from what is dated up to that day.

    It reads no clock and keeps no state: the same arguments give the same evaluation for ever.
    """
    with localcontext(ARITHMETIC):
        computed = _evaluate(facts, facts.goal, on, rules)
        first = facts.original
        original = None if first is None else _evaluate(facts, first, on, rules)
    override = facts.override
    overridden = override is not None and override.holds(on)
    return Evaluation(
        on=on,
        facts=facts,
        rules=rules,
        progress=override.progress if override and overridden else computed.progress,
        result=computed,
        original=original,
    )


def recompute(inputs: Mapping[str, Any]) -> Evaluation:
    """Evaluate again from the stored `Evaluation.inputs`.

    The rules of today do it: a stored `rule_version` other than theirs may mean another evaluation.
    """
    on = date.fromisoformat(inputs["on"])
    return evaluate(Facts.from_inputs(inputs), on, Rules.from_inputs(inputs))


def _evaluate(facts: Facts, goal: Goal | None, on: date, rules: Rules) -> Result:
    if facts.halt is not None and facts.halt.since <= on:
        stopped = facts.halt.kind is HaltKind.SUSPENDED
        code = ReasonCode.SUSPENDED if stopped else ReasonCode.TERMINATED
        reason = Reason(code, {"since": facts.halt.since})
        return Result(Progress.NOT_ASSESSED, (reason,), goal)
    if goal is None or goal.direction is Direction.YES_NO:
        return undertaking.evaluate(facts, goal, on)
    bounds = bounds_of(goal, rules)
    if not isinstance(bounds, Bounds):
        return Result(Progress.NOT_ASSESSED, (Reason(bounds),), goal)
    case = Case(facts, goal, bounds, rules, on)
    return _with_completion(case, (keeping if is_kept(goal) else reaching).evaluate(case))


def _with_completion(case: Case, result: Result) -> Result:
    """An approved completion speaks where nothing was measured; figures outweigh it."""
    completed = undertaking.completion(case.facts, case.goal, case.due, case.on)
    if completed is None:
        return result
    if result.actual is None:
        return completed
    if case.bounds.holds(result.actual):
        return result
    remark = Reason(ReasonCode.COMPLETED_UNMET, completed.reasons[0].params)
    return replace(result, reasons=(*result.reasons, remark))
