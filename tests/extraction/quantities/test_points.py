"""Points of a scoring rule and scores that are aimed at."""

import pytest

from commitments.extraction.quantities.composition import find
from commitments.extraction.quantities.points import given


@pytest.mark.parametrize(
    "text",
    [
        "推进平台建设，得2分。", "未完成的扣1分。", "建立工作台账（5分）。", "台账(5分)",
        "满分100分，",
        "每项3分，", "加0.5分，", "分值：10分", "省级媒体推广1篇，得3分", "出现1例未处理扣10分",
    ],
)  # fmt: skip
def test_a_rule_gives_points(text):
    assert all(given(text, quantity) for quantity in find(text))


@pytest.mark.parametrize(
    "text",
    [
        "群众满意度达到90分，",
        "平均得分95分以上",
        "推广10篇，得3分",
        "新建学校3所",
        "改造小区2个，完成",
    ],
)
def test_an_aim_is_no_rule(text):
    assert not given(text, next(iter(find(text))))
