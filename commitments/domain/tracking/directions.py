"""Which way a target leads: it follows from its words, comparator and baseline.

>>> follow(comparator="lte", value=Decimal(30), baseline=Decimal(34)).value
'down'
>>> follow(comparator="lte", value=Decimal(0), words="黑臭水体降至0处").value
'down'
>>> follow(comparator="lte", value=Decimal("5.5"), words="失业率控制在5.5%以内").value
'keep_below'
>>> follow(comparator="eq", value=Decimal("3.5"), change="decrease", unit="%").value
'down'
"""

import re
from decimal import Decimal

from commitments.choices import Change, Comparator, Direction

CEILINGS = {Comparator.LTE, Comparator.LT}
FLOORS = {Comparator.GTE, Comparator.GT}
RISING = {Direction.UP, Direction.COUNT, Direction.KEEP_ABOVE}
FALLING = {Direction.DOWN, Direction.KEEP_BELOW}
# Their path starts at the baseline; a bound to keep has none.
ON_A_WAY = {Direction.UP, Direction.COUNT, Direction.DOWN}
SHARES = ("%", "％", "‰", "百分点")
FALLS = re.compile(
    r"(?:下降|降低|减少|缩小|缩短|压缩|压减|回落|下调|收窄|精简|简化|降|减|缩)(?:到|至|为|成)"
)


def follow(
    *,
    comparator: str,
    value: Decimal,
    baseline: Decimal | None = None,
    change: str = "",
    unit: str = "",
    words: str = "",
) -> Direction:
    """The direction of a target that nobody gave one."""
    if comparator == Comparator.BETWEEN:
        return Direction.WITHIN
    is_level = change in ("", Change.LEVEL)
    falls = is_level and baseline is not None and baseline > value
    if comparator in CEILINGS:
        return Direction.DOWN if falls or FALLS.search(words) else Direction.KEEP_BELOW
    if change == Change.DECREASE or (falls and comparator not in FLOORS):
        return Direction.DOWN
    if change == Change.INCREASE and unit not in SHARES:
        return Direction.COUNT
    return Direction.UP


def contradicts_comparator(direction: str, comparator: str, change: str = "") -> bool:
    """Whether "at most" bounds what is to rise, or "at least" what is to fall."""
    way = Direction(direction).of_figures(change)
    return (way in RISING and comparator in CEILINGS) or (way in FALLING and comparator in FLOORS)


def contradicts_baseline(
    direction: str, value: Decimal, baseline: Decimal | None, change: str = ""
) -> bool:
    """Whether the way from the baseline to the target leads against the direction."""
    if baseline is None or change not in ("", Change.LEVEL):
        return False
    if direction == Direction.DOWN:
        return baseline < value
    return direction in (Direction.UP, Direction.COUNT) and baseline > value


def opposed(one: str, other: str) -> bool:
    """Whether one rises and the other falls."""
    return (one in RISING and other in FALLING) or (one in FALLING and other in RISING)
