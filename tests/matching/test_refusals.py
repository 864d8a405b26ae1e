"""Traps met in real papers: figures that look like the outcome and are none."""

from datetime import date

from commitments.matching.proposals import Tier
from tests.matching.given import paper, proposals, said, sure, target

GDP = target("地区生产总值", 5, "%", "growth", issuer="某省人民政府")
JOBS = target("城镇新增就业", 100, "人", "increase")


def refused(aim, text, *figures, **more):
    return proposals(aim, paper(text, *figures, **more)) == ()


def test_five_years_are_not_one():
    quote = "城镇新增就业520人"
    assert refused(JOBS, f"五年来，{quote}。", said(quote, "城镇新增就业", 520, "人", "increase"))


def test_a_yearly_mean_is_not_the_year():
    quote = "地区生产总值年均增长5.2%"
    assert refused(GDP, f"{quote}。", said(quote, "地区生产总值", "5.2", "%", "growth"))


def test_growth_since_a_year_far_back_is_not_the_year():
    quote = "地区生产总值比2020年增长30%"
    assert refused(GDP, f"{quote}。", said(quote, "地区生产总值", 30, "%", "growth"))


def test_another_year_is_refused():
    quote = "地区生产总值增长5.2%"
    figure = said(quote, "地区生产总值", "5.2", "%", "growth", as_of=date(2024, 12, 31))
    assert refused(GDP, f"2024年，{quote}。", figure)


def test_the_nation_is_not_the_province():
    quote = "国内生产总值增长5%"
    assert refused(GDP, f"{quote}。", said(quote, "国内生产总值", 5, "%", "growth"))
    quote = "城镇新增就业1200人"
    assert refused(JOBS, f"全国{quote}。", said(quote, "城镇新增就业", 1200, "人", "increase"))


def test_another_place_is_refused():
    quote = "地区生产总值增长5%"
    figure = said(quote, "地区生产总值", 5, "%", "growth")
    assert refused(GDP, f"{quote}。", figure, issuer="另省人民政府")
    assert sure(GDP, paper(f"{quote}。", figure, issuer="某省人民政府"))


def test_a_comparison_is_not_the_thing_itself():
    aim = target("城镇化率", 1, "百分点", "increase")
    quote = "城镇化率高于全国0.6个百分点"
    assert refused(aim, f"{quote}。", said(quote, "城镇化率", "0.6", "百分点", "increase"))


def test_a_rank_is_not_a_number_of_people():
    aim = target("居民收入", 3, "位")
    assert refused(aim, "居民收入居全国第3位。", said("居民收入居全国第3位", "居民收入", 3, "位"))


def test_town_is_not_country():
    aim = target("城镇居民人均可支配收入", 5, "%", "growth")
    quote = "农村居民人均可支配收入增长6%"
    assert refused(aim, f"{quote}。", said(quote, "农村居民人均可支配收入", 6, "%", "growth"))


def test_grades_do_not_mix():
    aim = target("新增省级绿色工厂", 20, "家", "increase")
    quote = "新增国家级绿色工厂20家"
    assert refused(aim, f"{quote}。", said(quote, "新增国家级绿色工厂", 20, "家", "increase"))


def test_what_there_is_was_not_added():
    aim = target("新增高新技术企业", 50, "家", "increase")
    quote = "高新技术企业达到60家"
    assert refused(aim, f"{quote}。", said(quote, "高新技术企业", 60, "家"))


def test_what_was_added_is_not_what_there_is():
    aim = target("高新技术企业", 300, "家")
    quote = "新增高新技术企业60家"
    assert refused(aim, f"{quote}。", said(quote, "新增高新技术企业", 60, "家", "increase"))


def test_renewing_is_not_building():
    aim = target("新建公园", 10, "个", "increase")
    quote = "改造公园10个"
    assert refused(aim, f"{quote}。", said(quote, "改造公园", 10, "个", "increase"))


def test_words_refused_by_a_person_stay_refused():
    quote = "CPI上涨0.1%"
    figure = said(quote, "CPI", "0.1", "%", "growth")
    aim = target("居民消费价格涨幅", 2, "%", "growth")
    assert sure(aim, paper(f"{quote}。", figure))
    aim = target("居民消费价格涨幅", 2, "%", "growth", refused=("CPI",))
    assert refused(aim, f"{quote}。", figure)


def test_a_part_is_not_the_whole():
    aim = target("规上工业增加值", 6, "%", "growth")
    quote = "规上装备制造业增加值增长9%"
    found = proposals(
        aim, paper(f"{quote}。", said(quote, "规上装备制造业增加值", 9, "%", "growth"))
    )
    assert all(each.tier is Tier.POSSIBLE for each in found)
