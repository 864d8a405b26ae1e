"""Read a workbook as rows for the import of a ledger, or as a document with tables.

>>> shown(Decimal("0.6"), is_percent=True), shown(date(2026, 6, 30), is_percent=False)
('60%', '2026年6月30日')
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from commitments.reading.detect import Format, content
from commitments.reading.errors import UnreadableFile
from commitments.reading.parts import Cell as GridCell
from commitments.reading.parts import Grid, Line, Part
from commitments.reading.reader import DEFAULT_LIMIT
from commitments.reading.sheets.workbook import Cell, Place, Row, Sheet, sheets
from commitments.reading.values import Reading
from commitments.reading.writer import Writer
from commitments.structure import MarkKind

__all__ = ["Cell", "Row", "read", "read_sheet", "shown"]

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLD_MEDIA_TYPE: Final = "application/vnd.ms-excel"
NO_PERCENTAGES: Final[frozenset[Place]] = frozenset()


def read_sheet(data: bytes, *, limit: int) -> tuple[Row, ...]:
    """The rows of the first filled sheet, empty ones too, or `UnreadableFile`."""
    found = sheets(data, limit=limit)
    if not found:
        raise UnreadableFile("empty")
    return found[0].rows


def read(data: bytes) -> Reading:
    """Each visible sheet as a table under the sheet's name; hidden ones where no other is."""
    found = sheets(data, limit=DEFAULT_LIMIT)
    visible = [sheet for sheet in found if not sheet.is_hidden] or found
    percentages: dict[str, frozenset[Place]] = {}
    if content(data) is Format.SHEET:
        from commitments.reading.sheets import percentages as shown_so

        percentages = shown_so.places(data)
    writer = Writer()
    for sheet in visible:
        if len(visible) > 1:
            writer.add(Line(" ".join(sheet.name.split()), MarkKind.HEADING))
        writer.add_all(_parts(sheet, percentages.get(sheet.name, NO_PERCENTAGES)))
    media_type = OLD_MEDIA_TYPE if content(data) is Format.OLD_SHEET else MEDIA_TYPE
    return Reading(writer.text, media_type, structure=writer.structure)


def shown(cell: Cell, *, is_percent: bool) -> str:
    """A value as the sheet shows it, a day as papers write it."""
    match cell:
        case Decimal():
            return f"{(cell * 100).normalize():f}%" if is_percent else f"{cell:f}"
        case date():
            return f"{cell.year}年{cell.month}月{cell.day}日"
        case _:
            return cell or ""


def _parts(sheet: Sheet, percentages: frozenset[Place]) -> Iterator[Part]:
    """The lines above the table, which fill one cell each, and the table."""
    texts = [
        [shown(cell, is_percent=(row, column) in percentages) for column, cell in enumerate(cells)]
        for row, cells in enumerate(sheet.rows)
    ]
    first = next((row for row, line in enumerate(texts) if sum(map(bool, line)) > 1), len(texts))
    for line in texts[:first]:
        yield from (Line(part.strip()) for text in line for part in text.splitlines() if part)
    if first < len(texts):
        yield _grid(texts, first, sheet.merged)


def _grid(texts: Sequence[list[str]], first: int, merged: Sequence[tuple[Place, Place]]) -> Grid:
    width = max(map(len, texts))
    spans = {}
    for (top, left), (bottom, right) in merged:
        if first <= top <= bottom < len(texts) and left <= right < width:
            spans[top, left] = (right - left + 1, bottom - top + 1)
    cells = {}
    for row, line in enumerate(texts[first:], first):
        for column, text in enumerate(line):
            columns, rows = spans.get((row, column), (1, 1))
            if text or columns > 1 or rows > 1:
                lines = (part.strip() for part in text.splitlines())
                cells[row - first, column] = GridCell.of(*lines, columns=columns, rows=rows)
    return Grid.placed(len(texts) - first, width, cells)
