from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.domain.platform import periods
from commitments.domain.platform.errors import Invalid


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_parse(name, start, end):
    period = periods.parse(name)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "name", ["", "2026-Q5", "2026-13", "2026-00", "1026", "2026-Q1-x", "一季度"]
)
def test_rejects_unknown_period_at_its_field(name):
    with pytest.raises(Invalid) as refusal:
        periods.parse(name)
    assert refusal.value.field == "period"


@given(st.dates(min_value=date(2001, 1, 1), max_value=date(2098, 12, 31)))
def test_month_before_ends_the_day_before_this_month(day):
    period = periods.before(day, 1)
    assert (day.replace(day=1) - period.end).days == 1
