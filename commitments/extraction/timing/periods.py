"""Find the day by which a promise is due and the day on which a reported figure held."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, islice, takewhile
from typing import NamedTuple

from commitments.extraction.clauses.frames import Frames
from commitments.extraction.clauses.genres import Genre
from commitments.extraction.clauses.modes import Frame, Mode
from commitments.extraction.dates import usage
from commitments.extraction.dates.expressions import Mention

CONFLICT = "period_conflict"
NEXT_PLAN_YEARS = 5
YEAR = re.compile(r"(?<!\d)20\d\d(?=年|[—\-－–~～至])")
EVERY_YEAR = re.compile("每年")
CLAUSE_MARK = re.compile(r"[，。；：\n]")
CLAUSE_REACH = 60
# What may stand between the beginning of a sentence and a date that opens it.
OPENS = re.compile(
    r"(?:(?:^|[。！？；：:\n])[ \u3000]*"
    r"(?:[一二三四五六七八九十]是|[（(].{1,3}[）)]|\d{1,2}[.、．])?"
    # 在公路方面，我市|今年; 报告提出，|2026年
    r"(?:在[^，。；：\n]{2,8}方面[，,])?(?:我们|[我全该][省市区县州])?"
    r"|(?:提到|提出|明确|指出|要求|强调)[，,])"
    r"(?:力争|争取|确保|计划|预计)?(?:到|至|在|于|从|自)?$"
)
OPENING_REACH = 20
# 今年计划实施项目146个。其中产业项目78个: a part is of the time of the whole.
PART_OF_IT = re.compile(r"[ \u3000]*其中")
# A day so long past, in a promise without a year, is one of the next year.
LONG_PAST = 150
FEBRUARY, LAST_OF_FEBRUARY = 2, 28
# Said in the last days of a year, a figure is that of the year.
NEARLY_OVER = 31
# 预计2020年…达到: reported before the time is over.
EXPECTED = re.compile(r"预计|有望|预期")
OWN_DAY = re.compile(r"(?:预计|计划|将于|力争)[ ]?(?:[于到在]?20\d\d|\d{1,2}[ ]?月|明年|年底)")
A_QUARTER = 92
SAME_YEAR = ("全年", "当年", "同年", "年内", "年末", "年底")


class Period(NamedTuple):
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
    chosen = _nearest(text, frames, mentions, place, end)
    if chosen is None and frames.genre is not Genre.WORK_REPORT:
        chosen = _governing(text, frames, nearby, around[0], place)
    if chosen is not None:
        chosen = _of_its_year(chosen, frame, frames.published)
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


def _nearest(
    text: str, frames: Frames, mentions: Sequence[Mention], place: int, end: int
) -> Mention | None:
    """The last date before a place, else the first up to `end`; the passage may open with its own
    day: 6月底前…；10月底前…."""
    here = bisect_left(mentions, place, key=_start)
    if here < len(mentions) and mentions[here].start == place < end:
        here += _dates_ahead(text, frames, mentions[here])
    elif here and _has_its_own_day(text, mentions[here - 1].end, place, end):
        within = takewhile(lambda mention: mention.start < end, islice(mentions, here, None))
        if own := next((one for one in within if _dates_ahead(text, frames, one)), None):
            return own
    around = chain(
        (
            mentions[index]
            for index in range(here - 1, -1, -1)
            if not _of_another_part(text, mentions[index], place)
        ),
        takewhile(lambda mention: mention.start < end, islice(mentions, here, None)),
    )
    return next((mention for mention in around if _dates_ahead(text, frames, mention)), None)


def _has_its_own_day(text: str, before: int, place: int, end: int) -> bool:
    """生态绿道预计2027年完工, where the day before belongs to another clause."""
    return (
        OWN_DAY.search(text, place, end) is not None
        and CLAUSE_MARK.search(text, before, place) is not None
    )


def _of_another_part(text: str, mention: Mention, place: int) -> bool:
    """甲项目二季度开工；|100个…: a quarter named within a part says nothing of the next."""
    cut = text.rfind("；", mention.end, place)
    if mention.first is None or mention.last is None or cut < 0:
        return False
    if PART_OF_IT.match(text, cut + 1, place):
        return False
    opens = OPENS.search(text, max(0, mention.start - OPENING_REACH), mention.start)
    return (mention.last - mention.first).days <= A_QUARTER and opens is None


def _start(mention: Mention) -> int:
    return mention.start


def held(
    text: str,
    frames: Frames,
    frame: Frame,
    mentions: Sequence[Mention],
    nearby: Sequence[Mention],
    place: int,
) -> Period:
    """The day on which a reported figure held; `nearby` are the dates of its paragraph."""
    back = (m for m in reversed(mentions) if _dates_back(text, frames, m, place))
    past = next(back, None)
    if past and past.text.startswith(SAME_YEAR) and (frame.horizon or frames.reported):
        past = None  # 全年 in a review is the year reviewed
    if past is None:
        opening = (m for m in reversed(nearby) if _opens_the_past(text, frames, frame, m, place))
        past = next(opening, None)
    if past is None and frame.horizon is None:
        past = frames.reported
    today = frames.published
    if past and past.last:
        expected = EXPECTED.search(text, max(0, place - CLAUSE_REACH), place) is not None
        last = past.last if expected or _only_the_year(today) else _at_most(past.last, today)
        return Period(last, past.text, f"时点：“{past.text}”→{last.isoformat()}")
    if frame.horizon and today and frame.horizon <= today:
        return Period(frame.horizon, None, f"时点：{frame.why}→{frame.horizon.isoformat()}")
    return NONE


def _dates_back(text: str, frames: Frames, mention: Mention, place: int) -> bool:
    """Whether a mention before a place says when something was so."""
    if mention.start >= place or mention.last is None or mention.first is None:
        return False
    today = frames.published
    return (today is None or mention.first <= today) and not usage.compared(text, mention)


def _opens_the_past(text: str, frames: Frames, frame: Frame, mention: Mention, place: int) -> bool:
    """Whether an earlier sentence of the paragraph opens with a day that this one is told of."""
    if not _dates_back(text, frames, mention, place) or mention.text.startswith(SAME_YEAR):
        return False
    if frame.horizon is not None and (mention.last or frame.horizon) > frame.horizon:
        return False
    return OPENS.search(text, max(0, mention.start - OPENING_REACH), mention.start) is not None


def _at_most(day: date, today: date | None) -> date:
    """The day itself, or that of the paper, where it speaks well before the time is over."""
    if today is None or (day - today).days <= NEARLY_OVER:
        return day
    return today


def _only_the_year(today: date | None) -> bool:
    """Whether of the day of a paper only the year is known."""
    return today is not None and (today.month, today.day) == (1, 1)


def _clause(text: str, place: int) -> int:
    begins = max(0, place - CLAUSE_REACH)
    for mark in CLAUSE_MARK.finditer(text, begins, place):
        begins = mark.end()
    return begins


def _ahead(mention: Mention, year: int | None) -> bool:
    return mention.last is not None and (year is None or mention.last.year >= year)


def _dates_ahead(text: str, frames: Frames, mention: Mention) -> bool:
    return (
        _ahead(mention, frames.year)
        and not _is_gone(mention, frames.published)
        and usage.dates(text, mention)
    )


def _is_gone(mention: Mention, today: date | None) -> bool:
    """5月10日上午，大会开幕: the day on which it was said, not one to meet."""
    if today is None or mention.last is None or mention.first != mention.last:
        return False
    return mention.last <= today and not mention.text.endswith(("前", "底", "末", "内"))


def _governing(
    text: str, frames: Frames, nearby: Sequence[Mention], start: int, place: int
) -> Mention | None:
    """The date at the head of an earlier sentence of the paragraph: 到2022年，建设A。推动建设B."""
    for mention in reversed(nearby):
        opens = mention.start < place and OPENS.search(
            text, max(start - 1, 0, mention.start - OPENING_REACH), mention.start
        )
        if opens and _dates_ahead(text, frames, mention):
            return mention
    if (part := PART_OF_IT.match(text, text.rfind("。", start, place) + 1, place)) is not None:
        whole = [m for m in nearby if m.start < part.start() and _dates_ahead(text, frames, m)]
        if whole:
            return whole[-1]
    plans = [
        mention
        for mention in nearby
        if mention.plan and mention.start < place and usage.dates(text, mention)
    ]
    return plans[-1] if plans else None


def _of_its_year(mention: Mention, frame: Frame, today: date | None) -> Mention:
    """A month without a year in the year that is planned: 2月上旬 in a plan of October."""
    if not mention.yearless or today is None or mention.last is None:
        return mention
    planned = frame.horizon is not None and frame.horizon.year == mention.last.year + 1
    if planned or (today - mention.last).days > LONG_PAST:
        return replace(mention, last=_a_year_later(mention.last))
    return mention


def _a_year_later(day: date) -> date:
    """The same day, or the end of February, of the next year."""
    if day.month == FEBRUARY and day.day >= LAST_OF_FEBRUARY:
        return date(day.year + 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year + 1)


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
