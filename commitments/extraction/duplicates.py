"""Mark the claims that repeat an earlier one: a passage printed twice, a target said again.

The first statement stays as it is; each later one names it and warns the reviewer.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from commitments.extraction.spans import Claim, Folded, Kind

WARNING = "duplicate"
NOISE = re.compile(r"[\s，。、；：“”‘’《》（）()·—\-]+")
# Words that stand before a metric without changing what is measured.
OPENING = re.compile(r"^(?:全省|全市|全区|全国|全县|我省|我市|我区|本市|本省|本区|今年|力争|确保)+")
SENTENCE = re.compile(r"[^。\n]+")
SHORTEST_STATEMENT = 6
SHORTEST_PASSAGE = 20
TABLE_COLUMN = "表格列"
COUNTED = (Kind.TARGET, Kind.LEVEL)


def mark(claims: Iterable[Claim], folded: Folded) -> list[Claim]:
    """The claims in their order, those that repeat an earlier one marked."""
    passages, parts = _Passages(folded), _Parts(folded)
    first: dict[Hashable, int] = {}
    marked: list[Claim] = []
    for claim in sorted(claims, key=lambda one: (one.start, one.end)):
        earlier = [
            start
            for key in (*_sames(claim), *passages.sames(claim))
            if (start := first.setdefault(key, claim.start)) != claim.start
            and not (claim.kind in COUNTED and parts.beside(start, claim.start))
        ]
        if earlier:
            warnings = tuple(dict.fromkeys((*claim.warnings, WARNING)))
            claim = replace(claim, duplicate_of=min(earlier), warnings=warnings)
        marked.append(claim)
    return marked


def _sames(claim: Claim) -> Iterator[Hashable]:
    """What makes two claims one: the same figure of the same metric, or the same words."""
    if claim.kind in COUNTED:
        if claim.metric and claim.value is not None:
            metric = OPENING.sub("", NOISE.sub("", claim.metric))
            figure = (claim.value, claim.value_max, claim.unit, claim.change, claim.frequency)
            yield claim.kind, metric, *figure, claim.due, claim.as_of, _in_a_table(claim)
        return
    words = NOISE.sub("", claim.statement)
    if len(words) >= SHORTEST_STATEMENT:
        yield claim.kind, words, claim.due, claim.owners


def _in_a_table(claim: Claim) -> bool:
    """A table of indicators says more than the prose that names one of them: its base, its nature.
    Neither repeats the other, and a reviewer sees both."""
    return any(reason.startswith(TABLE_COLUMN) for reason in claim.reasons)


class _Parts:
    """The sentences in parts: 甲区20个，开工18个；乙区20个，开工18个 speaks of two districts."""

    def __init__(self, folded: Folded) -> None:
        found = (m for m in SENTENCE.finditer(folded.text) if "；" in m[0])
        self._spans = [folded.source(*sentence.span()) for sentence in found]

    def beside(self, first: int, second: int) -> bool:
        """Whether two places stand in one of them."""
        index = bisect_right(self._spans, second, key=lambda span: span[0]) - 1
        return index >= 0 and self._spans[index][0] <= first and second < self._spans[index][1]


class _Passages:
    """The passages that a document prints more than once."""

    def __init__(self, folded: Folded) -> None:
        lines = folded.text.split("\n")
        repeated = {
            line
            for line, times in Counter(lines).items()
            if times > 1 and len(line) >= SHORTEST_PASSAGE
        }
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._texts: list[str] = []
        place = 0
        for line in lines if repeated else ():
            if line in repeated:
                start, end = folded.source(place, place + len(line))
                self._starts.append(start)
                self._ends.append(end)
                self._texts.append(line)
            place += len(line) + 1

    def sames(self, claim: Claim) -> Iterator[Hashable]:
        """In a passage printed twice, a claim is known by the passage and its own words."""
        index = bisect_right(self._starts, claim.start) - 1
        if index >= 0 and claim.start < self._ends[index]:
            yield self._texts[index], claim.kind, claim.statement, claim.metric, claim.value
