from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from commitments.extraction import Kind, extract

REPORT = """2026年某省政府工作报告
——2026年1月20日在某省第十四届人民代表大会第四次会议上
各位代表：
现在，我代表省人民政府，向大会报告政府工作，请予审议。
一、2025年工作回顾
过去一年，地区生产总值增长5.2%，城镇新增就业88万人。
人均预期寿命从80.2岁提升至82.5岁。
建成养老床位2000张、增长10%。
二、2026年工作安排
今年主要预期目标是：地区生产总值增长5%左右，居民收入增长与经济增长同步，
粮食产量800亿斤以上。
新建农村公路2600公里，打造20个省级品牌，出台《数据条例》。（省发展改革委牵头，省财政厅配合）
"""
PLAN = "某市行动方案（2026—2028年）\n一、主要任务\n新建充电桩5000个。\n"


def summary(claims):
    return [(c.kind.value, c.metric, c.value, c.unit, c.due or c.as_of) for c in claims]


def test_a_work_report_is_read_from_review_to_plan():
    found = [c for c in extract(REPORT) if c.kind in (Kind.TARGET, Kind.LEVEL, Kind.RELATIVE)]
    past, coming = date(2025, 12, 31), date(2026, 12, 31)
    assert summary(found) == [
        ("level", "地区生产总值", 5.2, "%", past),
        ("level", "城镇新增就业", 880_000.0, "人", past),
        ("level", "人均预期寿命", 82.5, "岁", past),
        ("level", "建成养老床位", 2000.0, "张", past),
        ("level", "建成养老床位", 10.0, "%", past),
        ("target", "地区生产总值", 5.0, "%", coming),
        ("relative", "居民收入", None, None, coming),
        ("target", "粮食产量", 80_000_000_000.0, "斤", coming),
        ("target", "新建农村公路", 2600.0, "公里", coming),
        ("target", "打造省级品牌", 20.0, "个", coming),
    ]


def test_deliverables_and_owners_are_joined():
    found = {c.metric: c for c in extract(REPORT)}
    assert found["数据条例"].kind is Kind.DELIVERABLE
    assert found["打造省级品牌"].owners == ("省发展改革委", "省财政厅")


def test_a_plan_may_open_with_what_was_achieved():
    text = REPORT.replace("今年主要预期", "过去一年，工作取得很大成绩。就业增长3%。\n今年主要预期")
    [claim] = [c for c in extract(text) if c.value == 3]
    assert claim.kind is Kind.LEVEL


def test_given_dates_win_over_the_printed_ones():
    found = [c for c in extract(REPORT, published=date(2027, 1, 20)) if c.kind is Kind.TARGET]
    assert all("period_conflict" in c.warnings or c.due != date(2026, 12, 31) for c in found)


@pytest.mark.parametrize("text", ["", "   \n\n", "abc", "。。。", "第一章 总则"])
def test_nothing_gives_nothing(text):
    assert extract(text) == []


@pytest.mark.parametrize("text", [REPORT, PLAN])
def test_every_quote_is_the_text_at_its_place(text):
    claims = extract(text)
    assert claims
    for claim in claims:
        assert text[claim.start : claim.end] == claim.quote
        assert 0 <= claim.confidence <= 1
        assert claim.reasons
    assert [c.start for c in claims] == sorted(c.start for c in claims)


def test_reading_again_and_beside_others_gives_the_same():
    alone = extract(REPORT)
    extract(PLAN)
    assert extract(REPORT) == alone
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(extract, [REPORT, PLAN] * 4)) == [alone, extract(PLAN)] * 4


def test_a_speaker_goes_on_promising():
    said = "区卫生健康委主任李劲涛表示：“我们将筑牢健康支撑体系。同时，强化妇幼医院建设。”"
    told = "区卫生健康委主任李劲涛表示：“健康水平很高。同时，强化妇幼医院建设。”"

    assert [c.statement for c in extract(said) if c.kind is Kind.ACTION] == [
        "筑牢健康支撑体系",
        "强化妇幼医院建设",
    ]
    assert [c for c in extract(told) if c.kind is Kind.ACTION] == []
