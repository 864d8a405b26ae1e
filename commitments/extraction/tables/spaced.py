"""Read tables of tasks whose rows are lines with spaces between the cells.

>>> text = "任务 责任单位 完成时限\\n建成公园 园林局 6月底\\n修缮剧院 文旅局 9月底"
>>> rows, used = spaced(text, [(0, 12), (13, 25), (26, 38)])
>>> [[piece.text for piece in row] for row in rows[1:]]
[['建成公园', '园林局', '6月底'], ['修缮剧院', '文旅局', '9月底']]
"""

from collections.abc import Sequence

from commitments.extraction.tables.cells import Piece
from commitments.extraction.tables.columns import OF_DUTY, OF_FIGURES, column, heads
from commitments.extraction.tables.flattened import pieces_of
from commitments.extraction.tables.stacked import filed

Span = tuple[int, int]
HEAD_LINE_LONGEST = 120
MISSES_MOST = 3


def heads_of_figures(text: str, line: Span) -> bool:
    """Whether a line holds the heads of a table of indicators: 指标 2025年 2030年."""
    names = _heads(text, line)
    roles = {column(name).role for name in names}
    return bool(roles & set(OF_FIGURES)) and not roles & set(OF_DUTY)


def spaced(text: str, lines: Sequence[Span]) -> tuple[list[list[Piece]], int]:
    """The rows, heads first, of a table of tasks that begins with the first line."""
    names = _heads(text, lines[0])
    if not names:
        return [], 0
    columns = [column(name) for name in names]
    rows: list[list[Piece]] = [pieces_of(text, *lines[0])]
    used, misses = 1, 0
    for index, line in enumerate(lines[1:], start=1):
        pieces = pieces_of(text, *line)
        found = filed(pieces, columns) if len(pieces) > 1 else []
        if any(_has_duty(row) for row in found):
            rows += found
            used, misses = index + 1, 0
        else:
            misses += 1
            if misses == MISSES_MOST:
                break
    return (rows, used) if len(rows) > 1 else ([], 0)


def _heads(text: str, line: Span) -> list[str]:
    start, end = line
    if end - start > HEAD_LINE_LONGEST:
        return []
    names = [piece.text for piece in pieces_of(text, start, end)]
    return names if len(names) > 1 and heads(names) else []


def _has_duty(row: Sequence[Piece]) -> bool:
    """Whether a row says more than a task: its units, its day or its number."""
    return sum(bool(piece.text) for piece in row) > 1
