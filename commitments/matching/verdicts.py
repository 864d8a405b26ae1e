"""Whether a reported value meets its target, as far as that can be said without a person.

>>> of(Tracked("", "地区生产总值", Decimal(5), "%", Change.GROWTH, Comparator.GTE), Decimal("5.3"))
<Verdict.MET: 'met'>
>>> of(Tracked("", "居民消费价格", Decimal(2), "%", Change.GROWTH, Comparator.APPROX), Decimal(0))
<Verdict.UNCLEAR: 'unclear'>
"""

import re
from decimal import Decimal
from typing import Final

from commitments.matching.inputs import Change, Comparator, Direction, Tracked
from commitments.matching.proposals import Verdict

# “左右” leaves 5 % of room, as in assessment.
ROOM: Final = Decimal("0.05")
LESS_IS_BETTER: Final = re.compile(
    r"失业率|浓度|能耗|排放|事故|死亡|发案|赤字|债务|不良|空置|负担|成本|时限|时间|距离|违法|投诉|贫困发生率|超标|漏损|逾期"
)
WITHIN: Final = re.compile(r"居民消费价格|CPI|物价|消费价格")


def direction_of(target: Tracked) -> Direction:
    """Which side is better: what was said of the indicator, else its comparator and name."""
    if target.direction is not None:
        return target.direction
    if target.comparator in (Comparator.LTE, Comparator.LT):
        return Direction.DOWN
    if target.comparator in (Comparator.GTE, Comparator.GT) or target.change is Change.DECREASE:
        return Direction.UP
    if WITHIN.search(target.name):
        return Direction.WITHIN
    return Direction.DOWN if LESS_IS_BETTER.search(target.name) else Direction.UP


def of(target: Tracked, value: Decimal) -> Verdict:
    """The verdict on the value of the whole time allowed."""
    direction = direction_of(target)
    room = abs(target.value) * ROOM if target.comparator is Comparator.APPROX else Decimal(0)
    if direction is Direction.WITHIN:
        near = abs(value - target.value) <= room
        return Verdict.MET if near else Verdict.UNCLEAR
    if direction is Direction.DOWN:
        high = target.value_max if target.value_max is not None else target.value
        met = value < high if target.comparator is Comparator.LT else value <= high + room
    else:
        met = value > target.value if _strict(target) else value >= target.value - room
    return Verdict.MET if met else Verdict.MISSED


def _strict(target: Tracked) -> bool:
    return target.comparator is Comparator.GT
