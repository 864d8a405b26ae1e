"""Leave out figures that only say how old or how large something is.

>>> from commitments.extraction.quantities import composition
>>> text = "新建3座35万千瓦光热电站，为65岁以上老年人体检"
>>> [(q.value, q.unit) for q in left_out(text, list(composition.find(text)))]
[(3.0, '座')]
"""

from collections.abc import Sequence
from dataclasses import replace

from commitments.extraction.quantities import placement
from commitments.extraction.quantities.composition import Quantity

CLOSERS = ("", *"，。；、）\n")


def left_out(masked: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities without ages of people and without sizes of what is counted."""
    return _sized(masked, [quantity for quantity in found if not _age(masked, quantity)])


def _sized(masked: str, found: list[Quantity]) -> list[Quantity]:
    """3座|35万千瓦光热电站: three of that size, and the size is no figure of its own."""
    kept: list[Quantity] = []
    for quantity in found:
        before = kept[-1] if kept else None
        touching = before is not None and before.end == quantity.start
        # 12栋15万平方米。 are two figures, 3座35万千瓦光热电站 one and its size.
        touching = touching and masked[quantity.end : quantity.end + 1] not in CLOSERS
        if before and touching and before.kind == "count" and quantity.kind in placement.SIZES:
            kept[-1] = replace(before, end=quantity.end)
        else:
            kept.append(quantity)
    return kept


def _age(masked: str, quantity: Quantity) -> bool:
    """65岁以上老年人: an age that only says which people."""
    return quantity.unit == "岁" and masked[quantity.end : quantity.end + 1] not in "，。；、）"
