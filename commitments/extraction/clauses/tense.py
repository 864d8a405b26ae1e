"""Decide whether what stands at a place is promised or reported: the one place that does.

The block says which to expect (`frames`); the words of the sentence outweigh it: 目前已达39331张
reports even in a plan, 到2030年达到 promises even in a review. Where nothing is expected, a
sentence speaks for itself first, and only then do the words of time before it carry over.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from commitments.extraction.clauses.modes import Frame, Mode
from commitments.extraction.dates.expressions import Mention
from commitments.extraction.lexicon.marks import BULLETS
from commitments.extraction.lexicon.tense import (
    AT_LEAST,
    BOUNDED,
    CLOSE_FUTURE,
    COMPARED_BEHIND,
    CUE,
    DONE_DEED,
    GROWN,
    LASTING,
    MONTHS_SO_FAR,
    SAID_BEHIND,
    SO_FAR,
    STATE,
    STRONG_FUTURE,
    THIS_YEAR_SEES,
    WEAK_PAST,
    YEAR_OF_THE_NAME,
)
from commitments.extraction.text.items import opens_with_a_deed

THIS_YEAR = "今年"
UNTIL = ("到", "至")
COMPARED = (
    *("比", "较", "从", "由", "自", "与", "同"),
    *("超过", "高于", "低于", "快于", "慢于", "好于", "优于", "多于", "少于"),
)
LAST_ONE = ("上一", "上个", "上月", "上季")
AS_OF = "截至"
CLAUSE_HEADS = ("", *"。！？；，：\n ")
OF_A_NAME = ("的", "春", "第", "首", "一季度", "前", "1", "初")
# 年度计划投资562亿元，1—6月完成362亿元: what is planned is said in its own clause.
OWN_CLAUSE = frozenset(("年度计划", "全年计划", "年计划"))
SENTENCE_HEADS = ("", *"。！？；\n：")
NUMBERING = re.compile(
    rf"[\s{BULLETS}]*(?:[（(]?[\d一二三四五六七八九十]{{1,3}}[)）.．、是]\s*)?[{BULLETS}]*"
)
# The last month in which a year has hardly begun, and what its name is then marked with.
EARLY, EARLY_ON = 3, "（年初）"
# In so many characters from the head of a clause its deed shows.
OPENING = 60
NOT_AHEAD = ("以来", "相比", "提高", "的基础")


class Tense(NamedTuple):
    """Promised or not, how sure (0 to 1), why, and whether the clause itself says so."""

    promised: bool
    certainty: float
    reason: str
    near: bool = False


class Cue(NamedTuple):
    """A word of time or intent: where it stands and what it says."""

    start: int
    promised: bool
    word: str
    weak: bool = False


def _place(cue: Cue) -> int:
    return cue.start


def words(text: str, start: int, end: int) -> list[Cue]:
    """The words of time and intent in a stretch of text."""
    return [
        Cue(cue.start(), cue.lastgroup == "future", cue[0], cue[0] in WEAK_PAST)
        for cue in CUE.finditer(text, start, end)
    ]


class Cues:
    """The words of time and intent of one sentence, and what carries over from before it."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        mentions: Sequence[Mention],
        published: date | None,
        own: int | None = None,
        said: Sequence[Cue] | None = None,
    ) -> None:
        """`own` is where the sentence itself begins, when `start` reaches back before it; `said`
        are its words where they have been found with those of the whole text."""
        found = list(words(text, start, end) if said is None else said)
        if text.find("月", start, end) >= 0:
            found += _months_so_far(text, start, end, published)
        if mentions:
            found += (cue for mention in mentions if (cue := _dated(text, mention, published)))
        self._text, self._own, self.end = text, start if own is None else own, end
        if start < self._own:
            found += (Cue(m.start(), False, m[0]) for m in STATE.finditer(text, start, self._own))
        self._found = sorted(filter(self._reaches, found), key=_place) if found else found
        # Whether any of the words looks ahead.
        self.promise = any(cue.promised for cue in self._found)

    def _reaches(self, cue: Cue) -> bool:
        """Whether a cue of an earlier sentence carries into this one."""
        close = cue.word.startswith(CLOSE_FUTURE) or cue.word.endswith(EARLY_ON)
        if cue.start >= self._own or not cue.promised or not close:
            return True
        return self._text.count("。", cue.start, self._own) <= 1

    def before(self, place: int) -> Cue | None:
        """The last cue before `place`; one of an earlier sentence only where this one is silent."""
        best = self._last(place)
        if best is not None and best.start < self._own and (state := self._state(place)):
            return state
        return best

    def _last(self, place: int) -> Cue | None:
        """The last cue before a place; a weak one takes nothing back: “十四五”期间累计…."""
        weak: Cue | None = None
        for index in range(bisect_left(self._found, place, key=_place) - 1, -1, -1):
            cue = self._found[index]
            if cue.word in OWN_CLAUSE and self._text.find("，", cue.start, place) >= 0:
                continue
            if not cue.weak:
                return weak if weak is not None and cue.promised else cue
            weak = weak or cue
        return weak

    def compared(self, end: int) -> str | None:
        """Words right behind a figure that compare it with what has been."""
        found = COMPARED_BEHIND.match(self._text, end, min(end + 24, self.end))
        return found[0].strip("，,") if found else None

    def behind(self, end: int) -> Cue | None:
        """What the verb right behind a figure says of it: 24条已经开工."""
        found = SAID_BEHIND.match(self._text, end, min(end + 36, self.end))
        if found is None:
            return None
        kind = found.lastgroup or "past"
        return Cue(found.start(kind), kind == "future", found[kind])

    def _state(self, place: int) -> Cue | None:
        """达, 现有, 相继: the sentence describes, so nothing carries over into it; 其中 goes on."""
        if self._text.startswith("其中", self._own):
            return None
        found = STATE.search(self._text, self._own, min(place + 1, self.end))
        return Cue(found.start(), False, found[0]) if found else None


def _dated(text: str, mention: Mention, published: date | None) -> Cue | None:
    """What a date says: a coming day promises, a past one reports, a compared one neither."""
    until = text[mention.start - 1 : mention.start] in UNTIL
    if SO_FAR.fullmatch(mention.text):
        return Cue(mention.start, False, mention.text, weak=True)
    if mention.last is None:
        return None
    if published is None:
        ahead = until and not text.startswith("的", mention.end)
        return Cue(mention.start, True, UNTIL[0] + mention.text) if ahead else None
    if text.endswith(COMPARED, 0, mention.start) or text.startswith(NOT_AHEAD, mention.end):
        return None
    last, year = mention.last, published.year
    if last.year < year and text.endswith(YEAR_OF_THE_NAME, 0, mention.start):
        return None
    if _early_in_it(mention, published) and _heads_a_clause(text, mention):
        return Cue(mention.start, True, mention.text + EARLY_ON)
    if mention.text == THIS_YEAR and (sees := THIS_YEAR_SEES.match(text, mention.end)):
        return Cue(mention.start, True, THIS_YEAR + sees[0])
    if mention.text.startswith(LAST_ONE) and last < published:
        return Cue(mention.start, False, mention.text)
    this_year = last.year == year and (
        mention.text.endswith("前") or _still_to_come(mention, published, until)
    )
    ahead = mention.coming or last.year > year or this_year
    if ahead or mention.text == THIS_YEAR:
        return Cue(mention.start, True, UNTIL[0] * until + mention.text)
    if last.year < year:
        return Cue(mention.start, False, AS_OF * _opens(text, mention) + mention.text)
    # In a plan that came out late in its year a day gone by is still a day to meet.
    gone = last < published or mention.first == last == published
    return Cue(mention.start, False, mention.text, weak=True) if gone else None


def _early_in_it(mention: Mention, published: date) -> bool:
    """2022年, said in February of it: a year of which there is little to report."""
    first, last, year = mention.first, mention.last, published.year
    if not mention.text.endswith(("年", "年度")):
        return False  # 年末人口, 年底余额
    whole = (first, last) == (date(year, 1, 1), date(year, 12, 31))
    return whole and date(year, 1, 1) < published <= date(year, EARLY, 28)


def _heads_a_clause(text: str, mention: Mention) -> bool:
    """2022年新建…, 2022年，…: not 全省2022年春季…, 2022年以来…, 2022年的…."""
    if text.startswith((*NOT_AHEAD, *OF_A_NAME), mention.end):
        return False
    return text[mention.start - 1 : mention.start] in CLAUSE_HEADS


def _opens(text: str, mention: Mention) -> bool:
    """截至2025年底，…: a day at the head of its sentence holds for the clauses behind it."""
    if not text.startswith("，", mention.end):
        return False
    before = text[max(0, mention.start - len(AS_OF) - 1) : mention.start].removesuffix(AS_OF)
    return before[-1:] in SENTENCE_HEADS


def _still_to_come(mention: Mention, published: date, until: bool) -> bool:
    """9月底 said in January: the day, or all of the period, lies ahead."""
    if mention.first is None or mention.last is None or mention.last <= published:
        return False
    return until or (mention.first > published and mention.text != THIS_YEAR)


def _months_so_far(text: str, start: int, end: int, published: date | None) -> Iterator[Cue]:
    """今年1—8月: said after August, it reports."""
    for months in MONTHS_SO_FAR.finditer(text, start, end):
        last = int(months["last"])
        if published is None or published.month > last or published.month == 1:
            yield Cue(months.start(), False, months[0], weak=True)


def decide(frame: Frame, cue: Cue | None, clause: int, compared: str | None = None) -> Tense:
    """Promised or reported, from the block's frame, the last cue and what is compared behind."""
    if cue is not None and cue.word == THIS_YEAR and frame.mode is not Mode.PLAN:
        cue = None  # 今年 may be reported of as well
    near = cue is not None and cue.start >= clause
    hoped = near and cue is not None and cue.promised
    if compared and not (frame.mode is Mode.PLAN and frame.sure) and not hoped:
        return Tense(False, 0.85, f"后面的“{compared}”与已有的相比，判为现状", True)
    if cue is None:
        if frame.mode is Mode.OPEN:
            return Tense(False, 0.65, "没有时态词，按现状读")
        return Tense(frame.mode is Mode.PLAN, 0.95 if frame.sure else 0.75, frame.why)
    means = "表示将来，判为目标" if cue.promised else "表示已有，判为现状"
    why = f"“{cue.word}”{means}"
    if frame.mode is Mode.OPEN:
        return Tense(cue.promised, 0.85 if near else 0.75, why, near)
    expected = frame.mode is Mode.PLAN
    if cue.promised == expected:
        return Tense(cue.promised, 0.97 if frame.sure else 0.88, f"{why}；{frame.why}", near)
    if cue.promised:
        # A review may name an aim, but 将 and 目标 there are mostly parts of what was done.
        if not frame.sure or cue.word in STRONG_FUTURE or cue.word.startswith(UNTIL):
            return Tense(True, 0.75, why, near)
        return Tense(False, 0.93, frame.why)
    if cue.weak:
        return Tense(True, 0.9, frame.why)
    if expected and frame.sure and not near and not cue.word.startswith(LASTING):
        return Tense(True, 0.8, frame.why)  # 加快去年开工的项目，…: of the clause before
    return Tense(False, 0.8 if near else 0.7, why, near)


def of_bare_words(found: Tense, clause: str, sentence: str, behind: str = "") -> Tense:
    """A figure without a word of time: 新增床位3200张 is to be done, 粮食产量80万吨 is.

    What is only bounded (8000户以上, 不少于20场) has not been counted. The clause or its sentence
    opens with the deed; a growth (完成投资32亿元，增长57%) tells of what
    was done.
    """
    if _has_grown(sentence) or DONE_DEED.match(clause):
        return found
    if (AT_LEAST.match(behind) or BOUNDED.search(clause)) and not STATE.search(clause):
        return Tense(True, 0.6, "没有时态词，数量只说到界限，按将做读")
    if _opens_with_a_deed(clause) or _opens_with_a_deed(sentence):
        return Tense(True, 0.6, "没有时态词，以要做的事起头，按将做读")
    return found


@lru_cache(maxsize=64)
def _has_grown(sentence: str) -> bool:
    return GROWN.search(sentence) is not None


def _opens_with_a_deed(words: str) -> bool:
    """Whether words behind a number or a date begin with what is to be done; 全年实现增加值290亿元
    is a result, whatever the year."""
    words = NUMBERING.sub("", words[:OPENING])
    return opens_with_a_deed(words) and "实现" not in words[:6]
