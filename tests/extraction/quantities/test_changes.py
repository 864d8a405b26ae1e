import pytest

from commitments.extraction.lexicon.words import Role
from commitments.extraction.quantities.changes import falls_behind, frequency, of
from commitments.extraction.quantities.composition import find


@pytest.mark.parametrize(
    ("kind", "unit", "roles", "metric", "verb", "change"),
    [
        ("share", "%", {Role.RISE}, "生产总值", "", "growth"),
        ("share", "%", {Role.RISE, Role.TO}, "覆盖率", "", "level"),
        ("share", "%", set(), "居民消费价格涨幅", "", "growth"),
        ("share", "%", set(), "失业率", "", "level"),
        ("share", "%", {Role.FALL}, "能耗", "", "decrease"),
        ("share", "百分点", {Role.RISE}, "城镇化率", "", "increase"),
        ("share", "百分点", set(), "城镇化率", "", "increase"),
        ("times", "倍", {Role.RISE}, "融资", "", "growth"),
        ("times", "倍", set(), "产值", "", "level"),
        ("person", "人", {Role.FALL}, "贫困人口", "", "decrease"),
        ("person", "人", set(), "城镇新增就业", "", "increase"),
        ("bare", "人", set(), "减少农村贫困人口", "", "decrease"),
        ("count", "吨", set(), "钢铁产能", "压减", "decrease"),
        ("money", "元", set(), "企业税费负担", "减轻", "level"),
        ("count", "人", {Role.TO}, "减少贫困人口", "", "level"),
        ("count", "个", set(), "新建学校", "新建", "increase"),
        ("count", "个", set(), "办理建议", "办理", "level"),
        ("money", "元", {Role.RISE}, "支出", "", "increase"),
        ("rank", "位", set(), "规模", "", "level"),
        ("money", "元", set(), "增加值", "增加", "level"),
        ("money", "元", {Role.RISE}, "增加值", "", "increase"),
    ],
)
def test_of(kind, unit, roles, metric, verb, change):
    assert of(kind, unit, frozenset(roles), metric, verb) == change


@pytest.mark.parametrize(
    "text",
    ["欠目标进度8.3个百分点", "低于序时进度2个百分点", "完成率落后于全市平均1.5个百分点"],
)
def test_a_gap_below_is_a_decrease(text):
    assert falls_behind(text, 0, next(iter(find(text))))


@pytest.mark.parametrize(
    "text", ["高于目标进度8个百分点", "提高3个百分点", "低于5%", "差异化目标提高2个百分点"]
)
def test_other_points_are_no_gap(text):
    assert not falls_behind(text, 0, next(iter(find(text))))


@pytest.mark.parametrize(
    ("roles", "around", "found"),
    [
        ({Role.ANNUAL}, "", "annual"),
        (set(), "每年培育20家", "annual"),
        (set(), "由每人每年120元", None),
        (set(), "细颗粒物年均浓度", None),
        ({Role.TOTAL}, "", "cumulative"),
        (set(), "累计交易", "cumulative"),
        (set(), "产量", None),
    ],
)
def test_frequency(roles, around, found):
    assert frequency(frozenset(roles), around) == found
