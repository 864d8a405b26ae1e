"""Find tables in a text and say what each of their columns holds.

A table stands in a text in one of three ways: a row a line with tabs between the cells, a row a
line with spaces between them, or a cell a line.

>>> from commitments.extraction.text.layout import blocks, fold
>>> folded = fold("指标\\t2025年\\t2030年\\t属性\\n城镇化率(%)\\t67.9\\t71\\t预期性")
>>> [row] = rows(folded, blocks(folded))
>>> [(cell.column.role.value, cell.text) for cell in row.cells]
[('name', '城镇化率(%)'), ('base', '67.9'), ('target', '71'), ('nature', '预期性')]
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from commitments.extraction.lexicon.organisations import is_organisation, split
from commitments.extraction.spans import Block, BlockKind, Folded


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
    DEADLINE = "deadline"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading; `year` where the heading names one."""

    role: ColumnRole
    heading: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row, in folded offsets."""

    column: Column
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of a row; `start` and `end` enclose all that stands in it."""

    start: int
    end: int
    cells: tuple[Cell, ...]

    def cell(self, role: ColumnRole) -> Cell | None:
        """The first cell of that role."""
        return next((cell for cell in self.cells if cell.column.role is role), None)


class Piece(NamedTuple):
    """A stretch of text that may be a cell."""

    start: int
    end: int
    text: str


Placed = tuple[Column, int, int]
ROLES: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = (
    (ColumnRole.NUMBER, re.compile(r"^(?:序号|编号|No\.?)$")),
    (ColumnRole.DEADLINE, re.compile(r"时限|时间|期限|进度安排|节点")),
    (ColumnRole.SUPPORT, re.compile(r"(?:配合|协办|参与|协助|支持)(?:单位|部门)")),
    (
        ColumnRole.OWNER,
        re.compile(
            r"(?:责任|牵头|主责|主管|实施|承办|负责|指导|落实)(?:单位|部门|主体|机构)|^分工$"
        ),
    ),
    (ColumnRole.RATE, re.compile(r"年均|累计|〔|增速|增幅")),
    (ColumnRole.BASE, re.compile(r"基期|基数|现状|(?:20\d\d年?)?(?:实际|完成|基准)值?")),
    (
        ColumnRole.TARGET,
        re.compile(r"目标值?$|20\d\d年?[（(]?(?:目标|预期|规划)|预期值|规划值|目标[）)]$"),
    ),
    (ColumnRole.NATURE, re.compile(r"^(?:指标)?(?:属性|性质|类型)$")),
    (ColumnRole.UNIT, re.compile(r"^(?:计量)?单位$")),
    (
        ColumnRole.TASK,
        re.compile(r"任务|举措|措施|工作内容|主要内容|事项|项目(?:名称)?$|工作目标|具体内容"),
    ),
    (ColumnRole.NAME, re.compile(r"^(?:主要|具体|核心)?指标(?:名称|内容)?$|^名称$")),
    (ColumnRole.CATEGORY, re.compile(r"^(?:类别|领域|分类|一级指标|维度|方面|类型)$")),
)
TITLE = re.compile(r"(?:表|清单|方案|名单|附件)\d*$")
YEAR = re.compile(r"20\d\d")
HEADINGS_LEAST = 3
CELL_LONGEST = 24  # of a heading cell
SPACES = re.compile(r"[ \u3000\xa0]+")
PIECE = re.compile(r"[^ \u3000\xa0]+")
# A cell that holds a figure, or the dash that stands for none.
FIGURE = re.compile(
    r"(?:[〔\[【<>＜＞≥≤约]|大于|小于|不低于|不超过|超过"
    r"|达到)*\d[\d,]*(?:\.\d+)?[%％‰]?[〕\]】*＊]*\s?(?:左右|以上|以下|以内)?"
    r"|[—–\-－/]{1,2}"
)
NATURE = re.compile(r"(?:预期|约束)性")
COUNT = re.compile(r"\d{1,3}")
BARE_WORD = re.compile(r"[\u4e00-\u9fff]{2,6}")
TIME = re.compile(
    r"(?=.{0,16}$)[^，。]*(?:20\d\d|\d{1,2}月|年底|年内|长期|持续|全年|每年|季度|常态)[^，。]*"
)
BOUNDS = ("左右", "以上", "以下", "以内")
MISSES_MOST = 3


def rows(folded: Folded, blocks: Sequence[Block]) -> Iterator[Row]:
    """The rows of every table, in the order of the text, heading rows left out."""
    text = folded.text
    index = 0
    while index < len(blocks):
        block = blocks[index]
        line = text[block.start : block.end]
        if block.kind is BlockKind.ROW:
            end = _last_row(blocks, index)
            yield from _tabbed(text, blocks[index:end])
            index = end
        elif len(line) <= CELL_LONGEST * 8 and (columns := _heading(SPACES.split(line.strip()))):
            index = yield from _spaced(text, blocks, index + 1, columns)
        elif columns := _stacked_heading(text, blocks, index):
            index = yield from _stacked(text, blocks, index + len(columns), columns)
        else:
            index += 1


def _last_row(blocks: Sequence[Block], index: int) -> int:
    while index < len(blocks) and blocks[index].kind is BlockKind.ROW:
        index += 1
    return index


def _column(heading: str) -> Column:
    name = heading.replace(" ", "")
    year = YEAR.search(name)
    if TITLE.search(name):
        return Column(ColumnRole.OTHER, heading)
    for role, pattern in ROLES:
        if pattern.search(name):
            return Column(role, heading, int(year[0]) if year else None)
    if year and len(name) <= len("2030年（目标）"):
        return Column(ColumnRole.TARGET, heading, int(year[0]))
    return Column(ColumnRole.OTHER, heading)


def _heading(cells: Sequence[str]) -> list[Column] | None:
    """The columns, where a row of cells heads a table."""
    if len(cells) < 2 or any(len(cell) > CELL_LONGEST for cell in cells):
        return None
    columns = [_column(cell) for cell in cells]
    roles = {column.role for column in columns}
    figures = ColumnRole.NAME in roles and bool(roles & {ColumnRole.TARGET, ColumnRole.RATE})
    tasks = bool(roles & {ColumnRole.TASK, ColumnRole.NAME}) and bool(
        roles & {ColumnRole.OWNER, ColumnRole.DEADLINE}
    )
    return _dated(columns) if figures or tasks else None


def _dated(columns: list[Column]) -> list[Column]:
    """Where no heading says so, the earliest of several years is the base."""
    years = [column.year for column in columns if column.role is ColumnRole.TARGET and column.year]
    if len(years) < 2 or any(column.role is ColumnRole.BASE for column in columns):
        return columns
    return [
        replace(column, role=ColumnRole.BASE) if column.year == min(years) else column
        for column in columns
    ]


def _tabbed(text: str, lines: Sequence[Block]) -> Iterator[Row]:
    columns: list[Column] | None = None
    for block in lines:
        cells, start = [], block.start
        for written in text[block.start : block.end].split("\t"):
            cells.append((start, written))
            start += len(written) + 1
        heading = _heading([written.strip() for _, written in cells])
        if heading:
            columns = heading
        elif columns:
            shift = max(0, len(columns) - len(cells))
            yield from _row(
                Cell(column, at, at + len(written.rstrip()), written.strip())
                for column, (at, written) in zip(columns[shift:], cells, strict=False)
            )


def _row(cells: Iterator[Cell]) -> Iterator[Row]:
    filled = tuple(replace(cell, start=cell.end - len(cell.text)) for cell in cells if cell.text)
    if filled:
        yield Row(filled[0].start, filled[-1].end, filled)


def _spaced(
    text: str, blocks: Sequence[Block], index: int, columns: list[Column]
) -> Generator[Row, None, int]:
    """Rows that part their cells by spaces; gives the index of the block behind them."""
    misses = 0
    while index < len(blocks) and misses < MISSES_MOST:
        block = blocks[index]
        pieces = [
            Piece(match.start(), match.end(), match[0])
            for match in PIECE.finditer(text, block.start, block.end)
        ]
        found = list(_by_content(text, pieces, columns))
        misses = 0 if found else misses + 1
        yield from found
        index += 1
    return index - misses


def _stacked_heading(text: str, blocks: Sequence[Block], index: int) -> list[Column] | None:
    """Headings one a line: 指标 / 2025年 / 2030年 / 属性."""
    cells: list[str] = []
    for block in blocks[index : index + 8]:
        line = text[block.start : block.end].strip()
        if len(line) > CELL_LONGEST or _column(line).role is ColumnRole.OTHER:
            break
        cells.append(line)
    columns = _heading(cells) if len(cells) >= HEADINGS_LEAST else None
    # A title above 序号 is no column.
    titled = columns and any(column.role is ColumnRole.NUMBER for column in columns[1:])
    return None if titled else columns


def _stacked(
    text: str, blocks: Sequence[Block], index: int, columns: list[Column]
) -> Generator[Row, None, int]:
    """Rows that give each cell a line; a new one begins with its number, or when the last cell
    of the row before is there."""
    pieces: list[Piece] = []
    counted = columns[0].role is ColumnRole.NUMBER
    misses = 0
    while index < len(blocks) and misses < MISSES_MOST:
        block = blocks[index]
        line = text[block.start : block.end].strip()
        begins = bool(COUNT.fullmatch(line)) if counted else _closes(pieces, columns)
        if begins:
            found = list(_by_content(text, pieces, columns))
            misses = 0 if found or not pieces else misses + 1
            yield from found
            pieces = []
        pieces.append(Piece(block.start, block.start + len(line), line))
        if len(pieces) > len(columns) + 2:
            break
        index += 1
    yield from _by_content(text, pieces, columns)
    return index


def _closes(pieces: Sequence[Piece], columns: Sequence[Column]) -> bool:
    if columns[-1].role is ColumnRole.NATURE:
        return bool(pieces) and NATURE.fullmatch(pieces[-1].text) is not None
    return len(pieces) >= len(columns)


def _by_content(text: str, pieces: Sequence[Piece], columns: Sequence[Column]) -> Iterator[Row]:
    """Pieces without column marks, put into columns by what they hold."""
    by_role = {column.role: column for column in reversed(columns)}
    placed = _figures if ColumnRole.NAME in by_role and ColumnRole.TASK not in by_role else _duties
    cells = [
        Cell(column, start, end, " ".join(text[start:end].split()))
        for column, start, end in placed(pieces, columns, by_role)
    ]
    if len(cells) > 1:
        cells.sort(key=lambda cell: cell.start)
        yield Row(pieces[0].start, pieces[-1].end, tuple(cells))


def _figures(
    pieces: Sequence[Piece], columns: Sequence[Column], by_role: dict[ColumnRole, Column]
) -> Iterator[Placed]:
    """The name up to the first figure, figures in their order, what is left to the yearly rate."""
    nature = by_role.get(ColumnRole.NATURE)
    if nature and pieces and NATURE.fullmatch(pieces[-1].text):
        yield nature, pieces[-1].start, pieces[-1].end
        pieces = pieces[:-1]
    pieces = list(_with_bounds(pieces))
    figures = sum(column.role in (ColumnRole.BASE, ColumnRole.TARGET) for column in columns)
    first = next((i for i in range(len(pieces)) if _all_figures(pieces[i : i + figures])), 0)
    named = list(pieces[:first])
    if named and COUNT.fullmatch(named[0].text):
        named = named[1:]
    if ColumnRole.CATEGORY in by_role and len(named) > 1 and BARE_WORD.fullmatch(named[0].text):
        named = named[1:]
    if not named:
        return
    yield by_role[ColumnRole.NAME], named[0].start, named[-1].end
    left = list(pieces[first:])
    for column in columns:
        if column.role in (ColumnRole.BASE, ColumnRole.TARGET) and left:
            piece = left.pop(0)
            yield column, piece.start, piece.end
    if left and ColumnRole.RATE in by_role:
        yield by_role[ColumnRole.RATE], left[0].start, left[-1].end


def _with_bounds(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """1.45 左右 is one cell."""
    held: Piece | None = None
    for piece in pieces:
        if held and piece.text in BOUNDS:
            held = Piece(held.start, piece.end, held.text + piece.text)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _all_figures(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and all(FIGURE.fullmatch(piece.text) for piece in pieces)


def _duties(
    pieces: Sequence[Piece], columns: Sequence[Column], by_role: dict[ColumnRole, Column]
) -> Iterator[Placed]:
    """Units to the owners, a time to the deadline, the longest piece to the task."""
    owners = [column for column in columns if column.role in (ColumnRole.OWNER, ColumnRole.SUPPORT)]
    tasks: list[Piece] = []
    for piece in pieces:
        if COUNT.fullmatch(piece.text):
            continue
        units = split(piece.text)
        if owners and units and all(is_organisation(unit) for unit in units):
            yield owners.pop(0), piece.start, piece.end
        elif ColumnRole.DEADLINE in by_role and TIME.fullmatch(piece.text):
            yield by_role[ColumnRole.DEADLINE], piece.start, piece.end
        else:
            tasks.append(piece)
    if tasks:
        task = max(tasks, key=lambda piece: len(piece.text))
        yield by_role.get(ColumnRole.TASK) or by_role[ColumnRole.NAME], task.start, task.end
