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


def test_two_moves_told_together_are_parted():
    text = "低保标准分别从645元/月、4318元/年提高到801元/月、7226元/年"

    assert read(text) == [(645.0, 801.0, "元/月"), (4318.0, 7226.0, "元/年")]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("浓度由34微克/立方米降至30微克/立方米", "lte"),
        ("时限从10个工作日压缩到3个工作日", "lte"),
        ("比例由12%下降到8%左右", "approx"),
        ("覆盖率从15%提高到90%", "eq"),
    ],
)
def test_what_falls_to_a_value_is_to_stay_below_it(text, comparator):
    [quantity] = join(text, list(composition.find(mask(text))))

    assert quantity.comparator == comparator


@pytest.mark.parametrize(
    "text", ["新建5个、改造8个", "增长5%，达到300亿元", "从3个县起步，覆盖到20所学校和5家医院"]
)
def test_lists_are_not_moves(text):
    assert all(baseline is None for baseline, _, _ in read(text))
