from commitments.reading.parts import MAX_SPAN, Cell, Grid, Line, plain, span


def test_spans_stay_within_reason():
    assert [span(text) for text in ("2", " 3 ", "0", "-1", "x", "", None, "99999", "9" * 9)] == [
        2, 3, 1, 1, 1, 1, 1, MAX_SPAN, 1,
    ]  # fmt: skip


def test_the_lines_of_a_cell_become_one():
    assert Cell.of("区体育局", "区教委\t等").text == "区体育局 区教委 等"


def test_cells_by_place_leave_out_what_others_cover():
    grid = Grid.placed(2, 3, {(0, 0): Cell.of("a", rows=2), (0, 1): Cell.of("b", columns=2)})

    assert [len(row) for row in grid.rows] == [2, 2]
    assert [cell.text for cell in grid.rows[1]] == ["", ""]


def test_the_words_of_parts_in_their_order():
    inner = Grid(((Cell.of("二"),),))

    assert list(plain([Line("一"), Grid(((Cell((inner, Line("三"))),),))])) == ["一", "二", "三"]
