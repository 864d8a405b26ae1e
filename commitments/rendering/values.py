"""A status report as a frozen value: everything that is printed, and nothing that is not.

Percentages are percents (92.5 means 92.5 %), dates are dates, texts are as they were entered.
A report whose figures contradict each other cannot be built.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from commitments import codec

FORMAT = 1
WHOLE = Decimal(100)


class Contradiction(ValueError):
    """Figures of one report that do not agree with each other."""


class Progress(StrEnum):
    """Where a commitment stands, in the order in which reports print it."""

    ACHIEVED = "achieved"
    AHEAD = "ahead"
    ON_SCHEDULE = "on_schedule"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_STARTED = "not_started"
    NOT_ASSESSED = "not_assessed"


NEEDS_ATTENTION = (Progress.MISSED, Progress.BEHIND)


class Workflow(StrEnum):
    """How far the handling of a commitment has come."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    COMPLETION_REQUESTED = "completion_requested"
    COMPLETED = "completed"
    CLOSED = "closed"
    RETURNED = "returned"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    MERGED = "merged"


class Comparator(StrEnum):
    EQ = "eq"
    GTE = "gte"
    GT = "gt"
    LTE = "lte"
    LT = "lt"
    BETWEEN = "between"
    APPROX = "approx"


@dataclass(frozen=True, slots=True)
class ProgressCount:
    progress: Progress
    count: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Previous:
    """The issue that this one is compared with."""

    number: int
    as_of: date
    counts: tuple[ProgressCount, ...]


@dataclass(frozen=True, slots=True)
class OnTime:
    """Kept by their date, of those whose date has come; the rate is never stored without them."""

    kept: int = 0
    due: int = 0


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
class Item:
    """One commitment; `baseline`, `expected` and `actual` are counted in the target's unit."""

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
    """Closed, completed, terminated or merged since the last issue."""

    code: str
    title: str
    workflow: Workflow


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since the last issue."""

    registered: tuple[Registered, ...] = ()
    moved: tuple[Moved, ...] = ()
    revised: tuple[Revised, ...] = ()
    ended: tuple[Ended, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One numbered issue. `attention` holds the codes of what is missed or behind, in order."""

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

    def __post_init__(self) -> None:
        if contradictions := self._contradictions():
            raise Contradiction("; ".join(contradictions))

    @classmethod
    def from_snapshot(cls, snapshot: dict[str, Any]) -> Self:
        """Read what `as_snapshot` wrote; anything else is a DecodeError that names the place."""
        content = dict(snapshot)
        if content.pop("format", None) != FORMAT:
            raise codec.DecodeError(f"format: expected {FORMAT}, got {snapshot.get('format')!r}")
        return codec.decode(cls, content)

    def as_snapshot(self) -> dict[str, Any]:
        """Plain JSON values that give the same report back."""
        return {"format": FORMAT, **codec.encode(self)}

    @property
    def needing_attention(self) -> tuple[Item, ...]:
        by_code = {item.code: item for item in self.items}
        return tuple(by_code[code] for code in self.attention)

    @property
    def on_time(self) -> OnTime:
        return OnTime(
            kept=sum(unit.on_time.kept for unit in self.units),
            due=sum(unit.on_time.due for unit in self.units),
        )

    def _contradictions(self) -> list[str]:
        """A leader will add the figures up; so do we, before anything is printed."""
        listed = Counter(item.progress for item in self.items)
        attention = sorted(i.code for i in self.items if i.progress in NEEDS_ATTENTION)
        found = [*_table_contradictions("counts", self.counts)]
        if self.previous:
            found += _table_contradictions("previous.counts", self.previous.counts)
        if self.total != len(self.items):
            found.append(f"total: {self.total}, but {len(self.items)} items are listed")
        if len({item.code for item in self.items}) != len(self.items):
            found.append("items: a code is used twice")
        for row in self.counts:
            if row.count != listed[row.progress]:
                found.append(
                    f"counts: {row.count} {row.progress}, but {listed[row.progress]} listed"
                )
        for unit in self.units:
            if unit.total != sum(unit.counts.values()):
                found.append(f"units: the counts of {unit.name!r} do not add up to {unit.total}")
            if not 0 <= unit.on_time.kept <= unit.on_time.due:
                found.append(f"units: {unit.name!r} kept more on time than was due")
        for row in self.counts:
            by_unit = sum(unit.counts.get(row.progress, 0) for unit in self.units)
            if by_unit != row.count:
                found.append(f"units: {by_unit} {row.progress} in all, but {row.count} counted")
        found += self._theme_contradictions()
        if sorted(self.attention) != attention:
            found.append("attention: must name each missed or behind item once, and no other")
        return found

    def _theme_contradictions(self) -> list[str]:
        """Each row counts the items that have its theme; nothing is said where no item has one."""
        listed: dict[str, Counter[Progress]] = defaultdict(Counter)
        for item in self.items:
            for name in item.themes or [""]:
                listed[name][item.progress] += 1
        if not any(listed.keys()) and not self.themes:
            return []
        told = {row.name: Counter(row.counts) for row in self.themes}
        found = [
            f"themes: the counts of {name!r} are not those of its items"
            for name in sorted({*listed, *told})
            if listed[name] != told.get(name, Counter())
        ]
        return found + [
            f"themes: the counts of {row.name!r} do not add up to {row.total}"
            for row in self.themes
            if row.total != sum(row.counts.values())
        ]


def _table_contradictions(name: str, rows: tuple[ProgressCount, ...]) -> list[str]:
    found = []
    if sorted(row.progress for row in rows) != sorted(Progress):
        found.append(f"{name}: must hold each progress value once")
    whole = WHOLE if any(row.count for row in rows) else Decimal(0)
    if sum(row.percent for row in rows) != whole:
        found.append(f"{name}: shares add up to {sum(row.percent for row in rows)}, not {whole}")
    return found
