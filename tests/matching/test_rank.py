"""Best first, at most three, one target for a figure, and never the aim for its result."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from commitments.matching import Index, Tier, match
from commitments.matching.proposals import Code
from tests.matching.given import paper, proposals, said, sure, target

BEDS = target("新增养老床位", 250, "张", "increase")


def beds(value, name="新增养老床位"):
    return said(f"{name}{value}张", name, value, "张", "increase")


def test_offsets_and_value_are_those_of_the_later_paper():
    text = "一年来，全市新增养老床位378张。"
    [proposal] = proposals(BEDS, paper(text, beds(378)))
    assert text[proposal.start : proposal.end] == proposal.quote == "新增养老床位378张"
    assert (proposal.value, proposal.unit, proposal.tier) == (Decimal(378), "张", Tier.SURE)
    assert proposal.reasons[0].code is Code.NAME_SAME


def test_silence_is_no_proposal():
    assert proposals(BEDS, paper("一年来，一切都好。")) == ()


def test_the_result_and_not_the_aim_that_it_repeats():
    text = "2025年实事项目\n（二）新增养老床位250张\n新增养老床位378张，超额完成年度任务。"
    found = proposals(BEDS, paper(text, beds(250), beds(378)))
    assert [(each.value, each.tier) for each in found] == [
        (Decimal(378), Tier.SURE),
        (Decimal(250), Tier.POSSIBLE),
    ]


def test_the_same_value_is_proposed_once_and_another_is_doubted():
    text = "一年来，新增养老床位378张。\n我们新增养老床位378张。\n新增养老床位390张。"
    found = proposals(BEDS, paper(text, beds(378), beds(378), beds(390)))
    assert [each.value for each in found] == [378, 390]
    assert [each.tier for each in found] == [Tier.SURE, Tier.POSSIBLE]
    assert found[1].reasons[-1].code is Code.SAID_TWICE


def test_at_most_three():
    values = range(300, 310)
    text = "。".join(f"新增养老床位{value}张" for value in values)
    assert len(proposals(BEDS, paper(text, *map(beds, values)))) == 3


def test_a_figure_is_sure_for_one_target_only():
    near = target("新增城市养老服务床位", 300, "张", "increase")
    exact = target("新增养老床位", 250, "张", "increase")
    found = match(Index([near, exact]), paper("新增养老床位300张。", beds(300)))
    assert found[exact.key][0].tier is Tier.SURE
    assert all(each.tier is Tier.POSSIBLE for each in found.get(near.key, ()))


def test_the_best_proposal_tells_what_was_refused_beside_it():
    text = "五年来，新增养老床位2000张。\n一年来，新增养老床位378张。"
    [proposal] = proposals(BEDS, paper(text, beds(2000), beds(378)))
    assert proposal.value == 378
    assert Code.SEVERAL_YEARS in {reason.code for reason in proposal.reasons}


def test_a_learned_name_is_found_at_once():
    aim = target("万人计划人才", 5, "名", names=("青年拔尖人才",))
    text = paper("一年来，青年拔尖人才6名。", said("青年拔尖人才6名", "青年拔尖人才", 6, "名"))
    assert sure(aim, text) == [6]
    assert sure(target("万人计划人才", 5, "名"), text) == []


def test_pairs_of_town_and_country_keep_their_own_values():
    town = target("城镇常住居民人均可支配收入", "6.5", "%", "growth")
    country = target("农村常住居民人均可支配收入", "7.5", "%", "growth")
    quote = "城镇、农村居民人均可支配收入分别增长3.4%、5.2%"
    text = paper(
        f"{quote}。",
        said(quote[:-5], "城镇居民人均可支配收入", "3.4", "%", "growth"),
        said(quote, "农村居民人均可支配收入", "5.2", "%", "growth"),
    )
    assert (sure(town, text), sure(country, text)) == ([Decimal("3.4")], [Decimal("5.2")])


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=8))
def test_whatever_is_said_proposals_are_few_ordered_and_point_to_their_quotes(values):
    text = "一年来，" + "。".join(f"新增养老床位{value}张" for value in values)
    found = proposals(BEDS, paper(text, *map(beds, values)))
    assert 1 <= len(found) <= 3
    assert all(text[each.start : each.end] == each.quote for each in found)
    assert [each.tier is Tier.SURE for each in found] == sorted(
        (each.tier is Tier.SURE for each in found), reverse=True
    )
    assert sum(each.tier is Tier.SURE for each in found) <= 1
