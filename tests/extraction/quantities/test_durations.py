import pytest

from commitments.extraction.lexicon.words import Role
from commitments.extraction.quantities.composition import Quantity
from commitments.extraction.quantities.durations import measured


def span(unit, value=5.0, comparator="eq", kind="duration"):
    return Quantity(0, 2, value, unit, kind, comparator, 0)


@pytest.mark.parametrize(
    ("quantity", "metric", "roles"),
    [
        (span("年"), "平均受教育年限", set()),
        (span("岁"), "人均预期寿命", set()),
        (span("天"), "优良天数", set()),
        (span("工作日", comparator="lte"), "办理时限", set()),
        (span("工作日"), "企业开办时间", {Role.FALL, Role.TO}),
        (span("度", 34_500_000_000.0, kind="energy"), "绿电外送", set()),
        (span("次", 20.0, kind="traffic"), "开展巡查", set()),
    ],
)
def test_goals(quantity, metric, roles):
    assert measured(quantity, metric, frozenset(roles))


@pytest.mark.parametrize(
    ("quantity", "metric"),
    [
        (span("年"), "连续"),
        (span("年"), "周期"),
        (span("个月"), "实习时间"),
        (span("度", 360.0, kind="energy"), "评价"),
        (span("次", 1.0, kind="traffic"), "修订教材"),
        (span(None, 1.8, kind="bare"), ""),
    ],
)
def test_terms(quantity, metric):
    assert not measured(quantity, metric, frozenset())
