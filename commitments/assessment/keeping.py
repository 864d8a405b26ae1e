"""Evaluate a goal that is a bound to keep: above, below, or within a range.

It is evaluated by whether the bound holds now: holding is on schedule, broken is behind. Only
when the due date is over can it be achieved, and what counts is how it stood on that date. No
ratio is worked out, since there is no way to have gone part of. A rate of growth is such a bound.
"""

from decimal import Decimal

from commitments.assessment.case import Case
from commitments.assessment.measured import Measured
from commitments.assessment.outcome import ReasonCode, Result
from commitments.assessment.values import Aggregation, Progress


def evaluate(case: Case) -> Result:
    measured = case.measured(case.evaluated_on)
    if not isinstance(measured, Measured):
        return case.unmeasured(measured)
    holds = _holds(case, measured.amount)
    if case.is_stale(measured) and (holds or not case.is_over):
        return case.result(Progress.NOT_ASSESSED, ReasonCode.STALE, measured)
    if not case.is_over and case.is_silent(measured):
        return case.result(Progress.NOT_ASSESSED, ReasonCode.SILENT, measured)
    progress, code = _outcome(case, holds)
    nearest = case.bounds.nearest(measured.amount)
    return case.result(progress, code, measured, expected=nearest)


def _holds(case: Case, amount: Decimal) -> bool:
    """A sum on its way need not have reached the lower bound of its range yet."""
    if case.goal.aggregation is Aggregation.SUM and not case.is_over:
        return case.bounds.stays_under(amount)
    return case.bounds.holds(amount)


def _outcome(case: Case, holds: bool) -> tuple[Progress, ReasonCode]:
    if case.is_over and holds:
        return Progress.ACHIEVED, ReasonCode.KEPT
    if case.is_over:
        return Progress.MISSED, ReasonCode.NOT_KEPT
    if holds:
        return Progress.ON_SCHEDULE, ReasonCode.HOLDS
    return Progress.BEHIND, ReasonCode.BROKEN
