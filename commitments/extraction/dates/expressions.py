"""Find every date and period that a text names, and say which days it covers.

>>> [(m.text, str(m.last)) for m in find("到2030年，2026年上半年，6月底前", year=2026)]
[('2030年', '2030-12-31'), ('2026年上半年', '2026-06-30'), ('6月底前', '2026-06-30')]
>>> [(m.text, str(m.first), str(m.last)) for m in find("“十五五”时期、今年、未来五年", year=2026)]
[('“十五五”时期', '2026-01-01', '2030-12-31'), ('今年', '2026-01-01', '2026-12-31'), \
('未来五年', '2026-01-01', '2030-12-31')]
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?:19|20)\d\d"
_SPELLED_YEAR = "[二][〇○零O][一二三四五六七八九〇○零][一二三四五六七八九〇○零]"
_BY = r"(?:之?前|以前)?"
_PART = (
    rf"上半年|下半年|第?[一二三四1-4]季度|年?[底末]{_BY}|年?初(?![步期始级中心次衷夏冬春秋])"
    r"|(?:以|之)?前(?![列三五十沿瞻景期])"
)
_MONTH = "1[0-2]|0?[1-9]"
_DAY = r"3[01]|[12]\d|0?[1-9]"

DATE = re.compile(
    rf"""
    (?P<from_year>{_YEAR})年?\s?(?:[—\-－–~～至到]|——)\s?(?P<to_year>{_YEAR})\s?年度?
        (?P<span_part>[底末])?
  | (?P<year>{_YEAR}|{_SPELLED_YEAR})\s?年度?
        (?:(?P<month>{_MONTH})月
            (?:(?P<day>{_DAY})日|(?P<mpart>[底末]{_BY}|份))?(?P<mbefore>(?:之|以)?前)?
          |(?P<part>{_PART}))?
  | (?P<plan>“?十[一二三四五六七]五”?)
        (?P<plan_part>时期|期间|末|规划期|以来|期末|收官之年|开局之年)?
  | (?P<rel>(?<![以础此])(?:今|明|后|去|前|上|本|当|新的?一|全|同)年(?![均龄级轻货初人薪夜]))
        (?P<rel_part>{_PART}|(?P<rel_month>1[0-2]|[1-9])月(?:[底末份]前?)?)?
  | (?P<nearby>(?:未来|今后|接下来|下一个)(?P<ahead>[二两三五十3510]{{1,2}})年[内里]?)
  | (?P<bygone>(?:过去|近|这|前)(?P<back>[一二两三四五六七八九十\d]{{1,2}})年
        |(?<![十第])(?P<since>[一两三四五六七八九十])年来)
  | (?P<lone_month>(?<![\d.个])(?:1[0-2]|[1-9])月)
        (?:(?P<lone_day>{_DAY})日|(?P<lone_part>[底末]{_BY}|份|[上中下]旬)|(?=以?前))
        (?:(?:之|以)?前)?
  | (?P<lone>年底(?:前|之前)?|年末|年内|(?<![下上])半年内|上半年|下半年
        |(?<![第\d])第?[一二三四]季度|岁末年初)
    """,
    re.VERBOSE,
)

FIRST_PLAN_YEAR = {
    "一": 2006,
    "二": 2011,
    "三": 2016,
    "四": 2021,
    "五": 2026,
    "六": 2031,
    "七": 2036,
}
ADJACENT = 2
_HALF = {"上半年": (1, 6), "下半年": (7, 12)}
_QUARTERS = {"一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
_RELATIVE = {"今": 0, "本": 0, "当": 0, "全": 0, "新": 0, "明": 1, "后": 2, "去": -1, "上": -1,
             "前": -2, "同": -1}  # fmt: skip
_COUNTS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
           "十": 10}  # fmt: skip
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date or period as named in the text, with its first and last day where known.

    `relative` ones (今年, 年底前) were counted from the document's own year.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    relative: bool = False
    plan: bool = False


def find(text: str, year: int | None) -> Iterator[Mention]:
    """Every date of the text in order; `year` is the year the document speaks in."""
    before: tuple[int, int | None] = 0, None  # where the mention before ended, and in which year
    for match in DATE.finditer(text):
        groups = match.groupdict()
        kind = next(name for name in _READERS if groups[name])
        # 2019年1月1日至12月31日: the second date is of the year of the first.
        close = match.start() - before[0] <= ADJACENT and kind == "lone_month"
        first, last = _READERS[kind](groups, (before[1] if close else None) or year)
        before = match.end(), last.year if last else None
        relative = kind in _RELATIVES
        yield Mention(*match.span(), match[0], first, last, relative, kind == "plan")


Span = tuple[date | None, date | None]
Groups = dict[str, str | None]


def _months(year: int | None, first: int, last: int) -> Span:
    if year is None or not 1 <= year <= 9999:
        return None, None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _part(year: int | None, part: str | None) -> Span:
    """上半年, 三季度, 年初 of a year; 底 and 前 are its end."""
    if not part:
        return _months(year, 1, 12)
    if part in _HALF:
        return _months(year, *_HALF[part])
    if part.endswith("季度"):
        quarter = _QUARTERS[part[-3]]
        return _months(year, quarter * 3 - 2, quarter * 3)
    if part.endswith("初"):
        return _months(year, 1, 3)
    if part.endswith("前") and "底" not in part and "末" not in part:
        # 2030年前 has always been used for "by the end of 2030" in plans.
        return _months(year, 1, 12)
    return _months(year, 12, 12)[0], _months(year, 1, 12)[1]


def _day(year: int | None, month: str, day: str | None) -> Span:
    if not day:
        return _months(year, int(month), int(month))
    try:
        whole = date(year, int(month), int(day)) if year else None
    except ValueError:
        return _months(year, int(month), int(month))
    return whole, whole


def _years(groups: Groups, year: int | None) -> Span:
    return _months(int(groups["from_year"] or 0), 1, 1)[0], _months(
        int(groups["to_year"] or 0), 12, 12
    )[1]


def _year(groups: Groups, year: int | None) -> Span:
    named = int((groups["year"] or "").translate(_DIGITS))
    if groups["month"]:
        return _day(named, groups["month"], groups["day"])
    return _part(named, groups["part"])


def _plan(groups: Groups, year: int | None) -> Span:
    first = FIRST_PLAN_YEAR[(groups["plan"] or "").strip("“”")[1]]
    return date(first, 1, 1), date(first + 4, 12, 31)


def _relative(groups: Groups, year: int | None) -> Span:
    if year is None:
        return None, None
    named = year + _RELATIVE[(groups["rel"] or "")[0]]
    if groups["rel_month"]:
        return _day(named, groups["rel_month"], None)
    return _part(named, groups["rel_part"])


def _ahead(groups: Groups, year: int | None) -> Span:
    if year is None:
        return None, None
    count = _count(groups["ahead"])
    first = year if count >= 3 else year + 1
    return _months(first, 1, 12)[0], _months(first + count - 1, 1, 12)[1]


def _back(groups: Groups, year: int | None) -> Span:
    if year is None:
        return None, None
    count = _count(groups["back"] or groups["since"] or "一")
    return _months(max(1, year - count), 1, 12)[0], _months(year - 1, 1, 12)[1]


def _count(word: str | None) -> int:
    if word and word.isdigit():
        return max(1, int(word))
    return sum(_COUNTS.get(character, 0) for character in word or "") or 1


def _lone_month(groups: Groups, year: int | None) -> Span:
    return _day(year, (groups["lone_month"] or "").rstrip("月"), groups["lone_day"])


def _lone(groups: Groups, year: int | None) -> Span:
    part = groups["lone"] or ""
    return _part(year, part if part in _HALF or part.endswith("季度") else None)


_READERS = {
    "from_year": _years,
    "year": _year,
    "plan": _plan,
    "rel": _relative,
    "nearby": _ahead,
    "bygone": _back,
    "lone_month": _lone_month,
    "lone": _lone,
}
_RELATIVES = frozenset(("rel", "nearby", "bygone", "lone_month", "lone"))
