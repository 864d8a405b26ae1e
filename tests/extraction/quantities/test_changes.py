import pytest

from commitments.extraction.lexicon.words import Role
from commitments.extraction.quantities.changes import frequency, of


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
