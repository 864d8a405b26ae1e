"""Find the words that announce a list or an answer, and carry their time over what follows.

“今年，我市将办好十件实事”, then 一是… or 1. …: every item is promised, and for this year, whatever
its own words are. After “今年有哪些打算？” what is promised without a day is for this year.

>>> announces("今年，我市将办好事关群众切身利益的“十件实事”")
True
>>> announces("一年来，我们主要做了以下工作："), announces("存在的主要问题是：")
(False, False)
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from commitments.extraction.clauses.modes import Frame, Mode
from commitments.extraction.dates import usage
from commitments.extraction.dates.expressions import Mention
from commitments.extraction.lexicon.marks import BULLETS
from commitments.extraction.lexicon.tense import (
    AHEAD_AGAIN,
    ANNOUNCES_A_LIST,
    ANNUAL_LIST,
    ASKS_OF_THE_PAST,
    DECIDED,
    LOOKS_AHEAD,
    RESULTS,
    TELLS_OF_THE_PAST,
    UNVEILED,
)
from commitments.extraction.spans import Block, BlockKind

# What the members of a list open with: 一是, （1）, 1., ①, 首先.
MARK = re.compile(
    r"(?:^[ \u3000]*|(?<=[。；：！？:;\s|]))"
    r"(?:[一二三四五六七八九十]{1,3}(?:是(?!否)|、)|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    rf"|\d{{1,2}}(?:[．、。]|\.(?!\d))|[①-⑳]|首先|第[一二三四五六七八九十][，、]|[{BULLETS}]|——)"
)
SENTENCE_END = re.compile(r"[。！？\n]")
# 分别是：, 这10件实事分别为：, 具体如下：
NAMES_THEM = re.compile(r"[^，。]{0,14}(?:是|为|如下|包括|有)[：:]?$")
# 这十件实事分别是：完成…；建成…: a list whose members have no marks.
UNMARKED = re.compile(r"(?<=(?:是|为|括|下)：)(?=[^；\n]{4,120}；)")
# …具体包括：, with an item a line below.
LISTS, AT_THE_END = re.compile(r"(?:包括|如下|[为是有])[：:]\s?$"), 6
INTRODUCTION = 180
AT_THE_HEAD = 3
ITEM_LONGEST = 100
# An item so short is a heading, and what stands under it its body.
HEADING_LENGTH = 40
# A list of deeds for the people drawn up this late in a year is one of the next.
LATE_IN_THE_YEAR = 11
LONGEST_DAY = 31


@dataclass(frozen=True, slots=True)
class Lead:
    """The words that announce, and until when what they announce is to be done."""

    words: str
    due: date | None
    named: str | None
    past: bool = False
    """Whether what they announce has been done: 全部完成，具体如下：."""

    def frame(self) -> Frame:
        """How an item of the list is read."""
        if self.past:
            return Frame(Mode.REPORT, f"“{self.words}”以下逐项报告", True, None, None)
        why = f"“{self.words}”以下逐项部署"
        return Frame(Mode.PLAN, why, False, self.due, self.named)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where to where the words of a lead hold; `listed` where it announces a list."""

    start: int
    end: int
    lead: Lead
    listed: bool


class Leads:
    """The lists and answers of a document for which words before them speak."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        mentions: Sequence[Mention],
        published: date | None,
    ) -> None:
        self._text, self._published = text, published
        self._mentions = mentions
        self._mention_starts = [mention.start for mention in mentions]
        self._stretches = [*self._lists(blocks)]
        self._starts = [stretch.start for stretch in self._stretches]

    def frame(self, place: int, frame: Frame) -> Frame:
        """The frame of a sentence, with what the words before its list or answer say of it."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._stretches[index].end or frame.mode is not Mode.OPEN:
            return frame
        stretch = self._stretches[index]
        if stretch.listed:
            led = stretch.lead.frame()
            return (
                led
                if led.horizon or stretch.lead.past
                else replace(led, horizon=frame.horizon, named=frame.named)
            )
        if frame.horizon is not None:
            return frame
        return replace(frame, horizon=stretch.lead.due, named=stretch.lead.named)

    def _lists(self, blocks: Sequence[Block]) -> Iterator[Stretch]:
        """Block by block: what announces, what is an item, and where the list is over."""
        lead: Lead | None = None
        asked: Lead | None = None
        unveiled: Lead | None = None
        told: Lead | None = None
        listing: Lead | None = None
        heads = False  # whether the item before is a heading, which its body follows
        for index, block in enumerate(blocks):
            words = self._text[block.start : block.end]
            if told and self._ends_results(block, words):
                told = None
            told = self._told(blocks, index) or told
            if told and block.kind is BlockKind.PARAGRAPH:
                yield Stretch(block.start, block.end, told, True)
                continue
            mark = MARK.search(words)
            if mark and mark.start() <= AT_THE_HEAD:
                if lead:
                    yield Stretch(block.start, block.end, lead, True)
                heads = len(words) <= HEADING_LENGTH
                continue
            if listing and len(words) <= ITEM_LONGEST and block.kind is BlockKind.PARAGRAPH:
                yield Stretch(block.start, block.end, listing, True)
                continue
            listing = self._listing(block)
            if words.rstrip("”’ 」").endswith(("？", "?")):
                lead, asked = None, self._asked(block)
                continue
            if UNVEILED.search(words):
                unveiled = self._dated(block.start, block.end, words)
            if block.kind is BlockKind.HEADING:
                lead, heads = self._announced(block.start, block.end), False
                continue
            first = mark or UNMARKED.search(words)
            place = block.start + (first.start() if first else 0)
            if first and (inner := self._introduced(blocks, index, place)):
                lead, heads = inner, False
                begin = self._sentence_start(block, place)
                yield Stretch(begin, block.end, lead, True)
            elif lead and heads:
                yield Stretch(block.start, block.end, lead, True)
            else:
                lead, heads = self._before_items(blocks, index), False
                if unveiled:
                    yield Stretch(block.start, block.end, unveiled, True)
                elif asked:
                    yield Stretch(block.start, block.end, asked, False)

    def _ends_results(self, block: Block, words: str) -> bool:
        """Whether a block leaves a list of results for what is to come."""
        heads = block.kind is BlockKind.HEADING and LOOKS_AHEAD.search(words) is not None
        return heads or block.kind is BlockKind.ROW or AHEAD_AGAIN.search(words) is not None

    def _listing(self, block: Block) -> Lead | None:
        """What a paragraph announces that ends in a colon, above items without marks."""
        end = max(block.start, block.end - AT_THE_END)
        lists = LISTS.search(self._text[end : block.end])
        return self._announced(block.start, block.end) if lists else None

    def _told(self, blocks: Sequence[Block], index: int) -> Lead | None:
        """What a paragraph says of the results listed below it: …已全部完成。具体如下：."""
        block = blocks[index]
        begin = max(block.start, block.end - INTRODUCTION)
        words = self._text[begin : block.end].strip()
        if not words.endswith(("：", ":", "。")):
            return None
        if index and begin == block.start and NAMES_THEM.fullmatch(words):
            begin = max(blocks[index - 1].start, block.end - INTRODUCTION)
            words = self._text[begin : block.end].strip()
        return Lead(words[:LONGEST_DAY], None, None, past=True) if RESULTS.search(words) else None

    def _introduced(self, blocks: Sequence[Block], index: int, mark: int) -> Lead | None:
        """What stands before the first item of a paragraph, or above 这10件实事分别为：."""
        start = blocks[index].start
        if index and NAMES_THEM.fullmatch(self._text[start:mark].strip()):
            start = blocks[index - 1].start
        return self._announced(start, mark)

    def _before_items(self, blocks: Sequence[Block], index: int) -> Lead | None:
        """What a paragraph says of the items below it."""
        if index + 1 >= len(blocks):
            return None
        block, after = blocks[index], blocks[index + 1]
        mark = MARK.match(self._text[after.start : after.end])
        return self._announced(block.start, block.end) if mark else None

    def _sentence_start(self, block: Block, place: int) -> int:
        ends = [m.end() for m in SENTENCE_END.finditer(self._text, block.start, place)]
        return ends[-1] if ends else block.start

    def _announced(self, start: int, end: int) -> Lead | None:
        """The lead that the last sentence of a stretch is, with the one before 分别是：."""
        begin = max(start, end - INTRODUCTION)
        words = self._text[begin:end].rstrip(" \u3000。：:；;！!")
        cuts = [match.end() for match in SENTENCE_END.finditer(words)]
        while cuts and NAMES_THEM.fullmatch(words[cuts[-1] :].strip()):
            cuts.pop()
        begin += cuts[-1] if cuts else 0
        words = self._text[begin:end].strip()
        if not announces(words):
            return None
        return self._dated(begin, end, words)

    def _dated(self, start: int, end: int, words: str) -> Lead:
        """The lead that words are, with the time that is named between two places."""
        due, named = self._time(start, end)
        if due is None and ANNUAL_LIST.search(words):
            due, named = self._this_year()
        return Lead(words[:LONGEST_DAY], due, named)

    def _asked(self, block: Block) -> Lead | None:
        """What a question says of the time that its answer speaks of."""
        words = self._text[block.start : block.end]
        due, named = self._time(block.start, block.end)
        return (
            Lead(words[-LONGEST_DAY:], due, named)
            if due and not ASKS_OF_THE_PAST.search(words)
            else None
        )

    def _time(self, start: int, end: int) -> tuple[date | None, str | None]:
        """The last time still to come that is named between two places."""
        index = bisect_right(self._mention_starts, start - 1)
        found: tuple[date | None, str | None] = None, None
        for mention in self._mentions[index:]:
            if mention.start >= end:
                break
            if self._is_coming(mention):
                found = mention.last, mention.text
        return found

    def _is_coming(self, mention: Mention) -> bool:
        if mention.first is None or mention.last is None:
            return False
        if (mention.last - mention.first).days < LONGEST_DAY and not mention.text.endswith("前"):
            return False
        today = self._published
        ahead = today is None or mention.last.year >= today.year
        return ahead and usage.dates(self._text, mention)

    def _this_year(self) -> tuple[date | None, str | None]:
        today = self._published
        if today is None or today.month >= LATE_IN_THE_YEAR:
            return None, None
        return date(today.year, 12, 31), "年度实事"


def announces(words: str) -> bool:
    """Whether a sentence says that what it introduces is to be done."""
    words = DECIDED.sub("定", words)
    return ANNOUNCES_A_LIST.search(words) is not None and not TELLS_OF_THE_PAST.search(words)
