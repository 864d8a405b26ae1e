import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.text.masks import ASIDE, NAME, mask


@pytest.mark.parametrize(
    "text",
    ["晚8时40分", "8点30分", "上午9时", "（共23项）", "（8项）", "010-88812345", "85712345"],
)
def test_clocks_counts_of_a_list_and_telephones_hold_no_figure(text):
    assert not any(sign.isdigit() for sign in mask(text))


@pytest.mark.parametrize(
    "text",
    ["得2分", "扣1分", "台账（5分）", "满分100分", "每项3分", "分值：10分", "推广1篇，得3分"],
)
def test_points_of_a_rule_hold_no_figure(text):
    assert not any(sign.isdigit() for sign in mask(text))


@pytest.mark.parametrize(
    "text", ["满意度达到90分", "平均得分95分以上", "改造小区2个，完成", "用时5分钟"]
)
def test_scores_that_are_aimed_at_stay(text):
    assert any(sign.isdigit() for sign in mask(text))


@pytest.mark.parametrize(
    "text",
    ["8时40分钟", "2012－2015年", "2026-12-31前", "（300个）", "（共120公里）", "12月8日"],
)
def test_spans_days_and_sums_stay(text):
    assert any(sign.isdigit() for sign in mask(text))


@pytest.mark.parametrize(
    "name",
    [
        "《海淀区全民健身实施计划（2026—2030年）》", "“633战略”", "“1+10+N”", "“八八战略”",
        "‘15分钟生活圈’", "国办发〔2019〕6号", "第十五届", "第8代", "前三大",
    ],
)  # fmt: skip
def test_names_are_masked(name):
    assert NAME in mask(name) or ASIDE in mask(name)


@pytest.mark.parametrize(
    "text",
    [
        "“十五五”时期", "突破“万亿”大关", "新增就业100万人",
        "“我们今年要建10所学校，再建5家医院，让群众满意。”",
    ],
)  # fmt: skip
def test_periods_amounts_and_speech_stay(text):
    assert mask(text) == text


def test_asides_with_figures_stay():
    assert mask("（含5个中心）") == "（含5个中心）"
    assert mask("天然气（页岩气）产量") == f"天然气{ASIDE * 5}产量"


@given(st.text(alphabet="《》“”‘’（）1万个，。第届\n", max_size=80))
def test_every_place_stays_where_it_is(text):
    assert len(mask(text)) == len(text)


@pytest.mark.parametrize("text", ["0人参与", "12条评论", "浏览次数：1024次"])
def test_counters_of_a_page_are_no_figures(text):
    assert not any(character.isdigit() for character in mask(text))


def test_the_number_of_an_item_is_no_part_of_its_first_figure():
    masked = mask("1.新增学位400个。\n2.50个小区新增设施。\n3.460个活动室开放。")
    assert [part in masked for part in ("2.5", "3.4", "50个", "460个")] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("text", ["PM\n2.5微克", "总量\n1.5万吨", "1.新增。\n3.5公里建成"])
def test_a_decimal_at_the_head_of_a_line_stays(text):
    assert text.split("\n")[1][:3] in mask(text)


def test_half_of_the_time_is_a_saying():
    assert "过半" not in mask("实现时间过半、任务过半。")
    assert "过半" in mask("在校生过半。")
