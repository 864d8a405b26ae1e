"""Bounds that stand before the whole a share is of."""

import pytest

from commitments.extraction.quantities.composition import find
from commitments.extraction.quantities.wholes import across


@pytest.mark.parametrize(
    ("text", "comparator", "before"),
    [
        ("法制审核人员不少于本单位执法人员总数的5%", "gte", "法制审核人员"),
        ("预留份额不低于采购金额的30%", "gte", "预留份额"),
        ("公用经费不得超过年度预算的10%", "lte", "公用经费"),
        ("收费标准不高于市场价格的80%", "lte", "收费标准"),
        ("研发人员超过职工总数的15%", "gt", "研发人员"),
        ("支出控制在上年决算数的95%以内", "lte", "支出"),
        ("持证人员至少占从业人员总数的20%", "gte", "持证人员"),
    ],
)
def test_the_bound_binds_and_is_no_part_of_the_metric(text, comparator, before):
    [quantity] = across(text, list(find(text)))

    assert (quantity.comparator, text[: quantity.origin]) == (comparator, before)


@pytest.mark.parametrize(
    "text",
    [
        "占全市总量的30%",
        "不低于采购金额，增长的30%",
        "不少于本单位总数的5个",
        "增长不低于5%",
    ],
)
def test_other_shares_stay_as_they_are(text):
    found = list(find(text))

    assert across(text, found) == found
