"""How one language says dates, amounts, shares and targets.

Chinese official writing counts by 万 and 亿 and sets no thousands separators; English does the
opposite. A percentage and a difference of percentages (百分点) are never written alike.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from commitments import figures
from commitments.rendering import labels, target_labels
from commitments.rendering.labels import Pair
from commitments.rendering.text import one_line
from commitments.rendering.values import (
    Comparator,
    Crossing,
    End,
    Ended,
    Fact,
    Item,
    OnTime,
    Previous,
    Progress,
    Report,
    Target,
    Workflow,
)

TENTH = Decimal("0.1")
PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<q>[1-4])|H(?P<h>[12])|(?P<m>0[1-9]|1[0-2])))?")


class Wording:
    """The words of a report in one language."""

    def __init__(self, language: str) -> None:
        if language not in labels.LANGUAGES:
            raise ValueError(f"no report in {language!r}; there is {', '.join(labels.LANGUAGES)}")
        self.language = language
        self.is_chinese = language == labels.CHINESE
        self._side = labels.LANGUAGES.index(language)

    def of(self, pair: Pair) -> str:
        """The side of a pair that is in this language."""
        return pair[self._side]

    def text(self, key: str, **values: object) -> str:
        return self.of(labels.TEXTS[key]).format(**values)

    def heading(self, key: str, **values: object) -> str:
        return self.of(labels.HEADINGS[key]).format(**values)

    def fact(self, fact: Fact) -> tuple[str, str]:
        """The label and what it says."""
        if self.is_chinese:
            return fact.label, fact.text
        return fact.label_en, fact.text_en

    def numbered(self, number: int, heading: str, *, level: int = 1) -> str:
        """一、 and （一） in Chinese, 1. and (1) in English."""
        if not self.is_chinese:
            return f"{number}. {heading}" if level == 1 else f"({number}) {heading}"
        numeral = labels.CHINESE_NUMERALS[number - 1]
        return f"{numeral}、{heading}" if level == 1 else f"（{numeral}）{heading}"

    def labelled(self, key: str, value: str) -> str:
        return self.text("label_value", label=self.text(key), value=value)

    def progress(self, progress: Progress) -> str:
        return self.of(labels.PROGRESS[progress])

    def workflow(self, workflow: Workflow) -> str:
        return self.of(labels.WORKFLOW[workflow])

    def end(self, end: End) -> str:
        return self.of(labels.END[end])

    def crossing(self, why: Crossing) -> str:
        return self.of(labels.CROSSING[why])

    def why(self, item: Item) -> str:
        """The sentence in this language; issues of format 1 have the Chinese one only."""
        return one_line(item.why if self.is_chinese else item.why_en or item.why)

    def ending(self, end: Ended) -> str:
        """Why it ended, and what it was merged into."""
        reason = one_line(end.reason)
        if not end.into:
            return reason
        return self.text("merged_into", code=one_line(end.into), reason=reason)

    def listed(self, names: Iterable[str]) -> str:
        return self.text("list_separator").join(one_line(name) for name in names)

    def name(self, name: str) -> str:
        """The title or issuer of a report: as the office set it, else in this language."""
        given = labels.GIVEN_NAMES.get(name)
        return self.of(given) if given else one_line(name)

    def indicator(self, item: Item) -> str:
        """What is measured of an item; of a whole it is the completion of its parts."""
        return self.text("completion_of_parts") if item.of_parts else one_line(item.indicator)

    def unit_name(self, name: str) -> str:
        return one_line(name) or self.text("nobody")

    # Dates and periods

    def day(self, day: date | None) -> str:
        if day is None:
            return self.text("none")
        return figures.chinese_day(day) if self.is_chinese else figures.english_day(day)

    def short_day(self, day: date, year: int) -> str:
        """Without the year where that is told already."""
        words = self.day(day)
        if day.year != year:
            return words
        return words.removeprefix(f"{year}年").removesuffix(f" {year}")

    def month(self, day: date, *, with_year: bool) -> str:
        """10月, or with its year 2026年10月."""
        name = f"{day.month}月" if self.is_chinese else figures.MONTHS[day.month - 1][:3]
        if not with_year:
            return name
        return f"{day.year}年{name}" if self.is_chinese else f"{name} {day.year}"

    def before(self, report: Report) -> str:
        """What the report is compared with: 上月, or its name where it is not the one before."""
        previous = report.previous
        if previous is None or not previous.period:
            return self.text("last_issue")
        months, name = _period_before(report)
        if name != previous.period:
            return self.period(previous.period)
        return self.of(labels.PERIOD_BEFORE[months])

    def against(self, report: Report) -> str:
        """The same with its day: 上月（截至5月31日）."""
        previous = report.previous
        if previous is None or not previous.period:
            return self._against_issue(previous)
        day = self.short_day(previous.as_of, report.as_of.year)
        return self.text("against", period=self.before(report), as_of=day)

    def _against_issue(self, previous: Previous | None) -> str:
        if previous is None:
            return self.text("last_issue")
        day = self.day(previous.as_of)
        return self.text("against_issue", number=previous.number, as_of=day)

    def period(self, period: str) -> str:
        """2026-Q1 is 2026年一季度; what is no such code is printed as it stands."""
        found = PERIOD.fullmatch(period)
        if not found:
            return one_line(period)
        year = found["year"]
        for part, names in ((found["q"], labels.QUARTERS), (found["h"], labels.HALVES)):
            if part:
                name = self.of(names[int(part) - 1])
                return f"{year}年{name}" if self.is_chinese else f"{name} {year}"
        if not found["m"]:
            return f"{year}年" if self.is_chinese else year
        month = int(found["m"])
        return f"{year}年{month}月" if self.is_chinese else f"{figures.MONTHS[month - 1]} {year}"

    # Numbers

    def quantity(self, value: Decimal | None, unit: str) -> str:
        """A number with its unit, not a digit less than was entered: 1.2万亿元, 39331张, 60%."""
        if value is None:
            return self.text("none")
        write = figures.chinese_figure if self.is_chinese else figures.english_figure
        return write(value, one_line(unit), exact=True)

    def percent(self, value: Decimal | None) -> str:
        """With one decimal, as shares are computed."""
        return self.text("none") if value is None else f"{_tenths(value)}%"

    def rate(self, rate: OnTime) -> str:
        """A rate never goes without its numerator and denominator."""
        if not rate.due:
            return self.text("none")
        return f"{self.percent(rate_percent(rate))}\n{rate.kept}/{rate.due}"

    # Targets

    def target(self, target: Target) -> str:
        if target.value is None:
            words = one_line(target.text) or self.text("none")
        else:
            words = self._comparison(target, target.value)
        return self.text("assumed", target=words) if target.is_assumed else words

    def target_and_due(self, target: Target) -> str:
        """The whole of a target on one line, for comparing two versions of it."""
        due = self.labelled("due", self.day(target.due))
        return f"{self.target(target)}{self.text('clause_separator')}{due}"

    def _comparison(self, target: Target, value: Decimal) -> str:
        patterns, high = target_labels.COMPARATOR, target.value_max
        if target.is_fall:
            patterns = target_labels.FALL_BY
        elif target.is_growth:
            # 下降3.5% is said of -3.5 %.
            patterns = target_labels.FALL if value < 0 else target_labels.GROWTH
            value, high = abs(value), None if high is None else abs(high)
        pattern = self.of(patterns[target.comparator])
        if target.comparator is not Comparator.BETWEEN:
            return pattern.format(value=self.quantity(value, target.unit))
        return pattern.format(
            value=self.quantity(value, target.unit), value_max=self.quantity(high, target.unit)
        )


def _period_before(report: Report) -> tuple[int, str]:
    """How many months the period has, and the name of the one of its kind just before."""
    start, end = report.period_start, report.period_end
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    last = start - timedelta(days=1)
    number = (last.month - 1) // months + 1
    suffixes = {1: f"-{number:02}", 3: f"-Q{number}", 6: f"-H{number}", 12: ""}
    return months, f"{last.year}{suffixes[months]}"


def difference(value: int | Decimal) -> str:
    """+3, -2 or 0, for a column whose heading says what it counts."""
    return f"{value:+}" if value else "0"


def rate_percent(rate: OnTime) -> Decimal:
    return Decimal(rate.kept) / rate.due * 100


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_HALF_UP)
