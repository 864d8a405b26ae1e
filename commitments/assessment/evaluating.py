"""Evaluate a commitment: choose the rule for its goal, then apply an override."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, localcontext
from typing import Any

from commitments.assessment import keeping, reaching, undertaking
from commitments.assessment.bounds import Bounds, bounds_of, is_kept
from commitments.assessment.case import Case
from commitments.assessment.outcome import (
    End,
    Evaluation,
    Reason,
    ReasonCode,
    Result,
    has_passed,
)
from commitments.assessment.values import Direction, Facts, Goal, HaltKind, Progress, Rules

# Of its own, so that no setting of the calling thread changes an evaluation.
ARITHMETIC = Context(prec=34, rounding=ROUND_HALF_EVEN)
DEFAULT_RULES = Rules()
HALTED = {ReasonCode.SUSPENDED, ReasonCode.TERMINATED}
LATE = {ReasonCode.MET_LATE, ReasonCode.COMPLETED_LATE}


def evaluate(
    facts: Facts, on: date, rules: Rules = DEFAULT_RULES, *, running: bool = False
) -> Evaluation:
    """Say where the commitment stands at the end of the day `on`, from what is dated up to then.

    While that day is still `running`, what is due on it is not late yet: a day is judged when it
    is over. No clock is read, no state kept: the same arguments give the same evaluation for ever.
    """
    with localcontext(ARITHMETIC):
        computed = _evaluate(facts, facts.goal, on, rules, running=running)
        first = facts.original
        original = None if first is None else _evaluate(facts, first, on, rules, running=running)
    override = facts.override
    overridden = override is not None and override.holds(on)
    return Evaluation(
        on=on,
        facts=facts,
        rules=rules,
        progress=override.progress if override and overridden else computed.progress,
        result=computed,
        original=original,
        running=running,
    )


def recompute(inputs: Mapping[str, Any]) -> Evaluation:
    """Evaluate again from the stored `Evaluation.inputs`.

    The rules of today do it: a stored `rule_version` other than theirs may mean another evaluation.
    """
    on = date.fromisoformat(inputs["on"])
    # Before the rules knew of running days, each was taken to run.
    running = inputs.get("running", True)
    return evaluate(Facts.from_inputs(inputs), on, Rules.from_inputs(inputs), running=running)


def _evaluate(facts: Facts, goal: Goal | None, on: date, rules: Rules, *, running: bool) -> Result:
    result = _result(facts, goal, on, rules, running=running)
    due = (goal.due if goal else None) or facts.due_on
    if due is None or result.reasons[0].code in HALTED:
        return result
    if has_passed(due, on, running=running):
        return replace(result, end=_end(result))
    if on == due and result.progress is not Progress.ACHIEVED:
        return replace(result, reasons=(*result.reasons, Reason(ReasonCode.DUE_TODAY)))
    return result


def _end(result: Result) -> End | None:
    """None where nobody knows how it stood on the due date."""
    if result.progress is Progress.MISSED:
        return End.NOT_DONE
    if result.progress is not Progress.ACHIEVED:
        return None
    return End.LATE if result.reasons[0].code in LATE else End.ON_TIME


def _result(facts: Facts, goal: Goal | None, on: date, rules: Rules, *, running: bool) -> Result:
    if facts.halt is not None and facts.halt.since <= on:
        stopped = facts.halt.kind is HaltKind.SUSPENDED
        code = ReasonCode.SUSPENDED if stopped else ReasonCode.TERMINATED
        reason = Reason(code, {"since": facts.halt.since})
        # What had been reached stays: a part that is suspended still counts in its whole.
        reached = _result(replace(facts, halt=None), goal, on, rules, running=running)
        return replace(
            reached,
            progress=Progress.NOT_ASSESSED,
            reasons=(reason,),
            expected=None,
            achievement=None,
        )
    if goal is None or goal.direction is Direction.YES_NO:
        return undertaking.evaluate(facts, goal, on, running=running)
    bounds = bounds_of(goal, rules)
    if not isinstance(bounds, Bounds):
        return Result(Progress.NOT_ASSESSED, (Reason(bounds),), goal)
    case = Case(facts, goal, bounds, rules, on, running)
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
