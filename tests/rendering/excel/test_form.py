"""A workbook to be filled in: what is open, what may be chosen, what stays text."""

import io
from datetime import date
from decimal import Decimal

import openpyxl

from commitments.rendering.excel.form import OPEN_COLOUR, Form, FormColumn, render_form
from commitments.rendering.excel.sheet import Percent

FORM = Form(
    title="台账",
    columns=[
        FormColumn("编号", 12),
        FormColumn("牵头单位", 16, is_open=True, choices=("区体育局", "区教委")),
        FormColumn("目标值", 12, is_open=True, hint="可写作1.2万亿"),
        FormColumn("完成时限", 12, is_open=True),
        FormColumn("完成率", 10),
    ],
    guide_title="填写说明",
    guide=["黄色列可以填写。"],
    choices_title="选项",
)


def opened(rows) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_form(FORM, rows)))


def test_the_headings_stand_in_the_first_row_and_open_ones_are_marked() -> None:
    sheet = opened([("2026-0001", "区体育局", Decimal("3.7"), date(2030, 12, 31), None)])["台账"]

    assert [cell.value for cell in sheet[1]] == ["编号", "牵头单位", "目标值", "完成时限", "完成率"]
    marked = [cell.fill.fgColor.rgb[-6:] == OPEN_COLOUR[1:] for cell in sheet[1]]
    assert marked == [False, True, True, True, False]
    assert sheet.cell(1, 3).comment.text.endswith("可写作1.2万亿")
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == "A1:E2"


def test_figures_are_numbers_and_days_are_days() -> None:
    row = ("2026-0001", "区体育局", Decimal("3.7"), date(2030, 12, 31), Percent(Decimal("62.5")))
    sheet = opened([row])["台账"]

    assert [sheet.cell(2, column).value for column in (3, 5)] == [3.7, 0.625]
    assert sheet.cell(2, 4).value.date() == date(2030, 12, 31)
    assert sheet.cell(2, 4).number_format == "yyyy-mm-dd"


def test_choices_come_from_a_hidden_sheet_and_reach_below_the_last_row() -> None:
    workbook = opened([("2026-0001", "区体育局", None, None, None)])

    assert workbook["选项"].sheet_state == "hidden"
    [rule] = workbook["台账"].data_validations.dataValidation
    assert rule.formula1 == "'选项'!$B$1:$B$2"
    assert "B400" in rule.sqref


def test_the_guide_says_how_to_fill_it_in_and_no_text_becomes_a_formula() -> None:
    workbook = opened([("=1+1", "@a", None, None, None)])

    assert workbook["填写说明"]["A1"].value == "填写说明"
    assert workbook["台账"]["A2"].data_type == "s"


def test_a_form_without_rows_still_shows_what_to_fill_in() -> None:
    assert opened([])["台账"].max_row == 1
