"""Working days: weekends, public holidays and the days worked in exchange (调休).

The State Council announces the holidays of a year in the autumn before; the library knows the
years announced when it was released. In any other year only weekends are free, so that a date
is at worst a holiday too early and nothing stops.
"""

from datetime import date, timedelta

from chinese_calendar import is_workday

SATURDAY = 5
A_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Whether offices are open.

    >>> is_working_day(date(2026, 2, 14))  # a Saturday worked in exchange for a holiday
    True
    >>> is_working_day(date(2026, 10, 1))
    False
    """
    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


def shift(day: date, days: int) -> date:
    """Return the day that many working days after, or before, a day.

    Zero gives the day itself, or the next working day when offices are closed.

    >>> shift(date(2026, 9, 30), 1)
    datetime.date(2026, 10, 8)
    >>> shift(date(2026, 10, 8), -1)
    datetime.date(2026, 9, 30)
    """
    step = -A_DAY if days < 0 else A_DAY
    remaining = abs(days)
    while remaining or not is_working_day(day):
        day += step
        if remaining and is_working_day(day):
            remaining -= 1
    return day
