"""Reporting periods by name (2026, 2026-H1, 2026-Q1, 2026-03) or in words (2026年一季度)."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as _

from commitments.domain.platform.errors import Invalid
from commitments.rendering import LANGUAGES
from commitments.rendering.wording import Wording

LONGEST = 40
YEAR = re.compile(r"20\d\d")
ARABIC = str.maketrans("1234", "一二三四")
NAME = re.compile(r"(?P<year>20\d\d)(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d\d)))?")


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    name: str
    start: date
    end: date


def parse(name: str) -> ReportPeriod:
    """The first and last day of a period, given by its name or in words.

    >>> parse("2026-Q1").end
    datetime.date(2026, 3, 31)
    >>> parse("2026年第1季度").name
    '2026-Q1'
    """
    match = NAME.fullmatch(_named(name))
    if match is None or not 1 <= int(match["month"] or 1) <= 12:
        words = _("“%(name)s” is no period: write 2026, 2026-H1, 2026-Q1 or 2026-03.")
        raise Invalid(words % {"name": name[:LONGEST]}, field="period")
    first, months = 1, 12
    if match["half"]:
        first, months = 6 * int(match["half"]) - 5, 6
    elif match["quarter"]:
        first, months = 3 * int(match["quarter"]) - 2, 3
    elif match["month"]:
        first, months = int(match["month"]), 1
    year, last = int(match["year"]), first + months - 1
    return ReportPeriod(match[0], date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def names_of(year: int) -> list[str]:
    """The year itself, its halves, quarters and months."""
    parts = ["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4"]
    return [f"{year}{part}" for part in [*parts, *(f"-{month:02}" for month in range(1, 13))]]


def _named(given: str) -> str:
    """The name of a period that is told in words of either language; else what was given."""
    plain = unicodedata.normalize("NFKC", given[: LONGEST + 1]).strip()
    year = YEAR.search(plain)
    return _by_words(int(year[0])).get(_simplest(plain), plain.upper()) if year else plain


@cache
def _by_words(year: int) -> dict[str, str]:
    say = [Wording(language) for language in LANGUAGES]
    return {_simplest(words.period(name)): name for words in say for name in names_of(year)}


def _simplest(words: str) -> str:
    """The same for 2026年 第1季度 and 2026年一季度, for 2026年01月 and 2026年1月份."""
    plain = "".join(words.lower().split()).replace("第", "").removesuffix("份")
    year, mark, rest = plain.partition("年")
    if rest.endswith("季度"):
        rest = rest.translate(ARABIC)
    return f"{year}{mark}{rest.removeprefix('度').removeprefix('全年').removeprefix('0')}"


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


def before(day: date, months: int) -> ReportPeriod:
    """The period of 1, 3, 6 or 12 months that ended last before a day.

    >>> before(date(2026, 5, 20), 3).name
    '2026-Q1'
    """
    return around(around(day, months).start - timedelta(days=1), months)
