"""Read 从A提高到B as one quantity B that started at A.

>>> from commitments.extraction.quantities import composition
>>> text = "覆盖率从15%提高到90%以上，用户由4.7增加到6.1万户"
>>> [(q.value, q.baseline, q.unit) for q in join(text, list(composition.find(text)))]
[(90.0, 15.0, '%'), (61000.0, 47000.0, '户')]
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from commitments.extraction.quantities.composition import Quantity

_VERB = (
    "提高|提升|增加|增长|上升|上涨|跃升|跃居|扩大|扩展|拓展|攀升|延长|放宽|上调|调整|调增|下降|降低|减少|缩小|缩短|压缩|压减|回落|"
    "下调|收窄|增|升|降|减|提|扩|缩|变|跨越|发展|升级|攀|前移|进|精简|简化|调|转变|恢复|涨|优化"
)
MOVE = re.compile(
    rf"""(?:以上|左右|[^，。；：、\d]{{0,4}}?)?[，,]?
         (?:大幅|稳步|持续|逐步|快速|进一步|再|又|历史性|显著|■|年)*
         (?:{_VERB})?(?:到|至|为|成)(?:了)?
         (?:[■年末底的]*)(?:每[人月年]|全国|全球|全省|世界|第)?(?:[^\d，。；：]{{0,4}})$""",
    re.VERBOSE,
)
# 由34微克降至30微克: what falls to a value is to stay at or below it.
FALL = re.compile(
    r"(?:下降|降低|减少|缩小|缩短|压缩|压减|回落|下调|收窄|精简|简化|降|减|缩)(?:到|至|为|成)"
)
MOST_TOGETHER = 8
STARTED = ("从", "由", "自")
REACH = 24
LONGEST_BRIDGE = 30


def join(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with each move made into the one it reached."""
    joined: list[Quantity] = []
    low: Quantity | None = None
    index = 0
    while index < len(found):
        quantity = found[index]
        if several := _arrived_together(text, found, index):
            joined += several
            index += 2 * len(several)
            low = None
            continue
        index += 1
        origin = _origin(text, low, quantity) if low else -1
        if low is not None and origin >= 0:
            joined[-1] = _arrived(text, low, quantity, origin)
            low = None
            continue
        joined.append(quantity)
        low = quantity
    return joined


def _arrived_together(text: str, found: Sequence[Quantity], index: int) -> list[Quantity]:
    """从645元、4318元提高到801元、7226元: the first goes with the first, the second with the
    second."""
    count = _run(text, found, index)
    lows, highs = found[index : index + count], found[index + count : index + 2 * count]
    if count < 2 or len(highs) < count or _run(text, highs, 0) < count:
        return []
    if any(low.kind != high.kind for low, high in zip(lows, highs, strict=True)):
        return []
    bridge = text[lows[-1].end : highs[0].start - highs[0].lead]
    at = _started(text, lows[0])
    if at < 0 or not bridge or not MOVE.fullmatch(bridge):
        return []
    first = _arrived(text, lows[0], highs[0], at, bridge)
    pairs = zip(lows[1:], highs[1:], strict=True)
    return [first, *(_arrived(text, low, high, high.origin, bridge) for low, high in pairs)]


def _run(text: str, found: Sequence[Quantity], index: int) -> int:
    """How many quantities from `index` on stand in one list."""
    count = 1
    for before, after in pairwise(found[index : index + MOST_TOGETHER]):
        if text[before.end : after.origin] not in ("、", "和", "与", "，"):
            break
        count += 1
    return count


def _origin(text: str, low: Quantity, high: Quantity) -> int:
    """Where 从 stands when `high` is where `low` moved to, else -1."""
    if high.start - low.end > LONGEST_BRIDGE or (
        low.kind != high.kind
        and "bare"
        not in (
            low.kind,
            high.kind,
        )
    ):
        return -1
    bridge = text[low.end : high.start - high.lead]
    if not bridge or not MOVE.fullmatch(bridge):
        return -1
    at = _started(text, low)
    if at >= 0:
        return at
    # 15%提高到90%: without 从, only a bare verb between the two says so.
    return (
        low.origin
        if low.kind == "share" and bridge[0] not in "，,、" and low.kind == high.kind
        else -1
    )


def _started(text: str, low: Quantity) -> int:
    """Where 从 stands before the value that a move starts at, or -1."""
    clause = max(text.rfind(mark, low.start - REACH, low.start) for mark in "，；。：、\n")
    begin = max(clause + 1, low.start - REACH, 0)
    return max(text.rfind(word, begin, low.start) for word in STARTED)


def _arrived(
    text: str, low: Quantity, high: Quantity, origin: int, bridge: str | None = None
) -> Quantity:
    moved = bridge or text[low.end : high.start]
    falls = high.comparator == "eq" and FALL.search(moved) is not None
    unit, kind = (high.unit, high.kind) if high.unit else (low.unit, low.kind)
    return replace(
        high,
        unit=unit,
        kind=kind,
        comparator="lte" if falls else high.comparator,
        baseline=low.value * _shared_scale(low, high),
        origin=origin,
        unit_guessed=unit is None,
    )


def _shared_scale(low: Quantity, high: Quantity) -> float:
    """从4.7增加到6.1万家: the 万 of the second figure counts for the first."""
    if low.unit is not None or low.value >= 1000 or high.value < 10_000:
        return 1.0
    return 1e8 if high.value >= 1e8 else 1e4
