"""Put numbers, units and bounds together: 6%—6.5%, 680多万人, 力争达到95%以上, 近1400万.

>>> [(q.value, q.value_max, q.unit, q.comparator) for q in find("增长5%—5.5%，超过6.1万家，3至5个")]
[(5.0, 5.5, '%', 'between'), (61000.0, None, '家', 'gt'), (3.0, 5.0, '个', 'between')]
>>> [(q.value, q.unit) for q in find("第3届、5G、实施三个、6大产业")]
[]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from commitments.extraction.quantities import bounds, numbers, shares, units
from commitments.extraction.quantities.numbers import Number
from commitments.extraction.quantities.units import Unit

RANGE_MARK = re.compile(r"\s?(?:[—\-－–~～]{1,2}|至|到)\s?(?=[\d０-９])")
SPELLED_RANGE_MARK = re.compile(r"(?:[—－~～]|至|到)(?=[一二两三四五六七八九十])")
# 居全市首位 names no figure; 第4位 does.
RANK = re.compile(r"第(?P<digits>\d{1,4})(?:位|名)")
# A bare figure is a quantity only where it is said to move or to be reached.
MOVED = re.compile(r"(?:从|由|到|至|达|为|提升|缩小|(?:控制|保持|稳定|维持)在)$")
# 三个, 两大: below ten a spelled number names more often than it counts.
SMALLEST_SPELLED = 10
LONGEST_SERIES = 4
QUOTES = {"“": "”", "‘": "’"}
SPACE = " \u3000\xa0"
WORD_REACH = 6
# 亿元 and 千名 alone count nothing; 突破万亿元 and 完成千亿元 do.
VAGUE_LEADS = ("完成", "实现", "数", "满", "超额", "总额", "总量")
ROUND_MARK = re.compile(r"[”’]?(?:大关|新?台阶|关口)")
CLASS_MARKS = ("级", "型", "亩方", "瓦级")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit and bound; `start` and `end` enclose the number and its suffix.

    `origin` is where the words about it end: before the number, or before 从 in 从A提高到B.
    `lead` is the length of the bound word right before the number, `unit_guessed` marks a
    number in 万 or 亿 that names no unit, `suffix` that a bound follows it (以上, 左右).
    """

    start: int
    end: int
    value: float
    unit: str | None
    kind: str
    comparator: str
    origin: int
    value_max: float | None = None
    lead: int = 0
    suffix: bool = False
    unit_guessed: bool = False
    spelled: bool = False
    baseline: float | None = None


def find(text: str) -> Iterator[Quantity]:
    """Every quantity of a masked text, in order."""
    found = [*_counted(text), *_shared(text), *_ranked(text)]
    found.sort(key=lambda quantity: quantity.start)
    end = 0
    for place, quantity in enumerate(found):
        if quantity.start >= end:
            following = found[place + 1 : place + 1 + LONGEST_SERIES]
            yield _with_unit(text, quantity, following)
            end = quantity.end


def _with_unit(text: str, quantity: Quantity, following: list[Quantity]) -> Quantity:
    """2.2个和3.7个百分点, 3500万、2300万人次: the unit said last goes for all."""
    if quantity.unit not in (None, "个"):
        return quantity
    before = quantity
    for after in following:
        if text[before.end : after.origin] not in ("和", "、", "与"):
            break
        if after.unit == "百分点" or (quantity.unit is None and after.unit is not None):
            return replace(quantity, unit=after.unit, kind=after.kind, unit_guessed=False)
        before = after
    return quantity


def _counted(text: str) -> Iterator[Quantity]:
    low: Number | None = None  # the first half of a range whose second half follows
    for number in numbers.find(text):
        marks = SPELLED_RANGE_MARK if number.spelled else RANGE_MARK
        mark = marks.match(text, number.end)
        unit = None if mark else _unit(text, number)
        if unit and not mark and (late := marks.match(text, unit.end)):
            mark = late
        if mark and _range_follows(text, number, mark.end()):
            low = number if low is None else low
            continue
        quantity = _measure(text, number, unit, low)
        low = None
        if quantity:
            yield quantity


def _range_follows(text: str, number: Number, start: int) -> bool:
    """Whether a figure follows the mark: 5%到6%, but not 从5%到6% (that is a move)."""
    mark_text = text[start - 1 : start]
    if (
        mark_text in ("到", "至")
        and text[max(0, number.start - 12) : number.start].rfind("从") >= 0
    ):
        return False
    return number.spelled or text[start : start + 1].isdigit()


def _unit(text: str, number: Number) -> Unit | None:
    start = number.end
    if text[start : start + 1] in SPACE and start < len(text):
        start += 1
    unit = units.match(text, start)
    if unit and number.spelled and units.names_more_often(unit.name):
        return None
    return unit


def _measure(text: str, number: Number, unit: Unit | None, low: Number | None) -> Quantity | None:
    start = low.start if low else number.start
    head = text[max(0, start - WORD_REACH) : start]
    if head.endswith("每"):
        return None  # 每50公斤提高7.4元, 每3万人配备1名: what a figure is reckoned by
    bare = head.rstrip("“‘" + SPACE)
    word = bounds.before_magnitude(bare) if number.vague else bounds.word_before(bare)
    if not _counts(text, number, unit, word, head):
        return None
    end = unit.end if unit else number.end
    if unit is None and text.startswith("∶1", end):
        end += 2  # 2.5∶1 is said of ratios and is 2.5
    suffix, bound_end = bounds.after(text, end)
    prefix = bounds.comparator_of(word)
    comparator = bounds.combine(prefix, suffix, more=number.more, about=number.about)
    value, high = _ends(number, low)
    if high is not None:
        comparator = "between"
    elif low:
        comparator = "eq"  # 6%—5%: the second is what counts
    if unit and unit.name == "成":
        value, high = value * 10, high and high * 10
        unit = Unit("%", unit.end, "share")
    quoted = head[-1:] in QUOTES and text[bound_end : bound_end + 1] == QUOTES.get(head[-1:])
    return Quantity(
        start,
        bound_end + quoted,  # 突破‘万亿’大关
        value,
        unit.name if unit else None,
        unit.kind if unit else "bare",
        comparator,
        start - (len(head) - len(bare) + len(word) if word else 0),
        value_max=high,
        lead=len(word) if word else 0,
        suffix=suffix is not None,
        unit_guessed=unit is None,
        spelled=number.spelled,
    )


def _ends(number: Number, low: Number | None) -> tuple[float, float | None]:
    """Value and upper end: 三四十, 20—30, 3—5万."""
    if low is None:
        return number.value, number.high
    value = low.value * number.factor if low.factor == 1.0 else low.value
    return (value, number.value) if value < number.value else (number.value, None)


def _counts(text: str, number: Number, unit: Unit | None, word: str | None, head: str) -> bool:
    """Whether a number counts something, and does not name it."""
    if unit is None:
        if number.vague:
            return word is not None and ROUND_MARK.match(text, number.end) is not None
        if text.startswith("级", number.end):
            return False  # 6个五百亿级产业集群
        if number.spelled and number.more and word is None:
            return False  # 十几亿人口, 两百多万师生: how many there are anyway
        return (number.scaled or _moved(head, word)) and not _names(text, number)
    if number.vague:
        return number.more or number.about or _vague_counts(text, unit, word, head)
    if number.spelled and (number.high or number.value) < SMALLEST_SPELLED:
        # 两个百分点, 三倍, 至少一个; 三个中心 names more often than it counts.
        least = word in bounds.LEAST and unit.kind == "count"
        return least or unit.kind in ("share", "times")
    return not (number.spelled and unit.kind == "score" and number.value % 1)  # 八点五分


def _moved(head: str, word: str | None) -> bool:
    return word in ("达到", "达") or MOVED.search(head) is not None


def _names(text: str, number: Number) -> bool:
    """A figure without a unit that belongs to a word: 5项目, 1000强, 万家灯火."""
    if number.spelled:
        return number.factor < 10_000
    if number.scaled or text[number.start - 1 : number.start] in ("从", "由"):
        return False
    return text[number.end : number.end + 1] not in "，。；、）)：以左，；\n"


def _vague_counts(text: str, unit: Unit, word: str | None, head: str) -> bool:
    if text.startswith(CLASS_MARKS, unit.end):
        return False
    closed = text[unit.end : unit.end + 1] in "，。；、）以\n" or unit.end == len(text)
    bound = word is not None and word not in ("最高", "最低", "最多")
    if bound:
        return True
    return closed and head.endswith(VAGUE_LEADS) and unit.kind in ("money", "person", "mass")


def _shared(text: str) -> Iterator[Quantity]:
    for share in shares.find(text):
        head = text[max(0, share.start - WORD_REACH) : share.start]
        word = bounds.word_before(head)
        suffix, end = bounds.after(text, share.end)
        comparator = bounds.combine(bounds.comparator_of(word), suffix, more=share.above)
        yield Quantity(
            share.start,
            end,
            share.value,
            share.unit,
            "share" if share.unit == "%" else "times",
            "between" if share.high else comparator,
            share.start - (len(word) if word else 0),
            value_max=share.high,
            lead=len(word) if word else 0,
            suffix=suffix is not None,
            spelled=True,
        )


def _ranked(text: str) -> Iterator[Quantity]:
    for match in RANK.finditer(text):
        value = float(match["digits"])
        yield Quantity(match.start(), match.end(), value, "位", "rank", "eq", match.start())
