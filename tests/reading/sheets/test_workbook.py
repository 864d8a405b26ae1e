"""Workbooks as documents, and workbooks made to bring the reader down."""

import io
from datetime import date

import openpyxl
import pytest

from commitments.reading import UnreadableFile, read
from commitments.reading.sheets import workbook
from commitments.reading.sheets.sheet import read_sheet
from tests.reading.files import in_cells, zipped

LIMIT = 50 * 1024 * 1024
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def plan() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2026年重点任务分解表"])
    sheet.append(["任务", "责任单位", "完成率", "时限"])
    sheet.append(["新增床位500张", "民政局", 0.6, date(2026, 6, 30)])
    sheet.append(["建成医院", None, 0.055, "年底前"])
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("B3:B4")
    sheet["C3"].number_format = "0%"
    sheet["C4"].number_format = '0.0%" 左右"'
    return book


def handmade(cells: str, path: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook of the smallest kind, with the markup of its one sheet."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship '
            f'Id="r1" Type="{RELATIONS}/worksheet" Target="/{path}"/></Relationships>',
            path: f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def test_a_workbook_is_a_document_with_its_title_and_merged_cells():
    reading = read(saved(plan()), "分解表.xlsx")

    assert reading.text == (
        "2026年重点任务分解表\n任务\t责任单位\t完成率\t时限\n"
        "新增床位500张\t民政局\t60%\t2026年6月30日\n建成医院\t\t5.5%\t年底前"
    )
    assert [row[1] for row in in_cells(reading)] == ["责任单位", "民政局", "民政局"]


@pytest.mark.parametrize("name", ["分解表.xls", "分解表.et", "分解表"])
def test_the_content_decides_whatever_the_ending(name):
    assert "民政局" in read(saved(plan()), name).text


def test_sheets_stand_under_their_names_and_hidden_ones_are_passed_over():
    book = plan()
    book.active.title = "任务"
    book.create_sheet("名单").append(["姓名", "单位"])
    hidden = book.create_sheet("选项")
    hidden.append(["甲", "乙"])
    hidden.sheet_state = "hidden"

    reading = read(saved(book), "a.xlsx")

    headings = [reading.text[mark.start : mark.end] for mark in reading.structure.marks]
    assert headings == ["任务", "名单"]
    assert "甲" not in reading.text


def test_a_hidden_sheet_is_read_where_there_is_no_other():
    book = plan()
    book.active.sheet_state = "hidden"
    book.create_sheet("空")

    assert "民政局" in read(saved(book), "a.xlsx").text


def test_the_lines_of_a_cell_stay_one_cell():
    book = openpyxl.Workbook()
    book.active.append(["任务", "单位"])
    book.active.append(["一是绿化\n二是造林", "园林局"])

    assert read(saved(book), "a.xlsx").text == "任务\t单位\n一是绿化 二是造林\t园林局"


def test_an_old_workbook_is_read_in_a_child_process(monkeypatch):
    calls = []

    def call(task: str, data: bytes, options: object) -> object:
        calls.append(task)
        return [workbook._as_json(sheet) for sheet in workbook._opened(saved(plan()))]

    monkeypatch.setattr(workbook.isolated, "call", call)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le")

    reading = read(old, "a.xls")

    assert calls == ["commitments.reading.sheets.workbook:sheets_as_json"]
    assert reading.media_type == "application/vnd.ms-excel"
    assert "新增床位500张\t民政局\t0.6\t2026年6月30日" in reading.text


def test_an_old_workbook_that_is_damaged_says_so():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le")

    with pytest.raises(UnreadableFile) as refusal:
        read_sheet(old, limit=LIMIT)

    assert refusal.value.code in ("damaged", "crashed")


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
NEAR = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "data",
    [
        handmade(FAR),
        handmade(NEAR + FAR),
        handmade(NEAR + FAR.replace('"', "'")),
        handmade(NEAR + FAR.replace("<c ", '<c s="1" ')),
        handmade(NEAR + '<row r="1048576"><c><v>1</v></c></row>'),
        handmade(NEAR + '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'),
        handmade(NEAR + '<row r="1"><c r="ZZZZZZ1"><is><t>x</t></is></c></row>'),
        handmade("<row r='20000'><c r='A1'><v>1</v></c>" + "<c><v>1</v></c>" * 300 + "</row>"),
        handmade(NEAR + FAR, "xl/media/image1.png"),
    ],
)
@pytest.mark.parametrize("door", [read, lambda data, name: read_sheet(data, limit=LIMIT)])
def test_a_cell_at_the_end_of_the_sheet_is_refused_before_the_sheet_is_built(data, door):
    with pytest.raises(UnreadableFile) as refusal:
        door(data, "a.xlsx")

    assert len(data) < 2000
    assert refusal.value.code == "too_many_rows"


def test_cells_without_references_are_read_in_their_order():
    cells = "<row><c><v>1</v></c><c><v>2</v></c></row>" * 300

    assert read(handmade(cells), "a.xlsx").text.startswith("1\t2\n1\t2\n")


def test_cells_that_are_only_styled_do_no_harm():
    data = handmade(NEAR + '<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>')

    assert len(read_sheet(data, limit=LIMIT)) == 1


def test_more_cells_than_any_sheet_has_are_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CELLS", 3)

    with pytest.raises(UnreadableFile) as refusal:
        read(saved(plan()), "a.xlsx")

    assert refusal.value.code == "too_many_rows"


def test_merged_ranges_beyond_the_sheet_are_passed_over():
    merged = "</sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells><sheetData>"
    filled = NEAR.replace("</row>", '<c r="B1"><v>2</v></c></row>')

    assert read(handmade(filled + merged), "a.xlsx").text == "1\t2"
