"""Find every date and period that a text names, and say which days it covers.

>>> [(m.text, str(m.last)) for m in find("到2030年，2026年上半年，6月底前", 2026)]
[('2030年', '2030-12-31'), ('2026年上半年', '2026-06-30'), ('6月底前', '2026-06-30')]
>>> [(m.text, str(m.first), str(m.last)) for m in find("“十五五”时期、今年、未来五年", 2026)]
[('“十五五”时期', '2026-01-01', '2030-12-31'), ('今年', '2026-01-01', '2026-12-31'), \
('未来五年', '2026-01-01', '2030-12-31')]
>>> [(m.text, str(m.last)) for m in find("自印发之日起30日内，春节前", date(2026, 1, 5))]
[('自印发之日起30日内', '2026-02-04'), ('春节前', '2026-02-16')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from commitments.extraction.dates import counted, days
from commitments.extraction.dates.days import Span
from commitments.extraction.dates.holidays import NAMES

_YEAR = r"(?:19|20)\d\d"
_SPELLED_YEAR = "二[〇○零O][一二三四五六七八九〇○零]{2}|一九[一二三四五六七八九〇○零]{2}"
_BY = r"(?:之?前|以前)?"
_PART = (
    rf"上半年|下半年|第?[一二三四1-4]季度末?|年?[底末]{_BY}|年?初(?![步期始级中心次衷夏冬春秋])"
    r"|年中(?=前|，|以前|之前)|(?:以|之)?前(?![列三五十沿瞻景期])"
)
_MONTH = "1[0-2]|0?[1-9]"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_SPELLED_MONTH = "十[一二]?|[一二三四五六七八九]"
_SPELLED_DAY = "三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
# 12 月底前, 2026 年 6 月: as pages set figures apart from the signs beside them.
_GAP = r"[ \u3000]?"
_TO = r"\s?(?:[—\-－–~～至到])\s?"
# 1—10月: the months before are passed over, the last one counts.
_MONTH_SPAN = rf"(?:{_MONTH}){_GAP}月?{_TO}"
_MONTHS = f"(?:{_MONTH_SPAN})?"
_MONTH_PART = rf"[底末]{_BY}|份|[上中下]旬"
_COUNT = r"[一二两三四五六七八九十\d]{1,3}"
_COUNTS = rf"(?:{_COUNT}{_TO})?{_COUNT}"
_WITHIN = "(?:之内|以内|内)"
_PAPER = "(?:本)?(?:文件|通知|意见|方案|办法|公告|规定|计划|细则|条例|纪要|通报)?"
# 毕业2年内, 建成后三年内, 压缩至3年内 say for whom or how long, not until when.
_NOT_WITHIN = (
    r"(?<![业校立册役记产营办满续近去市得施定驻户订期后起前每第达至到为短缩过少低了的\d"
    r"一二两三四五六七八九十])(?<!制在)(?<!持在)(?<!缩在)"
)
# 3年内免征, 毕业三年内未就业: what is granted, and to whom.
_NO_RULE = "(?![的未不免可需发资每累连按给享予应])"

# What a mention can begin with; elsewhere no alternative need be tried. The first signs alone
# tell most places apart, but 新, 实 and 发 stand everywhere.
_OPENERS = (
    r"\d一二两三四五六七八九十“第今明后去前上下当本新全同未接从自在收印发公出实施正文通意方办规计细条纪过近这刚"
    r"再用利经花月年岁半" + "".join(sorted({name[0] for name in NAMES}))
)
_SIGN = r"[一二两三四五六七八九十\d]"
_ISSUES = "印发|发布|公布|下发|出台|发文|公告|实施|施行"
_OPENINGS = "|".join(
    (
        r"\d|[一二两三四五六七八九十][一二两三四五六七八九十\d年个月季世〇○零O至到—\-－–~～\s]",
        r"“[十三五六七八双两]|[今明后去前上本当全同]年|新的?一年|今明|年[底末终中内]|半年|岁末",
        rf"未来|今后|接下来|下一个|刚刚?过去|过去|[近这前用花]{_SIGN}|(?:再用|利用|[经通]过){_SIGN}",
        r"[上下]个?月|[上下]半年|[上下本]一?个?季|[本下]周|本月|本世纪|这个月|月[底末]|第[一二三四]",
        rf"[从自](?:\d|今年|明年)|[自从在]?(?:{_PAPER}(?:正式)?(?:{_ISSUES})|[收接]到本)",
        *NAMES,
    )
)

# What a mention is by its words alone, and how its days are worked out.
DATE = re.compile(
    rf"""
    (?=[{_OPENERS}])(?={_OPENINGS})(?:
    (?P<from_year>{_YEAR})年?{_TO}(?P<to_year>{_YEAR})\s?年度?(?P<span_part>[底末])?
  | (?<![\d.])(?P<stamp>{_YEAR})(?P<mark>[.．/\-－])(?P<stamp_month>{_MONTH})(?P=mark)
        (?P<stamp_day>{_DAY})(?![\d.])[日号]?{_BY}
  | (?<![^\n\t|（(])(?P<stamp_of_month>{_YEAR})[.．](?P<month_of_stamp>1[0-2]|0[1-9])
        (?=[\n\t|）)]|$|底?前)(?:底?前)?
  | (?:从|自)?(?P<counted_year>{_YEAR}年|今年|明年)(?:度)?(?:开始|起)[，,]?
        (?:在|用|再用|利用|力争用|争取用|力争|计划用)?
        (?P<counted>{_COUNTS})年(?:左右)?(?:的)?(?:时间|期间|{_WITHIN})
  | (?P<year>{_YEAR}|{_SPELLED_YEAR})\s?年度?
        (?:{_GAP}{_MONTHS}(?P<month>{_MONTH}|{_SPELLED_MONTH}){_GAP}月
            (?:{_GAP}(?P<day>{_DAY}|{_SPELLED_DAY}){_GAP}[日号]|(?P<mpart>{_MONTH_PART}))?
            (?P<mbefore>(?:之|以)?前)?
          |的?(?P<holiday_of_year>{"|".join(NAMES)})(?:节|假期|长假|季|期)?(?:到来)?(?:之|以)?前(?!后)
          |(?P<part>{_PART}))?
  | (?P<plan>“?十[一二三四五六七]五”?)
        (?P<plan_part>时期|期间|末|规划期|以来|期末|收官之年|开局之年)?
  | (?P<both>今明两年)
  | (?P<rel>(?<![以础此])(?:今|明|后|去|前|上|本|当|新的?一|全|同)年(?![均龄级轻货初人薪夜]))
        (?P<rel_part>{_PART}|{_GAP}{_MONTHS}(?P<rel_month>{_MONTH}|{_SPELLED_MONTH}){_GAP}月
            (?:{_GAP}(?P<rel_day>{_DAY}){_GAP}[日号]|(?P<rel_mpart>[底末份]|[上中下]旬))?前?
          |的?(?P<rel_holiday>{"|".join(NAMES)})(?:节|假期|长假|季|期)?(?:到来)?(?:之|以)?前(?!后)
          |内)?
  | (?P<nearby>(?:未来|今后|接下来|下一个)(?P<ahead>{_COUNTS})年[内里间]?)
  | (?P<issued>(?:自|从|在)?(?:{_PAPER}(?:正式)?(?:{_ISSUES})
        |(?:收到|接到)本(?:通知|文件|通报))(?:之日)?(?:起|后)[，,]?的?(?P<issued_count>{_COUNT})
        (?P<issued_unit>个?工作日|自然日|日|天|个?月|年|周|个星期){_WITHIN})
  | (?P<bygone>(?:(?:刚刚)?过去的?|近|这|(?<![学提])前)
        (?P<back>[一二两三四五六七八九十\d]{{1,2}})年内?
        |(?<![十第])(?P<since>[一两三四五六七八九十])年来)
  | (?P<spent>(?<![前后近])(?:再?用|利用|经过|通过|花)(?P<spent_count>{_COUNTS})年(?:左右)?(?:的)?
        (?:时间|努力))
  | (?P<within>{_NOT_WITHIN}(?P<within_count>{_COUNTS})(?P<within_unit>年|个月|个季度){_WITHIN}
        {_NO_RULE})
  | (?P<near_month>(?P<which_month>[上下]个?|本|这个)月)(?:[底末]|内|份|[上中下]旬)?(?:之|以)?前?
  | (?<![每各当次个\d])(?<!\d[ \u3000])(?P<month_end>月[底末])(?:之|以)?前
  | (?P<near_quarter>(?P<which_quarter>[上下本])一?个?季度)(?:末|内|底)?(?:之|以)?前?
  | (?P<near_week>(?P<which_week>[本下])周)(?:末|内|[一二三四五六日](?:之|以)?前)(?:之|以)?前?
  | (?P<so_far>前(?:三|3)季度|前(?P<so_far_months>十一|[二三四五六七八九十]|1[01]|[2-9])个月)
  | (?<![\d.]){_MONTH_SPAN}(?P<till_month>{_MONTH}){_GAP}月(?P<till_part>{_MONTH_PART})?
  | (?P<lone_month>(?<![\d.个])(?:1[0-2]|0?[1-9]){_GAP}月
        |(?<![一二三四五六七八九十百千几数第个零〇])(?:{_SPELLED_MONTH})月)
        (?:{_GAP}(?P<lone_day>{_DAY}|{_SPELLED_DAY}){_GAP}[日号]|(?P<lone_part>{_MONTH_PART})|(?=以?前)
          |(?=正式|全面|完成|开工|建成|启动|投用|投入|通车|竣工|开馆|开业|上线|召开|举办|举行))
        (?:(?:之|以)?前)?
  | (?P<lone>年[底末终](?:前|之前|以前)?|年中前|(?<![\d一二两三四五六七八九十])年内|上半年|下半年
        |(?<![第\d])第?[一二三四]季度末?|岁末年初|岁末前)
  | (?P<half>(?<![下上])半年内)
  | (?P<century>(?:本|二十一|21)世纪(?P<century_part>中叶|末))
  | (?P<holiday>(?<![一二三四五六七八九第])(?:{"|".join(NAMES)})
        |“(?:三八|五一|六一|七一|八一|十一|双节|两节)”)
        (?:节|假期|长假|季|期)?(?:到来|来临)?(?:之|以)?前(?!后|[列三五十沿瞻景])
    )""",
    re.VERBOSE,
)
ADJACENT = 2
# 2023年，…全年完成投资9亿元, said in 2024: of the year that its sentence opens with.
OF_THE_YEAR = ("全年", "当年")
SENTENCE_HEADS = ("", *"。！？；：\n \u3000")
SENTENCE_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Mention:
    """A date or period as named in the text, with its first and last day where known.

    `relative` ones (今年, 年底前) were counted from the document's own day; `coming` ones
    (下月底前, 三年内) lie ahead by their words, `yearless` ones (2月上旬) name no year.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    relative: bool = False
    plan: bool = False
    coming: bool = False
    yearless: bool = False


def find(text: str, today: date | int | None) -> Iterator[Mention]:
    """Every date of the text in order; `today` is the day the document speaks on, or its year
    where no more is known."""
    spoken = date(today, 1, 1) if isinstance(today, int) else today
    anchored: dict[int, Span] = {}  # of 2012年起5年内: 5年内 alone means the same years
    before: tuple[int, int | None] = 0, None  # where the mention before ended, and in which year
    opened: tuple[int, int] = 0, 0  # where a year that opens its sentence ended, and which it is
    for match in DATE.finditer(text):
        groups = match.groupdict()
        kind = next(name for name in READERS if groups[name])
        # 2019年1月1日至12月31日: the second date is of the year of the first.
        close = before[1] is not None and match.start() - before[0] <= ADJACENT
        close = close and kind in CONTINUING
        of_year = before[1] if close else None
        if match[0].startswith(OF_THE_YEAR) and _goes_on(text, opened[0], match.start()):
            of_year = opened[1]
        first, last = READERS[kind](groups, _in_year(spoken, of_year))
        before = match.end(), last.year if last else None
        if kind == "year" and last and spoken and last.year < spoken.year and _opens(text, match):
            opened = match.end(), last.year
        if kind == "counted":
            anchored[counted.amount(groups["counted"] or "")] = first, last
        elif kind in ("within", "spent") and groups["within_unit"] in (None, "年"):
            count = counted.amount(groups["within_count"] or groups["spent_count"] or "")
            first, last = anchored.get(count, (first, last))
        yield Mention(
            *match.span(),
            match[0],
            first,
            last,
            relative=kind not in ABSOLUTE,
            plan=kind == "plan",
            coming=_is_coming(kind, match[0]) and not (last and spoken and last < spoken),
            yearless=kind in CONTINUING and not close,
        )


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a year alone stands at the head of its sentence: 2023年，全年完成…."""
    alone = match["month"] is None and match["part"] is None
    at_head = text[match.start() - 1 : match.start()] in SENTENCE_HEADS
    return alone and at_head and text.startswith(("，", ","), match.end())


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether one sentence reaches from a place to another."""
    near = start > 0 and end - start <= SENTENCE_LONGEST
    return near and text.find("。", start, end) < 0 and text.find("\n", start, end) < 0


def _is_coming(kind: str, words: str) -> bool:
    return kind in COMING or words.startswith("下")


def _in_year(today: date | None, year: int | None) -> date | None:
    return date(year, 1, 1) if year else today


READERS = {
    "from_year": days.years,
    "stamp": days.stamp,
    "stamp_of_month": days.stamp_of_month,
    "counted": days.counted_years,
    "year": days.year,
    "plan": days.plan,
    "both": days.both,
    "rel": days.relative,
    "nearby": days.ahead,
    "issued": days.since_issue,
    "bygone": days.back,
    "spent": days.spent,
    "within": days.within,
    "near_month": days.near_month,
    "month_end": days.near_month,
    "near_quarter": days.near_quarter,
    "near_week": days.near_week,
    "so_far": days.so_far,
    "till_month": days.till_month,
    "lone_month": days.lone_month,
    "lone": days.lone,
    "half": days.half_year,
    "century": days.century,
    "holiday": days.holiday,
}
ABSOLUTE = frozenset(("from_year", "stamp", "stamp_of_month", "counted", "year", "plan", "century"))
CONTINUING = frozenset(("lone_month", "till_month", "lone", "so_far"))
COMING = frozenset(("nearby", "counted", "issued", "spent", "within", "half", "century", "holiday"))
