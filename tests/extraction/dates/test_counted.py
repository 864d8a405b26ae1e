"""Spans of time and the days on which they end."""

from datetime import date

import pytest

from commitments.extraction.dates.counted import after, amount, years_ahead


@pytest.mark.parametrize(
    ("count", "unit", "day"),
    [
        (30, "日", date(2026, 3, 2)),
        (1, "个月", date(2026, 2, 28)),
        (2, "周", date(2026, 2, 14)),
        (1, "年", date(2027, 1, 31)),
        (1, "个季度", date(2026, 4, 30)),
        (5, "个工作日", date(2026, 2, 6)),
    ],
)
def test_after(count, unit, day):
    assert after(date(2026, 1, 31), count, unit) == day


def test_working_days_pass_over_the_holidays_and_beyond_the_calendar_over_weekends():
    assert after(date(2026, 9, 30), 1, "工作日") == date(2026, 10, 8)
    assert after(date(2090, 1, 6), 1, "工作日") == date(2090, 1, 9)


@pytest.mark.parametrize("unit", ["日", "个月", "年", "工作日"])
def test_no_day_lies_beyond_the_calendar(unit):
    assert after(date(9999, 12, 1), 400, unit) is None


def test_years_begin_with_the_next_one_when_this_one_is_nearly_over():
    assert years_ahead(date(2026, 3, 1), 3) == date(2028, 12, 31)
    assert years_ahead(date(2026, 11, 1), 3) == date(2029, 12, 31)


@pytest.mark.parametrize(("written", "value"), [("三", 3), ("10", 10), ("3至5", 5), ("三—五", 5)])
def test_amount(written, value):
    assert amount(written) == value
