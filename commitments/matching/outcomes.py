"""Whether a reported value meets its target, as far as that can be said without a person.

>>> of(Tracked("", "地区生产总值", Decimal(5), "%", Change.GROWTH, Comparator.GTE), Decimal("5.3"))
<Outcome.MET: 'met'>
>>> of(Tracked("", "居民消费价格", Decimal(2), "%", Change.GROWTH, Comparator.APPROX), Decimal(0))
<Outcome.UNCLEAR: 'unclear'>
"""

import re
from decimal import Decimal
from typing import Final

from commitments.matching.inputs import Change, Comparator, Direction, Tracked
from commitments.matching.names import parse
from commitments.matching.proposals import Outcome

# “左右” leaves 5 % of room, as in assessment.
ROOM: Final = Decimal("0.05")
LESS_IS_BETTER: Final = re.compile(
    r"失业率|浓度|能耗|排放|事故|死亡|发案|赤字|债务|不良|空置|负担|成本|时限|时间|距离|违法|投诉|贫困发生率|超标|漏损|逾期"
)
WITHIN: Final = re.compile(r"居民消费价格|CPI|物价|消费价格")


# 超6.1万家: a round number that is left behind, so what lies just below a target may have met it.
AT_LEAST: Final = frozenset((Comparator.GTE, Comparator.GT))
JUST_BELOW: Final = Decimal("0.95")


def direction_of(target: Tracked) -> Direction:
    """Which side is better: what was said of the indicator, else its comparator and name."""
    if target.direction is not None:
        return target.direction
    if target.comparator in (Comparator.LTE, Comparator.LT):
        return Direction.DOWN
    if target.comparator in AT_LEAST or target.change in (Change.DECREASE, Change.INCREASE):
        return Direction.UP
    if WITHIN.search(target.name):
        return Direction.WITHIN
    falls = LESS_IS_BETTER.search(target.name) and not parse(target.name).done
    return Direction.DOWN if falls else Direction.UP


def of(
    target: Tracked,
    value: Decimal,
    *,
    reported: Comparator = Comparator.EQ,
    running: bool = False,
) -> Outcome:
    """The outcome on a value; while the target runs, only what was reached early is met."""
    direction = direction_of(target)
    if direction is Direction.WITHIN:
        near = abs(value - target.value) <= _room(target)
        return Outcome.MET if near and not running else Outcome.UNCLEAR
    if direction is Direction.DOWN:
        high = target.value_max if target.value_max is not None else target.value
        below = (
            value < high if target.comparator is Comparator.LT else value <= high + _room(target)
        )
        outcome = Outcome.MET if below else Outcome.MISSED
        return Outcome.UNCLEAR if running else outcome
    outcome = _rising(target, value, reported)
    early = target.change is Change.LEVEL and outcome is Outcome.MET
    return Outcome.UNCLEAR if running and not early else outcome


def _rising(target: Tracked, value: Decimal, reported: Comparator) -> Outcome:
    if target.comparator is Comparator.GT and value == target.value:
        return Outcome.MET if reported is Comparator.GT else Outcome.UNCLEAR
    if value >= target.value - _room(target):
        return Outcome.MET
    perhaps = reported in AT_LEAST and value >= target.value * JUST_BELOW
    return Outcome.UNCLEAR if perhaps else Outcome.MISSED


def _room(target: Tracked) -> Decimal:
    return abs(target.value) * ROOM if target.comparator is Comparator.APPROX else Decimal(0)
