"""Evaluate a goal that a value has to reach: up, down, or counted to a number.

Until the due date is over the last value is compared with what the path asked for on the day that
it speaks of, so that waiting makes it no worse; what was not said since is silence, and silence
ages. A target met early is achieved, and no longer so once a later value falls short of it again.
When the due date is over the value that stood on it decides. A target met only afterwards is
achieved too, since 超期未完成 would no longer be true, and the reason says that it was late.
"""

from datetime import date
from decimal import Decimal

from commitments.assessment.case import Case
from commitments.assessment.measured import Measured
from commitments.assessment.outcome import Reason, ReasonCode, Result
from commitments.assessment.planned import baseline_of, planned
from commitments.assessment.values import Aggregation, Progress

Conclusion = tuple[Progress, ReasonCode]


def evaluate(case: Case) -> Result:
    if case.due is not None and case.is_over:
        return _past_due(case, case.due)
    measured = case.measured(case.on)
    if not isinstance(measured, Measured):
        return case.unmeasured(measured)
    if case.is_stale(measured):
        return case.result(Progress.NOT_ASSESSED, ReasonCode.STALE, measured)
    day = case.on if case.facts.of_parts else measured.last_on
    asked = planned(case.goal, case.bounds, day, case.due, case.facts.starts_on)
    if case.bounds.holds(measured.amount):
        expected = asked if isinstance(asked, Decimal) else None
        return case.result(Progress.ACHIEVED, ReasonCode.MET, measured, expected=expected)
    if case.is_silent(measured):
        return case.result(Progress.NOT_ASSESSED, ReasonCode.SILENT, measured)
    if isinstance(asked, Decimal):
        return _on_the_way(case, measured, asked)
    return _without_plan(case, measured, asked)


def _past_due(case: Case, due: date) -> Result:
    aim, holds = case.bounds.aim, case.bounds.holds
    at_due = case.measured(due)
    if isinstance(at_due, Measured) and holds(at_due.amount) and not case.is_stale(at_due):
        return case.result(Progress.ACHIEVED, ReasonCode.MET_BY_DUE, at_due, expected=aim)
    came_late = any(due < value.on <= case.on for value in case.facts.values)
    latest = case.measured(case.on) if came_late else at_due
    if not isinstance(latest, Measured):
        return case.unmeasured(latest)
    if not holds(latest.amount):
        return _unmet(case, latest, (Progress.MISSED, ReasonCode.NOT_MET), expected=aim)
    if came_late:
        return case.result(Progress.ACHIEVED, ReasonCode.MET_LATE, latest, expected=aim)
    return case.result(Progress.NOT_ASSESSED, ReasonCode.STALE, latest)


def _on_the_way(case: Case, measured: Measured, asked: Decimal) -> Result:
    """Place the actual value in the bands, or compare it where there is no ratio to place."""
    sign, baseline = case.bounds.sign, baseline_of(case.goal)
    ratio = case.ratio(measured.amount, asked)
    asks_back = baseline is not None and sign * (asked - baseline) < 0
    idle = None if asks_back else _not_started(case, measured.amount)
    if idle is not None:
        return _unmet(case, measured, idle, expected=asked)
    if ratio is not None:
        return _in_band(case, measured, asked, ratio)
    if asked == baseline and _asks_change(case):
        conclusion = Progress.AHEAD, ReasonCode.BETTER_THAN_PLANNED
    elif sign * (measured.amount - asked) >= 0:
        conclusion = Progress.ON_SCHEDULE, ReasonCode.AS_PLANNED
    else:
        conclusion = Progress.BEHIND, ReasonCode.SHORT_OF_PLANNED
    return _unmet(case, measured, conclusion, expected=asked)


def _in_band(case: Case, measured: Measured, asked: Decimal, ratio: Decimal) -> Result:
    ahead, on_schedule = case.rules.ahead, case.rules.on_schedule
    if ratio >= ahead:
        conclusion, threshold = (Progress.AHEAD, ReasonCode.AHEAD_OF_PATH), ahead
    elif ratio >= on_schedule:
        conclusion, threshold = (Progress.ON_SCHEDULE, ReasonCode.ON_PATH), on_schedule
    else:
        conclusion, threshold = (Progress.BEHIND, ReasonCode.BEHIND_PATH), on_schedule
    return _unmet(case, measured, conclusion, expected=asked, threshold=threshold)


def _without_plan(case: Case, measured: Measured, why: ReasonCode) -> Result:
    """Nothing asked before the due date is a plan too; a path that lacks something is none."""
    if why is not ReasonCode.NOTHING_ASKED_YET:
        return _unmet(case, measured, (Progress.NOT_ASSESSED, why))
    conclusion = _not_started(case, measured.amount) or (Progress.ON_SCHEDULE, why)
    return _unmet(case, measured, conclusion)


def _not_started(case: Case, actual: Decimal) -> Conclusion | None:
    """No better than the baseline, by however much worse.

    To have fallen back must not look better than to have stood still, hence one status for both.
    """
    baseline = baseline_of(case.goal)
    if baseline is None or not _asks_change(case):
        return None
    gain = case.bounds.sign * (actual - baseline)
    if gain > 0:
        return None
    return Progress.NOT_STARTED, ReasonCode.FELL_BACK if gain else ReasonCode.NO_GAIN


def _asks_change(case: Case) -> bool:
    """A target no better than the baseline (不低于现有水平) is not one to set out for."""
    baseline = baseline_of(case.goal)
    return baseline is not None and case.bounds.sign * (case.bounds.aim - baseline) > 0


def _unmet(
    case: Case,
    measured: Measured,
    conclusion: Conclusion,
    *,
    expected: Decimal | None = None,
    threshold: Decimal | None = None,
) -> Result:
    return case.result(
        *conclusion,
        measured,
        expected=expected,
        params={} if threshold is None else {"threshold": threshold},
        remarks=_lost_again(case, measured),
    )


def _lost_again(case: Case, measured: Measured) -> tuple[Reason, ...]:
    """That an earlier value had met the target, and when last."""
    if case.goal.aggregation is not Aggregation.LATEST:
        return ()
    met = [
        value.on
        for value in case.facts.values
        if value.on < measured.last_on and case.bounds.holds(value.amount)
    ]
    return (Reason(ReasonCode.LOST_AGAIN, {"met_on": max(met)}),) if met else ()
