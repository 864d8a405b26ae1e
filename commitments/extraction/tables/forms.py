"""Read forms, which give each heading and its value a place side by side.

>>> line = [Piece(0, 4, "年度目标"), Piece(5, 13, "新建停车场3处，完成投资2亿元")]
>>> row = form([line, [Piece(14, 18, "责任单位"), Piece(19, 22, "城管局")]])
>>> [(cell.column.role.value, cell.text) for cell in row.cells]
[('task', '新建停车场3处，完成投资2亿元'), ('owner', '城管局')]
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from commitments.extraction.tables.cells import Cell, Column, ColumnRole, Piece, Row
from commitments.extraction.tables.columns import column
from commitments.extraction.tables.contents import Content, content_of

KEY_LONGEST = 16


def form(lines: Sequence[Sequence[Piece]]) -> Row | None:
    """All that a form says, as one row; None where the lines are no form that sets a task."""
    cells = tuple(cell for line in lines for cell in _pairs(line))
    if not any(cell.column.role is ColumnRole.TASK for cell in cells):
        return None
    return Row(min(cell.start for cell in cells), max(cell.end for cell in cells), cells)


def _pairs(line: Sequence[Piece]) -> Iterator[Cell]:
    filled = [piece for piece in line if piece.text]
    for key, value in zip(filled[::2], filled[1::2], strict=False):
        one = _column(key.text, value.text) if len(key.text) <= KEY_LONGEST else None
        if one is not None:
            yield Cell(value.start, value.end, value.text, one)


def _column(key: str, value: str) -> Column | None:
    one = column(key)
    content = content_of(value)
    if one.role in (ColumnRole.TASK, ColumnRole.TARGET):
        # 项目名称 heads a name, 年度目标 what is to be done.
        named = content is not Content.PROSE or key.endswith(("名称", "项目"))
        return None if named else replace(one, role=ColumnRole.TASK)
    fits = {ColumnRole.OWNER: Content.UNITS, ColumnRole.SUPPORT: Content.UNITS}
    fits[ColumnRole.DEADLINE] = Content.DAY
    return one if fits.get(one.role) is content else None
