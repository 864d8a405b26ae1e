"""Read the lines that say until when an item is to be done: 完成时限：2026年6月底.

>>> from commitments.extraction.text.layout import blocks, fold
>>> folded = fold("1.建成场馆。\\n方便群众，服务居民。\\n完成时限：2026年6月底\\n2.办好大会。")
>>> deadline = Deadlines(folded, blocks(folded), 2026).at(8)
>>> str(deadline.due), deadline.named
('2026-06-30', '2026年6月底')
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import chain

from commitments.extraction.dates import expressions
from commitments.extraction.people.owners import item_start
from commitments.extraction.spans import Block, Folded
from commitments.extraction.text.layout import LABEL_ALONE

# Written out, so that the regex engine skips to their first signs. 时间 alone is that of a page.
_LABELS = [
    *(f"{deed}{day}" for deed in ("完成", "办结", "落实") for day in ("时限", "时间", "期限")),
    *("时限", "期限"),
]
LABELLED = re.compile(
    rf"(?:{'|'.join(_LABELS)})(?:要求|节点)?[：:]\s*(?P<named>[^\n，。；（）()]{{2,30}})"
)

# （6月底完成，牵头考核单位：市财政局） behind an item.
DONE_BY = re.compile(
    r"[（(](?P<named>[^（）()，,；;。：:\n]{2,16}?)(?:前|以前)?"
    r"(?:完成|建成|办结|见效|投用|竣工|印发|报送|取得[^（）()，,]{2,10})[^（）()，,；;。：:\n]{0,10}(?=[，,；;）)])"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A passage, the last day its item allows, and the words that say so."""

    start: int
    end: int
    due: date
    named: str


class Deadlines:
    """The dates that items of a plan set themselves on a line of their own or in brackets."""

    def __init__(self, folded: Folded, blocks: list[Block], today: date | int | None) -> None:
        starts = [block.start for block in blocks]
        self._found: list[Deadline] = []
        before = 0
        found = chain(LABELLED.finditer(folded.text), DONE_BY.finditer(folded.text))
        for match in sorted(found, key=re.Match.start):
            days = [
                mention.last for mention in expressions.find(match["named"], today) if mention.last
            ]
            index = bisect_right(starts, match.start()) - 1
            if not days or index < 0:
                continue
            place = match.start()
            if LABEL_ALONE.match(folded.text, starts[index]):
                place = starts[index]
            begins = max(before, item_start(folded.text, blocks, index, place))
            if begins < place:
                self._found.append(Deadline(begins, place, max(days), match["named"]))
            before = match.end()
        self._starts = [deadline.start for deadline in self._found]

    def at(self, place: int) -> Deadline | None:
        """The deadline of the item in which a place stands."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._found[index].end:
            return None
        return self._found[index]
