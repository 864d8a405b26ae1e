"""What is shown, but never preselected."""

from decimal import Decimal

from commitments.matching.proposals import Code, Tier
from tests.matching.given import PUBLISHED, paper, proposals, said, target

HOMES = target("改造老旧小区", 500, "个", "increase")


def doubted(aim, text, *figures, **more):
    [proposal] = proposals(aim, paper(text, *figures, **more))
    assert proposal.tier is Tier.POSSIBLE
    return {reason.code for reason in proposal.reasons}


def test_words_in_front_of_the_name_may_narrow_it():
    quote = "改造老旧小区80个"
    figure = said(quote, "改造老旧小区", 80, "个", "increase")
    assert Code.PART_OF_WHOLE in doubted(HOMES, f"滨海新城片区{quote}。", figure)


def test_members_of_what_is_counted_do_not_narrow_it():
    aim = target("建设养老院", 3, "家", "increase")
    text = "建成甲、乙、丙等3家养老院。"
    [proposal] = proposals(aim, paper(text, said("3家养老院", "养老院", 3, "家")))
    assert proposal.tier is Tier.SURE


def test_a_thing_named_without_its_deed():
    figure = said("380个老旧小区", "老旧小区", 380, "个")
    assert Code.DEED_UNSAID in doubted(HOMES, "为380个老旧小区引入物业服务。", figure)


def test_half_a_year_after_the_year():
    quote = "改造老旧小区300个"
    figure = said(quote, "改造老旧小区", 300, "个", "increase")
    assert Code.PART_YEAR in doubted(HOMES, f"上半年，{quote}。", figure)


def test_half_a_year_within_the_year_is_where_the_target_stands():
    quote = "改造老旧小区300个"
    figure = said(
        quote, "改造老旧小区", 300, "个", "increase", as_of=PUBLISHED.replace(2025, 6, 30)
    )
    text = paper(f"上半年，{quote}。", figure, published=PUBLISHED.replace(2025, 7, 20))
    [proposal] = proposals(HOMES, text)
    assert proposal.outcome == "unclear"


def test_a_value_far_from_its_target():
    quote = "改造老旧小区8个"
    figure = said(quote, "改造老旧小区", 8, "个", "increase")
    assert Code.FAR_VALUE in doubted(HOMES, f"{quote}。", figure)


def test_a_figure_without_a_day():
    quote = "改造老旧小区500个"
    figure = said(quote, "改造老旧小区", 500, "个", "increase", as_of=None)
    assert Code.NO_DAY in doubted(HOMES, f"{quote}。", figure)


def test_what_held_for_years_says_no_year():
    aim = target("空气质量优良天数", 338, "天")
    quote = "空气质量优良天数连续6年稳定在325天以上"
    assert Code.SEVERAL_YEARS in doubted(
        aim, f"{quote}。", said(quote, "空气质量优良天数", 325, "天")
    )


def test_a_level_reached_by_the_end_of_five_years_counts_if_it_was_the_aim():
    quote = "粮食产量突破2000万吨"
    text = paper(f"五年来，{quote}。", said(quote, "粮食产量", 20_000_000, "吨"))
    aimed, higher = target("粮食产量", 19_550_000, "吨"), target("粮食产量", 25_000_000, "吨")
    assert [each.tier for each in proposals(aimed, text)] == [Tier.SURE]
    assert [each.tier for each in proposals(higher, text)] == [Tier.POSSIBLE]


def test_a_narrower_name_is_sure_where_deed_and_value_speak_for_it():
    aim = target("新建养老服务中心", 50, "个", "increase")
    text = "新建区域养老服务中心{}个。"
    for value, tier in ((52, Tier.SURE), (12, Tier.POSSIBLE)):
        quote = text.format(value)[:-1]
        figure = said(quote, "新建区域养老服务中心", value, "个", "increase")
        [proposal] = proposals(aim, paper(text.format(value), figure))
        assert (proposal.value, proposal.tier) == (Decimal(value), tier)
