"""Write tables of typed values into worksheets.

Entered text is only ever written as text: a cell that begins with =, +, - or @ stays what it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from unicodedata import east_asian_width

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from commitments.rendering.text import printable

TEXT_FONT, HEAD_FONT = "宋体", "黑体"
A3_PAPER, A4_PAPER = 8, 9
MANY_COLUMNS = 15
LINE_HEIGHT, TALLEST_ROW = 15.0, 409.0
LONGEST_TEXT = 32_767
FIRST_YEAR = 1900
MOST_DECIMALS = 15
ENTERED_DECIMALS, COMPUTED_DECIMALS = 6, 2


@dataclass(frozen=True, slots=True)
class Percent:
    """A number of percents; Excel keeps the fraction and shows the percents."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """A difference, shown with its sign."""

    value: int | Decimal


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure shown with the decimals of its target, and with more where it was given more."""

    value: Decimal
    decimals: int


@dataclass(frozen=True, slots=True)
class SumAbove:
    """The sum of the table's rows in this column; `value` is what a reader sees before Excel."""

    value: int


Value = str | int | Decimal | date | Percent | Change | Measured | SumAbove | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    heading: str
    width: int


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook, day_format: str) -> None:
        self._workbook = workbook
        self._known: dict[tuple[str, bool], Format] = {}
        self.day_format = day_format
        self.title = workbook.add_format({"font_name": HEAD_FONT, "font_size": 16})
        self.head = workbook.add_format(
            {
                "font_name": HEAD_FONT,
                "font_size": 11,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                "border": 1,
                "bg_color": "#EDEFF1",
            }
        )

    def cell(self, number_format: str = "General", *, ruled: bool = True) -> Format:
        key = number_format, ruled
        if key not in self._known:
            self._known[key] = self._workbook.add_format(
                {
                    "font_name": TEXT_FONT,
                    "font_size": 11,
                    "valign": "vcenter",
                    "align": "left" if number_format == "@" else "general",
                    "text_wrap": ruled and number_format == "@",
                    "num_format": number_format,
                    "border": int(ruled),
                }
            )
        return self._known[key]


class Sheet:
    """One worksheet that is filled from the top."""

    def __init__(
        self, worksheet: Worksheet, styles: Styles, columns: Sequence[SheetColumn]
    ) -> None:
        self._sheet = worksheet
        self._styles = styles
        self._columns = columns
        self._row = 0
        self._first_of_table = 0
        for place, column in enumerate(columns):
            worksheet.set_column(place, place, column.width)
        worksheet.set_landscape()
        worksheet.set_paper(A4_PAPER if len(columns) < MANY_COLUMNS else A3_PAPER)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_footer("&C— &P —")

    @property
    def row(self) -> int:
        """The row that is written next."""
        return self._row

    def title(self, text: str) -> None:
        self._sheet.write_string(self._row, 0, _fitting(text), self._styles.title)
        self._row += 1

    def fact(self, name: str, value: Value) -> None:
        """A name and its value, above the table."""
        self._write(0, name, ruled=False)
        self._write(1, value, ruled=False)
        self._row += 1

    def skip_row(self) -> None:
        self._row += 1

    def table(
        self,
        rows: Iterable[Sequence[Value]],
        *,
        total: Sequence[Value] = (),
        named_by: int = 1,
    ) -> None:
        """A header that filters the rows and stays in sight, as do the columns that name a row.

        The total is no part of the filter; without rows there is nothing to sum up.
        """
        head = self._row
        for place, column in enumerate(self._columns):
            self._sheet.write_string(head, place, column.heading, self._styles.head)
        self._sheet.set_row(head, 2 * LINE_HEIGHT)
        self._first_of_table = self._row = head + 1
        for row in rows:
            self._write_row(row)
        self._sheet.autofilter(head, 0, max(self._row - 1, head), len(self._columns) - 1)
        self._sheet.freeze_panes(head + 1, named_by)
        self._sheet.repeat_rows(head)
        if total and self._row > self._first_of_table:
            self._write_row(total)

    def _write_row(self, row: Sequence[Value]) -> None:
        for place, value in enumerate(row):
            self._write(place, value)
        self._sheet.set_row(self._row, self._height(row))
        self._row += 1

    def _height(self, row: Sequence[Value]) -> float:
        """Room for the wrapped text: not every program makes it when it opens the file."""
        lines = max(
            _lines(value, column.width) if isinstance(value, str) else 1
            for value, column in zip(row, self._columns, strict=True)
        )
        return min(lines * LINE_HEIGHT, TALLEST_ROW)

    def _write(self, column: int, value: Value, *, ruled: bool = True) -> None:
        cell, sheet, style = (self._row, column), self._sheet, self._styles.cell
        match value:
            case None | "":
                sheet.write_blank(*cell, None, style("@", ruled=ruled))
            case SumAbove(total):
                above = xl_range(self._first_of_table, column, self._row - 1, column)
                sheet.write_formula(*cell, f"=SUM({above})", style("0"), total)
            case Percent(percent):
                sheet.write_number(*cell, float(percent / 100), style("0.0%"))
            case Change(change):
                sheet.write_number(*cell, float(change), style(_signed_format(change)))
            case Measured(figure, least):
                shown = _number_format(_shown_decimals(figure, least))
                sheet.write_number(*cell, float(figure), style(shown))
            case int() | Decimal():
                shown = _number_format(min(decimals(Decimal(value)), MOST_DECIMALS))
                sheet.write_number(*cell, float(value), style(shown))
            case date() if value.year >= FIRST_YEAR:
                moment = datetime.combine(value, time())
                sheet.write_datetime(*cell, moment, style(self._styles.day_format, ruled=ruled))
            case _:
                sheet.write_string(*cell, _fitting(str(value)), style("@", ruled=ruled))


def _fitting(text: str) -> str:
    """Excel refuses longer texts, and a refused cell would be lost without a word."""
    text = printable(text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _lines(text: str, width: int) -> int:
    """Lines that a text needs, a Chinese character being as wide as two digits."""
    wide = sum(1 + (east_asian_width(character) in "WFA") for character in text)
    return 1 + wide // max(width - 1, 1)


def _signed_format(change: int | Decimal) -> str:
    digits = "0" if isinstance(change, int) else "0.0"
    return f"+{digits};-{digits};{digits}"


def decimals(value: Decimal | None) -> int:
    """As many as were entered, zeros at the end aside."""
    exponent = value.normalize().as_tuple().exponent if value is not None else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _shown_decimals(figure: Decimal, least: int) -> int:
    """What has more decimals than anybody enters was computed, and is shown as its target is."""
    own = decimals(figure)
    return max(own, least) if own <= ENTERED_DECIMALS else max(least, COMPUTED_DECIMALS)


def _number_format(places: int) -> str:
    """Never 1.2E+12, never 3.70000001."""
    return f"0.{'0' * places}" if places else "0"
