"""Open a workbook as if a stranger had made it, and give its sheets as plain values.

The library builds each sheet as one rectangle between its outermost cells, so the extent is
measured first: one cell at XFD1048576 would ask for 550 GB. Other kinds than .xlsx cannot be
measured without reading them, so that is done in a child process.

Formulas give what they came to when the workbook was saved. Excel, WPS and LibreOffice all count
in binary fractions of 15 digits, so a number is taken as those digits say: 3.7, not 3.70000001.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from zipfile import ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from commitments.reading import archive, isolated
from commitments.reading.detect import WORKBOOKS, Format, content
from commitments.reading.errors import UnreadableFile

Cell = str | Decimal | date | None
Row = tuple[Cell, ...]
Place = tuple[int, int]

WORKBOOK: Final = "XLSX"
# A ledger of 5,000 rows and 30 columns unpacks to some 20 MB.
MOST_UNPACKED: Final = 200 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_SHEETS: Final = 200

# Cells with something in them; those without are styled only, and the library skips them.
FILLED: Final = re.compile(rb"<(?:\w{1,9}:)?c(\s[^<>]*)?(?<!/)>\s*<(?!/)")
REFERENCE: Final = re.compile(rb"\br=[\"']\$?([A-Za-z]{1,9})\$?(\d{1,9})[\"']")
ROW: Final = re.compile(rb"<(?:\w{1,9}:)?row(?:\s[^<>]*?\br=[\"'](\d{1,9})[\"']|[\s>])")
MOST_CELLS: Final = 1_000_000
# A text that many cells share is stored once, and built as often as it is shown.
SHARED_TEXT_END: Final = re.compile(rb"</(?:\w{1,9}:)?si\s*>|<(?:\w{1,9}:)?si\s*/>")
SHOWN: Final = re.compile(rb"<(?:\w{1,9}:)?(?:c(\s[^<>]*)?>|v(?:\s[^<>]*)?>\s*(\d{1,9}))")
IS_SHARED: Final = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
MOST_SHOWN: Final = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet from its first one on, empty ones too; merged ranges by their corners."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[Place, Place], ...] = ()
    is_hidden: bool = False


def sheets(data: bytes, *, limit: int) -> list[Sheet]:
    """The sheets with anything in them, or `UnreadableFile`."""
    if recognise(data, limit=limit) is Format.SHEET:
        with archive.opened(data, WORKBOOK) as parts:
            if "xl/workbook.xml" in parts.namelist():
                _refuse_endless(parts)
                return _opened(data)
    return [_of_json(sheet) for sheet in isolated.call(f"{__name__}:sheets_as_json", data, {})]


def recognise(data: bytes, *, limit: int) -> Format:
    """The kind of workbook; `UnreadableFile` where a glance says that it is none."""
    if not data:
        raise UnreadableFile("empty")
    if len(data) > limit:
        raise UnreadableFile("too_large", limit=f"{limit / 1024**2:g}")
    found = content(data)
    if found is None or found not in WORKBOOKS:
        raise UnreadableFile("no_workbook")
    return found


def sheets_as_json(data: bytes) -> list[Any]:
    """The sheets of a workbook, for the process that asked."""
    return [_as_json(sheet) for sheet in _opened(data)]


def _opened(data: bytes) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            names = workbook.sheet_names
            if len(names) > MOST_SHEETS:
                raise UnreadableFile("too_many_sheets", sheets=str(MOST_SHEETS))
            hidden = {
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.visible != SheetVisibleEnum.Visible
            }
            found = ((name, workbook.get_sheet_by_name(name)) for name in names)
            return [_sheet(sheet, name in hidden) for name, sheet in found if sheet.height]
    except PasswordError as error:
        raise UnreadableFile("password") from error
    except CalamineError as error:
        raise UnreadableFile("damaged", found=WORKBOOK) from error


def _sheet(sheet: CalamineSheet, is_hidden: bool) -> Sheet:
    _refuse_beyond(sheet.total_height, sheet.total_width)
    rows = tuple(
        tuple(_cell(value) for value in row) for row in sheet.to_python(skip_empty_area=False)
    )
    return Sheet(sheet.name, rows, tuple(sheet.merged_cell_ranges or ()), is_hidden)


def _refuse_beyond(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise UnreadableFile("too_many_rows", rows=str(MOST_ROWS), columns=str(MOST_COLUMNS))


def _refuse_endless(parts: ZipFile) -> None:
    """Measure what the library would build, in every part: any of them may be named as a sheet."""
    infos = parts.infolist()
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise UnreadableFile("unpacks_too_large")
    shown: Counter[int] = Counter()
    sizes: dict[int, int] = {}
    for info in infos:
        data = archive.part(parts, info.filename, WORKBOOK) or b""
        _refuse_beyond(*_extent(data))
        shown.update(_shared_texts_shown(data))
        for index, size in enumerate(_sizes_of_shared_texts(data)):
            sizes[index] = max(size, sizes.get(index, 0))
    if sum(count * sizes.get(index, 0) for index, count in shown.items()) > MOST_SHOWN:
        raise UnreadableFile("unpacks_too_large")


def _sizes_of_shared_texts(part: bytes) -> Iterator[int]:
    """The bytes of each text that cells may share, in the order in which they are numbered."""
    before = 0
    for end in SHARED_TEXT_END.finditer(part):
        yield end.end() - before
        before = end.end()


def _shared_texts_shown(part: bytes) -> Iterator[int]:
    """The number of the shared text in each cell that shows one."""
    is_shared = False
    for found in SHOWN.finditer(part):
        if found[2] is None:
            is_shared = IS_SHARED.search(found[1] or b"") is not None
        elif is_shared:
            yield int(found[2])
            is_shared = False


def _extent(sheet: bytes) -> Place:
    """The last row and the last column that hold anything."""
    rows = columns = cells = 0
    all_placed = True
    for filled in FILLED.finditer(sheet):
        cells += 1
        if place := place_of(filled[1] or b""):
            rows, columns = max(rows, place[0] + 1), max(columns, place[1] + 1)
        else:
            all_placed = False
    if not all_placed:
        # Without a reference a cell stands beside the one before, in the row around it.
        begun = ROW.split(sheet)
        rows = max([rows, len(begun) // 2, *(int(row) for row in begun[1::2] if row)])
        columns = max([columns, *(len(FILLED.findall(row)) for row in begun[::2])])
    return (MOST_ROWS + 1 if cells > MOST_CELLS else rows), columns


def place_of(attributes: bytes) -> Place | None:
    """The row and column of a cell, counted from 0, by its reference: AB12."""
    reference = REFERENCE.search(attributes)
    if reference is None:
        return None
    column = 0
    for letter in reference[1].upper():
        column = 26 * column + letter - ord("A") + 1
    return int(reference[2]) - 1, column - 1


def _cell(value: object) -> Cell:
    match value:
        case bool():
            return str(value)
        case int():
            return Decimal(value)
        case float():
            return Decimal(f"{value:.15g}")
        case datetime():
            return value.date()
        case date():
            return value
        case timedelta():
            return str(value)
        case _:
            return str(value).strip() or None


def _as_json(sheet: Sheet) -> dict[str, Any]:
    rows = [[_cell_as_json(cell) for cell in row] for row in sheet.rows]
    return {
        "name": sheet.name,
        "rows": rows,
        "merged": sheet.merged,
        "is_hidden": sheet.is_hidden,
    }


def _of_json(stored: dict[str, Any]) -> Sheet:
    return Sheet(
        stored["name"],
        tuple(tuple(_cell_of_json(cell) for cell in row) for row in stored["rows"]),
        tuple((tuple(first), tuple(last)) for first, last in stored["merged"]),
        stored["is_hidden"],
    )


def _cell_as_json(cell: Cell) -> str | list[str] | None:
    if isinstance(cell, Decimal):
        return ["number", str(cell)]
    return ["date", cell.isoformat()] if isinstance(cell, date) else cell


def _cell_of_json(stored: str | list[str] | None) -> Cell:
    match stored:
        case ["number", digits]:
            return Decimal(digits)
        case ["date", day]:
            return date.fromisoformat(day)
        case str() | None:
            return stored
    raise ValueError(stored)
