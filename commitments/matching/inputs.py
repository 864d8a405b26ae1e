"""What matching takes: targets that are tracked, and the figures that a later paper reports."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Change(StrEnum):
    """How a figure speaks of its metric: the value itself, a rate of growth, an amount added."""

    LEVEL = "level"
    GROWTH = "growth"
    INCREASE = "increase"
    DECREASE = "decrease"


class Comparator(StrEnum):
    EQ = "eq"
    GTE = "gte"
    GT = "gt"
    LTE = "lte"
    LT = "lt"
    BETWEEN = "between"
    APPROX = "approx"


class Frequency(StrEnum):
    ANNUAL = "annual"
    CUMULATIVE = "cumulative"


class Direction(StrEnum):
    """Which side of the target is better; none of them means: not too far to either side."""

    UP = "up"
    DOWN = "down"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Tracked:
    """A target, under every name that its indicator is known by.

    `names` were learned from adoptions, `refused` are words that a person said are not its name.
    `set_on` is the day of the paper that set the target; `direction` is worked out from the name
    where nobody has said it. `issuer` tells figures of the nation from those of a place.
    """

    key: str
    name: str
    value: Decimal
    unit: str
    change: Change = Change.LEVEL
    comparator: Comparator = Comparator.EQ
    value_max: Decimal | None = None
    due: date | None = None
    set_on: date | None = None
    frequency: Frequency | None = None
    names: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    direction: Direction | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that a paper reports, at its place in the text."""

    start: int
    end: int
    quote: str
    name: str
    value: Decimal
    unit: str
    change: Change = Change.LEVEL
    comparator: Comparator = Comparator.EQ
    frequency: Frequency | None = None
    as_of: date | None = None
    period: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A later document: its text, and the figures found in it in the order of the text."""

    text: str
    statements: tuple[Statement, ...]
    published: date | None = None
    issuer: str = ""
