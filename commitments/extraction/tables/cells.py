"""The plain values of tables: cells in folded offsets, the columns they stand in, and rows.

>>> Cell(0, 4, "12所", Column(ColumnRole.TARGET, "目标值")).column.role.value
'target'
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class ColumnRole(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    CATEGORY = "category"
    NAME = "name"
    TASK = "task"
    UNIT = "unit"
    BASE = "base"
    TARGET = "target"
    RATE = "rate"
    NATURE = "nature"
    OWNER = "owner"
    SUPPORT = "support"
    LEADER = "leader"
    DEADLINE = "deadline"
    STEP = "step"
    RESULT = "result"
    SCORE = "score"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading; `last` is the last day of the time that the heading names."""

    role: ColumnRole
    heading: str
    last: date | None = None


class Piece(NamedTuple):
    """A stretch of text that may be a cell; empty where nothing stands in its place.

    `above` marks a merged cell that begins in a row further up.
    """

    start: int
    end: int
    text: str
    above: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell of a row."""

    start: int
    end: int
    text: str
    column: Column
    above: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of a row; `start` and `end` enclose what stands in it."""

    start: int
    end: int
    cells: tuple[Cell, ...]

    def cell(self, role: ColumnRole) -> Cell | None:
        """The first cell of that role."""
        return next(self.all(role), None)

    def all(self, *roles: ColumnRole) -> Iterator[Cell]:
        return (cell for cell in self.cells if cell.column.role in roles)


class Caption(NamedTuple):
    """The last day of the time that the title above a table names, and the words for it."""

    last: date
    named: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under one row of headings, and the headings.

    `exact` says that the file marks merged cells, so that a blank one is blank.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Caption | None = None
    exact: bool = False
