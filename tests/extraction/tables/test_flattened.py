"""Tables of indicators that were flattened to lines with spaces."""

from datetime import date

import pytest

from commitments.extraction import extract
from commitments.extraction.spans import Kind

PUBLISHED = date(2021, 2, 1)


def claims(text):
    return [
        (claim.kind, claim.metric, claim.value, claim.unit, claim.due)
        for claim in extract(text, published=PUBLISHED)
    ]


def test_the_number_of_a_row_is_no_value():
    found = claims(
        "“十四五”主要指标\n序号 指标 2020年 2025年 属性\n"
        "6 全员劳动生产率增速（%） 5.2 6左右 预期性\n7 森林覆盖率（%） 40 42 约束性"
    )

    assert [(kind, value) for kind, _, value, _, _ in found] == [
        (Kind.LEVEL, 5.2),
        (Kind.TARGET, 6),
        (Kind.LEVEL, 40),
        (Kind.TARGET, 42),
    ]


def test_without_heads_the_last_of_two_figures_is_the_target():
    found = claims("6 全员劳动生产率增速（%） 5.2 6左右\n7 研发经费增速（%） 7.1 8以上")

    assert [(kind, metric, value) for kind, metric, value, _, _ in found] == [
        (Kind.LEVEL, "全员劳动生产率增速", 5.2),
        (Kind.TARGET, "全员劳动生产率增速", 6),
        (Kind.LEVEL, "研发经费增速", 7.1),
        (Kind.TARGET, "研发经费增速", 8),
    ]


def test_names_and_units_that_narrow_cells_have_broken():
    found = claims(
        "“十四五”规划主要指标\n序 “十四五”目标\n指 标 单位 属性\n号\n2025年 年均[累计]\n"
        "1 地区生产总值增长率 % 预期性 - 5左右\n万元/\n2 全员劳动生产率 预期性 36左右 -\n人\n"
        "研发经费支出相当于\n3 % 预期性 4.5左右 -\n地区生产总值比例\n"
        "4 建设用地产出提升 % 预期性 - [20]\n5 总部数量 家 预期性 - [累计达到1000]"
    )

    assert found == [
        (Kind.TARGET, "地区生产总值增长率", 5, "%", date(2025, 12, 31)),
        (Kind.TARGET, "全员劳动生产率", 360000, "元/人", date(2025, 12, 31)),
        (Kind.TARGET, "研发经费支出相当于地区生产总值比例", 4.5, "%", date(2025, 12, 31)),
        (Kind.TARGET, "建设用地产出提升", 20, "%", date(2025, 12, 31)),
        (Kind.TARGET, "总部数量", 1000, "家", date(2025, 12, 31)),
    ]


@pytest.mark.parametrize(
    "text",
    ["全市共有 12 个 街道，人口 30 万人。", "联系电话 62345678\n传真 62345679", "第 3 页 共 20 页"],
)
def test_prose_with_spaces_is_no_table(text):
    assert not any(kind is Kind.TARGET for kind, *_ in claims(text))
