from datetime import date
from decimal import Decimal

import pytest

from commitments.assessment import (
    Direction,
    Goal,
    Override,
    Period,
    Progress,
    Rules,
    Step,
    Value,
)


@pytest.mark.parametrize(
    ("period", "on", "before"),
    [
        (Period(months=1), date(2026, 3, 31), date(2026, 2, 28)),
        (Period(months=12), date(2024, 2, 29), date(2023, 2, 28)),
        (Period(months=3), date(2026, 6, 30), date(2026, 3, 31)),
        (Period(months=12), date(2025, 2, 28), date(2024, 2, 29)),
        (Period(months=36), date(2026, 1, 15), date(2023, 1, 15)),
        (Period(days=10), date(2026, 1, 5), date(2025, 12, 26)),
        (Period(months=1, days=1), date(2026, 3, 31), date(2026, 2, 27)),
        (Period(months=3), date(1, 5, 20), date(1, 2, 20)),
        (Period(months=3), date(1, 2, 20), date.min),
        (Period(months=10**9), date(2026, 3, 31), date.min),
        (Period(days=10**9), date(2026, 3, 31), date.min),
    ],
)
def test_period_before(period, on, before):
    assert period.before(on) == before


@pytest.mark.parametrize("length", [{}, {"months": -1}, {"months": 2, "days": -1}])
def test_rejects_empty_or_negative_period(length):
    with pytest.raises(ValueError, match="longer than nothing"):
        Period(**length)


@pytest.mark.parametrize("figure", ["NaN", "Infinity", "1E+31", "1E-31", "-1E+99"])
def test_rejects_non_figure_on_creation(figure):
    with pytest.raises(ValueError, match="evaluated"):
        Goal(Direction.UP, Decimal(figure))
    with pytest.raises(ValueError, match="evaluated"):
        Value(date(2026, 1, 1), Decimal(figure))
    with pytest.raises(ValueError, match="evaluated"):
        Step(date(2026, 1, 1), Decimal(figure))


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_an_override_needs_a_reason(reason):
    with pytest.raises(ValueError, match="reason"):
        Override(Progress.AHEAD, reason, date(2026, 1, 1), date(2026, 2, 1))


def test_rejects_override_ending_before_start():
    with pytest.raises(ValueError, match="ends"):
        Override(Progress.AHEAD, "核查中", date(2026, 2, 1), date(2026, 1, 31))


@pytest.mark.parametrize(
    "given",
    [
        {"ahead": Decimal("0.8")},
        {"on_schedule": Decimal(0)},
        {"eq_tolerance": Decimal("-0.1")},
        {"approx_tolerance": Decimal("-0.1")},
        {"ahead": Decimal("NaN")},
    ],
)
def test_rejects_inconsistent_rules(given):
    with pytest.raises(ValueError, match=r"Thresholds|tolerance|evaluated"):
        Rules(**given)


def test_the_narrowest_that_is_allowed():
    assert Rules(ahead=Decimal(1), on_schedule=Decimal(1)).ahead == 1
    one_day = Override(Progress.AHEAD, "核查", date(2026, 1, 1), date(2026, 1, 1))
    assert one_day.holds(date(2026, 1, 1))
