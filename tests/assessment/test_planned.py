from datetime import date
from decimal import Decimal

import pytest

from commitments.assessment import Aggregation, Direction, Path, ReasonCode, Rules
from commitments.assessment.bounds import bounds_of
from commitments.assessment.planned import achievement, baseline_of, planned
from tests.assessment.given import DUE, START, day, goal


def asked(on, **given):
    wanted = goal(**given)
    return planned(wanted, bounds_of(wanted, Rules()), on, wanted.due, None)


@pytest.mark.parametrize(
    ("on", "expected"), [(-10, 100), (0, 100), (1, 101), (50, 150), (99, 199), (100, 200)]
)
def test_the_straight_line_runs_by_calendar_days(on, expected):
    assert asked(day(on)) == expected
    assert asked(day(on), value="0", direction=Direction.DOWN, comparator="lte") == 200 - expected


@pytest.mark.parametrize(
    ("given", "on", "expected"),
    [
        ({"value": "201"}, 50, "151"),
        ({"value": "201", "unit": "平方米"}, 50, "151"),
        ({"value": "4", "baseline": "3", "unit": "平方米"}, 33, "3.33"),
        ({"value": "3", "baseline": "0"}, 50, "2"),
        ({"value": "3.5", "baseline": "0"}, 33, "1.16"),
    ],
)
def test_nobody_is_asked_for_a_part_of_a_thing(given, on, expected):
    assert asked(day(on), **given) == Decimal(expected)


def test_from_the_due_date_on_the_target_is_asked_whatever_the_path():
    for path in Path:
        assert asked(DUE, path=path, baseline=None, baseline_on=None) == 200


def test_the_line_of_a_goal_due_before_it_starts():
    assert asked(START, due=START) == 200
    assert asked(date.min, due=START, baseline_on=DUE) == 100


def test_no_path_asks_nothing_yet():
    assert asked(day(50), path=Path.NONE) is ReasonCode.NOTHING_ASKED_YET


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"baseline": None}, None),
        ({"baseline": "7"}, 7),
        ({"baseline": None, "direction": Direction.COUNT}, 0),
        ({"baseline": None, "aggregation": Aggregation.SUM}, 0),
        ({"baseline": "7", "aggregation": Aggregation.SUM}, 7),
    ],
)
def test_where_a_goal_starts_from(given, expected):
    assert baseline_of(goal(**given)) == expected


@pytest.mark.parametrize(
    ("actual", "planned_", "baseline", "sign", "expected"),
    [
        ("3.2", "3.4", "2.4", 1, "0.8"),
        ("0.29", "0.285", "0.29", -1, "0"),
        ("0.28", "0.285", "0.29", -1, "2"),
        ("2", "3.4", "2.4", 1, "-0.4"),
        ("5", "10", "0", 1, "0.5"),
        ("5", "2.4", "2.4", 1, None),
        ("5", "2", "2.4", 1, None),
        ("3", "2", "2.4", -1, "-1.5"),
        ("95", "100", None, 1, "0.95"),
        ("0", "100", None, 1, "0"),
        ("-1", "100", None, 1, None),
        ("1", "0", None, 1, None),
        ("95", "100", None, -1, None),
        ("-5", "-10", None, -1, "0.5"),
    ],
)
def test_achievement(actual, planned_, baseline, sign, expected):
    found = achievement(
        Decimal(actual), Decimal(planned_), None if baseline is None else Decimal(baseline), sign
    )

    assert found == (None if expected is None else Decimal(expected))
