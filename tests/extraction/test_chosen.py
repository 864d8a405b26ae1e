"""Words that a person chooses become a claim with what surrounds them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction import Kind, Source, choose, moved, read

TEXT = (
    "某区2026年工作要点\n"
    "到2026年6月底，新增第3批停车位500个，编号17。\n"
    "加强宣传，覆盖率98%，口号是“人人参与”。（责任单位：区城市管理委）\n"
)
OUTCOME = read(TEXT, Source(published=date(2026, 1, 10)))


def chosen(words: str):
    start = TEXT.index(words)
    return choose(OUTCOME, start, start + len(words))


def test_keeps_exactly_the_words_chosen():
    claim = chosen("新增第3批停车位500个，编号17")

    assert TEXT[claim.start : claim.end] == claim.quote == "新增第3批停车位500个，编号17"


def test_reads_value_unit_and_due_date_of_a_figure():
    claim = chosen("停车位500个")

    assert (claim.kind, claim.value, claim.unit) == (Kind.TARGET, 500, "个")
    assert claim.due == date(2026, 6, 30)


def test_takes_words_without_a_figure_as_something_to_be_delivered():
    claim = chosen("加强宣传")

    assert (claim.kind, claim.value) == (Kind.DELIVERABLE, None)
    assert claim.owners == ("区城市管理委",)


def test_widens_a_lone_number_to_its_clause():
    assert chosen("17").quote == "编号17"
    assert chosen("98").quote == "覆盖率98%"


def test_says_that_a_person_chose_it_and_is_not_sure_of_the_rest():
    claim = chosen("编号17")

    assert "chosen" in claim.warnings
    assert claim.confidence <= 0.5


def test_takes_words_of_a_heading():
    assert chosen("某区2026年工作要点").quote == "某区2026年工作要点"


@given(st.data())
def test_any_stretch_quotes_the_text(data):
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    if not TEXT[start:end].strip():
        return

    claim = choose(OUTCOME, start, end)

    assert claim.quote == TEXT[claim.start : claim.end]


def test_moves_with_the_text():
    claim = moved(chosen("编号17"), 100)

    assert claim.start == TEXT.index("编号17") + 100


@pytest.mark.parametrize("text", ["甲", "2026", "|5|6|\n|7|8|\n", "一、\n二、"])
def test_reads_words_of_texts_that_say_nothing(text):
    assert choose(read(text, Source()), 0, 1).quote
