from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from commitments.reading import read
from tests.reading.files import HEIGHT, pdf, prose, written


def grid(canvas: Canvas, xs: list[float], ys: list[float]) -> None:
    """Rules at these distances from the left and the top."""
    canvas.grid(xs, [HEIGHT - y for y in ys])


def text(draw: Callable[[Canvas], None]) -> str:
    return read(pdf(draw), "a.pdf").text


def test_a_ruled_table_is_rows_between_the_lines_around_it():
    def draw(canvas):
        written(canvas, "专栏1 主要指标", 72, 140)
        grid(canvas, [72, 250, 350, 450], [150, 180, 210])
        for x, y, words in [
            (80, 170, "指标"), (260, 170, "2025年"), (360, 170, "2030年"),
            (80, 200, "人均面积"), (360, 200, "3.7"),
        ]:  # fmt: skip
            written(canvas, words, x, y)
        written(canvas, "注：面积按年末人口计算。", 72, 230)

    assert text(draw).split("\n") == [
        "专栏1 主要指标",
        "指标\t2025年\t2030年",
        "人均面积\t\t3.7",
        "注：面积按年末人口计算。",
    ]


def test_lines_that_broke_off_in_a_cell_are_joined_and_short_ones_are_not():
    def draw(canvas):
        grid(canvas, [72, 150, 300], [150, 220])
        for y, words in [(170, "基本公共服"), (185, "务均等化")]:
            written(canvas, words, 76, y)
        for y, words in [(170, "牵头：区委办"), (185, "配合：区教委")]:
            written(canvas, words, 154, y)

    assert text(draw) == "基本公共服务均等化\t牵头：区委办 配合：区教委"


def test_a_cell_over_two_rows_is_printed_once():
    def draw(canvas):
        grid(canvas, [150, 250], [150, 180, 210])
        canvas.rect(72, HEIGHT - 210, 78, 60)
        written(canvas, "体育", 80, 185)
        written(canvas, "面积", 160, 170)
        written(canvas, "人数", 160, 200)

    assert text(draw) == "体育\t面积\n\t人数"


def test_a_frame_around_a_page_is_no_table():
    def draw(canvas):
        canvas.rect(50, 50, 495, 740)
        prose("一、总体要求", "增长5%以上。")(canvas)

    assert text(draw) == "一、总体要求\n增长5%以上。"


def test_slanting_watermarks_are_left_out():
    def draw(canvas):
        prose("到2030年，增长5%以上。")(canvas)
        canvas.rotate(45)
        canvas.drawString(300, 100, "DRAFT")

    assert text(draw) == "到2030年，增长5%以上。"


def test_words_printed_twice_for_bold_are_read_once():
    def draw(canvas):
        prose("总体要求")(canvas)
        prose("总体要求", x=72.4)(canvas)

    assert text(draw) == "总体要求"
