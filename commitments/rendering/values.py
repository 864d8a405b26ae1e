"""A status report as a frozen value: everything that is printed, and nothing that is not.

Percentages are percents (92.5 means 92.5 %), dates are dates, texts are as they were entered.
A report whose figures contradict each other cannot be built.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Self

from commitments import codec
from commitments.rendering import checks, snapshots
from commitments.rendering.axes import (
    HALTED,
    NEEDS_ATTENTION,
    Comparator,
    Crossing,
    End,
    Progress,
    Workflow,
)
from commitments.rendering.official import CorrectedIssue, OfficialForm

__all__ = [
    "HALTED",
    "NEEDS_ATTENTION",
    "Breakdown",
    "Changes",
    "Comparator",
    "Contradiction",
    "CorrectedIssue",
    "Crossed",
    "Crossing",
    "End",
    "Ended",
    "Fact",
    "GroupRow",
    "Item",
    "LastReport",
    "Moved",
    "OfficialForm",
    "OnTime",
    "Previous",
    "Progress",
    "ProgressCount",
    "Registered",
    "Report",
    "Revised",
    "Revision",
    "Source",
    "Target",
    "ThemeRow",
    "UnitRow",
    "Workflow",
]


class Contradiction(ValueError):
    """Figures of one report that do not agree with each other."""


@dataclass(frozen=True, slots=True)
class ProgressCount:
    progress: Progress
    count: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Previous:
    """An issue that this one is compared with; what old ones did not say of theirs is not known."""

    number: int
    as_of: date
    counts: tuple[ProgressCount, ...]
    period: str = ""
    year: int | None = None
    on_time: "OnTime | None" = None

    @property
    def total(self) -> int:
        return sum(row.count for row in self.counts)


@dataclass(frozen=True, slots=True)
class OnTime:
    """What became of those whose date has passed; the rate is never stored without them.

    `kept` is on time and nothing else. Issues of format 1 counted the late ones as kept: there
    `late` is None.
    """

    kept: int = 0
    due: int = 0
    late: int | None = 0
    not_done: int = 0

    @property
    def unknown(self) -> int:
        """Due, and nobody knows what became of them."""
        return self.due - self.kept - (self.late or 0) - self.not_done


@dataclass(frozen=True, slots=True)
class UnitRow:
    """The commitments that one unit leads; an empty name is for those that nobody leads yet."""

    name: str
    total: int
    counts: dict[Progress, int]
    on_time: OnTime = OnTime()


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """What has a theme; an item with several stands in the row of each. Unnamed: of no theme."""

    name: str
    total: int
    counts: dict[Progress, int]


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached: a quantity, or words (`text`) where it is not a number."""

    comparator: Comparator = Comparator.EQ
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    text: str = ""
    due: date | None = None
    is_assumed: bool = False
    is_growth: bool = False
    is_fall: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where the promise stands: the document and its very words."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One place or group; None where nothing was set or reported."""

    name: str
    target: Decimal | None = None
    value: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A commitment's figures by place or group, as measured `on` a day, and what they come to."""

    dimension: str
    rows: tuple[GroupRow, ...]
    on: date | None = None
    target_total: Decimal | None = None
    value_total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What else is said of a commitment, under its label, in both languages."""

    label: str
    label_en: str
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class LastReport:
    """What a unit wrote last, and the day that it speaks of."""

    on: date
    narrative: str
    problems: str = ""
    next_steps: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """The target that was in force before the present one, and why it was revised."""

    on: date
    before: Target
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One commitment; `baseline`, `expected` and `actual` are counted in the target's unit.

    `of_parts` says that the figures are what its parts have come to.
    What is not `counted` is listed only: work on it has stopped, or it is part of the `whole`
    (its code) that is counted already.
    """

    code: str
    title: str
    progress: Progress
    workflow: Workflow
    target: Target = Target()
    indicator: str = ""
    baseline: Decimal | None = None
    expected: Decimal | None = None
    actual: Decimal | None = None
    actual_text: str = ""
    actual_on: date | None = None
    achievement_percent: Decimal | None = None
    lead_unit: str = ""
    supporting_units: tuple[str, ...] = ()
    why: str = ""
    source: Source | None = None
    groups: tuple[Breakdown, ...] = ()
    facts: tuple[Fact, ...] = ()
    themes: tuple[str, ...] = ()
    counted: bool = True
    whole: str = ""
    end: End | None = None
    completion_percent: Decimal | None = None
    why_en: str = ""
    last_report: LastReport | None = None
    stage_reason: str = ""
    revision: Revision | None = None
    of_parts: bool = False


@dataclass(frozen=True, slots=True)
class Registered:
    code: str
    title: str
    lead_unit: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Progress that is now another than in the last issue."""

    code: str
    title: str
    before: Progress
    after: Progress


@dataclass(frozen=True, slots=True)
class Revised:
    code: str
    title: str
    before: Target
    after: Target
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """Completed, closed, terminated, suspended or merged (`into` another) since the last issue."""

    code: str
    title: str
    workflow: Workflow
    reason: str = ""
    into: str = ""


@dataclass(frozen=True, slots=True)
class Crossed:
    """Counted now and not in the last issue, or the other way round."""

    code: str
    title: str
    why: Crossing


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since the last issue."""

    registered: tuple[Registered, ...] = ()
    moved: tuple[Moved, ...] = ()
    revised: tuple[Revised, ...] = ()
    ended: tuple[Ended, ...] = ()
    entered: tuple[Crossed, ...] = ()
    left: tuple[Crossed, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One numbered issue. `attention` holds the codes of what is missed or behind, in order.

    `total`, `counts`, `units`, `themes` and `attention` speak of the items that are counted.
    `trend` tells how things stood month by month in the issues of the year before this one, and
    `units_before` the units of the previous issue.
    `not_begun` items start after the day of the report, `registered_later` ones belonged to it
    and were not on record yet.
    """

    title: str
    issuer: str
    year: int
    number: int
    period: str
    period_start: date
    period_end: date
    as_of: date
    issued_on: date
    total: int
    counts: tuple[ProgressCount, ...]
    units: tuple[UnitRow, ...]
    items: tuple[Item, ...]
    attention: tuple[str, ...]
    previous: Previous | None = None
    changes: Changes = field(default_factory=Changes)
    themes: tuple[ThemeRow, ...] = ()
    year_ago: Previous | None = None
    not_begun: int = 0
    registered_later: int = 0
    official: OfficialForm | None = None
    units_before: tuple[UnitRow, ...] = ()
    trend: tuple[Previous, ...] = ()

    def __post_init__(self) -> None:
        if contradictions := checks.contradictions(self):
            raise Contradiction("; ".join(contradictions))

    @classmethod
    def from_snapshot(cls, snapshot: dict[str, Any]) -> Self:
        """Read what `as_snapshot` wrote; anything else is a DecodeError that names the place."""
        return codec.decode(cls, snapshots.current(snapshot))

    def as_snapshot(self) -> dict[str, Any]:
        """Plain JSON values that give the same report back."""
        return {"format": snapshots.FORMAT, **codec.encode(self)}

    @property
    def needing_attention(self) -> tuple[Item, ...]:
        by_code = {item.code: item for item in self.items}
        return tuple(by_code[code] for code in self.attention)

    @property
    def counted(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.counted)

    @property
    def lagging_parts(self) -> tuple[Item, ...]:
        """Missed or behind below a whole that is counted in their place, in the order listed."""
        return tuple(
            item
            for item in self.items
            if not item.counted and item.whole and item.progress in NEEDS_ATTENTION
        )

    @property
    def on_time(self) -> OnTime:
        ends = [unit.on_time for unit in self.units]
        late = [end.late for end in ends if end.late is not None]
        return OnTime(
            kept=sum(end.kept for end in ends),
            due=sum(end.due for end in ends),
            late=sum(late) if len(late) == len(ends) else None,
            not_done=sum(end.not_done for end in ends),
        )
