import pytest

from commitments.reading.parts import Grid
from commitments.reading.pdf import furniture as pdf_furniture
from commitments.reading.pdf.page import PageLine


def without(pages: list[list[PageLine]]) -> list[list[str]]:
    return [[line.text for line in page] for page in pdf_furniture.without(pages)]


def line(text: str, top: float, *, is_row: bool = False) -> PageLine:
    return PageLine(text, top, top + 0.02, Grid(()) if is_row else None)


BODY = line("到2030年增长5%。", 0.5)


def test_a_header_on_every_page_is_left_out_also_where_its_number_changes():
    pages = [[line(f"行动计划 {n}", 0.05), BODY] for n in range(3)]

    assert without(pages) == [[BODY.text]] * 3


def test_headers_that_alternate_or_change_with_the_chapter_are_left_out():
    pages = [[line(["单页", "双页"][n % 2], 0.05), BODY] for n in range(8)]

    assert without(pages) == [[BODY.text]] * 8


def test_a_line_on_a_single_page_is_no_header():
    pages = [[line("行动计划", 0.05), BODY], [BODY], [BODY]]

    assert without(pages)[0] == ["行动计划", BODY.text]


def test_two_pages_are_enough_when_there_are_no_more():
    assert without([[line("行动计划", 0.05)], [line("行动计划", 0.05), BODY]]) == [[], [BODY.text]]


def test_the_same_words_in_the_body_or_at_another_height_are_kept():
    pages = [[line("行动计划", 0.3 + n / 10)] for n in range(4)]
    assert without(pages) == [["行动计划"]] * 4

    pages = [[line("行动计划", 0.02 + n / 40)] for n in range(4)]
    assert without(pages) == [["行动计划"]] * 4


def test_rows_of_tables_are_kept_on_every_page():
    pages = [[line("指标\t值", 0.05, is_row=True), BODY] for _ in range(4)]

    assert without(pages) == [["指标\t值", BODY.text]] * 4


@pytest.mark.parametrize(
    "number", ["12", "— 12 —", "-12-", "－ 3 －", "第 3 页", "第3页 共20页", "3/20", "Page 3", "iv"]
)
def test_page_numbers_are_left_out(number):
    assert without([[BODY, line(number, 0.93)]]) == [[BODY.text]]


@pytest.mark.parametrize("text", ["3.7", "2030年", "12项", "第三页", "5%", "12345"])
def test_numbers_that_say_something_are_kept(text):
    assert without([[BODY, line(text, 0.93)]]) == [[BODY.text, text]]


def test_a_number_in_the_body_is_kept():
    assert without([[line("12", 0.5), line("— 12 —", 0.6)]]) == [["12", "— 12 —"]]


def test_no_pages():
    assert without([]) == []
