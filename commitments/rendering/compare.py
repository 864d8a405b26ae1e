"""Set the counts of an issue beside those of the last one."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from commitments.rendering.values import Progress, ProgressCount, Report


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
