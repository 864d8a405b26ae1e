"""Percent shares that add up to exactly 100.0, as a reader will check."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

K = TypeVar("K")

TENTHS = 1000


def shares(counts: Mapping[K, int]) -> dict[K, Decimal]:
    """Each count's share in percent with one decimal, by largest remainder.

    >>> shares({"behind": 1, "on_schedule": 1, "ahead": 1})
    {'behind': Decimal('33.4'), 'on_schedule': Decimal('33.3'), 'ahead': Decimal('33.3')}

    Of equal remainders the larger count comes first, then the one named earlier. Where nothing
    was counted every share is 0.0, and the sum is not 100.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("A count is not negative.")
    whole = sum(counts.values())
    if whole == 0:
        return dict.fromkeys(counts, Decimal("0.0"))
    tenths = {key: count * TENTHS // whole for key, count in counts.items()}
    left = TENTHS - sum(tenths.values())
    by_remainder = sorted(
        counts, key=lambda key: (counts[key] * TENTHS % whole, counts[key]), reverse=True
    )
    for key in by_remainder[:left]:
        tenths[key] += 1
    return {key: Decimal(count).scaleb(-1) for key, count in tenths.items()}
