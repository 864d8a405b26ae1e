"""Bring a reported figure into the unit and the sign of a target, where that is possible.

>>> convert(Decimal("515.6e8"), "斤", "吨")
Decimal('2.5780E+7')
>>> convert(Decimal(112), "人次", "人") is None
True
>>> loosely_same("所", "个"), loosely_same("人次", "人")
(True, False)
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from commitments.matching.inputs import Change, Statement, Tracked
from commitments.matching.lexicon.tables import words
from commitments.matching.proposals import Code, Reason

# Units of one family differ by a factor only. Currencies, people and cases of people are no family.
_FAMILIES: Final = (
    "吨=1 千克=0.001 公斤=0.001 斤=0.0005 克=0.000001",
    "公里=1 千米=1 里=0.5 米=0.001",
    "平方公里=1 平方千米=1 公顷=0.01 平方米=0.000001",
    "千瓦时=1 度=1 兆瓦时=1000",
    "千瓦=1 兆瓦=1000 吉瓦=1000000 瓦=0.001",
    "立方米=1 升=0.001",
    "元=1",
    "人=1 名=1 位=1",
    "%=1",
    "标箱=1 标准箱=1 TEU=1 国际标准箱=1",
    "PF=1 P=1 EF=1000",
    "张=1 床=1 床位=1",
    "吨标准煤=1 克标准煤=0.000001 千克标准煤=0.001",
)
FACTORS: Final = {
    name: (family, Decimal(factor))
    for family, line in enumerate(_FAMILIES)
    for name, factor in (pair.split("=") for pair in line.split())
}
# Classifiers that writers change freely for the same thing.
CLASSIFIERS: Final = frozenset(
    words(
        """
        个 家 所 座 处 项 条 件 户 套 台 支 场 部 只 批 期 次 间 栋 幢 片 类 种 块 列 班 趟
        辆 艘 对 场次 批次 名录
        """
    )
)
# These count what they name: 户 of people are not 套 of homes unless the name says so.
PARTED: Final = frozenset(
    (frozenset(("条", "项")), frozenset(("台", "条")), frozenset(("辆", "条")))
)
GROWTH_IN_TIMES: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Turned:
    """A value as the target counts it, and what was done to it."""

    value: Decimal
    reasons: tuple[Reason, ...] = ()
    loose: bool = False


def family(unit: str) -> str:
    """What units must share before their names are compared: the key of an index.

    >>> family("斤") == family("吨"), family("所") == family("个"), family("元") == family("美元")
    (True, True, False)
    """
    if unit in FACTORS:
        return str(FACTORS[unit][0])
    return "count" if unit in CLASSIFIERS else "%" if unit == "倍" else unit


def convert(value: Decimal, unit: str, into: str) -> Decimal | None:
    """The value in another unit, or None where the two do not measure the same."""
    if unit == into:
        return value
    one, other = FACTORS.get(unit), FACTORS.get(into)
    if one is None or other is None or one[0] != other[0]:
        return None
    return value * one[1] / other[1]


def loosely_same(unit: str, other: str) -> bool:
    return {unit, other} <= CLASSIFIERS and frozenset((unit, other)) not in PARTED


def turned(statement: Statement, target: Tracked) -> Turned | Reason:
    """The statement's value as the target counts it, or why it cannot be compared."""
    change, value, unit = statement.change, statement.value, statement.unit
    if unit == "倍" and change is Change.GROWTH and target.unit == "%":
        value, unit = value * GROWTH_IN_TIMES, "%"
    converted = convert(value, unit, target.unit)
    loose = converted is None and loosely_same(unit, target.unit)
    if loose:
        converted = value
    if converted is None:
        return Reason(Code.UNIT_DIFFERS, (statement.unit, target.unit))
    reasons: list[Reason] = []
    if loose:
        reasons.append(Reason(Code.UNIT_LOOSE, (statement.unit, target.unit)))
    elif statement.unit != target.unit:
        reasons.append(Reason(Code.UNIT_CONVERTED, (statement.unit, target.unit)))
    falls = change is Change.DECREASE
    if falls != (target.change is Change.DECREASE) and Change.LEVEL not in (change, target.change):
        converted = -converted
        reasons.append(Reason(Code.SIGN_TURNED))
    return Turned(converted, tuple(reasons), loose)


def comparable(statement: Statement, target: Tracked) -> bool:
    """Whether the two speak of their metrics in the same way, units aside.

    A rate of growth is never the value itself. Of things counted, writers say 建设 (an amount
    added) and 完成 (a value) for the same; what holds a stock apart is decided by the names.
    """
    one, other = statement.change, target.change
    if one is other:
        return True
    if target.unit in ("%", "‰", "百分点"):
        moving = {Change.GROWTH, Change.DECREASE}
        if target.unit == "百分点":
            moving = {Change.INCREASE, Change.DECREASE}
        return {one, other} <= moving
    if Change.GROWTH in (one, other):
        return False
    return Change.DECREASE not in (one, other)
