"""The structure that a file marks in its text: headings, items, speakers and tables, by offsets.

Reading writes it and extraction uses it, so it stands below both. All offsets count characters
of the document's one text. A plain text marks nothing; what its layout shows is worked out by
extraction.

>>> merged = Cell(0, 3, column=0, rows=2)
>>> table = Table((Row((merged, Cell(4, 6, column=1))), Row((Cell(8, 10, column=1),))))
>>> [[cell and (cell.start, cell.end) for cell in row] for row in table.grid()]
[[(0, 3), (4, 6)], [(0, 3), (8, 10)]]
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, by its first column; `columns` and `rows` say how many it covers.

    A merged cell without words has `start == end`; other empty places have no cell at all.
    """

    start: int
    end: int
    column: int
    columns: int = 1
    rows: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in a row; those that reach into it from above are in `Table.grid`."""

    cells: tuple[Cell, ...]

    @property
    def start(self) -> int:
        return min(cell.start for cell in self.cells)

    @property
    def end(self) -> int:
        return max(cell.end for cell in self.cells)

    @property
    def is_head(self) -> bool:
        """Whether the file marks all of the row as heads of columns."""
        return all(cell.is_head for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table; each has at least one cell with words."""

    rows: tuple[Row, ...]

    @property
    def start(self) -> int:
        return self.rows[0].start

    @property
    def end(self) -> int:
        return max(row.end for row in self.rows)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(cell.column + cell.columns for row in self.rows for cell in row.cells)

    def moved(self, by: int) -> "Table":
        return Table(tuple(Row(tuple(_moved(cell, by) for cell in row.cells)) for row in self.rows))

    def grid(self) -> tuple[tuple[Cell | None, ...], ...]:
        """For each row and column the cell that covers it: a merged cell comes several times."""
        width = self.width
        places: list[list[Cell | None]] = [[None] * width for _ in self.rows]
        for top, row in enumerate(self.rows):
            for cell in row.cells:
                for line in places[top : top + cell.rows]:
                    line[cell.column : cell.column + cell.columns] = [cell] * cell.columns
        return tuple(map(tuple, places))


class MarkKind(StrEnum):
    HEADING = "heading"
    ITEM = "item"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that the file sets apart: a heading or list item, counted from level 1, or the
    name of a speaker at the head of a line."""

    kind: MarkKind
    start: int
    end: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class Structure:
    """All that a file marks, in the order of the text."""

    marks: tuple[Mark, ...] = ()
    tables: tuple[Table, ...] = ()

    def moved(self, by: int) -> "Structure":
        """The same structure in a text that begins so many characters further on."""
        marks = (replace(mark, start=mark.start + by, end=mark.end + by) for mark in self.marks)
        return Structure(tuple(marks), tuple(table.moved(by) for table in self.tables))

    def as_json(self) -> dict[str, Any]:
        """Plain lists, compact enough to be stored beside the text."""
        return {
            "marks": [[mark.kind.value, mark.start, mark.end, mark.level] for mark in self.marks],
            "tables": [
                [[_cell_as_list(cell) for cell in row.cells] for row in table.rows]
                for table in self.tables
            ],
        }

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> "Structure":
        """The structure that `as_json` wrote; nothing was stored for documents read before."""
        return cls(
            tuple(
                Mark(MarkKind(kind), start, end, level)
                for kind, start, end, level in stored.get("marks", ())
            ),
            tuple(
                Table(tuple(Row(tuple(map(_cell_of_list, row))) for row in table))
                for table in stored.get("tables", ())
            ),
        )


NOTHING_MARKED: Final = Structure()


def _moved(cell: Cell, by: int) -> Cell:
    return replace(cell, start=cell.start + by, end=cell.end + by)


def _cell_as_list(cell: Cell) -> list[int]:
    return [cell.start, cell.end, cell.column, cell.columns, cell.rows, int(cell.is_head)]


def _cell_of_list(stored: list[int]) -> Cell:
    start, end, column, columns, rows, is_head = stored
    return Cell(start, end, column, columns, rows, bool(is_head))
