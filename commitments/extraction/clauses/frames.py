"""Say for each block whether it promises or reports, and until when, from headings and openings.

A work report looks back in its first part and ahead in the others; a paragraph that opens
with 过去五年 or 到2030年 may say otherwise, and what it says holds until another does.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commitments.extraction.dates import expressions
from commitments.extraction.dates.expressions import Mention
from commitments.extraction.spans import Block, BlockKind, Source
from commitments.extraction.text.layout import LABEL_ALONE


class Mode(StrEnum):
    """Whether a passage promises or reports."""

    PLAN = "plan"
    REPORT = "report"
    OPEN = "open"
    ASIDE = "aside"


class Genre(StrEnum):
    """What kind of paper a document is."""

    WORK_REPORT = "work report"
    PLAN = "plan"
    NEWS = "news"
    SUMMARY = "summary"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Frame:
    """How a block is to be read, and the heading or words that say so.

    `horizon` is the last day of the time that a figure without its own date belongs to, and
    `named` the words it was taken from.
    """

    mode: Mode
    why: str
    sure: bool
    horizon: date | None
    named: str | None


OPENING = 700
TITLE_BLOCKS, TITLE_LENGTH = 6, 80
WORK_REPORT = re.compile(
    r"政府工作报告|报告政府工作|作政府工作报告|报告过去[一五]年(?:的)?(?:政府)?工作|向大会(?:作)?报告"
)
PLAN_TITLE = re.compile(
    r"规划|方案|行动计划|意见|措施|办法|纲要|要点|通知|实施细则|若干政策|行动|任务分工|清单|规定|条例|决定|建议|专栏|工程"
)
NEWS = re.compile(r"本报讯|本报记者|新华社|记者 ?[\u4e00-\u9fff]{2,4}[）)]")
SUMMARY = re.compile(r"公报|总结|通报|白皮书|年报|评估报告|进展情况|执行情况|完成情况")

LOOKS_BACK = re.compile(
    r"回顾|成就|成效|过去|总结|工作情况|完成情况|进展|基本情况|现状|形势|背景|发展基础|面临|存在的?问题|以来|"
    r"主要做法|经验|取得|执行情况|历程|(?:一|五|三)年来"
)
LOOKS_AHEAD = re.compile(
    r"目标|任务|安排|部署|计划|重点工作|打算|建议|未来|今年|明年|展望|取向|下一步|今后|总体要求|蓝图"
)
# Said of both times, these look ahead only where nothing looks back.
MAY_LOOK_AHEAD = re.compile(r"举措|措施|要求|保障|思路|行动|政府自身建设|主要工作|工作重点")
OPENS_BACK = re.compile(
    r"过去[的一三五]?[一三五]?年|一年来|[五三]年来|这[五一三]年|刚刚过去|回顾|我们(?:也)?清醒|在肯定成绩|"
    r"(?:全会)?充分肯定|以来，|成绩来之不易|“十[一二三四五]五”(?:时期|期间).{0,30}(?:极不平凡|取得|成就)|"
    r"主要做了以下|目前，|截至"
)
OPENS_AHEAD = re.compile(
    r"主要预期目标|预期目标|今年(?:工作的|发展的|要|是|经济社会|政府工作|我们)|发展目标|主要目标|未来[五三十]年|今后[五三]年|"
    r"到20[2-5]\d年|下一步|接下来|展望|总体要求|做好今年|新的一年|工作目标|重点(?:做好|抓好)|将编制|目标[：:]"
)
OPENING_WORDS = 60
PLAN_REACH = 6
# （一）, 1. and 第三条 divide what 一、 has begun.
SUBDIVISION = re.compile(r"[（(]|\d|[①-⑳]|第.{1,4}[条节]")
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第")
GLOSSARY = re.compile(r"名词解释|名词注释|注释|相关报道|相关文档|相关链接|名词说明|有关词语")


class Frames:
    """The frames of a document's blocks."""

    def __init__(
        self, text: str, blocks: Sequence[Block], mentions: Sequence[Mention], source: Source
    ) -> None:
        self._plan: tuple[date | None, str | None] = (None, None)
        self.year = source.published.year if source.published else None
        self.published = source.published
        printed = _printed_title(text, blocks)
        title = source.title or printed
        self.genre = genre(title, text)
        self._text, self._mentions = text, mentions
        self._starts = [mention.start for mention in mentions]
        self._sections: dict[tuple[str, ...], Frame] = {}
        self._whole = self._document(title, printed)
        self._of = dict(self._walk(blocks))

    def at(self, block: Block) -> Frame:
        return self._of.get(block.start, self._whole)

    def from_title(self, frame: Frame) -> bool:
        """Whether the time of a frame is only that of the years in the document's title."""
        whole = self._whole
        return frame.named is not None and (frame.horizon, frame.named) == (
            whole.horizon,
            whole.named,
        )

    def _walk(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Frame]]:
        """Divisions follow one another: only their headings turn a report from past to coming."""
        division: Frame | None = None
        carried = self._whole
        for block in blocks:
            if block.kind is BlockKind.HEADING:
                title = self._text[block.start : block.end].strip()
                if PLAN_TITLE.search(title) and not NUMBERED.match(title):
                    dated = self._heading_date((title,))
                    self._plan = dated if dated[0] else self._plan
                if not SUBDIVISION.match(title) and self._decides(title):
                    division = self._division(title)
                    carried = division or self._whole
                yield block.start, division or carried
                continue
            frame = self._paragraph(block, self._dated(division, block.section), carried)
            yield block.start, frame
            if LABEL_ALONE.match(self._text, block.start):
                continue  # 完成时限：… holds for its own item
            # In a newspaper every paragraph speaks for itself.
            carried = self._whole if self.genre is Genre.NEWS else frame

    def _decides(self, title: str) -> bool:
        """Whether a heading says anything of time; 二、加强自身建设 leaves things as they are."""
        return not WORK_REPORT.search(title) and bool(
            GLOSSARY.search(title)
            or LOOKS_BACK.search(title)
            or LOOKS_AHEAD.search(title)
            or MAY_LOOK_AHEAD.search(title)
            or any(True for _ in expressions.find(title, self.year))
        )

    def _dated(self, division: Frame | None, section: tuple[str, ...]) -> Frame | None:
        """The division's frame with the date that a heading further in names."""
        if division is None or division.mode is not Mode.PLAN or not section:
            return division
        key = (division.why, *section)
        if key not in self._sections:
            horizon, named = self._heading_date(section[-2:])
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
        if base.mode is Mode.PLAN and not (back and given is None):
            return base
        if base.mode is Mode.REPORT and given and given.sure:
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
            if mention.start < limit and mention.last and self._ahead(mention):
                return mention.last, mention.text
        return None, None

    def _ahead(self, mention: Mention) -> bool:
        return self.year is None or bool(mention.last and mention.last.year >= self.year)

    def _division(self, title: str) -> Frame | None:
        """What a heading says; one that looks both ways leaves it to the paragraphs."""
        if GLOSSARY.search(title):
            return Frame(Mode.ASIDE, f"“{title}”不含承诺", True, None, None)
        back = LOOKS_BACK.search(title) or self._names_past_year(title)
        ahead = LOOKS_AHEAD.search(title) or self._names_coming_year(title)
        if back and ahead and not title.endswith(("回顾", "总结", "情况")):
            return None
        if back:
            looking = self.genre in (Genre.WORK_REPORT, Genre.SUMMARY, Genre.NEWS)
            return Frame(Mode.REPORT, f"小标题“{title}”属回顾", looking, self._last_year(), None)
        horizon, named = self._heading_date((title,))
        if horizon is None and self.genre is not Genre.WORK_REPORT:
            horizon, named = self._plan
        if horizon is None:
            horizon, named = self._whole.horizon or self._year_end_of_report(), self._whole.named
        return Frame(Mode.PLAN, f"小标题“{title}”属部署", True, horizon, named)

    def _heading_date(self, section: tuple[str, ...]) -> tuple[date | None, str | None]:
        for title in reversed(section):
            if WORK_REPORT.search(title):
                continue
            ahead = [m for m in expressions.find(title, self.year) if m.last and self._ahead(m)]
            if ahead:
                return ahead[-1].last, ahead[-1].text
        return None, None

    def _names_past_year(self, title: str) -> bool:
        return any(
            mention.last and self.year and mention.last.year < self.year
            for mention in expressions.find(title, self.year)
        )

    def _names_coming_year(self, title: str) -> bool:
        return self.year is not None and any(
            self._ahead(mention) for mention in expressions.find(title, self.year)
        )

    def _document(self, title: str, printed: str) -> Frame:
        """What holds where no heading says more; a plan ends with the years of its title."""
        years = [m for m in expressions.find(title, self.year) if not m.relative]
        # The lines below a title may hold its years, and days that are none of its business.
        years += [m for m in expressions.find(printed, self.year) if _spans_years(m)]
        horizon, named = None, None
        for mention in reversed(years):
            if mention.last and self._ahead(mention):
                horizon, named = mention.last, mention.text
        match self.genre:
            case Genre.WORK_REPORT:
                return Frame(Mode.OPEN, "政府工作报告", False, self._this_year(), None)
            case Genre.PLAN:
                return Frame(Mode.PLAN, "文件为规划、方案一类", False, horizon, named)
            case Genre.SUMMARY:
                return Frame(Mode.REPORT, "文件为通报、总结一类", False, None, None)
            case _:
                return Frame(Mode.OPEN, "文种不明", False, horizon, named)

    def _year_end_of_report(self) -> date | None:
        return self._this_year() if self.genre is Genre.WORK_REPORT else None

    def _this_year(self) -> date | None:
        return date(self.year, 12, 31) if self.year else None

    def _last_year(self) -> date | None:
        return date(self.year - 1, 12, 31) if self.year and self.year > 1 else None


def _spans_years(mention: Mention) -> bool:
    first, last = mention.first, mention.last
    return first is not None and last is not None and last.year > first.year


def genre(title: str, text: str) -> Genre:
    """The kind of paper, from its title first and its words second."""
    if WORK_REPORT.search(title) or WORK_REPORT.search(text, 0, OPENING):
        return Genre.WORK_REPORT
    if NEWS.search(text):
        return Genre.NEWS
    if PLAN_TITLE.search(title):
        return Genre.PLAN
    return Genre.SUMMARY if SUMMARY.search(title) else Genre.OTHER


def _printed_title(text: str, blocks: Sequence[Block]) -> str:
    """The short lines that a document opens with, where it does not say its title apart."""
    lines = [text[block.start : block.end] for block in blocks[:TITLE_BLOCKS]]
    return " ".join(line for line in lines if len(line) <= TITLE_LENGTH)
