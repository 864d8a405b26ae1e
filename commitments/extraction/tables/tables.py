"""Hold what the tables of a document say: figures, and tasks by their place.

>>> from commitments.extraction.text.layout import blocks, fold
>>> folded = fold("任务\\t责任单位\\t完成时限\\n建成公园\\t园林局\\t2026年6月底")
>>> [task] = Tables(folded, blocks(folded), 2026).tasks
>>> task.owners, str(task.due)
(('园林局',), '2026-06-30')
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from commitments.extraction.spans import Block, BlockKind, Folded
from commitments.extraction.tables.cells import Cell, ColumnRole, Row, Table
from commitments.extraction.tables.columns import DESCRIBES
from commitments.extraction.tables.contents import Content, content_of
from commitments.extraction.tables.figures import Figure, Setting, figures, name_of
from commitments.extraction.tables.grid import tables
from commitments.extraction.tables.tasks import Task, tasks
from commitments.extraction.text.items import opens_with_a_deed
from commitments.structure import NOTHING_MARKED, Structure

ROWS_LEAST = 2
LOOKED_AT = 2000  # characters of a table without known columns
CELL = re.compile(r"[\t\n|｜│┃]")


class Tables:
    """The tables of a document: figures in the order of the text, tasks by their place.

    `today` is the day the document speaks on, or its year where no more is known.
    """

    def __init__(
        self,
        folded: Folded,
        blocks: Sequence[Block],
        today: date | int | None,
        structure: Structure = NOTHING_MARKED,
    ) -> None:
        year = today.year if isinstance(today, date) else today
        self.tables = [_timed(table, year) for table in tables(folded, blocks, structure)]
        self.tasks: list[Task] = []
        self.figures: list[Figure] = []
        for table in self.tables:
            found = tasks(table, today)
            self.tasks += found
            self.figures += _figures(table, found, year)
        self.unplaced = [row for table in self.tables for row in table.rows if _leaves_out(row)]
        self._starts = [task.start for task in self.tasks]
        self._spans = sorted((row.start, row.end) for table in self.tables for row in table.rows)
        self._row_starts = [start for start, _ in self._spans]
        self.unread = list(self._unread(folded, blocks))

    def task(self, place: int) -> Task | None:
        """The task in whose row a place stands."""
        index = bisect_right(self._starts, place) - 1
        return self.tasks[index] if index >= 0 and place < self.tasks[index].end else None

    def covers(self, place: int) -> bool:
        """Whether a place stands in a row of a table."""
        index = bisect_right(self._row_starts, place) - 1
        return index >= 0 and place < self._spans[index][1]

    def _unread(self, folded: Folded, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
        """Rows upon rows that hold amounts or deeds, and of which no table was made."""
        for kind, run in groupby(blocks, key=lambda block: block.kind):
            rows = list(run)
            if kind is not BlockKind.ROW or len(rows) < ROWS_LEAST:
                continue
            start, end = rows[0].start, rows[-1].end
            index = bisect_left(self._row_starts, start)
            read = index < len(self._row_starts) and self._row_starts[index] < end
            cells = CELL.split(folded.text[start : min(end, start + LOOKED_AT)])
            if not read and any(_says_something(cell.strip()) for cell in cells):
                yield start, end


def _says_something(cell: str) -> bool:
    """An amount with its unit, or a deed: what a table of promises would hold."""
    content = content_of(cell)
    if content is Content.FIGURE:
        return not cell[-1:].isdigit()
    return content is Content.PROSE and opens_with_a_deed(cell)


def _leaves_out(row: Row) -> bool:
    """Whether a figure with a unit stands in a column that nobody knows."""
    return any(
        content_of(cell.text) is Content.FIGURE
        and not DESCRIBES.search(cell.column.heading)
        and (cell.column.last is not None or not cell.text[-1:].isdigit())
        for cell in row.all(ColumnRole.OTHER)
    )


def _timed(table: Table, year: int | None) -> Table:
    """A title that names a past year says what was, and sets no day."""
    past = table.caption is not None and year is not None and table.caption.last.year < year
    return replace(table, caption=None) if past else table


def _figures(table: Table, found: Sequence[Task], year: int | None) -> Iterator[Figure]:
    due = {task.start: task.due for task in found}
    caption = table.caption.last if table.caption else None
    merged: Cell | None = None
    for row in table.rows:
        yield from figures(row, Setting(caption, year, due.get(row.start)), merged)
        merged = name_of(row) or merged
