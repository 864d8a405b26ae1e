"""Find the heads among the lines of a table and put the cells below them into columns.

>>> heads = [Piece(0, 2, "任务"), Piece(3, 5, "单位")]
>>> [table] = tables_of([heads, [Piece(6, 10, "建成公园"), Piece(11, 14, "园林局")]])
>>> [(cell.column.role.value, cell.text) for cell in table.rows[0].cells]
[('task', '建成公园'), ('owner', '园林局')]
"""

import re
from collections.abc import Iterator, Sequence

from commitments.extraction.dates import expressions
from commitments.extraction.tables.alignment import placed
from commitments.extraction.tables.cells import Caption, Cell, Column, ColumnRole, Piece, Row, Table
from commitments.extraction.tables.columns import column, columns_of, heads
from commitments.extraction.tables.contents import Content, content_of
from commitments.extraction.tables.forms import form

Line = Sequence[Piece]

# 一、经济发展（8项）: a row that only opens a section.
SECTION = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|第.{1,3}[章类]"
)
YEAR_NAMED = re.compile(
    r"20\d\d\s?年(?!\s?\d{1,2}\s?月)|20\d\d\s?[—\-－–~～至]\s?20\d\d|“?十[一二三四五]五”?"
)
CAPTION_LONGEST = 80


def tables_of(lines: Sequence[Line], caption: Caption | None = None) -> Iterator[Table]:
    """A table for every row of heads, with the lines below it; without heads, what the cells
    themselves give away."""
    headings: list[str] = []
    body: list[Line] = []
    index = 0
    while index < len(lines):
        texts = [piece.text for piece in lines[index]]
        if heads(texts) and _begins_anew(texts, headings):
            yield from _table(headings, body, caption)
            below = lines[index + 1] if index + 1 < len(lines) else []
            if _second_tier(texts, [piece.text for piece in below]):
                texts = _joined(texts, [piece.text for piece in below])
                index += 1
            headings, body = texts, []
        elif title := _title(lines[index]):
            caption = time_named(title) or caption
        else:
            body.append(lines[index])
        index += 1
    yield from _table(headings, body, caption)


def time_named(title: str) -> Caption | None:
    """The last day of the years or the plan that a title names."""
    if len(title) > CAPTION_LONGEST or not YEAR_NAMED.search(title):
        return None
    found = [
        Caption(mention.last, mention.text)
        for mention in expressions.find(title, None)
        if mention.last and not mention.relative and YEAR_NAMED.match(mention.text)
    ]
    return max(found, default=None)


def _title(line: Line) -> str | None:
    """The text of a row that is one cell: a title, or the opening of a section."""
    filled = [index for index, piece in enumerate(line) if piece.text]
    if len(filled) != 1:
        return None
    text = line[filled[0]].text
    return text if filled[0] == 0 and (SECTION.match(text) or time_named(text)) else None


def _begins_anew(texts: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether a row of heads opens a table: the first one, or a second one that says as much."""
    if not headings or list(texts) == list(headings):
        return True
    filled = [text for text in texts if text]
    known = sum(column(text).role is not ColumnRole.OTHER for text in filled)
    return known >= 3 and known * 5 >= len(filled) * 3


def _second_tier(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the line below a row of heads divides some of them: 2025年 | 年均 under 目标."""
    filled = [text for text in lower if text.strip()]
    if not filled or len(filled) >= len(lower) or (lower[0].strip() and lower[0] != upper[0]):
        return False
    return all(
        len(text) <= CAPTION_LONGEST // 4
        and column(text).role is not ColumnRole.OTHER
        and content_of(text) not in (Content.COUNT, Content.NATURE, Content.BLANK)
        for text in filled
    )


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The heads of both tiers: the lower ones, with the year of the upper one they stand under."""
    joined, over = [], ""
    for index in range(max(len(upper), len(lower))):
        high = upper[index] if index < len(upper) else ""
        low = lower[index] if index < len(lower) else ""
        over = high or over
        dated = column(over).last is not None and column(low).last is None
        joined.append(f"{over} {low}" if low and low != over and dated else low or high)
    return joined


def _table(headings: list[str], body: list[Line], caption: Caption | None) -> Iterator[Table]:
    if not body:
        return
    width = max(len(headings), *(len(line) for line in body))
    headings = [*headings, *[""] * (width - len(headings))]
    whole = [line for line in body if len(line) == width] or body
    columns = columns_of(headings, [[piece.text for piece in line] for line in whole])
    rows = [row for line in body if (row := _row(line, columns))]
    if rows and (any(headings) or _speaks(columns, body)):
        yield Table(tuple(columns), tuple(rows), caption)
    elif filled := form(body):
        yield Table(tuple(cell.column for cell in filled.cells), (filled,), caption)


def _speaks(columns: Sequence[Column], body: Sequence[Line]) -> bool:
    """Whether cells without heads give enough away: who does what, or until when."""
    roles = {column.role for column in columns}
    duty = roles & {ColumnRole.OWNER, ColumnRole.DEADLINE}
    return len(body) > 1 and ColumnRole.TASK in roles and bool(duty)


def _row(line: Line, columns: Sequence[Column]) -> Row | None:
    cells = tuple(
        Cell(piece.start, piece.end, piece.text, column, piece.above)
        for column, piece in placed(line, columns)
        if piece.text
    )
    own = [cell for cell in cells if not cell.above]
    if not own:
        return None
    return Row(min(cell.start for cell in own), max(cell.end for cell in own), cells)
