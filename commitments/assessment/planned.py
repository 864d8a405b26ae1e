"""The value that a goal's path asks for on a day, and how far the actual value has come."""

from datetime import date
from decimal import Decimal

from commitments.assessment.bounds import Bounds
from commitments.assessment.outcome import ReasonCode
from commitments.assessment.values import Aggregation, Direction, Goal, Path
from commitments.figures import WRITING, is_counted

MEASURED_PLACES = 2


def baseline_of(goal: Goal) -> Decimal | None:
    """Return the baseline of a goal; counts and sums start from zero where none is given."""
    if goal.baseline is None and (
        goal.direction is Direction.COUNT or goal.aggregation is Aggregation.SUM
    ):
        return Decimal(0)
    return goal.baseline


def planned(
    goal: Goal, bounds: Bounds, on: date, due: date | None, starts_on: date | None
) -> Decimal | ReasonCode:
    """The value asked for on the day `on`, or why none is: not yet, or the path is incomplete.

    From the due date on it is the target whatever the path. The straight line (序时进度) runs
    by calendar days from the baseline's date, or the start where that is not known.
    """
    if due is not None and on >= due:
        return bounds.aim
    if goal.path is Path.STEPS:
        return _step(goal, bounds.sign, on)
    if due is None:
        return ReasonCode.NO_DUE_DATE
    if goal.path is Path.NONE:
        return ReasonCode.NOTHING_ASKED_YET
    start, baseline = goal.baseline_on or starts_on, baseline_of(goal)
    if start is None:
        return ReasonCode.NO_START_DATE
    if baseline is None:
        return ReasonCode.NO_BASELINE
    if on <= start:
        return baseline
    way = bounds.aim - baseline
    return _askable(baseline + way * (on - start).days / (due - start).days, goal, way)


def _askable(value: Decimal, goal: Goal, way: Decimal) -> Decimal:
    """The value with as many decimals as it is told with: nobody is asked for 0.04 persons.

    Things are counted in whole numbers. What is measured has the decimals of its target, and as
    many as it takes to tell a hundredth of the way. So each ratio follows from what is printed.
    """
    told = max(_decimals(goal.value), _decimals(goal.baseline))
    if told or not is_counted(goal.unit):
        told = max(told, MEASURED_PLACES - way.adjusted()) if way else told
    return value.quantize(Decimal(1).scaleb(-told), context=WRITING)


def _decimals(figure: Decimal | None) -> int:
    exponent = figure.normalize(WRITING).as_tuple().exponent if figure is not None else 0
    assert isinstance(exponent, int)  # a figure is finite
    return max(0, -exponent)


def _step(goal: Goal, sign: int, on: date) -> Decimal | ReasonCode:
    """The last step reached; of two steps on one day the more demanding."""
    if not goal.steps:
        return ReasonCode.NO_STEPS
    reached = [(step.on, sign * step.planned) for step in goal.steps if step.on <= on]
    return sign * max(reached)[1] if reached else ReasonCode.NOTHING_ASKED_YET


def achievement(
    actual: Decimal, asked: Decimal, baseline: Decimal | None, sign: int
) -> Decimal | None:
    """(actual - baseline) / (asked - baseline), or None where that says nothing.

    It says nothing where no change in the good direction is asked. Without a baseline the plain
    quotient actual / asked stands in, but only for figures on the good side of zero: 95 of 100
    beds are 95 %, while an energy intensity of 95 against 100 allowed is no share of anything.
    """
    if baseline is None:
        return actual / asked if sign * asked > 0 and sign * actual >= 0 else None
    change = asked - baseline
    return (actual - baseline) / change if sign * change > 0 else None
