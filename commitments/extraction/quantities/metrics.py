"""Name what a quantity measures, as a ledger would.

>>> trim("力争全省粮食产量", 0, 8)
4
>>> generic("产量"), topic("粮食播种面积")
(True, '粮食')
"""

import re
from functools import lru_cache

from commitments.extraction.lexicon.marks import BULLETS
from commitments.extraction.lexicon.words import (
    COMPLETE,
    CREATIONS,
    GENERIC,
    LONGER_THAN_OPENINGS,
    LONGEST_OPENING,
    MEASURES,
    OPENINGS,
    PREDICATES,
    PUSHING,
    SHORT_PREDICATES,
    TREATING,
)
from commitments.extraction.quantities.prefixes import DATE
from commitments.extraction.text.masks import ASIDE

_LEFT = " \u3000\t,.*“‘'\"”’—-–－:：、，；" + BULLETS
_ENUMERATOR = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）]|、|[.．](?!\d)|是(?!否))|[①-⑳]|——"
)
# 150万亩永久基本农田: of the name.
_OF_THE_NAME = {"基本": "基本(?!农田|公共服务|医疗|养老|医保|保险|单元)"}
PREDICATE = re.compile(
    "|".join(_OF_THE_NAME.get(word, word) for word in sorted(PREDICATES, key=len, reverse=True))
    + "|"
    + SHORT_PREDICATES
)
_RIGHT = " \u3000\t的等和与及或、，“‘了" + ASIDE + DATE


def trim(text: str, start: int, end: int) -> int:
    """Where a metric begins once words of time, eagerness and address are passed over."""
    while start < end:
        if text[start] in _LEFT:
            start += 1
        elif numbered := _ENUMERATOR.match(text, start, end):
            start = numbered.end()
        elif length := _opening(text, start, end):
            start += length
        else:
            break
    return start


def _opening(text: str, start: int, end: int) -> int:
    for length in range(min(LONGEST_OPENING, end - start), 0, -1):
        if text[start : start + length] in OPENINGS:
            if length == 1 and start + 1 < end and _one_word(text[start : start + 2]):
                continue
            return length
    return 0


def _one_word(pair: str) -> bool:
    return pair in LONGER_THAN_OPENINGS


# 564亿元，占计划的100%: how far a figure meets what was planned.
OF_THE_PLAN = re.compile(
    r"(?:占|达|为|完成)(?:全年|年度|年初|年)?(?:计划|目标|任务|预算)(?:投资|任务|目标|总额|数)*(?:的)?$"
    # 完成年计划710亿元的|89.4%
    r"|(?:占|达|为|完成)?(?:全年|年度|年初|年|中央|省级?|市级?)(?:投资)?(?:计划|目标|任务|预算)(?:投资|任务|目标|总额|数)*"
    r"\d[\d.,]*[万亿]*[\u4e00-\u9fff]{1,4}?(?:的)?$"
)
# 5件大中型水库|和滇中引水二期骨干等重点水利工程: works with names of their own.
NEXT_MEMBER = re.compile(
    r"(?:和|与|以及|及)(?=[^，。；、和与及]{4,20}等(?:重点|重大|一批)*[^，。；、]{0,6}(?:工程|项目)$)"
)


# Of things counted, how far they have come is part of what is counted.
STAGE = re.compile(
    r"(?:全部|全面|顺利|集中|陆续)?(?:开工(?:建设)?|完工|竣工(?:验收)?|投产(?:达效)?|投用|投运|建成(?:投[产用运]|通车)?"
    r"|通车|签约(?:落地)?|落地(?:开工)?|复工|达产(?:达效)?|交付(?:使用)?|投入(?:使用|运营)|运营|上市|入库|入统|收尾|续建)"
)

# 在30所小学|开展课后托管: where something is done is counted, with what is done there.
SPREAD = re.compile(
    r"(?:全面|试点|陆续|组织|推广)?(?:开展|实施|推行|推广|开设|设立|实行)[^，。；、\d]{3,20}"
)


def names_the_deed(text: str, place: int, start: int, end: int) -> bool:
    """Whether what follows a counted thing is part of its name: 20个项目|开工 and 20个项目|竣工
    are two, 在30所小学|开展课后托管 is no count of schools; `place` is where the figure begins."""
    if STAGE.fullmatch(text, start, end):
        return True
    return text[place - 1 : place] == "在" and SPREAD.fullmatch(text, start, end) is not None


def object_end(text: str, start: int, end: int) -> int:
    """Where the name of the counted thing ends: 15处重大水利项目|加快推进."""
    # A predicate before 的 is part of the name: 在国内具有较强影响力的|平台.
    named = text.rfind("的", start + 2, end - 1)
    found = PREDICATE.search(text, max(start + 2, named + 1), end)
    if found:
        end = found.start()
    if member := NEXT_MEMBER.search(text, start + 2, end):
        end = member.start()
    limit = end
    while end > start and text[end - 1] in _RIGHT:
        end -= 1
    # 县（市、区）: so short a name keeps what stands in brackets after it.
    return limit if end - start <= 2 and text[limit - 1 : limit] == ASIDE else end


@lru_cache(maxsize=4096)
def generic(metric: str) -> bool:
    """Whether a name measures nothing by itself: 产量, 增速."""
    return metric in GENERIC


@lru_cache(maxsize=4096)
def topic(metric: str) -> str:
    """The thing a full metric speaks of: 粮食播种面积 → 粮食; empty when it cannot be told."""
    for word in MEASURES:
        if metric.endswith(word) and len(metric) - len(word) >= 2:
            return metric[: -len(word)]
    return ""


def of_deed(verb: str, thing: str) -> str:
    """The deed as a ledger names it: 新建养老中心, but 背街小巷治理.

    >>> of_deed("扎实推进", "城中村改造项目"), of_deed("治理", "背街小巷")
    ('推进城中村改造项目', '背街小巷治理')
    """
    core = verb[trim(verb, 0, len(verb)) :] or verb
    thing = thing.removesuffix("工作") if thing.endswith("建设工作") else thing
    if core in TREATING:
        return thing + core
    if core in PUSHING and thing.endswith("建设"):
        return thing
    return core + thing if len(core) * 3 <= len(thing) * 2 else thing


# ‘老年人’约13万: marks within speech; “双一流” is a name and keeps its own.
SPOKEN_QUOTE = re.compile(r"‘[^‘’]+’")


def clean(metric: str) -> str:
    """One line without stray space and marks at either end."""
    metric = "".join(metric.split()).lstrip("，。；：、,;:的 ").rstrip("，。；：、,;:的等和与及 ")
    if SPOKEN_QUOTE.fullmatch(metric):
        metric = metric[1:-1]
    for opening, closing in ("“”", "‘’"):
        if metric.count(opening) != metric.count(closing):
            metric = metric.strip(opening + closing)
    return metric


def subjects(text: str) -> list[str]:
    """The things that a name lists, as they are written."""
    return [part for part in re.split(r"、|和|与|及(?!时)|以及", text) if part]


TOWN_AND_COUNTRY = 2


def split_subjects(text: str, count: int) -> list[str]:
    """The things that share a verb, each with its full name; empty when they do not part evenly.

    >>> split_subjects("城镇和农村居民人均可支配收入", 2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> split_subjects("适龄儿童入园率和普惠率", 2)
    ['适龄儿童入园率', '适龄儿童普惠率']
    >>> split_subjects("清洁能源装机容量和发电量占比", 2)
    ['清洁能源装机容量占比', '发电量占比']
    >>> split_subjects("城乡居民收入", 2)
    ['城镇居民收入', '农村居民收入']
    >>> split_subjects("高速公路、水利投资", 2)
    ['高速公路投资', '水利投资']
    """
    parts = subjects(text)
    if len(parts) == 1 and count == TOWN_AND_COUNTRY and text.startswith("城乡"):
        return ["城镇" + text[2:], "农村" + text[2:]]
    if len(parts) != count or count < 2:
        return []
    *firsts, last = parts
    first = firsts[0]
    if first[-2:] in CREATIONS and last[:2] in CREATIONS:
        # 花生种植 | 收获机械化率: the crop comes first, the measure last.
        crop, measure = first[:-2], last[2:]
        return [first + measure, *(crop + part + measure for part in parts[1:-1]), crop + last]
    for ratio in ("占比", "比重", "比例", "增速", "覆盖率", "达标率"):
        bare = first.endswith(COMPLETE) and not any(part.endswith(RATIOS) for part in firsts)
        if bare and last.endswith(ratio):
            return [*(part + ratio for part in firsts), last]
    if (prefix := PER_UNIT.match(first)) and not any(PER_UNIT.match(part) for part in parts[1:]):
        return [first, *(prefix[0] + part for part in parts[1:])]
    if (place := last.rfind(first[-2:])) > 0:
        # 汽车 | 新能源汽车产量: the last one holds the word of the first.
        return [*(part + last[place + 2 :] for part in firsts), last]
    if len(last) > len(first):
        # 城镇 | 农村居民…: what follows the last one's own word belongs to all.
        shared = "" if first.endswith(COMPLETE) else _shared(first, last)
        return [_completed(part, shared) for part in firsts] + [last]
    bare = all(len(part) <= LONGEST_BARE for part in parts[1:])
    if bare and len(last) < len(first) and last[-1] == first[-1]:
        shared = first[: -len(last)]
        return [first, *(shared + part for part in parts[1:])]
    own = len(last) > 2  # 贸易、投资: two whole names share nothing
    if (
        own
        and last.endswith(SHARED)
        and not any(part.endswith((*COMPLETE, "次", "人")) for part in firsts)
    ):
        return [*(part + last[-2:] for part in firsts), last]
    return parts


# 单位国内生产总值用水量、能耗: said once, it goes for every one.
PER_UNIT = re.compile(
    r"单位.{0,6}(?:生产总值|GDP|增加值)|万元.{0,10}(?:增加值|生产总值|GDP)|每[千万百]人口?"
)


def _shared(first: str, last: str) -> str:
    """What the last name says for all: 领域投资 in 市政领域投资, 增加值 in 旅游业增加值."""
    measure = next((word for word in MEASURES if last.endswith(word)), "")
    return last[min(len(first), len(last) - len(measure)) :]


LONGEST_BARE = 3
# 高速公路、水利|投资: said with the last one, it goes for every one.
SHARED = tuple(word for word in COMPLETE if len(word) == 2)
RATIOS = ("率", "占比", "比重", "比例", "增速")


def _completed(part: str, shared: str) -> str:
    return part if part.endswith(COMPLETE) else part + shared
