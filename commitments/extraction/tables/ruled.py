"""Read rows whose cells are marked: by tabs, by upright strokes, or by the file itself.

>>> text = "| 序号 | 项目 |\\n| 1 | 建成公园 |"
>>> [[piece.text for piece in line] for line in stroked(text, [(0, 11), (12, 24)])]
[['序号', '项目'], ['1', '建成公园']]
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from commitments.extraction.spans import Folded
from commitments.extraction.tables.cells import ColumnRole, Piece
from commitments.extraction.tables.columns import column, heads
from commitments.extraction.tables.contents import COUNT
from commitments.structure import Cell as Marked
from commitments.structure import Table as MarkedTable

STROKE = re.compile(r"[|｜│┃]")
STROKES = re.compile(r"[|｜│┃ \u3000]+")
RULE = re.compile(r"[|｜│┃\s:：—─━┄┈=+┌┐└┘├┤┬┴┼╋-]+")

Span = tuple[int, int]
Line = list[Piece]


def tabbed(text: str, lines: Sequence[Span]) -> list[Line]:
    """A row a line, a tab between the cells."""
    found = []
    for start, end in lines:
        line, at = [], start
        for written in text[start:end].split("\t"):
            line.append(_piece(text, at, at + len(written)))
            at += len(written) + 1
        found.append(line)
    return found


def stroked(text: str, lines: Sequence[Span]) -> list[Line]:
    """Rows between strokes: one a line, or a cell a line with a bare stroke between rows."""
    cells = [_between_strokes(text, start, end) for start, end in lines]
    alone = sum(1 for line in cells if sum(bool(piece.text) for piece in line) == 1)
    if alone * 2 > sum(1 for line in cells if any(piece.text for piece in line)):
        return [part for row in _cell_a_line(text, lines) for part in _unglued(row)]
    return [line for line in cells if any(piece.text for piece in line)]


def _unglued(row: Line) -> Iterator[Line]:
    """The heads and the rows below apart, where no stroke stands between them."""
    width = sum(1 for _ in takewhile(_is_head, row))
    known = len(row) > width > 1 and heads([one.text for one in row[:width]])
    if known and len(row) % width == 0 and column(row[0].text).role is not ColumnRole.NUMBER:
        yield from (row[at : at + width] for at in range(0, len(row), width))
        return
    for at, piece in enumerate(row):
        if at > 1 and COUNT.fullmatch(piece.text):
            if heads([one.text for one in row[:at]]):
                yield row[:at]
                yield from _by_width(row[at:], at)
                return
            break
    yield row


def _is_head(piece: Piece) -> bool:
    return column(piece.text).role is not ColumnRole.OTHER


def _by_width(row: Line, width: int) -> Iterator[Line]:
    """Rows as wide as their heads, as long as each begins with a number of its own."""
    while len(row) > width and COUNT.fullmatch(row[width].text):
        yield row[:width]
        row = row[width:]
    yield row


def _between_strokes(text: str, start: int, end: int) -> Line:
    if RULE.fullmatch(text, start, end):
        return []
    marks = [match.start() for match in STROKE.finditer(text, start, end)]
    edges = [start - 1, *marks, end]
    line = [_piece(text, low + 1, high) for low, high in pairwise(edges)]
    if marks and not line[0].text and not text[start : marks[0]].strip():
        line = line[1:]  # the stroke at the left edge
    if marks and line and not line[-1].text:
        line = line[:-1]
    return line


def _cell_a_line(text: str, lines: Sequence[Span]) -> Iterator[Line]:
    """Cells that end in a stroke each; strokes alone close a row, or stand for empty cells."""
    row: Line = []
    begun = -1  # where a cell of several lines begins
    for index, (start, end) in enumerate(lines):
        written = text[start:end].strip()
        if not written:
            continue
        if STROKES.fullmatch(written):
            strokes = len(STROKE.findall(written))
            if strokes > 1 or _closes_a_row(text, lines, index):
                if any(piece.text for piece in row):
                    yield row
                row = []
            elif row:
                row.append(Piece(start, start, ""))
            continue
        begun = start if begun < 0 else begun
        if STROKE.match(written[-1]):
            mark = text.rindex(written[-1], start, end)
            row.append(_piece(text, begun, mark))
            begun = -1
    if any(piece.text for piece in row):
        yield row


def _closes_a_row(text: str, lines: Sequence[Span], index: int) -> bool:
    """A lone stroke closes a row when the next thing is the stroke that opens another, or when
    it opens one itself."""
    following = [text[start:end].strip() for start, end in lines[index + 1 : index + 3]]
    if not following or not STROKES.fullmatch(following[0]):
        return True
    return len(following) > 1 and not STROKES.fullmatch(following[1]) and len(following[0]) == 1


def marked(folded: Folded, table: MarkedTable) -> list[Line]:
    """The rows of a table that the file marks; a merged cell stands in every row it covers."""
    found = []
    seen: set[int] = set()
    for places in table.grid():
        row: Line = []
        before: Marked | None = None
        for cell in places:
            if cell is None or cell.start == cell.end or cell is before:
                row.append(Piece(table.start, table.start, ""))
                before = cell
                continue
            start, end = folded.folded(cell.start), folded.folded(cell.end - 1) + 1
            piece = _piece(folded.text, start, end)
            row.append(Piece(piece.start, piece.end, piece.text, above=id(cell) in seen))
            before = cell
        seen.update(id(cell) for cell in places if cell is not None)
        found.append(row)
    return found


def _piece(text: str, start: int, end: int) -> Piece:
    """The stretch without the space around it; its text on one line."""
    written = text[start:end]
    start += len(written) - len(written.lstrip())
    end -= len(written) - len(written.rstrip())
    return Piece(start, max(start, end), " ".join(written.split()))
