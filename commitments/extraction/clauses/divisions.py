"""Keep where a walk over the blocks stands: the division, its chapter and part, and their depth.

>>> rank_of("二、重点任务") < rank_of("（一）扩大投资"), number_of("1.2 完善路网")
(True, (1, 2))
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from commitments.extraction.clauses.modes import Frame, Mode
from commitments.extraction.text.layout import RANK

DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2})+(?!\d|[%％])")
UNRANKED = 99


@dataclass(slots=True)
class Division:
    """Where the walk over the blocks stands: the division, and a chapter inside that looks back."""

    frame: Frame | None = None
    rank: int = UNRANKED
    chapter: Frame | None = None
    chapter_rank: int = UNRANKED
    chapter_number: tuple[int, ...] = ()
    plan: tuple[date | None, str | None] = (None, None)
    headline: Frame | None = None
    part: Frame | None = None

    def leave_chapter(self, line: str) -> None:
        """A heading or numbered paragraph that follows in the count ends the chapter: 1.1 … 1.2."""
        if self.chapter is None:
            return
        if self.chapter_number:
            if number_of(line) in _following(self.chapter_number):
                self.chapter = None
        elif rank_of(line) <= self.chapter_rank != UNRANKED:
            self.chapter = None

    def ends_review(self, rank: int) -> bool:
        """二、 after 一、…取得新成效 is no longer the review that 一、 was."""
        reviewed = self.frame is not None and self.frame.mode is Mode.REPORT
        if reviewed and rank == self.rank != UNRANKED:
            self.frame = None
            return True
        return False


def rank_of(line: str) -> int:
    """How deep the number of a heading or paragraph stands; UNRANKED without one."""
    marker = RANK.match(line)
    return marker.lastindex or UNRANKED if marker else UNRANKED


def number_of(line: str) -> tuple[int, ...]:
    """1.2.3 as numbers; empty for a line without such a number."""
    dotted = DOTTED.match(line)
    return tuple(map(int, dotted[0].split("."))) if dotted else ()


def _following(number: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The numbers that may come after a chapter and all its parts: 1.2 and 2.1 after 1.1."""
    for depth in range(len(number), 0, -1):
        after = (*number[: depth - 1], number[depth - 1] + 1)
        yield after + (1,) * (len(number) - depth)
