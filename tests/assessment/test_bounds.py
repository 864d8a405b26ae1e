from decimal import Decimal

import pytest

from commitments.assessment import Aggregation, Comparator, Direction, Rules
from commitments.assessment.bounds import bounds_of, is_kept
from tests.assessment.given import goal


@pytest.mark.parametrize(
    ("direction", "comparator", "low", "high", "aim"),
    [
        (Direction.UP, Comparator.GTE, 200, None, 200),
        (Direction.COUNT, Comparator.EQ, 200, None, 200),
        (Direction.UP, Comparator.APPROX, 190, None, 200),
        (Direction.UP, Comparator.BETWEEN, 200, None, 200),
        (Direction.KEEP_ABOVE, Comparator.GT, 200, None, 200),
        (Direction.DOWN, Comparator.LTE, None, 200, 200),
        (Direction.DOWN, Comparator.APPROX, None, 210, 200),
        (Direction.DOWN, Comparator.BETWEEN, None, 300, 300),
        (Direction.KEEP_BELOW, Comparator.LT, None, 200, 200),
        (Direction.WITHIN, Comparator.BETWEEN, 200, 300, 200),
        (Direction.WITHIN, Comparator.APPROX, 190, 210, 200),
        (Direction.WITHIN, Comparator.GTE, 200, None, 200),
        (Direction.WITHIN, Comparator.LT, None, 200, 200),
    ],
)
def test_bounds(direction, comparator, low, high, aim):
    found = bounds_of(goal(direction=direction, comparator=comparator, value_max="300"), Rules())

    assert (found.low, found.high, found.aim) == (low, high, aim)


@pytest.mark.parametrize("comparator", [Comparator.GT, Comparator.LT])
def test_more_than_and_less_than_do_not_hold_at_the_bound(comparator):
    found = bounds_of(goal(direction=Direction.WITHIN, comparator=comparator), Rules())

    assert not found.holds(Decimal(200))


def test_tolerance_is_share_of_magnitude():
    found = bounds_of(goal(comparator=Comparator.APPROX, value="-200"), Rules())

    assert found.low == -210


@pytest.mark.parametrize(
    ("direction", "usually", "as_sum"),
    [
        (Direction.UP, False, False),
        (Direction.COUNT, False, False),
        (Direction.DOWN, False, True),
        (Direction.KEEP_ABOVE, True, False),
        (Direction.KEEP_BELOW, True, True),
        (Direction.WITHIN, True, True),
    ],
)
def test_distinguishes_bounds_to_keep_from_goals_to_reach(direction, usually, as_sum):
    assert is_kept(goal(direction=direction)) is usually
    assert is_kept(goal(direction=direction, aggregation=Aggregation.SUM)) is as_sum
