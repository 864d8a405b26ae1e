"""A commitment without a measure of its own, evaluated by the weighted completion of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal, localcontext

from commitments.assessment.evaluating import ARITHMETIC
from commitments.assessment.values import (
    Comparator,
    Direction,
    Facts,
    Goal,
    Progress,
    Value,
)

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part stands, and the day from which that is known.

    `completion` is its share of the whole way, where figures tell it.
    """

    weight: Decimal
    progress: Progress
    completion: Decimal | None = None
    known_on: date | None = None

    def __post_init__(self) -> None:
        if not (self.weight.is_finite() and self.weight > 0):
            raise ValueError("A part has some weight.")

    @property
    def share(self) -> Decimal:
        """From 0 to 1: what is not known to be done is not done."""
        if self.progress is Progress.ACHIEVED:
            return ONE
        return min(max(self.completion or ZERO, ZERO), ONE)


def normalised(weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The weights as shares of their sum."""
    with localcontext(ARITHMETIC):
        total = sum(weights, ZERO)
        return tuple(weight / total for weight in weights)


def completion(parts: Sequence[Part]) -> Decimal:
    """The weighted completion in per cent, never rounded up: 100 means that all is done."""
    with localcontext(ARITHMETIC):
        # Sorted, so that the order of entry never shows in the last digit.
        done = sum(sorted(part.weight * part.share for part in parts), ZERO)
        total = sum(sorted(part.weight for part in parts), ZERO)
        if all(part.share == ONE for part in parts):
            return HUNDRED
        percent = (done * HUNDRED / total).quantize(FOUR_PLACES, ROUND_DOWN)
        return min(percent, HUNDRED - FOUR_PLACES)


def with_parts(facts: Facts, parts: Sequence[Part], on: date) -> Facts:
    """The facts with what the parts say of the whole; a target of its own speaks for itself.

    The whole is asked for the straight line whatever its parts are asked for: one that is
    suspended, or not asked for anything yet, counts as what it has come to and helps no other.
    """
    if facts.goal is not None or all(each.progress is Progress.NOT_ASSESSED for each in parts):
        return facts
    # Not simply the day asked: the same state of the parts gives the same facts every day.
    days = [each.known_on for each in parts if each.known_on is not None and each.known_on <= on]
    known_on = max(days, default=min(facts.starts_on or on, on))
    goal = Goal(
        direction=Direction.UP,
        value=HUNDRED,
        comparator=Comparator.GTE,
        unit="%",
        due=facts.due_on,
        baseline=ZERO,
        baseline_on=facts.starts_on,
    )
    value = Value(on=known_on, amount=completion(parts))
    return replace(facts, goal=goal, values=(value,), of_parts=True)
