"""Fill the cells of a ruled table with the characters or pieces of lines that lie in them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from commitments.reading import tables
from commitments.reading.pdf_layout import Line, is_wide

if TYPE_CHECKING:
    from pdfplumber.table import Table

Box = tuple[float, float, float, float]

# A line of a cell is full, and goes on in the next, when fewer characters of its size than this
# would still fit in.
CELL_SLACK: Final = 2.5


class Placed(Protocol):
    """What has a place on a page: a character, or a recognised piece of a line."""

    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def middle(self) -> float: ...


P = TypeVar("P", bound=Placed)
Arrange = Callable[[list[P]], list[Line]]


def taken(
    pieces: list[P], found: Iterable["Table"], arrange: Arrange[P]
) -> tuple[list[P], list[Line]]:
    """What lies outside the tables, and a line with rows for each table."""
    filled: list[Line] = []
    for table in found:
        x0, top, x1, bottom = table.bbox
        inside = _within(pieces, table.bbox)
        rows = [_row(row.bbox, row.cells, inside, arrange) for row in table.rows]
        if _holds_columns(rows):
            within = {id(piece) for piece in inside}
            pieces = [piece for piece in pieces if id(piece) not in within]
            filled.append(Line("", x0, x1, top, bottom, tuple(tables.lines(rows))))
    return pieces, filled


def _within(pieces: list[P], box: Box) -> list[P]:
    x0, top, x1, bottom = box
    return [
        piece
        for piece in pieces
        if x0 <= (piece.x0 + piece.x1) / 2 < x1 and top <= piece.middle < bottom
    ]


def _row(
    box: Box, cells: Iterable[Box | None], inside: list[P], arrange: Arrange[P]
) -> list[tables.Cell]:
    beside = _within(inside, box)
    return [_cell(cell, beside, arrange) if cell else tables.Cell() for cell in cells]


def _cell(box: Box, beside: list[P], arrange: Arrange[P]) -> tables.Cell:
    words = arrange(_within(beside, box))
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
