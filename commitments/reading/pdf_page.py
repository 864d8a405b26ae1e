"""Read one page of a PDF: its ruled tables as rows, all else as lines."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from commitments.reading import tables
from commitments.reading.pdf_layout import Glyph, Line, is_wide, lines

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

Box = tuple[float, float, float, float]

# A page with fewer characters, most of it covered by a picture, is a scan.
SCAN_GLYPHS: Final = 20
SCAN_AREA: Final = 0.5
# Fonts without a table of their characters leave their own numbers, which say nothing.
UNMAPPED: Final = "(cid:"
ILLEGIBLE_SHARE: Final = 0.5
# Of rise to run: scans are recognised a little aslant, watermarks stand at half a right angle.
MAX_SLANT: Final = 0.1
# Maps and plans are drawn with more lines than any table, and take minutes to search.
MAX_EDGES: Final = 5_000
MIN_EDGES: Final = 4
# A line of a cell is full, and goes on in the next, when less than this many characters of its
# size would still fit in.
CELL_SLACK: Final = 2.5

# Word processors write some ideographs as the radicals that look the same: ⼀ for 一.
RADICALS: Final = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FD6)}


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line with its place, from 0 at the top of the page to 1 at its foot."""

    text: str
    top: float
    bottom: float
    is_row: bool = False


def is_scan(page: "Page") -> bool:
    """Whether the page is a picture, or its characters cannot be made out."""
    characters = [char for char in page.chars if not char["text"].isspace()]
    illegible = sum(
        char["text"].startswith(UNMAPPED) or not _is_upright(char) for char in characters
    )
    if illegible > ILLEGIBLE_SHARE * len(characters):
        return True
    pictured = sum(image["width"] * image["height"] for image in page.images)
    return len(characters) < SCAN_GLYPHS and pictured > SCAN_AREA * page.width * page.height


def read(page: "Page") -> list[PageLine]:
    """The lines and table rows of a page, in reading order."""
    glyphs = [_glyph(char) for char in page.chars if _is_read(char)]
    found: list[Line] = []
    for table in _tables(page):
        box = x0, top, x1, bottom = table.bbox
        inside = [glyph for glyph in glyphs if _is_within(glyph, box)]
        cells = list(_cells(table, inside))
        if _holds_columns(cells):
            glyphs = [glyph for glyph in glyphs if not _is_within(glyph, box)]
            found.append(Line("", x0, x1, top, bottom, tuple(tables.lines(cells))))
    return list(placed(lines(glyphs, found), float(page.height)))


def placed(found: list[Line], height: float) -> Iterator[PageLine]:
    """The lines and rows with their places on a page of this height."""
    for line in found:
        top, bottom = line.top / height, line.bottom / height
        for row in line.rows or (line.text,):
            yield PageLine(row, top, bottom, is_row=bool(line.rows))


def _is_read(char: dict[str, Any]) -> bool:
    """Upright: a slanting text is a watermark."""
    return _is_upright(char) and char["size"] > 0


def _is_upright(char: dict[str, Any]) -> bool:
    along, aslant, *_ = char["matrix"]
    return bool(along > 0 and abs(aslant) <= MAX_SLANT * along)


def _glyph(char: dict[str, Any]) -> Glyph:
    text = char["text"]
    return Glyph(
        "\ufffd" if text.startswith(UNMAPPED) else text.translate(RADICALS),
        char["x0"],
        char["x1"],
        char["top"],
        char["bottom"],
        char["size"],
    )


def _tables(page: "Page") -> list["Table"]:
    if not MIN_EDGES <= len(page.edges) <= MAX_EDGES:
        return []
    return page.find_tables()


def _is_within(glyph: Glyph, box: Box) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (glyph.x0 + glyph.x1) / 2 < x1 and top <= glyph.middle < bottom


def _cells(table: "Table", inside: list[Glyph]) -> Iterator[list[tables.Cell]]:
    for row in table.rows:
        beside = [glyph for glyph in inside if _is_within(glyph, row.bbox)]
        yield [_cell(box, beside) if box else tables.Cell() for box in row.cells]


def _cell(box: Box, beside: list[Glyph]) -> tables.Cell:
    words = lines(glyph for glyph in beside if _is_within(glyph, box))
    return tables.Cell(tuple(_paragraphs(words, box[2] - box[0])))


def _holds_columns(rows: list[list[tables.Cell]]) -> bool:
    """At least two columns with words in them; a frame around a page is no table."""
    return len({column for row in rows for column, cell in enumerate(row) if cell.lines}) > 1


def _paragraphs(found: list[Line], width: float) -> Iterator[str]:
    """Join the lines of a cell that broke off for want of room."""
    pending = ""
    for line in found:
        if pending and not (is_wide(pending[-1]) or is_wide(line.text[0])):
            pending += " "
        pending += line.text
        if line.x1 - line.x0 < width - CELL_SLACK * (line.bottom - line.top):
            yield pending
            pending = ""
    if pending:
        yield pending
