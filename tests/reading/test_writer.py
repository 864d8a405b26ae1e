"""Parts become one text; tables and marks keep their places in it."""

import doctest

import pytest

from commitments.reading import writer as module
from commitments.reading.parts import MAX_SPAN, Cell, Grid, Line
from commitments.reading.values import Reading
from commitments.reading.writer import Writer
from commitments.structure import Mark, MarkKind


def grid(*rows: list[Cell]) -> Grid:
    return Grid(tuple(map(tuple, rows)))


def cell(text: str = "", **spans: int) -> Cell:
    return Cell.of(*([text] if text else []), **spans)


def written(*parts: Line | Grid) -> Writer:
    writer = Writer()
    writer.add_all(parts)
    return writer


def words(writer: Writer) -> list[list[str | None]]:
    """The one table, place by place."""
    [table] = writer.structure.tables
    return [[one and writer.text[one.start : one.end] for one in row] for row in table.grid()]


def test_the_example_holds():
    assert doctest.testmod(module).failed == 0


def test_a_row_is_a_line_with_tabs_between_the_cells():
    table = grid([cell("任务"), cell("责任单位")], [cell("绿化"), cell("区园林局")])

    assert written(table).text == "任务\t责任单位\n绿化\t区园林局"
    assert words(written(table)) == [["任务", "责任单位"], ["绿化", "区园林局"]]


def test_an_empty_cell_keeps_its_column():
    table = grid([cell("a"), cell(), cell("c")])

    assert written(table).text == "a\t\tc"
    assert words(written(table)) == [["a", None, "c"]]


def test_a_cell_over_several_columns_stands_in_the_first():
    table = grid([cell("年份", columns=2), cell("属性")])

    assert written(table).text == "年份\t\t属性"
    assert words(written(table)) == [["年份", "年份", "属性"]]


def test_a_cell_over_several_rows_is_printed_once_and_seen_in_each():
    table = grid(
        [cell("区体育局", rows=3), cell("场地")],
        [cell("人数")],
        [cell("指导员")],
        [cell("区民政局"), cell("床位")],
    )

    assert written(table).text == "区体育局\t场地\n\t人数\n\t指导员\n区民政局\t床位"
    assert [row[0] for row in words(written(table))] == ["区体育局"] * 3 + ["区民政局"]


def test_a_cell_over_rows_at_the_right_edge_keeps_the_columns():
    assert written(grid([cell("a"), cell("属性", rows=2)], [cell("b")])).text == "a\t属性\nb\t"


def test_a_box_of_one_cell_gives_its_paragraphs():
    box = written(grid([Cell.of("专栏1 重大工程", "1.体育场馆")]))

    assert box.text == "专栏1 重大工程\n1.体育场馆"
    assert box.structure.tables == ()


def test_a_row_over_the_whole_width_belongs_to_its_table():
    table = written(grid([cell("一、农业", columns=2)], [cell("a"), cell("b")]))

    assert table.text == "一、农业\na\tb"
    assert words(table) == [["一、农业", "一、农业"], ["a", "b"]]


def test_rows_without_words_are_left_out_and_spans_count_the_rest():
    table = grid([cell("a", rows=3), cell("b")], [cell()], [cell("c")], [cell("d"), cell("e")])

    assert written(table).text == "a\tb\n\tc\nd\te"
    assert words(written(table)) == [["a", "b"], ["a", "c"], ["d", "e"]]


def test_a_table_in_a_cell_loses_no_figure():
    inner = grid([cell("指标"), cell("值")], [cell("床位"), cell("500")])
    outer = grid([cell("任务"), cell("单位")], [Cell((Line("建设养老院"), inner)), cell("民政局")])

    found = written(outer)

    assert found.text == "任务\t单位\n建设养老院\t民政局\n指标\t值\n床位\t500"
    assert [len(table.rows) for table in found.structure.tables] == [2, 2]


def test_spans_without_end_write_no_blanks_without_end():
    rows = [[cell(f"{n}", columns=MAX_SPAN, rows=MAX_SPAN), cell("末")] for n in range(300)]

    lines = written(grid(*rows)).text.split("\n")

    assert [line.split() for line in lines] == [[f"{n}", "末"] for n in range(300)]
    assert max(line.count("\t") for line in lines) <= 2 * MAX_SPAN


def test_tables_within_tables_without_end_do_not_end_the_reader():
    nested = grid([cell("a"), cell("b")])
    for _ in range(3000):
        nested = Grid(((Cell((nested,)),),))

    assert "a" not in written(nested, Line("完")).text


def test_headings_items_and_speakers_are_marked():
    found = written(
        Line("一、目标", MarkKind.HEADING, 2),
        Line("绿化", MarkKind.ITEM),
        Line("张瑜：今年完成。", label=3),
    )

    assert found.structure.marks == (
        Mark(MarkKind.HEADING, 0, 4, 2),
        Mark(MarkKind.ITEM, 5, 7),
        Mark(MarkKind.LABEL, 8, 11),
    )


def test_what_is_left_out_leaves_no_line():
    writer = Writer(leaves_out=lambda line: line == "打印")
    writer.add_all([Line("一"), Line("打印"), Line(""), Line("二")])

    assert writer.text == "一\n二"


def pages(*contents: list[Line | Grid]) -> Writer:
    writer = Writer()
    for parts in contents:
        writer.begin_page()
        writer.add_all(parts)
    return writer


def test_pages_begin_where_they_begin_also_empty_ones():
    found = pages([Line("甲")], [], [Line("乙"), Line("丙")])

    assert (found.text, found.page_starts) == ("甲\n\n乙\n丙", (0, 2, 3))


def test_a_table_goes_on_over_the_page():
    head = grid([cell("任务"), cell("单位")])
    found = pages([Line("表1"), head], [grid([cell("绿化"), cell("园林局")]), Line("完")])

    assert words(found) == [["任务", "单位"], ["绿化", "园林局"]]


@pytest.mark.parametrize(
    "second",
    [[Line("表2"), grid([cell("a"), cell("b")])], [grid([cell("a"), cell("b"), cell("c")])]],
    ids=["after a line", "of another width"],
)
def test_another_table_on_the_next_page_is_another(second):
    found = pages([grid([cell("任务"), cell("单位")])], second)

    assert len(found.structure.tables) == 2


def test_the_text_of_another_file_brings_its_structure():
    inner = written(Line("附件", MarkKind.HEADING), grid([cell("a"), cell("b")]))
    writer = written(Line("正文"))
    writer.add_reading(Reading(inner.text, "text/plain", structure=inner.structure))

    assert writer.text == "正文\n附件\na\tb"
    assert [writer.text[mark.start : mark.end] for mark in writer.structure.marks] == ["附件"]
    assert words(writer) == [["a", "b"]]
