"""Set the counts of an issue beside those of the one that it is compared with."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from commitments.rendering.values import Crossing, Progress, ProgressCount, Report

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Figures:
    """Count and share, now and in the last issue; zeros where there was none."""

    count: int
    percent: Decimal
    count_before: int
    percent_before: Decimal

    @property
    def count_change(self) -> int:
        return self.count - self.count_before

    @property
    def percent_change(self) -> Decimal:
        return self.percent - self.percent_before


@dataclass(frozen=True, slots=True)
class Compared(Figures):
    """A row of the table of counts."""

    progress: Progress


def rows_compared(report: Report) -> tuple[Compared, ...]:
    """One row for each progress value, in printing order."""
    now = {row.progress: row for row in report.counts}
    before = {row.progress: row for row in report.previous.counts} if report.previous else {}
    nothing = ProgressCount(Progress.NOT_ASSESSED, 0, Decimal(0))
    return tuple(
        Compared(
            progress=progress,
            count=now[progress].count,
            percent=now[progress].percent,
            count_before=before.get(progress, nothing).count,
            percent_before=before.get(progress, nothing).percent,
        )
        for progress in Progress
    )


def total_compared(report: Report) -> Figures:
    rows = rows_compared(report)
    return Figures(
        count=report.total,
        percent=sum((row.percent for row in rows), Decimal(0)),
        count_before=sum(row.count_before for row in rows),
        percent_before=sum((row.percent_before for row in rows), Decimal(0)),
    )


def taken_together(
    counts: Collection[ProgressCount], wanted: Collection[Progress]
) -> tuple[int, Decimal]:
    """Count and share of several progress values; shares are added as they are printed."""
    rows = [row for row in counts if row.progress in wanted]
    return sum(row.count for row in rows), sum((row.percent for row in rows), Decimal(0))


@dataclass(frozen=True, slots=True)
class Bridge:
    """Why the total is another than before: what was added and what was taken off, by kind."""

    before: int
    added: tuple[tuple[Crossing, int], ...]
    taken: tuple[tuple[Crossing, int], ...]
    now: int


def bridge(report: Report) -> Bridge | None:
    """None where nothing crossed, or there is nothing to compare with."""
    entered = Counter(row.why for row in report.changes.entered)
    left = Counter(row.why for row in report.changes.left)
    if report.previous is None or not (entered or left):
        return None
    added, taken = (
        tuple((why, counted[why]) for why in Crossing if counted[why])
        for counted in (entered, left)
    )
    return Bridge(report.previous.total, added, taken, report.total)


def adjusted_shares(counts: Collection[ProgressCount]) -> tuple[tuple[Progress, Decimal], ...]:
    """Shares that a calculator gives otherwise than printed, as it gives them."""
    total = sum(row.count for row in counts)
    exact = {
        row.progress: (Decimal(row.count) * 100 / total).quantize(TENTH, ROUND_HALF_UP)
        for row in counts
        if row.count
    }
    return tuple(
        (row.progress, exact[row.progress])
        for row in counts
        if row.count and row.percent != exact[row.progress]
    )
