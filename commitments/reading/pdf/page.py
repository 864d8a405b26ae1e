"""Read one page of a PDF: its ruled tables by their cells, all else as lines."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from commitments.characters import ideographs
from commitments.reading.parts import Grid, Part
from commitments.reading.parts import Line as Paragraph
from commitments.reading.pdf import ruled
from commitments.reading.pdf.layout import Glyph, Line, lines

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
    """A line or table with its place, from 0 at the top of the page to 1 at its foot."""

    text: str
    top: float
    bottom: float
    grid: Grid | None = None

    @property
    def part(self) -> Part:
        return self.grid or Paragraph(self.text)


def upright(page: "Page") -> "Page":
    """The page, turned where most of its characters lie on their side or on their head."""
    turns = Counter(_turn(char) for char in page.chars if not char["text"].isspace())
    turn = max(turns, key=turns.__getitem__, default=0) or 0
    if not turn:
        return page
    page.page_obj.rotate = (page.page_obj.rotate + turn) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate
    return type(page)(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _turn(char: dict[str, Any]) -> int | None:
    """By how many degrees a character must be turned to stand upright; None for aslant ones."""
    along, aslant, *_ = char["matrix"]
    longer, shorter = sorted((abs(along), abs(aslant)), reverse=True)
    if shorter > MAX_SLANT * longer or not longer:
        return None
    if longer == abs(along):
        return 0 if along > 0 else 180
    return 90 if aslant > 0 else 270


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
    """The lines and tables of a page, in reading order."""
    glyphs = [_glyph(char) for char in page.chars if _is_read(char)]
    glyphs, tables = ruled.taken(glyphs, _tables(page), lines)
    return list(placed(lines(glyphs, tables), float(page.height)))


def placed(found: list[Line], height: float) -> Iterator[PageLine]:
    """The lines and tables with their places on a page of this height."""
    for line in found:
        top, bottom = line.top / height, line.bottom / height
        yield PageLine(line.text, top, bottom, line.grid)


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
