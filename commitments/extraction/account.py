"""Account for every number and every promised clause of a text: nothing vanishes in silence.

Each number ends as a claim or is set aside with a reason; each clause that its surroundings
promise ends as a claim or is said to be unread. What is `not understood` is the reader's own list
of work.

>>> from commitments.extraction.pipeline import read
>>> from commitments.extraction.spans import Source
>>> text = "某区2026年工作要点\\n到2026年6月底，新增第3批停车位500个，编号17。"
>>> for entry in account(read(text, Source())):
...     print(entry.text, entry.status.value)
2026 date
2026 date
6 date
3 name
500 claim
17 not understood
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from commitments.extraction.lexicon.efforts import ATTITUDE, DONE
from commitments.extraction.passages import Document, Passage
from commitments.extraction.pipeline import Outcome
from commitments.extraction.quantities import composition
from commitments.extraction.quantities.prefixes import DATE
from commitments.extraction.resolve import Resolution
from commitments.extraction.spans import BlockKind, Kind
from commitments.extraction.text.masks import ASIDE, NAME

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SCORE = re.compile(r"\s?分(?![钟之别])")
ORDINAL = re.compile(r"(?:第|[（(])$")
ITEM_NUMBER = re.compile(r"[\s（(]*\d{1,3}(?:[.．]\d{1,3}){0,4}[、.．)）\s]")
CLAUSE = re.compile(r"[^，；。：！？,;\n\t|]{6,}")
SHORTEST = 5
ITEM_REACH = 4
# How many claims before a place may reach over it.
NEAR = 8


class Status(StrEnum):
    """What became of a number or a clause."""

    CLAIM = "claim"
    DATE = "date"
    NAME = "name"
    SCORE = "score"
    ORDINAL = "ordinal"
    HEADING = "heading"
    RULE = "rule"
    DUPLICATE = "duplicate"
    OUTSIDE = "outside"
    ATTITUDE = "attitude"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Entry:
    """A number or a promised clause in source offsets, what became of it, and why."""

    start: int
    end: int
    text: str
    status: Status
    reason: str


def account(outcome: Outcome) -> list[Entry]:
    """Every number of the document and every promised clause without a claim, in order."""
    entries = [*_numbers(outcome), *_clauses(outcome)]
    return sorted(entries, key=lambda entry: (entry.start, entry.end))


def _numbers(outcome: Outcome) -> Iterator[Entry]:
    document = outcome.document
    places = _Places(outcome)
    text = document.folded.text
    spans = {match.span() for match in NUMBER.finditer(text)}
    for quantity in composition.find(document.masked):
        if not NUMBER.search(text, quantity.start, quantity.end):
            spans.add((quantity.start, quantity.end))  # spelled: 三分之一
    for start, end in sorted(spans):
        status, reason = places.became(start, end)
        yield _entry(document, start, end, status, reason)


def _clauses(outcome: Outcome) -> Iterator[Entry]:
    """The clauses that are promised and in which nothing has been read."""
    document = outcome.document
    for passage, resolution in outcome.decided:
        intent = passage.intent
        for clause in CLAUSE.finditer(passage.sentence.text):
            lead = ITEM_NUMBER.match(clause[0])
            start = passage.sentence.start + clause.start() + (lead.end() if lead else 0)
            end = passage.sentence.start + clause.end()
            if any(one.start < end and start < one.end for one in resolution.kept):
                continue
            words = document.masked[start:end].replace(DATE, "")
            if (
                len(words) < SHORTEST
                or DONE.search(words)
                or not intent.at(start - passage.sentence.start)
            ):
                continue
            if ATTITUDE.fullmatch(clause[0]):
                yield _entry(document, start, end, Status.ATTITUDE, "表明态度，没有要做的事")
            else:
                yield _entry(document, start, end, Status.NOT_UNDERSTOOD, "没有读出要做的事")


def _entry(document: Document, start: int, end: int, status: Status, reason: str) -> Entry:
    low, high = document.folded.source(start, end)
    return Entry(low, high, document.text[low:high], status, reason)


class _Places:
    """What stands at each place of a document, looked up by folded offsets."""

    def __init__(self, outcome: Outcome) -> None:
        self._document = outcome.document
        self._decided = outcome.decided
        self._starts = [passage.sentence.start for passage, _ in outcome.decided]
        self._claims = sorted(
            (claim.start, claim.end, claim.duplicate_of is not None)
            for claim in outcome.claims
            if claim.value is not None
        )
        self._claim_starts = [start for start, _, _ in self._claims]

    def became(self, start: int, end: int) -> tuple[Status, str]:
        """What became of the number between two places, and why."""
        document = self._document
        if any(m.start <= start < m.end for m in document.mentions_within(start - 40, end)):
            return Status.DATE, "日期或时期"
        passage, resolution = self._passage(start)
        if resolution is not None and (found := self._decided_on(resolution, start, end)):
            return found
        if document.masked[start] in (NAME, ASIDE):
            scored = SCORE.match(document.folded.text, end) is not None
            return (Status.SCORE, "评分") if scored else (Status.NAME, "名称、编号或括注的一部分")
        if (claimed := self._claimed(start, end)) is not None:
            return claimed
        block = document.block_at(start)
        opens = start - block.start < ITEM_REACH
        if opens and ITEM_NUMBER.match(document.folded.text, block.start, end + 1):
            return Status.ORDINAL, "项目序号"
        if ORDINAL.search(document.folded.text, max(0, start - 1), start):
            return Status.ORDINAL, "序数"
        if block.kind is BlockKind.HEADING:
            return Status.HEADING, "标题"
        if passage is None:
            return Status.OUTSIDE, "不在正文句子里（表格、注释、链接）"
        return Status.NOT_UNDERSTOOD, "没有读出它衡量什么"

    def _passage(self, place: int) -> tuple[Passage, Resolution] | tuple[None, None]:
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._decided[index][0].sentence.end:
            return None, None
        return self._decided[index]

    def _decided_on(
        self, resolution: Resolution, start: int, end: int
    ) -> tuple[Status, str] | None:
        for proposal in resolution.kept:
            reading = proposal.reading
            if reading is not None and reading.quantity.origin <= start < reading.quantity.end:
                return self._claimed(start, end) or (Status.CLAIM, "读作数值")
        for loss in resolution.lost:
            reading = loss.proposal.reading
            if reading is not None and reading.quantity.origin <= start < reading.quantity.end:
                return Status.RULE, loss.reason
        for proposal in resolution.kept:
            if proposal.kind is Kind.DELIVERABLE and proposal.start <= start < proposal.end:
                return Status.NAME, "在承诺事项的名称里"
        return None

    def _claimed(self, start: int, end: int) -> tuple[Status, str] | None:
        """Whether a claim covers the place, and whether it only repeats an earlier one."""
        low, high = self._document.folded.source(start, end)
        index = bisect_right(self._claim_starts, low)
        near = self._claims[max(0, index - NEAR) : index]
        covering = [repeated for first, last, repeated in near if first <= low and high <= last]
        if not covering:
            return None
        return (Status.DUPLICATE, "与前文重复") if all(covering) else (Status.CLAIM, "读作数值")
