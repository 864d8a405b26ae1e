"""When a target is met: its comparator and direction as a lower and an upper bound."""

from dataclasses import dataclass
from decimal import Decimal

from commitments.assessment.outcome import ReasonCode
from commitments.assessment.values import Aggregation, Comparator, Direction, Goal, Rules

RISING = {Direction.UP, Direction.COUNT, Direction.KEEP_ABOVE}
FALLING = {Direction.DOWN, Direction.KEEP_BELOW}
ONLY_UPPER = {Comparator.LTE, Comparator.LT}
ONLY_LOWER = {Comparator.GTE, Comparator.GT}


@dataclass(frozen=True, slots=True)
class Bounds:
    """`aim` is the value a path leads to; `sign` is 1 where more is better, -1 where less is."""

    low: Decimal | None
    high: Decimal | None
    strict: bool
    aim: Decimal
    sign: int

    def holds(self, actual: Decimal) -> bool:
        return self.reaches(actual) and self.stays_under(actual)

    def reaches(self, actual: Decimal) -> bool:
        return self.low is None or actual > self.low or (actual == self.low and not self.strict)

    def stays_under(self, actual: Decimal) -> bool:
        return self.high is None or actual < self.high or (actual == self.high and not self.strict)

    def gap(self, actual: Decimal) -> Decimal:
        """How far `actual` lies on the wrong side of the target, negative where beyond it."""
        if self.low is not None and self.high is not None:
            return max(self.low - actual, actual - self.high)
        return self.sign * (self.aim - actual)

    def nearest(self, actual: Decimal) -> Decimal | None:
        """The bound that `actual` is to be compared with; none for a value inside a range."""
        if self.low is None or self.high is None:
            return self.high if self.low is None else self.low
        if actual < self.low:
            return self.low
        return self.high if actual > self.high else None


def bounds_of(goal: Goal, rules: Rules) -> Bounds | ReasonCode:
    """The bounds of a goal, or why it has none.

    The direction says which side is better, so 建设11处 is met by 12 as well, and a range that
    is to be reached from below is met above it too; only `within` keeps both bounds. A
    direction and a comparator that point to opposite sides are an error of registration, which
    is shown rather than resolved.
    """
    if goal.value is None or (goal.comparator is Comparator.BETWEEN and goal.value_max is None):
        return ReasonCode.GOAL_INCOMPLETE
    rising, falling = goal.direction in RISING, goal.direction in FALLING
    if (rising and goal.comparator in ONLY_UPPER) or (falling and goal.comparator in ONLY_LOWER):
        return ReasonCode.GOAL_CONTRADICTORY
    low = high = goal.value
    if goal.comparator is Comparator.BETWEEN and goal.value_max is not None:
        low, high = sorted((goal.value, goal.value_max))
    room = abs(goal.value) * _tolerance(goal, rules)
    return Bounds(
        low=None if falling or goal.comparator in ONLY_UPPER else low - room,
        high=None if rising or goal.comparator in ONLY_LOWER else high + room,
        strict=goal.comparator in (Comparator.GT, Comparator.LT),
        aim=high if falling else low,
        sign=-1 if falling else 1,
    )


def is_kept(goal: Goal) -> bool:
    """Whether the goal is a bound to keep all along rather than a value to arrive at.

    A sum only grows. So a sum that is to be low is a ceiling from the first day, and a sum that
    is to stay above a value (每年投资千亿元以上) is one that has to arrive there. Growth at a rate
    is not arrived at either: 5 % in the first quarter is not yet 5 % in the year.
    """
    if goal.is_rate:
        return True
    if goal.aggregation is Aggregation.SUM:
        return goal.direction in (Direction.DOWN, Direction.KEEP_BELOW, Direction.WITHIN)
    return goal.direction in (Direction.KEEP_ABOVE, Direction.KEEP_BELOW, Direction.WITHIN)


def _tolerance(goal: Goal, rules: Rules) -> Decimal:
    if goal.comparator is Comparator.EQ:
        return rules.eq_tolerance
    return rules.approx_tolerance if goal.comparator is Comparator.APPROX else Decimal(0)
