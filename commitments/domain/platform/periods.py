"""Reporting periods by name: 2026, 2026-H1, 2026-Q1, 2026-03."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from commitments.domain.platform.errors import Invalid

NAME = re.compile(r"(?P<year>20\d\d)(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d\d)))?")


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    name: str
    start: date
    end: date


def parse(name: str) -> ReportPeriod:
    """The first and last day of a period.

    >>> parse("2026-Q1").end
    datetime.date(2026, 3, 31)
    """
    match = NAME.fullmatch(name.strip().upper())
    if match is None or not 1 <= int(match["month"] or 1) <= 12:
        raise Invalid(
            _("“%(name)s” is no period: write 2026, 2026-H1, 2026-Q1 or 2026-03.") % {"name": name},
            field="period",
        )
    first, months = 1, 12
    if match["half"]:
        first, months = 6 * int(match["half"]) - 5, 6
    elif match["quarter"]:
        first, months = 3 * int(match["quarter"]) - 2, 3
    elif match["month"]:
        first, months = int(match["month"]), 1
    year, last = int(match["year"]), first + months - 1
    return ReportPeriod(match[0], date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def around(day: date, months: int) -> ReportPeriod:
    """The period of 1, 3, 6 or 12 months that a day lies in.

    >>> around(date(2026, 5, 20), 3).name
    '2026-Q2'
    """
    number = (day.month - 1) // months + 1
    names = {1: f"-{number:02}", 3: f"-Q{number}", 6: f"-H{number}", 12: ""}
    return parse(f"{day.year}{names[months]}")


def months_of(start: date, end: date) -> int:
    """How many months a period has.

    >>> months_of(date(2026, 4, 1), date(2026, 6, 30))
    3
    """
    return (end.year - start.year) * 12 + end.month - start.month + 1


def month_before(day: date) -> str:
    """The name of the month that ended last before a day."""
    return f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"
