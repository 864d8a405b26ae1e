"""Write the parts of a document as one text, and note where each of them comes to stand.

>>> writer = Writer()
>>> writer.add(Line("一、目标", MarkKind.HEADING))
>>> writer.add(Grid(((Cell.of("任务"), Cell.of("单位", rows=2)), (Cell.of("绿化"),))))
>>> writer.text
'一、目标\\n任务\\t单位\\n绿化\\t'
>>> [table] = writer.structure.tables
>>> [(cell.start, cell.end, cell.rows) for row in table.rows for cell in row.cells]
[(5, 7, 1), (8, 10, 2), (11, 13, 1)]

A table row is a line with tabs between its cells. A merged cell stands once, at its upper left
corner; the places it covers stay blank, so that columns keep their order and no figure comes
twice. A row of a single cell is a box around paragraphs, and gives those.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import accumulate
from typing import Final

from commitments.reading.parts import MAX_SPAN, Cell, Grid, Line, Part
from commitments.reading.values import Reading
from commitments.structure import Cell as PlacedCell
from commitments.structure import Mark, MarkKind, Row, Structure, Table

# Tables lie in tables where a page was laid out with them; nothing real is deeper.
MAX_DEPTH: Final = 50


class Writer:
    """One text that grows part by part.

    `leaves_out` says which lines, outside the rows of tables, are not written.
    """

    def __init__(self, leaves_out: Callable[[str], bool] = lambda line: False) -> None:
        self._leaves_out = leaves_out
        self._pieces: list[str] = []
        self._length = 0
        self._page_is_blank = True
        self._page_starts: list[int] = []
        self._marks: list[Mark] = []
        self._tables: list[Table] = []
        self._goes_on = False

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def structure(self) -> Structure:
        return Structure(
            tuple(self._marks), tuple(sorted(self._tables, key=lambda table: table.start))
        )

    @property
    def page_starts(self) -> tuple[int, ...]:
        return tuple(self._page_starts)

    def begin_page(self) -> None:
        """What follows stands on a new page; a table may go on there."""
        if self._page_starts:
            self._put("\n")
        self._page_starts.append(self._length)
        self._page_is_blank = True

    def add(self, part: Part, depth: int = 0) -> None:
        if isinstance(part, Line):
            self._line(part)
        elif depth < MAX_DEPTH:
            self._grid(part, depth)

    def add_all(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self.add(part)

    def add_reading(self, reading: Reading) -> None:
        """The whole text of another file, with its structure."""
        moved = reading.structure.moved(self._write(reading.text))
        self._marks += moved.marks
        self._tables += moved.tables
        self._goes_on = False

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _write(self, text: str) -> int:
        """A line of its own; gives the offset at which it begins."""
        if not self._page_is_blank:
            self._put("\n")
        self._page_is_blank = False
        start = self._length
        self._put(text)
        return start

    def _line(self, line: Line) -> None:
        if not line.text or self._leaves_out(line.text):
            return
        self._goes_on = False
        start = self._write(line.text)
        if line.kind:
            self._marks.append(Mark(line.kind, start, self._length, line.level))
        if line.label:
            self._marks.append(Mark(MarkKind.LABEL, start, start + line.label))

    def _grid(self, grid: Grid, depth: int) -> None:
        goes_on = self._goes_on and self._page_is_blank
        covered: dict[int, int] = {}
        rows: list[Row | None] = []
        inner: list[Grid] = []
        for cells in grid.rows:
            if len(cells) == 1 and not covered:
                rows.append(self._box(cells[0], depth))
                continue
            rows.append(self._row(cells, covered))
            inner += [nested for cell in cells for nested in cell.grids]
        table = _without_blank_rows(rows)
        self._goes_on = False
        if table and any(len(row.cells) > 1 for row in table.rows):
            before = self._tables[-1] if goes_on and self._tables else None
            if before and before.width == table.width:
                self._tables[-1] = Table(before.rows + table.rows)
            else:
                self._tables.append(table)
            self._goes_on = not inner
        for nested in inner:
            self.add(nested, depth + 1)

    def _box(self, cell: Cell, depth: int) -> Row | None:
        """The only cell of a row; its parts are written as if there were no table."""
        before = self._length
        start = before if self._page_is_blank else before + 1
        for part in cell.parts:
            self.add(part, depth + 1)
        if self._length == before:
            return None
        return Row((PlacedCell(start, self._length, 0, cell.columns, 1, cell.is_head),))

    def _row(self, cells: tuple[Cell, ...], covered: dict[int, int]) -> Row | None:
        """A line with the cells by column; `covered` counts the rows that cells above reach."""
        places = _columns(cells, covered)
        width = max((column + cell.columns for column, cell in places), default=0)
        width = max(width, max(covered, default=-1) + 1)
        texts = [""] * width
        for column, cell in places:
            texts[column] = cell.text
        for column in list(covered):
            covered[column] -= 1
            if not covered[column]:
                del covered[column]
        for column, cell in places:
            if cell.rows > 1 and column < MAX_SPAN:
                columns = range(column, column + cell.columns)
                covered.update(dict.fromkeys(columns, cell.rows - 1))
        if not any(texts):
            return None
        start = self._write("\t".join(texts))
        starts = list(accumulate((len(text) + 1 for text in texts), initial=start))
        return Row(
            tuple(
                PlacedCell(
                    starts[column],
                    starts[column] + len(texts[column]),
                    column,
                    cell.columns,
                    cell.rows,
                    cell.is_head,
                )
                for column, cell in places
                if texts[column] or cell.columns > 1 or cell.rows > 1
            )
        )


def _columns(cells: tuple[Cell, ...], covered: dict[int, int]) -> list[tuple[int, Cell]]:
    """Each cell with its column; none beyond what a page can show."""
    places = []
    column = 0
    for cell in cells:
        while column in covered:
            column += 1
        width = max(1, min(cell.columns, MAX_SPAN - column))
        places.append((column, cell if width == cell.columns else replace(cell, columns=width)))
        column += width
    return places


def _without_blank_rows(rows: list[Row | None]) -> Table | None:
    """The table of the rows that were written; cells span only those."""
    kept = list(accumulate((row is not None for row in rows), initial=0))
    found = []
    for index, row in enumerate(rows):
        if row is None:
            continue
        cells = []
        for cell in row.cells:
            below = min(index + cell.rows, len(rows))
            cells.append(replace(cell, rows=max(1, kept[below] - kept[index])))
        found.append(Row(tuple(cells)))
    return Table(tuple(found)) if found else None
