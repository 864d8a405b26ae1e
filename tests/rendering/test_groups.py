"""Figures by place or group stand in Word, Excel and HTML; what has none is as it was before."""

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from bs4 import BeautifulSoup
from docx import Document
from openpyxl import load_workbook

from commitments.rendering import Report, render_docx, render_html, render_xlsx
from commitments.rendering.values import Breakdown, GroupRow
from tests.rendering.examples import ITEMS, QUARTER_END, report_of

STREETS = Breakdown(
    dimension="街镇",
    rows=(
        GroupRow("万寿路街道", Decimal(6), Decimal(1), Decimal("16.7")),
        GroupRow("羊坊店街道", Decimal(5)),
    ),
    on=QUARTER_END,
    target_total=Decimal(11),
    value_total=Decimal(1),
)
AGES = Breakdown(dimension="年龄段", rows=(GroupRow("老年", Decimal(11)),))
REPORT = report_of((ITEMS[0], replace(ITEMS[1], groups=(STREETS, AGES))))
TABLE = [
    ["街镇", "目标", "完成值", "占目标比例"],
    ["万寿路街道", "6处", "1处", "16.7%"],
    ["羊坊店街道", "5处", "—", "—"],
    ["合计", "11处", "1处", "—"],
]
CAPTION = "HD-2026-002 重大体育场馆建设数量"


def test_word_has_a_table_a_dimension():
    document = Document(io.BytesIO(render_docx(REPORT)))

    streets, ages = document.tables[-2:]
    assert [[cell.text for cell in row.cells] for row in streets.rows] == TABLE
    assert [cell.text for cell in ages.rows[-1].cells] == ["老年", "11处", "—", "—"]
    captions = [one.text for one in document.paragraphs if one.text.startswith("HD-")]
    assert captions == [f"{CAPTION}（截至2026年3月31日）", CAPTION]
    assert "分组情况" in [one.text for one in document.paragraphs]


def test_the_page_has_the_same_tables():
    page = BeautifulSoup(render_html(REPORT), "html.parser")

    table = page.find_all("table")[-2]
    assert [[cell.text for cell in row.find_all(["th", "td"])] for row in table("tr")] == TABLE
    assert "By place or group" in render_html(REPORT, "en")


def test_excel_has_a_sheet_to_filter_with_real_numbers():
    workbook = load_workbook(io.BytesIO(render_xlsx(REPORT)))

    head, first, second, third = workbook["分组情况"].iter_rows(values_only=True)
    assert head[3:] == (
        *("分组维度", "分组", "分组目标值", "分组完成值", "计量单位", "占目标比例", "完成值日期"),
    )
    assert first[0] == "HD-2026-002"
    measured = datetime.combine(QUARTER_END, datetime.min.time())
    assert first[3:] == ("街镇", "万寿路街道", 6, 1, "处", 0.167, measured)
    assert second[3:] == ("街镇", "羊坊店街道", 5, None, "处", None, measured)
    assert third[3:] == ("年龄段", "老年", 11, None, "处", None, None)


def test_without_breakdowns_nothing_is_added():
    assert "分组情况" not in load_workbook(io.BytesIO(render_xlsx(report_of()))).sheetnames
    assert "分组情况" not in render_html(report_of())


def test_a_snapshot_gives_the_breakdowns_back_and_an_older_one_has_none():
    snapshot = REPORT.as_snapshot()
    assert Report.from_snapshot(snapshot) == REPORT

    for item in snapshot["items"]:
        del item["groups"]
    older = Report.from_snapshot(snapshot)
    assert older.items[1].groups == ()
    assert "重大体育场馆" in render_html(older)
    assert Document(io.BytesIO(render_docx(older))).tables
    assert load_workbook(io.BytesIO(render_xlsx(older))).sheetnames[-1] == "变化"


def test_the_date_is_that_of_the_breakdown():
    earlier = replace(STREETS, on=date(2026, 1, 31))
    report = report_of((replace(ITEMS[1], groups=(earlier,)),))

    assert f"{CAPTION}（截至2026年1月31日）" in render_html(report)
