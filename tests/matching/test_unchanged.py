"""Growth told in words is a growth of nothing; a comparison in the same words is none."""

import pytest

from commitments.matching import unchanged
from commitments.matching.inputs import Change, Comparator
from tests.matching.given import AS_OF, paper, said, sure, target


@pytest.mark.parametrize(
    ("text", "name", "comparator"),
    [
        ("居民消费价格涨幅基本持平。", "居民消费价格涨幅", Comparator.APPROX),
        ("一年来，居民消费价格与上年持平。", "居民消费价格", Comparator.EQ),
        ("居民消费价格总体持平。", "居民消费价格", Comparator.EQ),
    ],
)
def test_find(text, name, comparator):
    [found] = unchanged.find(paper(text))
    assert (found.name, found.value, found.change) == (name, 0, Change.GROWTH)
    assert found.comparator is comparator
    assert text[found.start : found.end] == found.quote


@pytest.mark.parametrize(
    "text", ["居民收入增速与经济增长持平。", "规模与全国平均水平基本持平。", "持平。"]
)
def test_comparisons_and_bare_words_are_silent(text):
    assert list(unchanged.find(paper(text))) == []


def test_the_day_is_that_of_the_figures_beside_it():
    jobless = said("城镇调查失业率5.4%", "城镇调查失业率", "5.4", "%")
    text = paper("城镇调查失业率5.4%，居民消费价格涨幅基本持平。", jobless)
    [found] = unchanged.find(text)
    assert found.as_of == AS_OF
    assert sure(target("居民消费价格涨幅", 2, "%", "growth"), text) == [0]
