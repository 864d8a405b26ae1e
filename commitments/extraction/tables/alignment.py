"""Put the cells of a shortened row under their columns, by what the cells hold.

Where merged cells stood, a row has fewer cells than there are columns; the cells keep their order.

>>> from commitments.extraction.tables.columns import column
>>> columns = [column(head) for head in ("序号", "类别", "任务", "牵头领导", "责任单位", "备注")]
>>> cells = [Piece(0, 0, text) for text in ("3", "新建公园2个", "王平", "园林局")]
>>> [one.heading for one in aligned(cells, columns)]
['序号', '任务', '牵头领导', '责任单位']
"""

from collections.abc import Iterator, Sequence

from commitments.extraction.tables.cells import Column, ColumnRole, Piece
from commitments.extraction.tables.contents import Content, content_of

_WORDS = (Content.WORD, Content.PROSE)
_FIGURES = (Content.FIGURE, Content.COUNT)
TELLS: dict[ColumnRole, tuple[Content, ...]] = {
    ColumnRole.NUMBER: (Content.COUNT,),
    ColumnRole.CATEGORY: (Content.WORD,),
    ColumnRole.NAME: _WORDS,
    ColumnRole.TASK: _WORDS,
    ColumnRole.UNIT: (Content.MEASURE,),
    ColumnRole.BASE: _FIGURES,
    ColumnRole.TARGET: _FIGURES,
    ColumnRole.RATE: _FIGURES,
    ColumnRole.NATURE: (Content.NATURE,),
    ColumnRole.OWNER: (Content.UNITS,),
    ColumnRole.SUPPORT: (Content.UNITS,),
    ColumnRole.LEADER: (Content.WORD,),
    ColumnRole.DEADLINE: (Content.DAY,),
    ColumnRole.STEP: _WORDS,
    ColumnRole.RESULT: _WORDS,
    ColumnRole.SCORE: _FIGURES,
}
FITS, CONTRADICTS = 2, -1
# Wider tables are put together from the right; nobody prints them.
WIDEST = 40


def placed(line: Sequence[Piece], columns: Sequence[Column]) -> Iterator[tuple[Column, Piece]]:
    """Each cell with its column; blanks that only fill up a shortened row hold no place."""
    filled = list(line)
    while filled and not filled[-1].text:
        filled.pop()
    found = aligned(filled, columns)
    if len(line) >= len(columns) and _total(filled, found) <= _total(filled, columns) + 1:
        found = columns
    yield from zip(found, filled, strict=False)


def _total(line: Sequence[Piece], columns: Sequence[Column]) -> int:
    return sum(
        _score(content_of(piece.text), column) for piece, column in zip(line, columns, strict=False)
    )


def aligned(line: Sequence[Piece], columns: Sequence[Column]) -> Sequence[Column]:
    """A column for each cell, in order; of equally good places the rightmost."""
    missing = len(columns) - len(line)
    if missing <= 0 or len(columns) > WIDEST:
        return columns[max(0, missing) :]
    contents = [content_of(piece.text) for piece in line]
    # best[i][j]: the score of the first i cells under the first j columns.
    best = [[0] * (len(columns) + 1) for _ in range(len(line) + 1)]
    for i in range(1, len(line) + 1):
        for j in range(i, len(columns) + 1):
            here = best[i - 1][j - 1] + _score(contents[i - 1], columns[j - 1])
            best[i][j] = max(here, best[i][j - 1]) if j > i else here
    found: list[Column] = []
    j = len(columns)
    for i in range(len(line), 0, -1):
        while j > i and best[i][j] == best[i][j - 1] and not _placed(best, contents, columns, i, j):
            j -= 1
        found.append(columns[j - 1])
        j -= 1
    return found[::-1]


def _placed(
    best: Sequence[Sequence[int]],
    contents: Sequence[Content],
    columns: Sequence[Column],
    i: int,
    j: int,
) -> bool:
    """Whether the best score is reached with the i-th cell right under the j-th column."""
    return best[i][j] == best[i - 1][j - 1] + _score(contents[i - 1], columns[j - 1])


def _score(content: Content, column: Column) -> int:
    told = TELLS.get(column.role)
    if told is None or content is Content.BLANK:
        return 0
    return FITS if content in told else CONTRADICTS
