"""Fill the cells of a ruled table with the characters or pieces of lines that lie in them."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from commitments.reading.parts import Cell, Grid
from commitments.reading.parts import Line as Paragraph
from commitments.reading.pdf.layout import Line, is_wide

if TYPE_CHECKING:
    from pdfplumber.table import Table

Box = tuple[float, float, float, float]

# A line of a cell is full, and goes on in the next, when fewer characters of its size than this
# would still fit in.
CELL_SLACK: Final = 2.5

# Cells that end where others begin may miss their edge by this much of a point.
EDGE_SLACK: Final = 1.0


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
        grid = _grid(table.cells, inside, arrange)
        if _holds_columns(grid):
            within = {id(piece) for piece in inside}
            pieces = [piece for piece in pieces if id(piece) not in within]
            filled.append(Line("", x0, x1, top, bottom, grid))
    return pieces, filled


def _within(pieces: list[P], box: Box) -> list[P]:
    x0, top, x1, bottom = box
    return [
        piece
        for piece in pieces
        if x0 <= (piece.x0 + piece.x1) / 2 < x1 and top <= piece.middle < bottom
    ]


def _grid(boxes: list[Box], inside: list[P], arrange: Arrange[P]) -> Grid:
    """The cells by row and column; a merged cell reaches over the edges of others."""
    lefts, tops = sorted({box[0] for box in boxes}), sorted({box[1] for box in boxes})
    cells = {}
    for box in boxes:
        x0, top, x1, bottom = box
        words = arrange(_within(inside, box))
        cells[bisect_left(tops, top), bisect_left(lefts, x0)] = Cell(
            tuple(map(Paragraph, _paragraphs(words, x1 - x0))),
            columns=_edges_within(lefts, x0, x1),
            rows=_edges_within(tops, top, bottom),
        )
    return Grid.placed(len(tops), len(lefts), cells)


def _edges_within(edges: list[float], low: float, high: float) -> int:
    """How many columns or rows begin between two edges, the first one with them."""
    return max(1, bisect_left(edges, high - EDGE_SLACK) - bisect_left(edges, low))


def _holds_columns(grid: Grid) -> bool:
    """At least two columns with words in them; a frame around a page is no table."""
    return any(sum(bool(cell.parts) for cell in row) > 1 for row in grid.rows)


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
