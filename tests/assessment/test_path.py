"""The planned path and the measured values as points to draw."""

from dataclasses import replace
from decimal import Decimal, localcontext

import pytest
from hypothesis import given

from commitments.assessment import Aggregation, Comparator, Direction, Path, Point, Step, Value
from commitments.assessment.bounds import Bounds, bounds_of
from commitments.assessment.evaluating import ARITHMETIC
from commitments.assessment.path import measured_path, planned_path
from commitments.assessment.planned import planned
from commitments.assessment.values import Rules
from tests.assessment.given import DUE, START, day, goal, values
from tests.assessment.strategies import DAYS, goals

FALLING = {"direction": Direction.DOWN, "comparator": Comparator.LTE}


def corners(since, until, **fields):
    """Pairs of day number and value."""
    points = planned_path(goal(**fields), day(since), day(until))
    return [((point.on - START).days, point.value) for point in points]


def test_a_straight_line_runs_from_the_baseline_to_the_due_date_and_is_level_after_it():
    assert corners(-10, 120) == [(-10, 100), (0, 100), (100, 200), (120, 200)]


def test_a_falling_line_falls():
    assert corners(0, 100, value="50", **FALLING) == [(0, 100), (100, 50)]


def test_a_piece_of_the_line_begins_and_ends_on_it():
    assert corners(25, 75) == [(25, 125), (75, 175)]


@pytest.mark.parametrize(("on", "value"), [(-1, 100), (50, 150), (100, 200), (101, 200)])
def test_one_day_is_one_point(on, value):
    assert corners(on, on) == [(on, value)]


def test_reversed_dates_have_no_line():
    assert corners(10, 5) == []


def test_steps_hold_their_value_until_the_next_and_the_target_comes_on_the_due_date():
    steps = (Step(day(60), Decimal(150)), Step(day(30), Decimal(120)))
    fields = {"path": Path.STEPS, "steps": steps}

    assert corners(0, 110, **fields) == [(30, 120), (60, 150), (100, 200), (110, 200)]
    assert corners(40, 70, **fields) == [(40, 120), (60, 150), (70, 150)]


def test_ignores_milestone_after_due_date():
    steps = (Step(day(30), Decimal(120)), Step(day(105), Decimal(300)))
    assert corners(0, 110, path=Path.STEPS, steps=steps) == [(30, 120), (100, 200), (110, 200)]


def test_steps_without_a_due_date():
    steps = (Step(day(30), Decimal(120)),)
    assert corners(0, 50, path=Path.STEPS, steps=steps, due=None) == [(30, 120), (50, 120)]


def test_no_path_asks_the_target_on_the_due_date_only():
    assert corners(0, 110, path=Path.NONE) == [(100, 200), (110, 200)]
    assert corners(0, 99, path=Path.NONE) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"due": None},
        {"direction": Direction.YES_NO},
        {"value": None},
        {"direction": Direction.KEEP_ABOVE},
        {"comparator": Comparator.LTE},
    ],
    ids=["no due date", "yes or no", "no figure", "a bound to keep", "contradictory"],
)
def test_goal_without_path_has_no_line(fields):
    assert corners(0, 100, **fields) == []


def test_line_with_unknown_start_has_its_end():
    assert corners(0, 110, baseline=None) == [(100, 200), (110, 200)]


def test_falls_back_to_dates_of_commitment():
    bare = goal(due=None, baseline_on=None)

    points = planned_path(bare, START, DUE, due=DUE, starts_on=day(20))

    assert points == (
        Point(START, Decimal(100)),
        Point(day(20), Decimal(100)),
        Point(DUE, Decimal(200)),
    )


@given(goals(), DAYS, DAYS)
def test_points_equal_what_evaluation_expects(wanted, one, other):
    since, until = sorted((one, other))
    points = planned_path(wanted, since, until)

    assert list(points) == sorted(points, key=lambda point: point.on)
    assert all(since <= point.on <= until for point in points)
    if points:
        bounds = bounds_of(wanted, Rules())
        assert isinstance(bounds, Bounds)
        with localcontext(ARITHMETIC):
            for point in points:
                assert planned(wanted, bounds, point.on, wanted.due, None) == point.value


def reached(measured, **fields):
    points = measured_path(goal(**fields), measured)
    return [((point.on - START).days, point.value) for point in points]


def test_values_stand_as_they_were_measured_the_later_of_two_on_one_day():
    measured = (*values((30, "120"), (10, "110")), Value(day(30), Decimal(125), id="9"))
    assert reached(measured) == [(10, 110), (30, 125)]


def test_sums_grow_and_shares_are_of_all_that_was_counted():
    summed = {"aggregation": Aggregation.SUM, "baseline": None}
    assert reached(values((10, "5"), (20, "7")), **summed) == [(10, 5), (20, 12)]
    shares = tuple(
        replace(value, numerator=value.amount, denominator=Decimal(200))
        for value in values((10, "50"), (20, "150"))
    )
    fields = {"aggregation": Aggregation.RATIO, "unit": "%"}
    assert reached(shares, **fields) == [(10, 25), (20, 50)]
    assert reached(values((10, "50")), **fields) == []


def test_no_value_gives_no_point():
    assert measured_path(goal(), ()) == ()
