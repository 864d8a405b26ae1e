import pytest

from commitments.extraction.quantities import composition
from commitments.extraction.quantities.transitions_from_to import join
from commitments.extraction.text.masks import mask


def read(text):
    return [(q.baseline, q.value, q.unit) for q in join(text, list(composition.find(mask(text))))]


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("机械化率从15%提高到90%以上", (15.0, 90.0, "%")),
        ("收入由7248亿元增加到8865亿元", (724_800_000_000.0, 886_500_000_000.0, "元")),
        ("用户从4.7增加到6.1万户", (47_000.0, 61_000.0, "户")),
        ("最低标准从每月70元提高到88元", (70.0, 88.0, "元")),
        ("倍差从1.96缩小至1.81。", (1.96, 1.81, None)),
        ("指数从全球第11位跃升至第7位", (11.0, 7.0, "位")),
        ("人均产值从■■■■■的10.5万元提高到■■■■■的14万元左右", (105_000.0, 140_000.0, "元")),
    ],
)
def test_a_move_is_one_quantity(text, move):
    assert read(text) == [move]


@pytest.mark.parametrize(
    "text", ["新建5个、改造8个", "增长5%，达到300亿元", "从3个县起步，覆盖到20所学校和5家医院"]
)
def test_lists_are_not_moves(text):
    assert all(baseline is None for baseline, _, _ in read(text))
