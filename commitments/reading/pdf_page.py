"""Read one page of a PDF: its ruled tables as rows, all else as lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from commitments.characters import ideographs
from commitments.reading import ruled
from commitments.reading.pdf_layout import Glyph, Line, lines

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

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
    glyphs, rows = ruled.taken(glyphs, _tables(page), lines)
    return list(placed(lines(glyphs, rows), float(page.height)))


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
        "\ufffd" if text.startswith(UNMAPPED) else ideographs(text),
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
