"""The actual value of a day, made from the values measured up to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from commitments.assessment.outcome import ReasonCode
from commitments.assessment.values import Aggregation, Goal, Value

ZERO = Decimal(0)
PER = {"%": 100, "％": 100, "‰": 1000}


@dataclass(frozen=True, slots=True)
class Measured:
    """The actual value, the day of the last value in it, and the ids of all of them."""

    amount: Decimal
    last_on: date
    counted: tuple[str, ...]


def measure(
    goal: Goal, values: Iterable[Value], on: date, starts_on: date | None
) -> Measured | ReasonCode:
    """The value that stood on the day `on`, or why there is none.

    Values dated later are ignored. Two values of one day are ordered by their ids (the
    later one counts), so that the order in which they are given never matters.
    """
    known = [value for value in values if value.on <= on]
    if goal.aggregation is Aggregation.LATEST:
        counted = [max(known, key=_order)] if known else []
    else:
        counted = sorted(_in_window(goal, known, on, starts_on), key=_order)
    if not counted:
        return ReasonCode.NO_VALUE
    amount = _aggregate(goal, counted)
    if amount is None:
        return ReasonCode.NO_RATIO
    return Measured(amount, counted[-1].on, tuple(value.id for value in counted))


def _aggregate(goal: Goal, counted: Sequence[Value]) -> Decimal | None:
    amounts = [value.amount for value in counted]
    match goal.aggregation:
        case Aggregation.RATIO:
            return _ratio(goal, counted)
        case Aggregation.SUM:
            return sum(amounts, goal.baseline or ZERO)
        case Aggregation.AVERAGE:
            return sum(amounts, ZERO) / len(amounts)
        case Aggregation.MAXIMUM:
            return max(amounts)
        case _:
            return amounts[-1]


def _ratio(goal: Goal, counted: Sequence[Value]) -> Decimal | None:
    """Sum of numerators over sum of denominators: shares of unequal wholes are not averaged."""
    numerator = denominator = ZERO
    for value in counted:
        if value.numerator is not None and value.denominator is not None:
            numerator += value.numerator
            denominator += value.denominator
    return numerator * PER.get(goal.unit, 1) / denominator if denominator else None


def _in_window(
    goal: Goal, known: Iterable[Value], on: date, starts_on: date | None
) -> Iterable[Value]:
    """The values whose whole period lies after the baseline, or in the span before the day.

    A period that began earlier is left out entire: nobody measured how much of it belongs.
    """
    after = _window_opens(goal, on, starts_on)
    if after is None:
        return known
    return (value for value in known if (value.period_start or value.on) > after)


def _window_opens(goal: Goal, on: date, starts_on: date | None) -> date | None:
    if goal.span is not None:
        return goal.span.before(on)
    if goal.baseline_on is not None:
        return goal.baseline_on
    if starts_on is None or starts_on == date.min:
        return None
    return starts_on - timedelta(1)


def _order(value: Value) -> tuple[date, int, str, Decimal, Decimal, Decimal]:
    numerator, denominator = value.numerator or ZERO, value.denominator or ZERO
    return value.on, len(value.id), value.id, value.amount, numerator, denominator
