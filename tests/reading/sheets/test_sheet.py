"""Workbooks as rows: plain values, and clear refusals of everything else."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from commitments.reading import UnreadableFile
from commitments.reading.sheets.sheet import read_sheet
from tests.reading.files import zipped

LIMIT = 50 * 1024 * 1024


def workbook(*rows: tuple[object, ...], empty_first: bool = False) -> bytes:
    book = openpyxl.Workbook()
    if empty_first:
        book.create_sheet("数据")
    sheet = book.worksheets[-1]
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_values_are_what_a_reader_sees() -> None:
    data = workbook(
        ("编号", "值", "日期", "空", "是否", "整数"),
        (" 2026-0001 ", 3.7, datetime(2026, 3, 31, 8, 0), None, True, 39331),
    )

    heads, row = read_sheet(data, limit=LIMIT)

    assert heads[0] == "编号"
    assert row == ("2026-0001", Decimal("3.7"), date(2026, 3, 31), None, "True", Decimal(39331))


def test_binary_fractions_do_not_show() -> None:
    [(value, other)] = read_sheet(workbook((0.1 + 0.2, 1200000000000.0)), limit=LIMIT)

    assert (value, other) == (Decimal("0.3"), Decimal(1200000000000))


def test_rows_keep_their_numbers_when_those_above_are_empty() -> None:
    book = openpyxl.Workbook()
    book.active["B3"] = "编号"

    rows = read_sheet(saved(book), limit=LIMIT)

    assert len(rows) == 3
    assert rows[2] == (None, "编号")


def test_the_first_sheet_with_anything_in_it_is_read() -> None:
    assert read_sheet(workbook(("编号",), empty_first=True), limit=LIMIT) == (("编号",),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"code,value\n1,2\n", "no_workbook"),
        (b"%PDF-1.7", "no_workbook"),
        (b"PK\x03\x04 but broken", "damaged"),
        (zipped({"word/document.xml": b"<w/>"}), "no_workbook"),
        (zipped({"xl/workbook.xml": b"no xml"}), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "no_workbook"),
        (workbook(), "empty"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_sheet(data, limit=LIMIT)

    assert refused.value.code == code


def test_a_zip_that_swells_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped({"xl/workbook.xml": bytes(60 * 1024 * 1024)})

    with pytest.raises(UnreadableFile) as refused:
        read_sheet(bomb, limit=LIMIT)

    assert (refused.value.code, len(bomb) < 100_000) == ("unpacks_too_large", True)


def test_a_file_over_the_limit_and_a_sheet_without_end_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="larger"):
        read_sheet(workbook(("编号",)), limit=10)
    book = openpyxl.Workbook()
    book.active.cell(30_000, 1).value = "x"
    with pytest.raises(UnreadableFile, match="rows"):
        read_sheet(saved(book), limit=LIMIT)
