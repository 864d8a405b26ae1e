"""The parts that a reader finds in a file: lines, and tables of cells that hold parts again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Union

from commitments.structure import MarkKind

# A broken or hostile file may ask for a million columns; no page shows more than this.
MAX_SPAN: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a line of one; `label` counts the characters of a speaker at its head."""

    text: str
    kind: MarkKind | None = None
    level: int = 1
    label: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, in its order, and how many columns and rows the cell covers."""

    parts: tuple[Union[Line, "Grid"], ...] = ()
    columns: int = 1
    rows: int = 1
    is_head: bool = False

    @classmethod
    def of(cls, *lines: str, columns: int = 1, rows: int = 1, is_head: bool = False) -> "Cell":
        return cls(tuple(map(Line, lines)), columns, rows, is_head)

    @property
    def text(self) -> str:
        """The lines of the cell as one; tables inside it have lines of their own."""
        lines = (part.text for part in self.parts if isinstance(part, Line))
        return " ".join(" ".join(lines).split())

    @property
    def grids(self) -> tuple["Grid", ...]:
        return tuple(part for part in self.parts if isinstance(part, Grid))


EMPTY: Final = Cell()


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table, each with the cells that begin in it.

    As in HTML, a cell takes the first column that no cell from above reaches into.
    """

    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def placed(cls, height: int, width: int, cells: Mapping[tuple[int, int], Cell]) -> "Grid":
        """A table of cells by row and column; places that none covers hold an empty cell."""
        covered: set[tuple[int, int]] = set()
        rows = []
        for row in range(height):
            begun = []
            for column in range(width):
                if (row, column) in covered:
                    continue
                cell = cells.get((row, column), EMPTY)
                if cell.columns > 1 or cell.rows > 1:
                    covered.update(_places(row, column, cell))
                begun.append(cell)
            rows.append(tuple(begun))
        return cls(tuple(rows))


Part = Line | Grid


def _places(row: int, column: int, cell: Cell) -> Iterator[tuple[int, int]]:
    for below in range(row, row + cell.rows):
        for right in range(column, column + cell.columns):
            yield below, right


def span(text: str | None, default: int = 1) -> int:
    """A number of columns or rows as the markup gives it, within reason."""
    number = int(text) if text and len(text) < 8 and text.strip().isdecimal() else default
    return min(max(number, default), MAX_SPAN)


def plain(parts: Iterable[Part]) -> Iterator[str]:
    """The words of the parts in their order, for a look at what they hold."""
    for part in parts:
        if isinstance(part, Line):
            yield part.text
        else:
            for row in part.rows:
                for cell in row:
                    yield from plain(cell.parts)
