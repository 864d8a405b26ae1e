"""On which side of a number its metric stands."""

import pytest

from commitments.extraction import heads, quantities
from commitments.extraction.placement import Side, side


def side_of(text):
    [quantity] = quantities.find(text)
    return side(text, quantity, heads.read(text, 0, quantity.origin), len(text), shared=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建农村公路2600公里", Side.BEFORE),
        ("打通53条断头路", Side.AFTER),
        ("增加值跨上3万亿元台阶", Side.BEFORE),
        ("经济总量迈上10万亿元新台阶", Side.BEFORE),
        ("存款余额站上5万亿元大关", Side.BEFORE),
        ("突破40万亿元并连续多年居首", Side.BEFORE),
        ("跨过3个万亿级关口", Side.NOWHERE),
        ("连续迈上4个万亿元台阶", Side.NOWHERE),
        ("取得6个方面成效", Side.NOWHERE),
    ],
)
def test_side(text, expected):
    assert side_of(text) is expected
