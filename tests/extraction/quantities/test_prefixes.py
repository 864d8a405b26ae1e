import pytest

from commitments.extraction.lexicon.words import Role
from commitments.extraction.quantities.prefixes import creation, creations_at, read


@pytest.mark.parametrize(
    ("text", "metric", "roles"),
    [
        ("地区生产总值同比增长", "地区生产总值", {Role.RISE, Role.FILLER}),
        ("城镇调查失业率", "城镇调查失业率", set()),
        ("森林覆盖率稳定在", "森林覆盖率", {Role.HOLD, Role.TO}),
        ("水土保持率提升至", "水土保持率", {Role.RISE, Role.TO}),
        ("城镇和农村居民收入分别增长", "城镇和农村居民收入", {Role.EACH, Role.RISE}),
        ("地区生产总值按增长", "地区生产总值", {Role.RISE}),
        ("城镇新增", "城镇新增", set()),
        ("再创新高", "再创新高", set()),
    ],
)
def test_read(text, metric, roles):
    head = read(text, 0, len(text))
    assert text[: head.end] == metric
    assert head.roles == roles


def test_a_held_growth_keeps_its_noun():
    text = "经济年均增长保持在"
    assert text[: read(text, 0, len(text)).end] == "经济年均增长"


def test_creations():
    assert creation("布局打造", 0, 4) == 2
    assert creations_at("支持培养高层次人才", 0, 9) == 4
    assert creations_at("森林覆盖率", 0, 5) == 0
