"""The words around a figure end where its clause, sentence or text ends."""

import pytest

from commitments.matching import around

TEXT = "一年来，全市（含县）增长5%、\n其中民间投资增长3%；外资增长1%"


@pytest.mark.parametrize(
    ("place", "lead", "clause", "sentence"),
    [
        ("民间投资", "其中", "其中", "其中"),
        ("外资", "", "", ""),
        ("增长5%", "含县）", "全市（含县）", "一年来，全市（含县）"),
        ("一年来", "", "", ""),
    ],
)
def test_before(place, lead, clause, sentence):
    at = TEXT.index(place)
    assert around.lead(TEXT, at) == lead
    assert around.clause_before(TEXT, at) == clause
    assert around.sentence_before(TEXT, at) == sentence


def test_tail_ends_with_the_sentence():
    assert around.tail("增长5%，居第一。次年下降", 4) == "，居第一"
    assert around.tail("增长5%", 4) == ""
