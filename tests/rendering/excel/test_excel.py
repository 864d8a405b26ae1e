import io
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from commitments.rendering import render_xlsx
from commitments.rendering.values import Changes
from tests.rendering.examples import ITEMS, many, report_of, with_text


def opened(report, language="zh-hans", **options):
    return load_workbook(io.BytesIO(render_xlsx(report, language)), **options)


def rows_of(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def records_of(sheet):
    head, *rows = rows_of(sheet)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_sheets_have_their_names():
    assert opened(report_of()).sheetnames == ["总体情况", "分单位", "事项台账", "变化"]
    assert opened(report_of(), "en").sheetnames == ["Overview", "By unit", "Ledger", "Changes"]


def test_the_overview_says_which_issue_it_is():
    facts = dict(row[:2] for row in rows_of(opened(report_of())["总体情况"])[1:5])

    assert facts == {
        "印发单位": "海淀区委区政府督查室",
        "印发日期": "2026年4月8日",
        "报告期": "2026年一季度（2026年1月1日至2026年3月31日）",
        "数据截至": "2026年3月31日",
    }


def test_totals_are_sums_that_equal_the_counts():
    report = report_of(many(222))
    shown = opened(report, data_only=True)
    formulas = opened(report)

    *counts, total = rows_of(shown["总体情况"])[8:16]
    assert sum(row[1] for row in counts) == total[1] == 222
    assert sum(row[2] for row in counts) == pytest.approx(total[2]) == 1
    assert formulas["总体情况"].cell(16, 2).value == "=SUM(B9:B15)"
    *units, in_all = rows_of(shown["分单位"])[1:]
    for place in range(1, 13):
        assert sum(row[place] for row in units) == in_all[place]


def test_the_ledger_has_real_numbers_and_real_dates():
    sheet = opened(report_of())["事项台账"]
    first = records_of(sheet)[0]

    assert first["目标"] == "不低于3.7平方米"
    assert (first["目标值"], first["基期值"], first["完成值"]) == (3.7, 2.92, 2.96)
    assert first["完成时限"] == datetime(2030, 12, 31)
    assert first["序时完成率"] == 1
    formats = {cell.value: cell.number_format for cell in sheet[2]}
    assert formats[datetime(2030, 12, 31)] == 'yyyy"年"m"月"d"日"'
    assert formats[3.7] == "0.0"
    assert formats[2.92] == "0.00"


def test_large_amounts_are_shown_in_full():
    cell = next(c for c in opened(report_of())["事项台账"][5] if c.value == 100_000_000_000)

    assert cell.number_format == "0"


def test_what_is_not_known_stays_empty():
    bare = records_of(opened(report_of())["事项台账"])[6]

    assert [bare[name] for name in ("完成时限", "完成值", "序时完成率", "推定目标")] == [None] * 4


def test_headers_stay_in_sight_and_filter():
    workbook = opened(report_of())

    assert workbook["事项台账"].freeze_panes == "C2"
    assert workbook["事项台账"].auto_filter.ref == "A1:AG9"
    assert workbook["总体情况"].auto_filter.ref == "A8:F15"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1}"])
def test_entered_text_is_never_a_formula(text):
    workbook = opened(report_of(with_text(text), title=text, issuer=text, changes=Changes()))

    cells = [cell for cell in workbook["事项台账"][2] if cell.value == text]
    assert len(cells) >= 5
    assert all(cell.data_type == "s" for cell in cells)
    assert workbook["总体情况"]["B2"].data_type == "s"


def test_links_in_text_stay_text():
    workbook = opened(report_of(with_text("http://example.org/")))

    assert all(cell.hyperlink is None for cell in workbook["事项台账"][2])


def test_a_text_too_long_for_a_cell_is_cut_visibly():
    [record] = records_of(opened(report_of(with_text("长" * 40_000)))["事项台账"])

    assert len(record["原文"]) == 32_767
    assert record["原文"].endswith("…")


def test_changes_are_one_table():
    records = records_of(opened(report_of())["变化"])

    assert [record["变化类型"] for record in records] == [
        "新立项",
        "进度评价变化",
        "目标调整",
        "办结、销号、暂停、终止或合并",
    ]
    assert (records[1]["上期"], records[1]["本期"]) == ("达到序时进度", "进度滞后")


def test_a_first_and_empty_issue_opens():
    workbook = opened(report_of((), previous=None, changes=Changes()))

    assert len(rows_of(workbook["分单位"])) == len(rows_of(workbook["事项台账"])) == 1
    assert [cell.value for cell in workbook["总体情况"][7]] == [
        "进度评价",
        "件数（项）",
        "占比（%）",
    ]


def test_every_commitment_has_a_row():
    assert len(records_of(opened(report_of())["事项台账"])) == len(ITEMS)


@given(st.text(alphabet=st.characters(exclude_categories=()), min_size=1))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_a_workbook_that_opens(text):
    opened(report_of(with_text(text), title=text, issuer=text, period=text))
