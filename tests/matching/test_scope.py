"""Whose figure it is: the nation's or a place's, of town or country, of which grade."""

import pytest

from commitments.matching import scope
from commitments.matching.scope import Scope, people_agree


@pytest.mark.parametrize(
    ("name", "read", "rest"),
    [
        ("全省城镇新增就业", Scope(place="own"), "城镇新增就业"),
        ("国内生产总值", Scope(place="nation"), "生产总值"),
        ("全国文明城市", Scope(), "全国文明城市"),
        ("农村常住居民人均可支配收入", Scope(people="country"), "居民人均可支配收入"),
        ("城乡居民基本医保", Scope(people="both"), "居民基本医保"),
        ("国家级专精特新“小巨人”企业", Scope(grade="国家"), "专精特新“小巨人”企业"),
        ("自治区级以上绿色工厂", Scope(grade="省"), "绿色工厂"),
        ("农村公路", Scope(), "农村公路"),
    ],
)
def test_read(name, read, rest):
    assert scope.read(name) == (read, rest)


@pytest.mark.parametrize(
    ("one", "other", "thing", "agree"),
    [
        ("town", "country", "居民人均可支配收入", False),
        ("", "country", "居民人均可支配收入", False),
        ("", "all", "居民人均可支配收入", True),
        ("both", "all", "居民人均可支配收入", True),
        ("town", "", "老旧小区", True),
    ],
)
def test_what_is_said_of_all_says_nothing_of_a_part(one, other, thing, agree):
    assert people_agree(Scope(people=one), Scope(people=other), thing) is agree
