"""What reading hands to extraction besides the text."""

import doctest
import json

from commitments import structure as module
from commitments.structure import Cell, Mark, MarkKind, Row, Structure, Table

# 单位 over two rows, a head over two columns, an empty cell at the lower right.
TABLE = Table(
    (
        Row((Cell(0, 2, 0, is_head=True), Cell(3, 5, 1, columns=2, is_head=True))),
        Row((Cell(6, 9, 0, rows=2), Cell(10, 12, 1), Cell(13, 15, 2))),
        Row((Cell(17, 19, 1), Cell(20, 20, 2))),
    )
)


def test_a_merged_cell_covers_every_row_and_column_it_spans():
    heads, first, second = TABLE.grid()

    assert heads[1] is heads[2]
    assert first[0] is second[0]
    assert [cell and cell.start for cell in second] == [6, 17, 20]


def test_uncovered_place_is_none():
    ragged = Table((Row((Cell(0, 1, 0), Cell(2, 3, 1))), Row((Cell(4, 5, 0),))))

    assert ragged.grid()[1] == (Cell(4, 5, 0), None)


def test_a_span_beyond_the_last_row_ends_with_the_table():
    table = Table((Row((Cell(0, 1, 0, rows=9),)),))

    assert len(table.grid()) == 1


def test_a_table_knows_its_stretch_of_the_text_and_its_width():
    assert (TABLE.start, TABLE.end, TABLE.width) == (0, 20, 3)
    assert [row.is_head for row in TABLE.rows] == [True, False, False]


def test_a_structure_comes_back_from_json_as_it_was():
    structure = Structure((Mark(MarkKind.HEADING, 0, 4, 2), Mark(MarkKind.LABEL, 5, 8)), (TABLE,))

    assert Structure.of_json(json.loads(json.dumps(structure.as_json()))) == structure
    assert Structure.of_json({}) == Structure()


def test_the_example_holds():
    assert doctest.testmod(module).failed == 0
