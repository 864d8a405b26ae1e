"""Say for each block whether it promises or reports, and until when, from headings and openings.

A work report looks back in its first part and ahead in the others; a paragraph that opens
with 过去五年 or 到2030年 may say otherwise, and what it says holds until another does.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from commitments.extraction.clauses import labels, outlook
from commitments.extraction.clauses.divisions import UNRANKED, Division, number_of, rank_of
from commitments.extraction.clauses.genres import SPEAK_BY_SENTENCE, Genre, genre
from commitments.extraction.clauses.headings import Headings, chapter_back
from commitments.extraction.clauses.modes import Frame, Mode
from commitments.extraction.clauses.tense import Cue
from commitments.extraction.dates import expressions, usage
from commitments.extraction.dates.days import FIRST_PLAN_YEAR
from commitments.extraction.dates.expressions import Mention
from commitments.extraction.lexicon.marks import BULLETS
from commitments.extraction.lexicon.tense import (
    OPENS_AHEAD,
    OPENS_BACK,
    PLAN_TITLE,
    RESULTS_OF_A_YEAR,
    SETS_THE_AIMS,
)
from commitments.extraction.spans import Block, BlockKind, Source
from commitments.extraction.text.layout import LABEL_ALONE

TITLE_BLOCKS, TITLE_LENGTH = 6, 80
OPENING_WORDS = 60
PLAN_REACH = 6
# （一）, 1. and 第三条 divide what 一、 has begun; 2019年工作安排 begins anew.
SUBDIVISION = re.compile(
    rf"[（({BULLETS}]"
    r"|\d{1,2}(?:\.\d{1,2})*[、．.)）\s]|0\d|[①-⑳]|第.{1,4}[条节]"
)
PLAN_IN_WORDS = re.compile(r"第十(?P<count>[一二三四五六七])个五年(?:规划|计划)")
ITEM = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、是]|[（(]|\d{1,2}[、．.)）\s]|[①-⑳●·])")
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第")


TASKS_ONE_BY_ONE = "本段逐项讲要做的事"
# Papers that open with a year to speak of what is to come.
LOOKING_AHEAD = frozenset((Genre.PLAN, Genre.WORK_REPORT))


class Frames:
    """The frames of a document's blocks."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        mentions: Sequence[Mention],
        source: Source,
        words: Sequence[Cue] = (),
    ) -> None:
        """`words` are the words of time and intent of the text."""
        self._words, self._word_starts = words, [word.start for word in words]
        self.year = source.published.year if source.published else None
        self.published = source.published
        printed = _printed_title(text, blocks)
        title = source.title or printed
        self.genre = genre(title, text)
        self._text, self._mentions = text, mentions
        self._starts = [mention.start for mention in mentions]
        self._headings = Headings(self.year, self.genre)
        self._sections: dict[tuple[str, ...], Frame] = {}
        self._whole = self._document(title, printed)
        self.reported = self._reported(blocks) if self.genre not in LOOKING_AHEAD else None
        # A reply, a letter or an award promises nothing, whatever its headings say.
        self._of = {} if self.genre is Genre.SILENT else dict(self._walk(blocks))
        self._of |= self._bare_promises(blocks)

    def at(self, block: Block) -> Frame:
        return self._of.get(block.start, self._whole)

    def _reported(self, blocks: Sequence[Block]) -> Mention | None:
        """The time that a paper reports on: 2022年，… at its head."""
        first = next((b for b in blocks if b.kind is BlockKind.PARAGRAPH), None)
        place = bisect_left(self._starts, first.start) if first else len(self._starts)
        mention = self._mentions[place] if place < len(self._mentions) else None
        if first is None or mention is None or mention.start > first.start + PLAN_REACH:
            return None
        past = mention.last is not None and (
            self.published is None or mention.last <= self.published
        )
        a_day = mention.first == mention.last
        return mention if past and not mention.plan and not a_day else None

    def from_title(self, frame: Frame) -> bool:
        """Whether the time of a frame is only that of the years in the document's title."""
        whole = self._whole
        return frame.named is not None and (frame.horizon, frame.named) == (
            whole.horizon,
            whole.named,
        )

    def _bare_promises(self, blocks: Sequence[Block]) -> dict[int, Frame]:
        """The blocks that nothing dates but that stand where a time to come is announced."""
        report = self.genre is Genre.WORK_REPORT
        ahead = None if report else outlook.announced(self._text, self.year)
        found: dict[int, Frame] = {}
        proposed: str | None = None  # what the paragraph before has opened with
        for block in blocks:
            frame = self.at(block)
            if frame.mode is not Mode.OPEN or block.kind is BlockKind.ROW:
                continue
            words = self._text[block.start : block.end]
            if report:
                why, said = TASKS_ONE_BY_ONE if outlook.lists_tasks(words) else "", None
            elif ahead and outlook.is_a_bare_promise(words):
                why, said = f"开头的“{ahead}”预告今后", ahead
            else:
                said = outlook.proposes(words)
                if said is None and proposed and outlook.is_a_bare_promise(words):
                    said = proposed
                why = f"“{said}”以下逐段部署" if said else ""
                if not said and self._leans_ahead(block.start) and outlook.lists_tasks(words):
                    why = TASKS_ONE_BY_ONE
                proposed = said
            if why:
                horizon, named = self._headings.date_in((said,)) if said else (None, None)
                found[block.start] = replace(
                    frame,
                    mode=Mode.PLAN,
                    why=why,
                    horizon=frame.horizon or horizon,
                    named=frame.named or named,
                )
        return found

    def _leans_ahead(self, place: int) -> bool:
        """Whether the last word of time before a place looks ahead; without any before it,
        whether no word at all reports."""
        index = bisect_left(self._word_starts, place) - 1
        if index < 0:
            return all(word.promised or word.weak for word in self._words)
        return self._words[index].promised

    def _walk(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Frame]]:
        """Divisions follow one another: only their headings turn a report from past to coming."""
        state = Division()
        carried = self._whole
        begun = False
        for block in blocks:
            if block.kind is BlockKind.HEADING:
                state.part = None
                title = self._text[block.start : block.end].strip()
                if self._heads(title, state, titled=not begun):
                    carried = state.frame or self._whole
                yield block.start, state.chapter or state.frame or carried
                continue
            if parted := labels.part(self._text[block.start : block.end]):
                state.part = self._part(*parted)
            if state.part and state.part.mode is not Mode.OPEN:
                yield block.start, state.part
                continue
            begun = begun or "。" in self._text[block.start : block.end]
            state.leave_chapter(self._text[block.start : block.end])
            if state.chapter:
                yield block.start, state.chapter
                continue
            given = self._dated(state.frame, block.section)
            if state.headline and given is None and self._is_item(block):
                given = state.headline  # 2023年重点民生事项出炉: news around, items below
            frame = self._paragraph(block, given, carried)
            yield block.start, frame
            if state.frame and state.frame.mode is Mode.REPORT and frame.mode is Mode.PLAN:
                state.frame = None  # the aims are set: the review is over
            if LABEL_ALONE.match(self._text, block.start):
                continue  # 完成时限：… holds for its own item
            # In a newspaper every paragraph speaks for itself.
            carried = self._whole if self.genre is Genre.NEWS else frame

    def _part(self, label: str, mode: Mode | None) -> Frame | None:
        """What stands under a label of an item: 项目内容 is promised, 进展情况 reported."""
        if mode is None:
            return None
        why = f"写在“{label}”之下"
        if mode is Mode.REPORT:
            return Frame(mode, why, True, None, None)
        return Frame(mode, why, True, self._whole.horizon, self._whole.named)

    def _heads(self, title: str, state: Division, *, titled: bool) -> bool:
        """Note what a heading says of the blocks under it; whether it begins a new division.

        `titled` says that it stands above all text, where newspapers print headlines.
        """
        rank = rank_of(title)
        state.leave_chapter(title)
        if PLAN_TITLE.search(title) and not NUMBERED.match(title):
            dated = self._headings.date_in((title,))
            state.plan = dated if dated[0] else state.plan
        if SUBDIVISION.match(title):
            if self.genre is not Genre.WORK_REPORT and chapter_back(title):
                state.chapter, state.chapter_rank = self._division(title, state), rank
                state.chapter_number = number_of(title)
            return False
        headline = (
            (titled or (self.genre is Genre.NEWS and not title.endswith(("？", "?"))))
            and rank == UNRANKED
            and self.genre in SPEAK_BY_SENTENCE
            and not (chapter_back(title) or RESULTS_OF_A_YEAR.match(title))
        )
        if headline or not self._headings.decides(title):
            listed = self._headings.list_of_a_year(title)
            if headline:
                state.headline = listed or state.headline
            elif listed:
                state.frame, state.rank = listed, rank
                return True
            return not headline and state.ends_review(rank)
        state.frame, state.rank = self._division(title, state), rank
        return True

    def _division(self, title: str, state: Division) -> Frame | None:
        horizon, named = None, None
        if self.genre is not Genre.WORK_REPORT:
            horizon, named = state.plan
        if horizon is None:
            horizon = self._whole.horizon or self._year_end_of_report()
            named = self._whole.named
        return self._headings.frame(title, horizon, named)

    def _is_item(self, block: Block) -> bool:
        """Whether a block reads as an item of a list rather than as prose."""
        line = self._text[block.start : block.end].strip()
        return ITEM.match(line) is not None or (len(line) <= TITLE_LENGTH and "。" not in line)

    def _dated(self, division: Frame | None, section: tuple[str, ...]) -> Frame | None:
        """The division's frame with the date that a heading further in names."""
        if division is None or division.mode is not Mode.PLAN or not section:
            return division
        key = (division.why, *section)
        if key not in self._sections:
            horizon, named = self._headings.date_in(section[-2:])
            self._sections[key] = (
                Frame(division.mode, division.why, division.sure, horizon, named)
                if horizon
                else division
            )
        return self._sections[key]

    def _paragraph(self, block: Block, given: Frame | None, carried: Frame) -> Frame:
        """The frame of a paragraph: its heading's, unless its opening says otherwise."""
        opening = self._text[block.start : min(block.end, block.start + OPENING_WORDS)]
        base = given if given and given.sure else carried
        if given and given.sure:
            base = self._with_own_goal(block, given, carried)
        ahead, back = OPENS_AHEAD.search(opening), OPENS_BACK.search(opening)
        aims = SETS_THE_AIMS.search(opening)
        if base.mode is Mode.PLAN and not (back and given is None):
            return base
        if base.mode is Mode.REPORT and given and given.sure and not aims:
            return base
        if self.genre in SPEAK_BY_SENTENCE and not aims:
            return base
        if back and not (ahead and ahead.start() < back.start()):
            return Frame(
                Mode.REPORT, f"本段以“{back[0]}”开头，属回顾", True, self._last_year(), None
            )
        if coming := self._opens_with_a_plan_to_come(block):
            why = f"本段以“{coming.text}”开头，属部署"
            return Frame(Mode.PLAN, why, True, coming.last, coming.text)
        if ahead:
            horizon, named = self._goal(block, opening)
            return Frame(
                Mode.PLAN, f"本段以“{ahead[0]}”开头，属部署", True,
                horizon or self._whole.horizon or self._year_end_of_report(), named,
            )  # fmt: skip
        return base

    def _opens_with_a_plan_to_come(self, block: Block) -> Mention | None:
        """“十四五”时期是…的第一个五年: said in 2021, it looks ahead."""
        place = bisect_left(self._starts, block.start)
        mention = self._mentions[place] if place < len(self._mentions) else None
        if mention is None or not mention.plan or mention.start > block.start + PLAN_REACH:
            return None
        ahead = self.year is not None and mention.last and mention.last.year > self.year
        return mention if ahead else None

    def _with_own_goal(self, block: Block, given: Frame, carried: Frame) -> Frame:
        """Under a heading of aims, 到2025年 at the start of a paragraph dates what follows."""
        if given.mode is not Mode.PLAN or not any("目标" in title for title in block.section[-2:]):
            return given
        opening = self._text[block.start : min(block.end, block.start + OPENING_WORDS)]
        horizon, named = self._goal(block, opening)
        if horizon:
            return Frame(Mode.PLAN, given.why, True, horizon, named)
        return carried if carried.why == given.why else given

    def _goal(self, block: Block, opening: str) -> tuple[date | None, str | None]:
        limit = block.start + len(opening)
        place = bisect_left(self._starts, block.start)
        for mention in self._mentions[place : place + 3]:
            if mention.start >= limit or not mention.last or not self._headings.ahead(mention):
                continue
            if usage.dates(self._text, mention):
                return mention.last, mention.text
        return None, None

    def _document(self, title: str, printed: str) -> Frame:
        """What holds where no heading says more; a plan ends with the years of its title."""
        years = [m for m in expressions.find(title, self.year) if not m.relative]
        # The lines below a title may hold its years, and days that are none of its business.
        years += [m for m in expressions.find(printed, self.year) if _spans_years(m)]
        horizon, named = _plan_in_words(title)
        for mention in reversed(years):
            if mention.last and self._headings.ahead(mention):
                horizon, named = mention.last, mention.text
        match self.genre:
            case Genre.WORK_REPORT:
                return Frame(Mode.OPEN, "政府工作报告", False, self._this_year(), None)
            case Genre.PLAN:
                return Frame(Mode.PLAN, "文件为规划、方案一类", False, horizon, named)
            case Genre.SUMMARY:
                return Frame(Mode.REPORT, "文件为通报、总结一类", False, None, None)
            case Genre.SILENT:
                return Frame(Mode.REPORT, "批复、函件、表彰一类文件不作承诺", True, None, None)
            case _:
                if horizon is None and (said := outlook.announced(printed, self.year)):
                    horizon, named = self._headings.date_in((said,))
                return Frame(Mode.OPEN, "文种不明", False, horizon, named)

    def _year_end_of_report(self) -> date | None:
        return self._this_year() if self.genre is Genre.WORK_REPORT else None

    def _this_year(self) -> date | None:
        return date(self.year, 12, 31) if self.year else None

    def _last_year(self) -> date | None:
        return date(self.year - 1, 12, 31) if self.year and self.year > 1 else None


def _plan_in_words(title: str) -> tuple[date | None, str | None]:
    """第十五个五年规划 ends with 2030."""
    plan = PLAN_IN_WORDS.search(title)
    if plan is None:
        return None, None
    return date(FIRST_PLAN_YEAR[plan["count"]] + 4, 12, 31), plan[0]


def _spans_years(mention: Mention) -> bool:
    first, last = mention.first, mention.last
    return first is not None and last is not None and last.year > first.year


def _printed_title(text: str, blocks: Sequence[Block]) -> str:
    """The short lines that a document opens with, where it does not say its title apart."""
    lines = [
        text[block.start : block.end]
        for block in blocks[:TITLE_BLOCKS]
        if block.kind is not BlockKind.ROW
    ]
    return " ".join(line for line in lines if len(line) <= TITLE_LENGTH)
