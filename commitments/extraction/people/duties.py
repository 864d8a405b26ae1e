"""Hold the passages of a text with the units that answer for them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Duties(NamedTuple):
    """A passage and the units that answer for it."""

    start: int
    end: int
    units: tuple[str, ...]


class Lookup:
    """Passages that do not overlap, found by a place inside them."""

    def __init__(self, duties: Iterable[Duties]) -> None:
        self._duties = sorted(duties)
        self._starts = [duty.start for duty in self._duties]

    def at(self, place: int) -> tuple[str, ...]:
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place < self._duties[index].end:
            return self._duties[index].units
        return ()

    def names(self) -> Iterator[str]:
        return (name for duty in self._duties for name in duty.units)
