"""The plain values that the rules take and return.

Two coordinate systems exist. *Source* offsets point into the document's text as received;
only a `Claim` carries them. Everything else carries *folded* offsets: places in the text as
the rules read it, with the broken lines of a page joined (`layout.fold`). `Folded.source`
leads from one to the other.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a claim is; the meanings are those of docs/reading.md."""

    TARGET = "target"
    LEVEL = "level"
    RELATIVE = "relative"
    DELIVERABLE = "deliverable"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with its broken lines joined, and the way back to the text as received.

    `starts[i]` is the folded offset at which the i-th kept stretch begins and `shifts[i]` what
    must be added to a folded offset inside it to get the source offset.
    """

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of the folded span; `end` is exclusive on both sides."""
        return self._at(start), self._at(end - 1) + 1

    def folded(self, offset: int) -> int:
        """The folded offset of a source offset; of a dropped character, that of the next kept."""
        index = bisect_right(self.starts, offset, key=self._source_start) - 1
        if index < 0:
            return 0
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return min(offset - self.shifts[index], end)

    def _source_start(self, start: int) -> int:
        return self._at(start)

    def _at(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a table row of the folded text, under its headings."""

    kind: BlockKind
    start: int
    end: int
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch up to 。！？ or the end of its block; clauses inside it end at ；"""

    text: str
    start: int
    block: Block

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of the document: given by the caller or worked out from its text."""

    published: date | None = None
    title: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a text promises or reports; see docs/reading.md for each field.

    `quote` is the source text between `start` and `end`, character for character. `value` is
    counted in `unit` (3.5万人 is 35000 人, 5 % is 5).
    """

    kind: Kind
    quote: str
    start: int
    end: int
    statement: str
    confidence: float
    metric: str | None = None
    comparator: str | None = None
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    change: str | None = None
    baseline: float | None = None
    frequency: str | None = None
    due: date | None = None
    as_of: date | None = None
    period: str | None = None
    owners: tuple[str, ...] = ()
    speaker: str | None = None
    section: tuple[str, ...] = ()
    duplicate_of: int | None = None
    warnings: tuple[str, ...] = ()
    reasons: tuple[str, ...] = field(default=())
