"""A figure and its parts by place or group: whether they agree, and the whole from the parts.

Parts that were rounded need not add up to a whole that was rounded, too: each figure may be off
by half a unit of the last place in which it is given. Whole numbers are counted, not rounded,
and agree exactly; one that stands among figures with decimals is taken to have as many as the
coarsest of them. A ratio is always rounded, to whole per cents as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from commitments.assessment.evaluating import ARITHMETIC
from commitments.assessment.measured import PER

ZERO, HALF = Decimal(0), Decimal("0.5")
FOUR_PLACES = Decimal("0.0001")


class Across(StrEnum):
    """How the values of several places or groups make one."""

    SUM = "sum"
    AVERAGE = "average"
    MAXIMUM = "maximum"
    RATIO = "ratio"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Figure:
    """What the whole or one part of it comes to; a ratio keeps its numerator and denominator."""

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


class ClashKind(StrEnum):
    """What contradicts: `EXCEEDS` and `LARGER` are known before every part is."""

    SUM = "sum"
    EXCEEDS = "exceeds"
    OUTSIDE = "outside"
    MAXIMUM = "maximum"
    LARGER = "larger"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Clash:
    """A whole and what its parts allow: one figure, or a range from `low` to `high`."""

    kind: ClashKind
    whole: Decimal
    low: Decimal
    high: Decimal

    @property
    def difference(self) -> Decimal:
        """By how much the whole lies beside what the parts allow."""
        with localcontext(ARITHMETIC):
            return max(self.low - self.whole, self.whole - self.high)


def clash(
    whole: Figure | None,
    parts: Sequence[Figure],
    *,
    across: Across,
    is_complete: bool,
    unit: str = "",
) -> Clash | None:
    """What contradicts, if anything; `is_complete` says that no group is left out.

    The unit tells a ratio in per cent from a bare one.
    """
    if whole is None or not parts:
        return None
    values = sorted(part.value for part in parts)
    with localcontext(ARITHMETIC):
        match across:
            case Across.SUM:
                return _sum(whole.value, values, is_complete)
            case Across.MAXIMUM:
                return _maximum(whole.value, values, is_complete)
            case Across.AVERAGE if is_complete:
                return _outside(whole.value, values)
            case Across.RATIO if is_complete:
                return _ratio(whole.value, parts, unit)
    return None


def whole_of(
    parts: Sequence[Figure], *, across: Across, is_complete: bool, unit: str = ""
) -> Figure | None:
    """The whole that follows from all parts; an average does not, for nobody says their weights.

    A ratio is given with four decimals.
    """
    if not (parts and is_complete):
        return None
    values = sorted(part.value for part in parts)
    with localcontext(ARITHMETIC):
        match across:
            case Across.SUM:
                return Figure(sum(values, ZERO))
            case Across.MAXIMUM:
                return Figure(values[-1])
            case Across.RATIO if fraction := _fraction(parts):
                numerator, denominator = fraction
                ratio = numerator * PER.get(unit, 1) / denominator
                return Figure(ratio.quantize(FOUR_PLACES), numerator, denominator)
    return None


def _sum(whole: Decimal, values: list[Decimal], is_complete: bool) -> Clash | None:
    total = sum(values, ZERO)
    room = _room([whole, *values])
    if is_complete:
        return _beside(ClashKind.SUM, whole, total, total, room)
    if whole >= 0 and values[0] >= 0 and total - whole > room:
        return Clash(ClashKind.EXCEEDS, whole, total, total)
    return None


def _maximum(whole: Decimal, values: list[Decimal], is_complete: bool) -> Clash | None:
    highest = values[-1]
    room = _room([whole, highest])
    if is_complete:
        return _beside(ClashKind.MAXIMUM, whole, highest, highest, room)
    return Clash(ClashKind.LARGER, whole, highest, highest) if highest - whole > room else None


def _outside(whole: Decimal, values: list[Decimal]) -> Clash | None:
    low, high = values[0], values[-1]
    return _beside(ClashKind.OUTSIDE, whole, low, high, _room([whole, low, high]))


def _ratio(whole: Decimal, parts: Sequence[Figure], unit: str) -> Clash | None:
    """Without every numerator and denominator only this is sure: it lies among the parts."""
    fraction = _fraction(parts)
    if fraction is None:
        return _outside(whole, sorted(part.value for part in parts))
    numerator, denominator = fraction
    ratio = numerator * PER.get(unit, 1) / denominator
    return _beside(ClashKind.RATIO, whole, ratio, ratio, HALF.scaleb(-_decimals(whole)))


def _fraction(parts: Sequence[Figure]) -> tuple[Decimal, Decimal] | None:
    """The sums of numerators and denominators, where every part tells them."""
    numerators = [part.numerator for part in parts if part.numerator is not None]
    denominators = [part.denominator for part in parts if part.denominator is not None]
    if not len(numerators) == len(denominators) == len(parts):
        return None
    # Sorted, so that the order of entry never shows in the last digit.
    numerator, denominator = sum(sorted(numerators), ZERO), sum(sorted(denominators), ZERO)
    return (numerator, denominator) if denominator else None


def _beside(
    kind: ClashKind, whole: Decimal, low: Decimal, high: Decimal, room: Decimal
) -> Clash | None:
    found = Clash(kind, whole, low, high)
    return found if found.difference > room else None


def _room(figures: Sequence[Decimal]) -> Decimal:
    """Half a unit of the last place for each figure; none where all are whole numbers."""
    decimals = [_decimals(figure) for figure in figures]
    coarsest = min((places for places in decimals if places), default=None)
    if coarsest is None:
        return ZERO
    return sum((HALF.scaleb(-(places or coarsest)) for places in decimals), ZERO)


def _decimals(figure: Decimal) -> int:
    exponent = figure.as_tuple().exponent
    assert isinstance(exponent, int)  # a figure is finite
    return max(0, -exponent)
