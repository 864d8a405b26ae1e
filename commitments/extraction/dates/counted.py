"""Count the days that a span of time allows: 从今年起用三年时间, 自印发之日起30日内, 两年内.

>>> after(date(2026, 1, 5), 30, "日"), after(date(2026, 1, 31), 1, "个月")
(datetime.date(2026, 2, 4), datetime.date(2026, 2, 28))
>>> years_from(2012, 5), years_ahead(date(2026, 11, 20), 3)
(datetime.date(2016, 12, 31), datetime.date(2029, 12, 31))
"""

import calendar
from datetime import date, timedelta

from chinese_calendar import is_workday

from commitments.extraction.quantities.numerals import spell

LAST_YEAR = date.max.year
# From this month on, a plan of so many years means the years to come.
NEXT_YEAR_COUNTS = 10
MONTHS_IN = {"年": 12, "月": 1, "个月": 1, "季度": 3, "个季度": 3}
WORKDAYS = ("工作日", "个工作日")
MOST_WORKDAYS = 400
SATURDAY = 5


def amount(written: str) -> int:
    """三 is 3; of 3至5 the later."""
    last = written.translate(str.maketrans("至到—－~～", "------")).rpartition("-")[2]
    return int(last) if last.isdecimal() else spell(last)


def after(day: date, count: int, unit: str) -> date | None:
    """The day that lies so many days, weeks, months, years or working days after another."""
    if unit in MONTHS_IN:
        return _months_after(day, count * MONTHS_IN[unit])
    if unit in WORKDAYS:
        return _workdays_after(day, count)
    days = count * 7 if unit in ("周", "个星期", "星期") else count
    return day + timedelta(days=days) if days <= (date.max - day).days else None


def years_from(first: int, count: int) -> date | None:
    """The last day of so many years of which the first is named."""
    year = first + max(count, 1) - 1
    return date(year, 12, 31) if 1 <= year <= LAST_YEAR else None


def years_ahead(today: date, count: int) -> date | None:
    """The last day of so many years: this one is the first unless it is nearly over."""
    return years_from(today.year + (today.month >= NEXT_YEAR_COUNTS), count)


def _months_after(day: date, count: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if year > LAST_YEAR:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _workdays_after(day: date, count: int) -> date | None:
    if count > MOST_WORKDAYS or day.year >= LAST_YEAR - 2:
        return None
    while count > 0:
        day += timedelta(days=1)
        count -= _works(day)
    return day


def _works(day: date) -> bool:
    """Whether a day is worked; beyond the years that are published, weekends alone are free."""
    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY
