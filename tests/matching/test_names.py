"""Two names of one thing agree; two things that only look alike do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.matching.names import compare, deeds_agree, inserted, parse
from commitments.matching.proposals import Code

MIRRORED = {Code.NAME_NARROWER: Code.NAME_WIDER, Code.NAME_WIDER: Code.NAME_NARROWER}
NAMES = st.text(
    "地区生产总值规上工业增加农村公路老旧小改造新建和、（）等GDP城镇居民收入", max_size=16
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("规模以上工业增加值", "规上工业增加值"),
        ("规模工业增加值", "规上工业增加值"),
        ("地区生产总值", "国内生产总值"),
        ("经济", "生产总值"),
        ("居民消费价格涨幅", "CPI"),
        ("地方一般公共预算收入", "一般公共预算收入"),
        ("社会消费品零售总额", "社零总额"),
        ("外贸进出口总额", "货物进出口总值"),
        ("全社会研究与试验发展经费支出占国内生产总值的比重", "研发经费支出占地区生产总值比重"),
        ("研究与试验发展经费投入强度", "全社会研发投入强度"),
        ("空气质量优良天数比例", "空气质量优良天数比率"),
        ("细颗粒物（PM2.5）平均浓度", "PM2.5浓度"),
        ("粮食总产量", "粮食产量"),
        ("新增城镇就业", "城镇新增就业人数"),
        ("新建改造农村公路", "建设改造“四好农村路”"),
        ("老旧小区改造", "改造城镇老旧小区"),
        ("农牧区劳动力转移就业", "农牧区劳动力实现转移就业"),
        ("新增和美乡村", "建设和美乡村"),
        ("10件惠民实事"[3:], "惠民实事圆满办结"),
    ],
)
def test_same_thing_under_two_names(one, other):
    assert compare(parse(one), parse(other)).code is Code.NAME_SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("开展城中村改造和城市危旧房改造", "实施城中村和危旧房改造"),
        ("郑州机场货邮吞吐量", "郑州机场年货邮吞吐量"),
        ("培育创新型中小企业", "培育优质创新型中小企业"),
    ],
)
def test_mere_qualifiers_leave_names_near(one, other):
    assert compare(parse(one), parse(other)).code is Code.NAME_NEAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高速公路", "高速公路投资"),
        ("新能源汽车", "新能源汽车充电桩"),
        ("规上工业增加值", "规上装备制造业利润"),
        ("高中学位", "初中学位"),
        ("建设排水管网", "建设供排水管网"),
        ("进口额", "进出口额"),
        ("单位地区生产总值能耗", "单位地区生产总值用水量"),
    ],
)
def test_things_that_look_alike_do_not_agree_for_sure(one, other):
    agreement = compare(parse(one), parse(other))
    assert agreement is None or agreement.code is Code.NAME_SIMILAR


@pytest.mark.parametrize(
    ("short", "long", "extra"),
    [
        ("建设农村供水工程", "农村集中供水工程", "集中"),
        ("新建养老服务中心", "新建区域养老服务中心", "区域"),
    ],
)
def test_what_one_name_adds_is_named(short, long, extra):
    narrower, wider = compare(parse(short), parse(long)), compare(parse(long), parse(short))
    assert (narrower.code, narrower.extra) == (Code.NAME_NARROWER, extra)
    assert (wider.code, wider.extra) == (Code.NAME_WIDER, extra)


@pytest.mark.parametrize("label", ["企业", "20个项目"[3:], "政策措施", "国家", "集群", "服务"])
def test_labels_match_nothing_not_even_themselves(label):
    assert compare(parse(label), parse(label)) is None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("新建幼儿园", "改造幼儿园", False),
        ("新建改造幼儿园", "改造幼儿园", True),
        ("培育专精特新企业", "新增专精特新企业", True),
        ("淘汰落后产能", "新增先进产能", False),
        ("开工保障性住房", "建成保障性住房", False),
        ("实施黑土地保护工程", "开展黑土地保护工程", True),
        ("建设村卫生室", "村卫生室", True),
    ],
)
def test_deeds(one, other, agree):
    assert deeds_agree(parse(one), parse(other)) is agree
    assert deeds_agree(parse(other), parse(one)) is agree


def test_deed_is_taken_from_either_end():
    assert parse("改造老旧小区").thing == parse("老旧小区改造").thing == "老旧小区"
    assert parse("改造老旧小区").deeds == parse("老旧小区改造").deeds == {"renew"}


def test_a_word_inside_a_name_is_no_deed():
    assert parse("城镇新增就业").deeds == frozenset()


@given(NAMES)
def test_every_name_is_taken_apart_and_agrees_with_itself(name):
    parsed = parse(name)
    agreement = compare(parsed, parsed)
    assert agreement is None if parsed.says_nothing else agreement.code is Code.NAME_SAME


@given(NAMES, NAMES)
def test_agreement_does_not_depend_on_the_side(one, other):
    there, back = compare(parse(one), parse(other)), compare(parse(other), parse(one))
    assert (there is None) == (back is None)
    if there is not None:
        assert back.code is MIRRORED.get(there.code, there.code)


@given(st.text("甲乙丙丁", min_size=1), st.text("甲乙丙丁", min_size=1))
def test_nothing_is_inserted_into_a_longer_name(short, long):
    extra = inserted(short, long)
    assert extra is None or len(short) + len(extra) == len(long) > len(short)
