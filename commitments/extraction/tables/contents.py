"""Say what a cell holds by its content alone: a figure, a unit of measure, units, a day, prose.

>>> [content_of(text).value for text in ("12所", "万元", "市教委、财政局", "6月底前", "约束性")]
['figure', 'measure', 'units', 'day', 'nature']
>>> content_of("新建养老床位2000张").value
'prose'
"""

import re
from enum import StrEnum
from functools import lru_cache

from commitments.extraction.lexicon.organisations import is_organisation, split
from commitments.extraction.quantities import units
from commitments.extraction.quantities.prefixes import creation_at


class Content(StrEnum):
    """Kinds of content; WORD is a short name of any other thing."""

    BLANK = "blank"
    COUNT = "count"
    FIGURE = "figure"
    MEASURE = "measure"
    NATURE = "nature"
    UNITS = "units"
    DAY = "day"
    WORD = "word"
    PROSE = "prose"


DASH = re.compile(r"[—–\-－/／·.…―─]{1,4}|无|空")
COUNT = re.compile(r"0?\d{1,3}[.、．]?|[（(]\d{1,3}[)）]")
NATURE = re.compile(r"(?:预期|约束|指导|导向|参考)性(?:指标)?|(?:定性|定量)(?:指标)?|计划标准")
BOUND = r"大于|小于|不低于|不少于|不超过|低于|超过|达到|达|控制在|累计|力争|约|[<>＜＞≥≤=＝]=?"
FIGURE = re.compile(
    rf"(?P<open>[〔\[【])?(?P<bound>(?:{BOUND})+)?\s*"
    r"(?P<value>-?\d[\d,]*(?:\.\d+)?)"
    r"(?:\s?[%％‰]?\s?[—\-–~～至]{1,2}\s?(?P<more>\d[\d,]*(?:\.\d+)?))?"
    r"\s*(?P<star>[*＊])?(?P<early>[〕\]】])?\s*(?P<scale>万亿|亿|万)?"
    r"(?P<unit>[%％‰]|个?百分点|[\u4e00-\u9fff/／（）()]{0,8}?|[A-Za-z/²³㎡℃µμ]{1,6})?"
    r"(?P<close>[〕\]】])?(?P<later>[*＊])?\s*(?P<side>左右|以上|以下|以内|及以上|及以下)?"
)
DAY = re.compile(
    r"(?:\d{2,4}\s?年)?(?:1[0-2]|0?[1-9])月(?:\d{1,2}[日号]?)?(?:底|初|末|份|[上中下]旬)?(?:之?前|以前)?"
    r"|20\d\d(?:年(?:度)?|[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?)(?:底|初|末)?(?:之?前|以前)?"
    r"|(?:20\d\d年?|今年|全年)?(?:上半年|下半年|第?[一二三四1-4]季度|年底|年末|年内)(?:之?前)?"
)
# 1.2026年8月2.2026年12月: the days of a task in steps.
NUMBERED_DAYS = re.compile(
    r"(?:(?:\d[.．、]|[①-⑨]|[（(]\d[）)])?20\d\d年\d{1,2}月(?:\d{1,2}日|底)?(?:之?前)?[；;、，。]?)+"
)
DAYS_LONGEST = 60
TIMELESS = re.compile(
    r"(?:(?:长期|持续|常态化?|全年|每年|每月|每季度?|按年度|即时|立即|适时|贯穿|动态)"
    r"(?:坚持|推进|实施|开展|进行|执行|落实|完成|全年|有效)?)+"
)
TIMES = re.compile(
    r"(?=.{0,16}$)[^，。]*(?:(?<!\d)20\d\d(?!\d)|\d{1,2}月|年底|年内|长期|持续|全年|每年|季度|常态)[^，。]*"
)
WORKS = re.compile(
    r"完成|建成|新建|开工|启动|实施|推进|编制|出台|制定|召开|开展|投入|竣工|验收|新增|改造|修缮|修编"
)
OFFICE = re.compile(r"(?:局|委|委员会|办|办公室|厅|部|部门|政府|单位|指挥部|专班|集团|公司)$")
SENTENCE = re.compile(r"[，。；！]|\d")
# 各区, 属地镇街: whoever is meant, no task is named like this.
ANYONE = re.compile(
    r"^(?:各(?:有关|相关)?|有关|相关|其他|属地)\S{0,10}(?:[区县市镇乡街道园]|部门|单位|企业)[）)]?$"
)
SHORT_OFFICE = re.compile(
    r"(?:区|县|市|省|州|镇|乡|旗|街道)$|(?:科协|残联|文联|侨联|团[市区县省]委|妇联|人社|住建|城管|发改|教体|卫健|文旅|农业农村)$"
)
NAME_LENGTH = 16


@lru_cache(maxsize=8192)
def content_of(text: str) -> Content:
    """The kind of content of a cell."""
    written = text.strip()
    if not written or DASH.fullmatch(written):
        return Content.BLANK
    if COUNT.fullmatch(written):
        return Content.COUNT
    if NATURE.fullmatch(written):
        return Content.NATURE
    if is_measure(written):
        return Content.MEASURE
    if is_day(written):
        return Content.DAY
    if is_figure(written):
        return Content.FIGURE
    if are_units(written):
        return Content.UNITS
    short = len(written) <= NAME_LENGTH and not SENTENCE.search(written)
    return Content.WORD if short else Content.PROSE


def is_measure(text: str) -> bool:
    """万元, %, 元/人: a unit of measure alone."""
    bare = text.strip("（）() ").replace(" ", "").replace("\n", "")
    if not bare or bare[0].isdigit():
        return False
    bare = bare.lstrip("十百千万亿") or bare
    unit = units.match(bare, 0)
    return unit is not None and unit.end == len(bare)


def is_day(text: str) -> bool:
    """6月底前, 2026年, 长期坚持: until when, and nothing else."""
    written = text.replace(" ", "")
    if DAY.fullmatch(written) or TIMELESS.fullmatch(written):
        return True
    if len(written) <= DAYS_LONGEST and NUMBERED_DAYS.fullmatch(written):
        return True
    return TIMES.fullmatch(written) is not None and not WORKS.search(written)


def is_figure(text: str) -> bool:
    match = FIGURE.fullmatch(text.strip())
    return match is not None and _is_unit(match["unit"])


def _is_unit(written: str | None) -> bool:
    """Whether what follows a figure measures or counts: 12所, not 8300安置小区."""
    if not written or written.isascii():
        return True
    unit = units.match(written, 0)
    return unit is not None and unit.end == len(written)


def _does_something(name: str) -> bool:
    """修缮剧院, 建成市医院 end as names do, but say what is done."""
    deed = creation_at(name, 0, len(name)) or WORKS.match(name)
    return bool(deed) and not OFFICE.search(name)


def are_units(text: str) -> bool:
    """Names of organisations and nothing else; one in a list vouches for the others."""
    if len(text) > 400 or "。" in text.rstrip("。"):
        return False
    names = split(re.sub(r"[（(][^（()）]*[)）]", "", text)) or split(text)
    if not names or any(len(name) > 20 or _does_something(name) for name in names):
        return False
    known = sum(
        is_organisation(name) or ANYONE.match(name) is not None or bool(SHORT_OFFICE.search(name))
        for name in names
    )
    return known * 2 >= len(names) if len(names) > 1 else known == 1
