import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.domain.platform import working_days
from commitments.domain.platform.working_days import is_working_day, shift

DAYS = st.dates(date(2010, 1, 1), date(2060, 12, 31))


def test_the_examples_in_docstrings_hold():
    assert doctest.testmod(working_days).failed == 0


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 4), True),
        (date(2026, 3, 7), False),  # Saturday
        (date(2026, 2, 17), False),  # first day of the year of the horse
        (date(2026, 2, 28), True),  # Saturday worked in exchange
        (date(2050, 10, 3), True),  # nothing is announced yet: a Monday is a Monday
        (date(2050, 10, 1), False),  # Saturday
    ],
)
def test_days(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "days", "arrives"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 7), 0, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 3, 9), -1, date(2026, 3, 6)),
        (date(2026, 2, 13), 3, date(2026, 2, 25)),
    ],
)
def test_shift(day, days, arrives):
    assert shift(day, days) == arrives


@given(DAYS, st.integers(-30, 30))
def test_shift_arrives_on_working_day_after_that_many(day, days):
    arrived = shift(day, days)
    assert is_working_day(arrived)
    if days > 0:
        passed = (day + timedelta(n) for n in range(1, (arrived - day).days + 1))
        assert sum(map(is_working_day, passed)) == days


@given(DAYS, st.integers(1, 30))
def test_shift_forward_and_back_returns(day, days):
    start = shift(day, 0)
    assert shift(shift(start, days), -days) == start
