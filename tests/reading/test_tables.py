from commitments.reading.tables import MAX_COLUMNS, Cell, lines, span


def cell(text: str = "", **spans: int) -> Cell:
    return Cell((text,) if text else (), **spans)


def test_a_row_is_a_line_with_tabs_between_the_cells():
    assert list(lines([[cell("任务"), cell("责任单位")], [cell("绿化"), cell("区园林局")]])) == [
        "任务\t责任单位",
        "绿化\t区园林局",
    ]


def test_an_empty_cell_keeps_its_column():
    assert list(lines([[cell("a"), cell(), cell("c")]])) == ["a\t\tc"]


def test_a_cell_over_several_columns_stands_in_the_first():
    assert list(lines([[cell("年份", columns=2), cell("属性")]])) == ["年份\t\t属性"]


def test_a_cell_over_several_rows_is_printed_once():
    rows = [
        [cell("区体育局", rows=3), cell("场地")],
        [cell("人数")],
        [cell("指导员")],
        [cell("区民政局"), cell("床位")],
    ]

    assert list(lines(rows)) == ["区体育局\t场地", "\t人数", "\t指导员", "区民政局\t床位"]


def test_a_cell_over_rows_at_the_right_edge_keeps_the_columns():
    rows = [[cell("a"), cell("属性", rows=2)], [cell("b")]]

    assert list(lines(rows)) == ["a\t属性", "b\t"]


def test_the_lines_of_a_cell_become_one():
    assert list(lines([[Cell(("区体育局", "区教委\t等")), cell("b")]])) == ["区体育局 区教委 等\tb"]


def test_a_box_of_one_cell_gives_its_paragraphs():
    assert list(lines([[Cell(("专栏1 重大工程", "1.体育场馆"))]])) == [
        "专栏1 重大工程",
        "1.体育场馆",
    ]


def test_rows_without_words_are_left_out():
    assert list(lines([[cell(), cell()], [cell("a"), cell("b")]])) == ["a\tb"]


def test_spans_stay_within_reason():
    assert [span(text) for text in ("2", " 3 ", "0", "-1", "x", "", None, "99999", "9" * 9)] == [
        2, 3, 1, 1, 1, 1, 1, MAX_COLUMNS, 1,
    ]  # fmt: skip


def test_spans_without_end_write_no_blanks_without_end():
    wide = [[cell(f"{n}", columns=MAX_COLUMNS, rows=MAX_COLUMNS), cell("末")] for n in range(300)]

    written = list(lines(wide))

    assert [line.split() for line in written] == [[f"{n}", "末"] for n in range(300)]
    assert max(line.count("\t") for line in written) <= 2 * MAX_COLUMNS
