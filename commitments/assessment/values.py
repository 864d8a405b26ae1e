"""The values an evaluation takes: targets, measured values, dates and rules.

Every figure is a `Decimal`. A figure that is not finite, or beyond any that an office could
mean, is refused where the value is made, so that evaluation never meets one.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from commitments import codec

LARGEST_EXPONENT = 30


class Direction(StrEnum):
    """Which way leads to the target, or that there is no way but a bound to keep."""

    UP = "up"
    DOWN = "down"
    KEEP_ABOVE = "keep_above"
    KEEP_BELOW = "keep_below"
    WITHIN = "within"
    COUNT = "count"
    YES_NO = "yes_no"


class Comparator(StrEnum):
    EQ = "eq"
    GTE = "gte"
    GT = "gt"
    LTE = "lte"
    LT = "lt"
    BETWEEN = "between"
    APPROX = "approx"


class Aggregation(StrEnum):
    """How the values of several periods make one."""

    LATEST = "latest"
    SUM = "sum"
    AVERAGE = "average"
    MAXIMUM = "maximum"
    RATIO = "ratio"


class Path(StrEnum):
    """How the planned value of a day follows from the goal.

    Steps by period and tables of milestones are both dated planned values: between two dates
    nothing more is asked than at the earlier one.
    """

    STRAIGHT = "straight"
    STEPS = "steps"
    NONE = "none"


class Progress(StrEnum):
    NOT_ASSESSED = "not_assessed"
    NOT_STARTED = "not_started"
    BEHIND = "behind"
    ON_SCHEDULE = "on_schedule"
    AHEAD = "ahead"
    ACHIEVED = "achieved"
    MISSED = "missed"


class HaltKind(StrEnum):
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in calendar months and days."""

    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if self.months < 0 or self.days < 0 or self.months + self.days == 0:
            raise ValueError("A period is longer than nothing.")

    def before(self, day: date) -> date:
        """The day this long before, or the first day of all where there is none.

        Months lead from the last day of one to the last of another, for figures are dated so: a
        quarter before 30 June is 31 March.
        """
        year, month = divmod(day.year * 12 + day.month - 1 - self.months, 12)
        if year < date.min.year:
            return date.min
        last = monthrange(year, month + 1)[1]
        is_last = day.day == monthrange(day.year, day.month)[1]
        same = date(year, month + 1, last if is_last else min(day.day, last))
        return same - timedelta(min(self.days, (same - date.min).days))


@dataclass(frozen=True, slots=True)
class Step:
    """A planned value and the day from which it is asked."""

    on: date
    planned: Decimal

    def __post_init__(self) -> None:
        _check_figures(self.planned)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated yes/no step of a commitment without figures."""

    due: date
    done_on: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as it reads: an indicator must come to, or stay at, a value by a day.

    `baseline` is the value on `baseline_on`. Where values are summed it is what had been
    counted before the first of them, usually nothing, and not last year's total. `frequency`
    is the age past which the last value no longer speaks for today. `span` limits averages,
    sums, maxima and ratios to the values of so long a time before the day (a three-year
    average: 36 months); without it they run from the baseline or the start. A rate of growth
    (`is_rate`) is compared by its difference from the target, never divided by it; so is a rate
    told by the size of a fall (`is_fall`: 下降3.5% is 3.5).
    """

    direction: Direction
    value: Decimal | None = None
    comparator: Comparator = Comparator.EQ
    value_max: Decimal | None = None
    unit: str = ""
    due: date | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None
    path: Path = Path.STRAIGHT
    steps: tuple[Step, ...] = ()
    aggregation: Aggregation = Aggregation.LATEST
    frequency: Period | None = None
    span: Period | None = None
    name: str = ""
    is_rate: bool = False
    is_fall: bool = False

    def __post_init__(self) -> None:
        _check_figures(self.value, self.value_max, self.baseline)


@dataclass(frozen=True, slots=True)
class Value:
    """A measured value; `on` is the day (or last day of the period) that it speaks of."""

    on: date
    amount: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    period_start: date | None = None
    id: str = ""

    def __post_init__(self) -> None:
        _check_figures(self.amount, self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Halt:
    """From `since` on the commitment is not assessed, because its work was stopped."""

    kind: HaltKind
    since: date


@dataclass(frozen=True, slots=True)
class Override:
    """A person's evaluation in place of the computed one; it needs a reason and it ends."""

    progress: Progress
    reason: str
    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("An override needs a reason.")
        if self.ends_on < self.starts_on:
            raise ValueError("An override ends on or after the day it starts.")

    def holds(self, on: date) -> bool:
        return self.starts_on <= on <= self.ends_on


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of a commitment; what is dated after the day asked is not looked at.

    `goal` is the target in force and `original` the first one, where it was revised since.
    `completed_on` is an approved completion. `reported_on` is the last approved update, and
    `silent_after` the age past which it no longer speaks for today. Values `of_parts` hold for
    each day, since each part was looked at on it.
    """

    goal: Goal | None = None
    values: tuple[Value, ...] = ()
    starts_on: date | None = None
    due_on: date | None = None
    completed_on: date | None = None
    reported_on: date | None = None
    milestones: tuple[Milestone, ...] = ()
    halt: Halt | None = None
    override: Override | None = None
    original: Goal | None = None
    title: str = ""
    silent_after: Period | None = None
    of_parts: bool = False

    @classmethod
    def from_inputs(cls, inputs: Mapping[str, Any]) -> Self:
        """The facts as `Evaluation.inputs` keeps them."""
        return codec.decode_known(cls, inputs["facts"])


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of a plan; both tolerances are shares of the target's value.

    110 % and 90 % are the bands of the supervision offices' practice
    (超序时进度, 达到序时进度, 进度滞后).
    “约” leaves 5 % of room, a plain number none.
    """

    ahead: Decimal = Decimal("1.10")
    on_schedule: Decimal = Decimal("0.90")
    eq_tolerance: Decimal = Decimal(0)
    approx_tolerance: Decimal = Decimal("0.05")
    version: str = "default"

    def __post_init__(self) -> None:
        _check_figures(self.ahead, self.on_schedule, self.eq_tolerance, self.approx_tolerance)
        if not 0 < self.on_schedule <= self.ahead:
            raise ValueError("Thresholds satisfy 0 < on_schedule <= ahead.")
        if min(self.eq_tolerance, self.approx_tolerance) < 0:
            raise ValueError("A tolerance is not negative.")

    @classmethod
    def from_inputs(cls, inputs: Mapping[str, Any]) -> Self:
        """The rules as `Evaluation.inputs` keeps them."""
        return codec.decode_known(cls, inputs["rules"])


def _check_figures(*figures: Decimal | None) -> None:
    for figure in figures:
        if figure is not None and not (
            figure.is_finite() and abs(figure.adjusted()) <= LARGEST_EXPONENT
        ):
            raise ValueError(f"{figure} is not a figure that can be evaluated.")
