"""Tables that the file marks: merged cells hold for the rows they span, and for no others."""

from datetime import date

from commitments.extraction import extract
from commitments.extraction.spans import Kind
from commitments.structure import Cell, Row, Structure, Table

PUBLISHED = date(2025, 1, 10)


def marked(lines, spans):
    """A text with one table; `spans` gives rows covered for cells by (row, column)."""
    rows, text, at = [], "", 0
    for number, line in enumerate(lines):
        cells = []
        for column, written in enumerate(line):
            if written is not None:
                covered = spans.get((number, column), 1)
                cells.append(Cell(at, at + len(written), column, rows=covered))
            text += (written or "") + ("\n" if column == len(line) - 1 else "\t")
            at = len(text)
        rows.append(Row(tuple(cells)))
    return text, Structure(tables=(Table(tuple(rows)),))


def targets(lines, spans):
    text, structure = marked(lines, spans)
    return [
        (claim.value, claim.owners, claim.due)
        for claim in extract(text, published=PUBLISHED, structure=structure)
        if claim.kind is Kind.TARGET
    ]


HEADS = ("序号", "重点任务", "责任单位", "完成时限")


def test_a_merged_day_and_unit_hold_for_all_rows_they_span():
    found = targets(
        [
            HEADS,
            ("1", "新建公园3个", "区园林局", "2025年9月"),
            ("2", "新建绿道20公里", None, None),
        ],
        {(1, 2): 2, (1, 3): 2},
    )

    assert found == [
        (3, ("区园林局",), date(2025, 9, 30)),
        (20, ("区园林局",), date(2025, 9, 30)),
    ]


def test_a_blank_cell_below_an_unmerged_one_is_blank():
    found = targets(
        [
            HEADS,
            ("1", "新建公园3个", "区园林局", "2025年9月"),
            ("2", "新建绿道20公里", "", ""),
        ],
        {},
    )

    assert found == [(3, ("区园林局",), date(2025, 9, 30)), (20, (), None)]


def test_a_merged_task_is_read_once_with_the_units_of_all_its_rows():
    found = targets(
        [
            HEADS,
            ("1", "新建停车场5处", "区城管委", "2025年9月"),
            ("2", None, "区交通局", None),
        ],
        {(1, 1): 2, (1, 3): 2},
    )

    assert found == [(5, ("区城管委", "区交通局"), date(2025, 9, 30))]


def test_a_table_of_one_column_is_a_box_around_paragraphs():
    text = "到2025年底，新增绿地3公顷。\n"
    structure = Structure(tables=(Table((Row((Cell(0, len(text) - 1, 0),)),)),))

    [claim] = extract(text, published=PUBLISHED, structure=structure)
    assert (claim.value, claim.due) == (3, date(2025, 12, 31))
