"""Find the day by which a promise is due and the day on which a reported figure held."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commitments.extraction.clauses.frames import Frame, Frames, Genre, Mode
from commitments.extraction.dates.expressions import Mention

COMPARED = re.compile(r"(?:比|较|从|由|自|同|与|相比|对标|超过)$")
BACKWARD = ("以来", "相比", "的基础上", "水平", "的")
CONFLICT = "period_conflict"
NEXT_PLAN_YEARS = 5
PLAN_PARTS = ("时期", "期间", "末")
NAMED = re.compile(r"[^，。；：、“”]{0,12}?(?:规划|纲要|方案|计划|文件|项目|工程)")
DRAWN_UP = ("制定", "出台", "编制", "实施", "落实", "印发", "发布")
YEAR = re.compile(r"(?<!\d)20\d\d(?=年|[—\-－–~～至])")
EVERY_YEAR = re.compile("每年")
CLAUSE_MARK = re.compile(r"[，。；：\n]")
CLAUSE_REACH = 60
SAME_YEAR = ("全年", "当年", "同年", "年内", "年末", "年底")


@dataclass(frozen=True, slots=True)
class Period:
    """The last day of the time that a figure belongs to, its name in the text, and doubts."""

    day: date | None
    named: str | None
    reason: str | None
    warnings: tuple[str, ...] = ()


NONE = Period(None, None, None)


def due(
    text: str,
    frames: Frames,
    frame: Frame,
    mentions: Sequence[Mention],
    nearby: Sequence[Mention],
    around: tuple[int, int],
    place: int,
    end: int,
) -> Period:
    """When a promised figure is due; `mentions` are the sentence's, `nearby` the paragraph's."""
    year = frames.year
    ahead = [
        mention
        for mention in mentions
        if _ahead(mention, year) and not _compared(text, mention) and not _names(text, mention)
    ]
    before = [m for m in ahead if m.start < place]
    after = [m for m in ahead if place <= m.start < end]
    chosen = before[-1] if before else after[0] if after else None
    if chosen is None and frames.genre is not Genre.WORK_REPORT:
        plans = [mention for mention in nearby if mention.plan and mention.start < place]
        chosen = plans[-1] if plans else None
    if chosen is not None and chosen.last is not None:
        reason = f"期限：“{chosen.text}”→{chosen.last.isoformat()}"
        return Period(chosen.last, chosen.text, reason, _conflicts(text, frames, chosen, around))
    if frames.from_title(frame) and EVERY_YEAR.search(text, _clause(text, place), end):
        return NONE  # the plan ends then, what recurs does not
    if frame.horizon and frame.mode is not Mode.REPORT:  # a review's year is over
        source = f"“{frame.named}”" if frame.named else frame.why
        if frame.named is None and frames.genre is Genre.WORK_REPORT:
            source = "年度报告部署当年工作"
        return Period(frame.horizon, frame.named, f"期限：{source}→{frame.horizon.isoformat()}")
    return NONE


def held(
    text: str, frames: Frames, frame: Frame, mentions: Sequence[Mention], place: int
) -> Period:
    """The day on which a reported figure held."""
    today = frames.published
    past = [
        mention
        for mention in mentions
        if mention.start < place
        and mention.last
        and mention.first
        and (today is None or mention.first <= today)
        and not _compared(text, mention)
    ]
    if past and past[-1].text.startswith(SAME_YEAR) and frame.horizon:
        past = []  # 全年 in a review is the year reviewed
    if past and past[-1].last:
        last = min(past[-1].last, today) if today else past[-1].last
        return Period(last, past[-1].text, f"时点：“{past[-1].text}”→{last.isoformat()}")
    if frame.horizon and today and frame.horizon <= today:
        return Period(frame.horizon, None, f"时点：{frame.why}→{frame.horizon.isoformat()}")
    return NONE


def _clause(text: str, place: int) -> int:
    begins = max(0, place - CLAUSE_REACH)
    for mark in CLAUSE_MARK.finditer(text, begins, place):
        begins = mark.end()
    return begins


def _ahead(mention: Mention, year: int | None) -> bool:
    return mention.last is not None and (year is None or mention.last.year >= year)


def _names(text: str, mention: Mention) -> bool:
    """编制“十五五”规划: the period belongs to the name of what is drawn up."""
    if mention.plan and not mention.text.endswith(PLAN_PARTS):
        return NAMED.match(text, mention.end) is not None
    drawn_up = text[max(0, mention.start - 2) : mention.start] in DRAWN_UP
    return drawn_up and NAMED.match(text, mention.end) is not None


def _compared(text: str, mention: Mention) -> bool:
    return COMPARED.search(text, max(0, mention.start - 2), mention.start) is not None or (
        text.startswith(BACKWARD[:3], mention.end)
    )


def _conflicts(
    text: str, frames: Frames, chosen: Mention, around: tuple[int, int]
) -> tuple[str, ...]:
    """A period that is over, or a plan that the years named beside it leave behind.

    Years inside titles count here: a plan for “十四五” that names 《…（2026—2030年）》 is in doubt.
    """
    if chosen.last is None:
        return ()
    if frames.published is not None and chosen.last < frames.published:
        return (CONFLICT,)
    if chosen.plan:
        last = chosen.last.year
        years = YEAR.findall(text, *around)
        if any(last < int(year) <= last + NEXT_PLAN_YEARS for year in years):
            return (CONFLICT,)
    return ()
