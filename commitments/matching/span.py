"""How long a time a reported figure speaks of: a year, a part of it, several years.

>>> said("一年来，全市新增就业48万人"), said("五年来，全市新增就业240万人"), said("年均新增48万人")
(<Span.YEAR: 'year'>, <Span.YEARS: 'years'>, <Span.MEAN: 'mean'>)
>>> said("“十五五”规划编制完成，新增就业48万人") is None
True
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from commitments.matching import around
from commitments.matching.inputs import Frequency, Paper, Statement


class Span(StrEnum):
    YEAR = "year"
    PART = "part"
    YEARS = "years"
    MEAN = "mean"


_QUOTE: Final = '[“”"]?'
_COUNTED: Final = "(?:[二两三四五六七八九十]|十[一二三四五六七八九]|[2-9]|1\\d)"
_WORDS: Final = (
    (Span.MEAN, r"年均(?!气温|降水|浓度|值)|平均每年|每年(?!一)|年平均增|逐年"),
    (
        Span.YEARS,
        rf"{_COUNTED}年(?:多)?(?:来|间|共|累计|里|时间)|[近过去这]{{1,2}}{_COUNTED}个?年|{_COUNTED}年(?=新|净|完|建|改|增|投|提|翻|减|下|上)"
        rf"|{_QUOTE}十[一二三四五]五{_QUOTE}(?:时期|期间|以来|这?五年|前[三四]年)|累计|本届政府|任期|大以来|以来(?=，)"
        rf"|(?:比|较|与){_QUOTE}十[一二三四五]五|[近上]年来|翻(?:了)?[一两二]番",
    ),
    (
        Span.PART,
        r"上半年|下半年|前?[一二三四]个?季度|(?:1|一)(?:月份?)?[—–\-~～至到](?:\d{1,2}|[二三四五六七八九十]{1,3})月|前(?:\d{1,2}|[二三四五六七八九十])个?月|截至\d{1,2}月(?!31)|去年底以来",
    ),
    (
        Span.YEAR,
        r"(?<![近五十这])(?:这|过去|刚刚过去的?|过去的)?一年(?:来|间|里)?|去年|全年|(?<![较比到至与—-])20\d\d年(?![底末]?以来)|今年(?!以来)|本年|年内|当年|上年(?!同期)",
    ),
)
_SAID: Final = re.compile("|".join(f"(?P<{span.value}>{pattern})" for span, pattern in _WORDS))
# 累计 and 年均 speak of their own clause; only these open a stretch of text.
_OPENING: Final = 42
_HEAD: Final = 120
_FRAMES: Final = re.compile(
    rf"(?P<years>{_COUNTED}年来|[过去这近]{{1,2}}{_COUNTED}年|{_QUOTE}十[一二三四五]五{_QUOTE}(?:时期|期间|以来))"
    r"|(?P<year>(?:过去|刚刚过去)的?一年|一年来|这一年|^[^，]{0,12}去年|(?:过去|刚刚过去)的20\d\d年|^20\d\d年(?:[，,是]|[^，。]{0,8}回顾)|全年[，,]|^[（(]?[一二三四五六七八九]?[、）)]?20\d\d年[^，。]{0,10}$)"
)
# 比2020年, 较2012年: what is compared with a year far back has grown over all of them.
_BASE: Final = re.compile(r"(?:比|较|相比|与|自|从)(20\d\d)年")
# What says nothing of the clauses behind its own.
OWN_CLAUSE: Final = re.compile(
    r"年均|平均每年|每年|逐年|累计|翻(?:了)?[一两二]番|(?:比|较|与)[^，]{0,12}"
)
_PERIOD_PART: Final = re.compile(r"季度|半年|月")


@dataclass(frozen=True)
class Frames:
    """Where a text begins to speak of one year or of several."""

    text: str

    @cached_property
    def _openings(self) -> tuple[tuple[int, ...], tuple[Span | None, ...]]:
        places: list[int] = []
        spans: list[Span | None] = []
        at = 0
        for line in self.text.splitlines(keepends=True):
            opening = line.strip()[:_OPENING]
            found = {Span(str(match.lastgroup)) for match in _FRAMES.finditer(opening)}
            if found:
                places.append(at)
                spans.append(found.pop() if len(found) == 1 else None)
            at += len(line)
        return tuple(places), tuple(spans)

    def headed(self, due: date | None) -> bool:
        """Whether the head of the paper names the year of that day: what it tells is of it."""
        return due is not None and f"{due.year}年" in self.text[:_HEAD]

    def at(self, place: int) -> Span | None:
        """What the paragraphs before a place have last announced."""
        places, spans = self._openings
        index = bisect_right(places, place) - 1
        return spans[index] if index >= 0 else None


def _all_said(words: str) -> list[Span]:
    return [Span(str(match.lastgroup)) for match in _SAID.finditer(words)]


def said(words: str) -> Span | None:
    """The span that words say last; a mean or a part of a year counts anywhere among them."""
    found = _all_said(words)
    return found[-1] if found else None


def read(paper: Paper, statement: Statement, frames: Frames) -> Span | None:
    """The span of a statement: its own words, its sentence, its paragraph, the reader's period."""
    own = said(around.clause_before(paper.text, statement.start) + statement.quote)
    if own is not None:
        return own
    if statement.frequency is Frequency.ANNUAL:
        return Span.MEAN
    before = OWN_CLAUSE.sub("", around.sentence_before(paper.text, statement.start))
    if (sentence := said(before)) is not None:
        return sentence
    if (frame := frames.at(statement.start)) is not None:
        return frame
    if _PERIOD_PART.search(statement.period):
        return Span.PART
    return said(statement.period)


def base_year(words: str) -> int | None:
    """The year that a figure is compared with, where its words name one."""
    match = _BASE.search(words)
    return int(match[1]) if match else None
