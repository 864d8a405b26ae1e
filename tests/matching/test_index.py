"""The index finds what asking every target would find."""

from hypothesis import given
from hypothesis import strategies as st

from commitments.matching import Index
from commitments.matching.names import compare, parse
from commitments.matching.proposals import Code
from tests.matching.given import target

QUALIFIERS = st.sampled_from(["", "城市", "农村", "区域", "智能化", "基层", "省级", "公共"])
THINGS = st.sampled_from(
    ["养老服务中心", "康复中心", "供水管网", "公路", "口袋公园", "图书馆", "公园"]
)
DEEDS = st.sampled_from(["", "新建", "改造", "完成"])
NAMES = st.builds(lambda *parts: "".join(parts), DEEDS, QUALIFIERS, QUALIFIERS, THINGS)
FOUND_BY_ALL = {Code.NAME_SAME, Code.NAME_NEAR, Code.NAME_NARROWER, Code.NAME_WIDER}


@given(st.lists(NAMES, unique=True, max_size=40), NAMES)
def test_finds_what_asking_every_target_finds(names, asked):
    index = Index(target(name, 1, "个") for name in names)
    found = {each.target.name for each in index.like(parse(asked), "个")}
    expected = {
        name
        for name in names
        if (agreement := compare(parse(name), parse(asked))) and agreement.code in FOUND_BY_ALL
    }
    assert expected <= found


def test_units_of_another_family_are_not_even_looked_at():
    index = Index([target("新建公园", 3, "个"), target("新建公园投资", 3, "元")])
    assert [each.target.unit for each in index.like(parse("新建公园"), "座")] == ["个"]
    assert list(index.like(parse("新建公园"), "公里")) == []


def test_a_learned_name_counts_word_for_word():
    index = Index([target("万人计划人才", 5, "名", names=("青年拔尖人才",))])
    assert [each.agreement.code for each in index.like(parse("青年拔尖人才"), "人")] == [
        Code.NAME_LEARNED
    ]
    assert list(index.like(parse("省青年拔尖人才培养"), "人")) == []
