"""Find the tables of a document, however its cells are parted.

The file may mark them. In plain text a row is a line with tabs, with upright strokes or with
spaces between the cells, or each cell has a line of its own.

>>> from commitments.extraction.text.layout import blocks, fold
>>> folded = fold("指标\\t2025年\\t2030年\\t属性\\n城镇化率(%)\\t67.9\\t71\\t预期性")
>>> [row] = [row for table in tables(folded, blocks(folded)) for row in table.rows]
>>> [(cell.column.role.value, cell.text) for cell in row.cells]
[('name', '城镇化率(%)'), ('base', '67.9'), ('target', '71'), ('nature', '预期性')]
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from commitments.extraction.spans import Block, BlockKind, Folded
from commitments.extraction.tables import ruled
from commitments.extraction.tables.cells import Caption, Table
from commitments.extraction.tables.flattened import flattened
from commitments.extraction.tables.headed import tables_of, time_named
from commitments.extraction.tables.spaced import heads_of_figures, spaced
from commitments.extraction.tables.stacked import stacked
from commitments.structure import NOTHING_MARKED, Structure

Span = tuple[int, int]
CAPTION_REACH = 4
# Lines without strokes that may stand inside a cell between lines that have them.
GAP_MOST = 2
# No table is longer; this bounds what is looked at from each line on.
LINES_MOST = 2000
HEADS_MOST = 6


def tables(
    folded: Folded, blocks: Sequence[Block], structure: Structure = NOTHING_MARKED
) -> list[Table]:
    """The tables in the order of the text."""
    found = list(_marked(folded, blocks, structure))
    spans = sorted((table.start, table.end) for table in structure.tables if table.width > 1)
    places = [(folded.folded(start), folded.folded(end)) for start, end in spans]
    rest = [block for block in blocks if not _inside(places, block.start)]
    found += _written(folded.text, rest)
    return sorted(found, key=lambda table: table.rows[0].start)


def _inside(places: Sequence[Span], place: int) -> bool:
    index = bisect_right(places, place, key=lambda span: span[0]) - 1
    return index >= 0 and place < places[index][1]


def _marked(folded: Folded, blocks: Sequence[Block], structure: Structure) -> Iterator[Table]:
    starts = [block.start for block in blocks]
    for table in structure.tables:
        if table.width < 2:
            continue  # a box around paragraphs
        index = bisect_right(starts, folded.folded(table.start)) - 1
        caption = _caption(folded.text, blocks, max(index, 0))
        for one in tables_of(ruled.marked(folded, table), caption):
            yield replace(one, exact=True)


def _written(text: str, blocks: Sequence[Block]) -> Iterator[Table]:
    spans = [(block.start, block.end) for block in blocks]
    index = 0
    while index < len(blocks):
        if blocks[index].kind is BlockKind.ROW:
            end = _last_row(text, blocks, index)
            yield from _ruled(text, blocks[index:end], _caption(text, blocks, index))
            index = end
            continue
        headed = heads_of_figures(text, spans[index])
        first = index + headed
        above = spans[max(0, first - HEADS_MOST) : first]
        rows, used = flattened(text, spans[first : first + LINES_MOST], above)
        if used:
            if rows:
                yield Table((), tuple(rows), _caption(text, blocks, index))
            index = first + used
            continue
        window = spans[index : index + LINES_MOST]
        lines, used = ([], 0) if headed else spaced(text, window)
        if not lines:
            lines, used = stacked(text, window)
        if lines:
            yield from tables_of(lines, _caption(text, blocks, index))
        index += used or 1


def _last_row(text: str, blocks: Sequence[Block], index: int) -> int:
    """Past the last of the rows that follow each other; a cell may hold lines without strokes."""
    last = index
    stroked = "\t" not in text[blocks[index].start : blocks[index].end]
    while index < len(blocks) and index - last <= (GAP_MOST if stroked else 0) + 1:
        if blocks[index].kind is BlockKind.ROW:
            last = index
        elif not stroked:
            break
        index += 1
    return last + 1


def _ruled(text: str, blocks: Sequence[Block], caption: Caption | None) -> Iterator[Table]:
    spans = [(block.start, block.end) for block in blocks]
    tabs = [span for span in spans if "\t" in text[slice(*span)]]
    lines = ruled.tabbed(text, tabs) if len(tabs) * 2 > len(spans) else ruled.stroked(text, spans)
    yield from tables_of(lines, caption)


def _caption(text: str, blocks: Sequence[Block], index: int) -> Caption | None:
    """The last day that a title shortly above the table names."""
    for block in reversed(blocks[max(0, index - CAPTION_REACH) : index]):
        if block.kind is BlockKind.ROW:
            return None
        if caption := time_named(text[block.start : block.end]):
            return caption
    return None
