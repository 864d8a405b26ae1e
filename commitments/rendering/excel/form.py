"""A workbook that somebody fills in and sends back: open columns, choices to pick from, a guide."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from commitments.rendering.excel.sheet import Sheet, SheetColumn, Styles, Value
from commitments.rendering.text import one_line

ISO_DAY = "yyyy-mm-dd"
OPEN_COLOUR = "#FFF2CC"
GUIDE_WIDTH = 100
ROWS_TO_SPARE = 500


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of the form; `is_open` is to be filled in, the others are there to be read."""

    heading: str
    width: int
    is_open: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The form as a whole: names of its three sheets, its columns, and how to fill it in."""

    title: str
    columns: Sequence[FormColumn]
    guide_title: str
    guide: Sequence[str]
    choices_title: str
    named_by: int = 3


def render_form(form: Form, rows: Iterable[Sequence[Value]]) -> bytes:
    """One header row on top, as programs and filters expect it; open columns are yellow."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": one_line(form.title)})
        styles = Styles(workbook, ISO_DAY)
        listed = list(rows)
        worksheet = workbook.add_worksheet(form.title)
        sheet = Sheet(worksheet, styles, [SheetColumn(c.heading, c.width) for c in form.columns])
        sheet.table(listed, named_by=form.named_by)
        _open(workbook, worksheet, form, len(listed) + ROWS_TO_SPARE)
        _guide(workbook, styles, form)
    return buffer.getvalue()


def _open(workbook: Workbook, worksheet: Worksheet, form: Form, last_row: int) -> None:
    head = workbook.add_format(
        {
            "font_name": "黑体",
            "font_size": 11,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
            "border": 1,
            "bg_color": OPEN_COLOUR,
        }
    )
    choices = None
    for place, column in enumerate(form.columns):
        if column.is_open:
            worksheet.write_string(0, place, column.heading, head)
        if column.hint:
            worksheet.write_comment(0, place, column.hint, {"x_scale": 2})
        if column.choices:
            choices = choices or _hidden(workbook, form.choices_title)
            for row, choice in enumerate(column.choices):
                choices.write_string(row, place, choice)
            cells = xl_range_abs(0, place, len(column.choices) - 1, place)
            # A word that is not on the list only warns: the unit's full name is right as well.
            worksheet.data_validation(
                *(1, place, last_row, place),
                {
                    "validate": "list",
                    "source": f"='{form.choices_title}'!{cells}",
                    "error_type": "warning",
                },
            )


def _hidden(workbook: Workbook, name: str) -> Worksheet:
    worksheet = workbook.add_worksheet(name)
    worksheet.hide()
    return worksheet


def _guide(workbook: Workbook, styles: Styles, form: Form) -> None:
    sheet = Sheet(
        workbook.add_worksheet(form.guide_title),
        styles,
        [SheetColumn(form.guide_title, GUIDE_WIDTH)],
    )
    sheet.title(form.guide_title)
    sheet.table([(line,) for line in form.guide])
