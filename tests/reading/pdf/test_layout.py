from commitments.reading.parts import Grid
from commitments.reading.pdf.layout import Glyph, Line, lines, ordered


def glyphs(text: str, x: float = 0, top: float = 0, size: float = 10) -> list[Glyph]:
    """Characters as a printer sets them: Chinese a full square wide, others half."""
    placed = []
    for character in text:
        width = size if character >= "\u2e80" else size / 2
        if character != " ":
            placed.append(Glyph(character, x, x + width, top, top + size, size))
        x += width
    return placed


def texts(*groups: list[Glyph]) -> list[str]:
    return [line.text for line in lines(glyph for group in groups for glyph in group)]


def test_lines_come_from_top_to_bottom_whatever_their_order_in_the_file():
    assert texts(glyphs("第二行", top=20), glyphs("第一行")) == ["第一行", "第二行"]


def test_latin_words_are_parted_and_chinese_is_not():
    assert texts(glyphs("GDP in 2030")) == ["GDP in 2030"]
    assert texts(glyphs("到 2030 年")) == ["到2030年"]


def test_wide_gaps_inside_a_line_are_one_space():
    assert texts(glyphs("第一章"), glyphs("总体要求", x=55)) == ["第一章 总体要求"]


def test_raised_figures_stay_apart_from_the_number_before():
    raised = glyphs("8", x=10, top=-2, size=6)

    assert texts(glyphs("10"), raised, glyphs("吨", x=14)) == ["10⁸吨"]


LEFT = [f"左栏第{n}行的文字写满一行" for n in "一二三四五六"]
RIGHT = [f"右栏第{n}行的文字写满一行" for n in "一二三四五六"]


def columns(top: float = 40) -> list[list[Glyph]]:
    rows = []
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        rows += [
            glyphs(left, top=top + 15 * number),
            glyphs(right, x=150, top=top + 15 * number + 3),
        ]
    return rows


def test_columns_of_prose_are_read_one_after_the_other():
    assert texts(*columns()) == LEFT + RIGHT


def test_headings_over_both_columns_part_what_stands_above_and_below():
    heading = glyphs("一个横贯两栏的很长很长的大标题", x=60)
    between = glyphs("又一个横贯两栏的很长很长的标题", x=60, top=140)

    assert texts(heading, *columns(), between, *columns(160)) == [
        "一个横贯两栏的很长很长的大标题", *LEFT, *RIGHT,
        "又一个横贯两栏的很长很长的标题", *LEFT, *RIGHT,
    ]  # fmt: skip


def test_a_list_over_the_whole_width_before_the_columns_is_read_first():
    entries = [f"一、条目{n}" for n in "甲乙丙丁戊己庚辛"]
    above = [glyphs(entry, top=15 * n) for n, entry in enumerate(entries)]

    assert texts(*above, *columns(160)) == entries + LEFT + RIGHT


def test_paragraphs_over_the_whole_width_before_the_columns_are_read_first():
    wide = [glyphs("满" * 29, top=15 * n) for n in range(8)]

    assert texts(*wide, *columns(160)) == ["满" * 29] * 8 + LEFT + RIGHT


def test_a_left_column_longer_than_the_right_is_read_to_its_end_first():
    longer = glyphs("左栏第七行的文字写满一行", top=40 + 15 * 6)

    assert texts(*columns(), longer) == [*LEFT, "左栏第七行的文字写满一行", *RIGHT]


def test_indented_paragraphs_of_one_column_are_no_columns():
    rows = [glyphs("字" * (18 if n % 3 else 16), x=0 if n % 3 else 20, top=15 * n)
            for n in range(12)]  # fmt: skip

    assert texts(*rows) == ["字" * (18 if n % 3 else 16) for n in range(12)]


def test_three_columns():
    third = [text.replace("右", "三") for text in RIGHT]
    rows = [glyphs(text, x=300, top=40 + 15 * n) for n, text in enumerate(third)]

    assert texts(*columns(), *rows) == LEFT + RIGHT + third


def test_short_entries_at_two_places_are_rows_and_not_columns():
    rows = []
    for number in range(6):
        rows += [glyphs(f"指标{number}", top=15 * number)]
        rows += [glyphs(f"{number}%", x=120, top=15 * number)]

    assert texts(*rows) == [f"指标{number} {number}%" for number in range(6)]


def test_a_table_keeps_its_place_in_its_column():
    table = Line("", 0, 130, 60, 90, grid=Grid(()))
    pieces = [Line(text, 0, 130, 15 * n, 15 * n + 10) for n, text in enumerate(LEFT[:4])]
    pieces += [Line(text, 0, 130, 15 * n + 100, 15 * n + 110) for n, text in enumerate(LEFT[4:])]
    pieces += [Line(text, 150, 280, 15 * n, 15 * n + 10) for n, text in enumerate(RIGHT)]

    found = [line.text if line.grid is None else "表" for line in ordered([*pieces, table])]

    assert found == [*LEFT[:4], "表", *LEFT[4:], *RIGHT]


def test_pieces_that_stand_a_little_askew_are_one_line_from_left_to_right():
    pieces = [Line("属性", 90, 120, 9, 19), Line("指标", 0, 30, 11, 21), Line("值", 40, 55, 10, 20)]

    assert [line.text for line in ordered(pieces)] == ["指标 值 属性"]


def test_lines_that_nearly_touch_stay_apart():
    pieces = [Line("上一行的文字", 0, 60, 0, 12), Line("下一行的文字", 0, 60, 5, 17)]

    assert [line.text for line in ordered(pieces)] == ["上一行的文字", "下一行的文字"]


def test_nothing_gives_nothing():
    assert lines([]) == []
