"""The days before feasts and seasons."""

from datetime import date, timedelta

import pytest
from chinese_calendar import is_holiday

from commitments.extraction.dates.holidays import NAMES, day_before

TODAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("春节", date(2026, 2, 16)),
        ("元宵", date(2026, 3, 2)),
        ("清明", date(2026, 4, 4)),
        ("端午", date(2026, 6, 18)),
        ("中秋", date(2026, 9, 24)),
        ("国庆", date(2026, 9, 30)),
    ],
)
def test_the_day_before(name, day):
    assert day_before(name, TODAY) == day


@pytest.mark.parametrize("year", range(2008, 2027))
@pytest.mark.parametrize("name", ["春节", "端午", "中秋"])
def test_the_feasts_are_free_days_of_the_state(name, year):
    last = day_before(name, TODAY, year=year)

    assert last is not None
    assert is_holiday(last + timedelta(days=1))


def test_a_feast_that_is_over_is_the_next_one():
    assert day_before("春节", date(2026, 8, 1)) == date(2027, 2, 5)


def test_beyond_the_table_nothing_is_known():
    assert day_before("春节", date(2080, 1, 1)) is None
    assert day_before("入冬", date(9998, 1, 1)) is None


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_its_day(name):
    last = day_before(name, TODAY)
    assert last is not None
    assert last >= TODAY
