"""Units in the order of how little of theirs lags, and how their places changed."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from commitments.rendering.axes import NEEDS_ATTENTION, Progress
from commitments.rendering.values import Report, UnitRow

DONE = (Progress.ACHIEVED, Progress.AHEAD)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit at its place; equal units share one. `before` is None where it had none."""

    rank: int
    unit: UnitRow
    before: int | None

    @property
    def lagging(self) -> int:
        return _counted(self.unit, NEEDS_ATTENTION)

    @property
    def done(self) -> int:
        return _counted(self.unit, DONE)

    @property
    def lagging_percent(self) -> Decimal:
        return Decimal(self.lagging) * 100 / self.unit.total


def ranking(report: Report) -> tuple[Ranked, ...]:
    """The units with commitments of their own, the best first."""
    before = _ranks(report.units_before)
    ranks = _ranks(report.units)
    units = {unit.name: unit for unit in report.units}
    return tuple(Ranked(rank, units[name], before.get(name)) for name, rank in ranks.items())


def _ranks(units: Collection[UnitRow]) -> dict[str, int]:
    """The place of each: by the share that lags, then by the share that is done or ahead."""
    rated = sorted((_rating(unit), unit.name) for unit in units if unit.name and unit.total)
    ranks: dict[str, int] = {}
    former = None
    for place, (rating, name) in enumerate(rated, start=1):
        ranks[name] = list(ranks.values())[-1] if rating == former else place
        former = rating
    return ranks


def _rating(unit: UnitRow) -> tuple[Decimal, Decimal]:
    lagging, done = _counted(unit, NEEDS_ATTENTION), _counted(unit, DONE)
    return Decimal(lagging) / unit.total, -Decimal(done) / unit.total


def _counted(unit: UnitRow, wanted: Collection[Progress]) -> int:
    return sum(unit.counts.get(progress, 0) for progress in wanted)
