"""Read tables that give each cell a line.

>>> text = "序号\\n重点任务\\n责任单位\\n1\\n建成公园\\n园林局\\n2\\n修缮剧院\\n文旅局\\n住建局"
>>> lines = [(m.start(), m.end()) for m in re.finditer("[^\\n]+", text)]
>>> rows, used = stacked(text, lines)
>>> [[piece.text for piece in row] for row in rows]
[['序号', '重点任务', '责任单位'], ['1', '建成公园', '园林局'], ['2', '修缮剧院', '文旅局 住建局']]
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from commitments.extraction.tables.cells import Column, ColumnRole, Piece
from commitments.extraction.tables.columns import OF_FIGURES, column, heads
from commitments.extraction.tables.contents import NATURE, Content, content_of

Span = tuple[int, int]
HEADS_LEAST, HEADS_MOST = 3, 10
HEAD_LONGEST = 24
UNKNOWN_LONGEST = 12
MISSES_MOST = 3
COUNT = re.compile(r"\d{1,3}")
ENDS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|附件|备注|注[：:]|说明[：:]|分享|打印|（此件|【|责任编辑"
)


def stacked(text: str, lines: Sequence[Span]) -> tuple[list[list[Piece]], int]:
    """The rows, heads first, of a table that begins with the first line, and how many lines it
    takes; no rows where none begins."""
    columns = _heads(text, lines)
    if columns is None:
        return [], 0
    count = len(columns)
    head = [_piece(text, *line) for line in lines[:count]]
    if columns[0].role is ColumnRole.NUMBER:
        rows, used = _counted(text, lines[count:], columns)
    else:
        rows, used = _uncounted(text, lines[count:], columns)
    return ([head, *rows], count + used) if rows else ([], 0)


def _heads(text: str, lines: Sequence[Span]) -> list[Column] | None:
    """Heads one a line: 指标 / 2025年 / 2030年; after 序号 unknown ones too, up to 1."""
    first = text[slice(*lines[0])].strip() if lines else ""
    counted = column(first).role is ColumnRole.NUMBER if len(first) <= HEAD_LONGEST else False
    found: list[Column] = []
    for start, end in lines[:HEADS_MOST]:
        written = text[start:end].strip()
        one = column(written) if len(written) <= HEAD_LONGEST else None
        unknown = one is None or one.role is ColumnRole.OTHER
        if counted and COUNT.fullmatch(written):
            break
        if one is None or (unknown and not (counted and len(written) <= UNKNOWN_LONGEST)):
            break
        found.append(one)
    names = [one.heading for one in found]
    if len(found) < (2 if counted else HEADS_LEAST) or not heads(names):
        return None
    return None if _is_titled(found) else found


def _is_titled(found: Sequence[Column]) -> bool:
    """Whether the first line is no head but the title above them: 任务分工 above 工作任务."""
    first, rest = found[0].role, {one.role for one in found[1:]}
    if first is ColumnRole.OWNER:
        return ColumnRole.OWNER in rest
    opens = bool(rest & {ColumnRole.NUMBER, ColumnRole.CATEGORY})
    opens = opens or (ColumnRole.NAME in rest and first is not ColumnRole.NAME)
    return opens and first in (ColumnRole.NAME, ColumnRole.TASK, ColumnRole.TARGET)


def _counted(
    text: str, lines: Sequence[Span], columns: Sequence[Column]
) -> tuple[list[list[Piece]], int]:
    """Rows that begin with their number, each one more than the number before."""
    rows: list[list[Piece]] = []
    row: list[Piece] = []
    number, used = 0, 0
    longest = len(columns) * 4
    for index, line in enumerate(lines):
        piece = _piece(text, *line)
        if _is_next(piece.text, number, opening=not rows and not row):
            rows += filed(row, columns)
            row, number = [piece], int(piece.text)
        elif not row:
            return rows, used
        elif len(row) > longest or (ENDS.match(piece.text) and _complete(row, columns)):
            break
        else:
            row.append(piece)
        used = index + 1
    while row and len(row) > len(columns) and _is_no_cell(row[-1], columns):
        row.pop()
        used -= 1
    rows += filed(row, columns)
    return rows, used


def _is_next(written: str, number: int, *, opening: bool) -> bool:
    if not COUNT.fullmatch(written):
        return False
    return opening or int(written) == number + 1


def _complete(row: Sequence[Piece], columns: Sequence[Column]) -> bool:
    return len(row) >= len(columns) - 1


def _is_no_cell(piece: Piece, columns: Sequence[Column]) -> bool:
    """Whether the last line of the last row is the text behind the table."""
    ends = columns[-1].role
    content = content_of(piece.text)
    if ends in (ColumnRole.OWNER, ColumnRole.SUPPORT):
        return content is not Content.UNITS
    return ends is ColumnRole.DEADLINE and content is not Content.DAY


def _uncounted(
    text: str, lines: Sequence[Span], columns: Sequence[Column]
) -> tuple[list[list[Piece]], int]:
    """Rows of as many lines as there are heads, or up to 预期性 where that ends each."""
    rows: list[list[Piece]] = []
    row: list[Piece] = []
    used = 0
    for index, line in enumerate(lines):
        row.append(_piece(text, *line))
        if len(row) > len(columns) + 2:
            break
        if _closes(row, columns):
            closed = filed(row, columns)
            if not closed:
                break
            rows += closed
            row, used = [], index + 1
    return rows, used


def _closes(row: Sequence[Piece], columns: Sequence[Column]) -> bool:
    if columns[-1].role is ColumnRole.NATURE:
        return NATURE.fullmatch(row[-1].text) is not None
    return len(row) >= len(columns)


def filed(row: Sequence[Piece], columns: Sequence[Column]) -> list[list[Piece]]:
    """The pieces of a row as cells in the order of the columns."""
    if not row:
        return []
    if len(row) == len(columns) and _fits(row, columns):
        return [list(row)]
    return _by_content(row, columns)


def _fits(row: Sequence[Piece], columns: Sequence[Column]) -> bool:
    """Whether no cell contradicts the column that it would stand in by its order."""
    for piece, one in zip(row, columns, strict=True):
        content = content_of(piece.text)
        if one.role in (ColumnRole.OWNER, ColumnRole.SUPPORT) and content in (
            Content.DAY,
            Content.FIGURE,
            Content.PROSE,
        ):
            return False
        if one.role is ColumnRole.DEADLINE and content is Content.UNITS:
            return False
        if one.role in (ColumnRole.TASK, ColumnRole.NAME) and content in (
            Content.UNITS,
            Content.DAY,
        ):
            return False
    return True


def _by_content(row: Sequence[Piece], columns: Sequence[Column]) -> list[list[Piece]]:
    """Cells of several lines, or fewer lines than columns: units and days find their columns,
    the others follow in order. A text behind a day or a unit begins a row of its own."""
    lines: list[dict[int, list[Piece]]] = [{}]
    texts = [
        index
        for index, one in enumerate(columns)
        if one.role in (ColumnRole.TASK, ColumnRole.NAME, ColumnRole.CATEGORY, ColumnRole.OTHER)
    ]
    # Where fewer texts than columns stand at the head of a row, the first ones are merged above.
    heading = list(takewhile(lambda piece: content_of(piece.text) not in CELLS, _unnumbered(row)))
    texts = texts[max(0, len(texts) - max(1, len(heading))) :]
    for piece in row:
        content = content_of(piece.text)
        place = _place(piece, content, columns, lines[-1], texts)
        if place is None:
            continue
        ended = any(columns[at].role in DUTIES for at in lines[-1])
        if place in texts and ended:
            lines.append({})
            place = _deepest(texts, columns)
        lines[-1].setdefault(place, []).append(piece)
    blank = Piece(row[0].start, row[0].start, "")
    return [
        [_merged(line[at]) if at in line else blank for at in range(len(columns))]
        for line in lines
        if any(at in line for at in texts)
    ]


CELLS = (
    Content.COUNT,
    Content.FIGURE,
    Content.BLANK,
    Content.DAY,
    Content.UNITS,
    Content.MEASURE,
    Content.NATURE,
)


def _unnumbered(row: Sequence[Piece]) -> Sequence[Piece]:
    return row[1:] if COUNT.fullmatch(row[0].text) else row


DUTIES = (ColumnRole.OWNER, ColumnRole.SUPPORT, ColumnRole.DEADLINE)


def _place(
    piece: Piece,
    content: Content,
    columns: Sequence[Column],
    line: dict[int, list[Piece]],
    texts: Sequence[int],
) -> int | None:
    """The index of the column for a piece."""
    if content is Content.COUNT and columns[0].role is ColumnRole.NUMBER and not line:
        return 0
    wanted: tuple[ColumnRole, ...] = ()
    if content is Content.UNITS:
        wanted = (ColumnRole.OWNER, ColumnRole.SUPPORT)
    elif content is Content.DAY:
        wanted = (ColumnRole.DEADLINE, *OF_FIGURES)
    elif content is Content.NATURE:
        wanted = (ColumnRole.NATURE,)
    elif content is Content.MEASURE:
        wanted = (ColumnRole.UNIT,)
    elif content in (Content.FIGURE, Content.COUNT, Content.BLANK):
        wanted = OF_FIGURES
    elif any(columns[at].role in OF_FIGURES for at in line):
        wanted = OF_FIGURES  # words behind a figure stand for one: 高于上年水平
    places = [index for index, one in enumerate(columns) if one.role in wanted]
    open_places = [index for index in places if index not in line]
    if content is Content.UNITS and len(places) == 1:
        return places[0]
    if places:
        return open_places[0] if open_places else places[-1]
    if not texts:
        return None
    open_texts = [index for index in texts if index not in line]
    return open_texts[0] if open_texts else texts[-1]


def _deepest(texts: Sequence[int], columns: Sequence[Column]) -> int:
    """The column of what is to be done, for a row whose number and category are merged."""
    own = [at for at in texts if columns[at].role in (ColumnRole.TASK, ColumnRole.NAME)]
    return (own or list(texts))[0]


def _merged(pieces: Sequence[Piece]) -> Piece:
    return Piece(pieces[0].start, pieces[-1].end, " ".join(piece.text for piece in pieces))


def _piece(text: str, start: int, end: int) -> Piece:
    written = text[start:end]
    start += len(written) - len(written.lstrip())
    end -= len(written) - len(written.rstrip())
    return Piece(start, max(start, end), " ".join(written.split()))
