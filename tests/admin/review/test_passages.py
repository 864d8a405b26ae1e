"""A text is cut at the borders of its marks; every character is kept and escaped."""

from hypothesis import given
from hypothesis import strategies as st

from commitments.admin.review.passages import Mark, lines, render

TEXT = "第一行，达到3.7平方米。\n第二行\n\n第四行"


def pieces(text: str, *spans: tuple[int, int]) -> list[tuple[str, tuple[int, ...]]]:
    marks = [Mark(number, *span, "") for number, span in enumerate(spans, 1)]
    return [
        (piece.text, tuple(mark.key for mark in piece.marks))
        for line in lines(text, marks)
        for piece in line.pieces
    ]


def test_mark_covers_exactly_its_characters():
    assert pieces("甲乙丙丁", (1, 3)) == [("甲", ()), ("乙丙", (1,)), ("丁", ())]


def test_overlapping_marks_are_cut_at_each_border():
    found = pieces("甲乙丙丁戊", (0, 3), (2, 5))

    assert found == [("甲乙", (1,)), ("丙", (1, 2)), ("丁戊", (2,))]


def test_innermost_mark_comes_first():
    assert pieces("甲乙丙", (0, 3), (1, 2))[1] == ("乙", (2, 1))


def test_mark_continues_over_line_breaks():
    assert pieces("甲乙\n丙丁", (1, 4)) == [("甲", ()), ("乙", (1,)), ("丙", (1,)), ("丁", ())]


@given(
    text=st.text(alphabet="甲乙丙\n", max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=8),
)
def test_keeps_every_character_with_its_marks(text, spans):
    marks = [
        Mark(number, start, min(start + length, len(text)), "")
        for number, (start, length) in enumerate(spans, 1)
        if start < len(text)
    ]

    found = list(lines(text, marks))

    assert "\n".join("".join(p.text for p in line.pieces) for line in found) == text
    for piece in (piece for line in found for piece in line.pieces):
        for place in range(piece.start, piece.start + len(piece.text)):
            over = {mark.key for mark in marks if mark.start <= place < mark.end}
            assert {mark.key for mark in piece.marks} == over


def test_shows_where_pages_begin():
    assert [line.page for line in lines("一\n二\n三", [], page_starts=[0, 4])] == [1, None, 2]


def test_text_is_never_markup():
    html = render(lines("<script>alert(1)</script>&<b>", [Mark(1, 0, 8, "x")]))

    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html


def test_shows_headings():
    html = render(lines(TEXT, []), headings={"第二行"})

    assert html.count("ct-heading") == 1
