"""Write a table as text: a line a row, a tab between cells.

>>> list(lines([[Cell(("指标",)), Cell(("2025年",)), Cell(("2030年",))]]))
['指标\\t2025年\\t2030年']

A merged cell stands once, at its upper left corner; the places it covers stay blank, so that the
columns keep their order and no figure is printed twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

# A broken or hostile file may ask for a million columns; no page shows more than this, and no
# blank is written beyond.
MAX_COLUMNS: Final = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell, and how many columns and rows it covers."""

    lines: tuple[str, ...] = ()
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())


def span(text: str | None, default: int = 1) -> int:
    """A number of columns or rows as the markup gives it, within reason."""
    number = int(text) if text and len(text) < 8 and text.strip().isdecimal() else default
    return min(max(number, default), MAX_COLUMNS)


def lines(rows: Iterable[list[Cell]]) -> Iterator[str]:
    """One line a row; a row of a single cell is a box around paragraphs, and gives those."""
    covered: dict[int, int] = {}
    for row in rows:
        if len(row) == 1 and not covered:
            yield from row[0].lines
            continue
        line = "\t".join(_placed(row, covered))
        if line.strip():
            yield line


def _placed(row: list[Cell], covered: dict[int, int]) -> Iterator[str]:
    """The texts of a row by column; `covered` says which columns cells above still fill."""
    column = 0
    for cell in row:
        while column in covered:
            yield _blank(column, covered)
            column += 1
        yield cell.text
        last = min(column + cell.columns, max(column + 1, MAX_COLUMNS))
        yield from [""] * (last - column - 1)
        if cell.rows > 1 and last <= MAX_COLUMNS:
            covered.update(dict.fromkeys(range(column, last), cell.rows - 1))
        column = last
    for right in sorted(right for right in covered if right >= column):
        yield _blank(right, covered)


def _blank(column: int, covered: dict[int, int]) -> str:
    covered[column] -= 1
    if not covered[column]:
        del covered[column]
    return ""
