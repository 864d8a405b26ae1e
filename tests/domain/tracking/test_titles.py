from decimal import Decimal

import pytest

from commitments.domain.tracking.titles import phrase


@pytest.mark.parametrize(
    ("metric", "bound", "value", "unit", "change", "title"),
    [
        ("人均体育场地面积", "gte", "3.7", "平方米", "level", "人均体育场地面积不低于3.7平方米"),
        ("经常参加体育锻炼人数", "gt", "60", "%", "level", "经常参加体育锻炼人数超过60%"),
        ("重大体育场馆建设", "eq", "11", "处", "", "重大体育场馆建设11处"),
        ("养老家庭照护床位", "gte", "39331", "张", "level", "养老家庭照护床位不少于39331张"),
        ("城镇化率", "gte", "71", "%", "level", "城镇化率不低于71%"),
        ("地区生产总值", "gte", "5.5", "%", "growth", "地区生产总值增长5.5%以上"),
        ("一般公共预算收入", "gt", "4", "%", "growth", "一般公共预算收入增长超过4%"),
        ("地区生产总值", "approx", "5", "%", "growth", "地区生产总值增长5%左右"),
        ("居民消费价格涨幅", "approx", "2", "%", "level", "居民消费价格涨幅约2%"),
        ("单位地区生产总值能耗", "gte", "3.5", "%", "decrease", "单位地区生产总值能耗下降3.5%以上"),
        ("城镇新增就业", "gte", "120000", "人", "increase", "城镇新增就业12万人以上"),
        ("城镇调查失业率", "lte", "5.5", "%", "level", "城镇调查失业率不超过5.5%"),
    ],
)
def test_phrase(metric, bound, value, unit, change, title):
    written = phrase(metric, comparator=bound, value=Decimal(value), unit=unit, change=change)
    assert written == title


def test_range_names_both_ends():
    written = phrase(
        "地区生产总值",
        comparator="between",
        value=Decimal(5),
        value_max=Decimal("5.5"),
        unit="%",
        change="growth",
    )
    assert written == "地区生产总值增长5%—5.5%"
