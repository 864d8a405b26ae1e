import pytest

from commitments.extraction.rules.relative import find
from commitments.extraction.text.masks import mask


def aims(text):
    return [(aim.metric, aim.comparator) for aim in find(text, mask(text), 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("居民收入增长与经济增长基本同步，", [("居民收入", None)]),
        ("城镇居民收入增速高于全国平均水平，", [("城镇居民收入增速", "gt")]),
        ("粮食产量保持稳定，", [("粮食产量", None)]),
        ("居民消费价格保持合理水平；", [("居民消费价格", None)]),
        ("进出口稳量提质，", [("进出口", None)]),
        ("主要污染物排放量继续下降。", [("主要污染物排放量", None)]),
        ("单位地区生产总值能耗完成国家下达任务。", [("单位地区生产总值能耗", None)]),
        ("固定资产投资增速保持在全国平均水平以上，", [("固定资产投资增速", "gte")]),
        ("涉农贷款增量占比不低于上年。", [("涉农贷款增量占比", "gte")]),
        ("居民收入增速不低于经济增速。", [("居民收入增速", "gte")]),
        ("力争投入强度高于“十三五”时期实际。", [("投入强度", "gt")]),
        ("中央本级支出继续安排负增长，", [("中央本级支出", None)]),
        ("财政支出总规模比去年增加，", [("财政支出总规模", None)]),
        ("碳排放双控完成国家下达任务，", [("碳排放双控", None)]),
        ("单位生产总值能耗完成“十四五”考核目标。", [("单位生产总值能耗", None)]),
        (
            "农村居民收入增速高于全国平均水平、高于城镇居民收入增速。",
            [("农村居民收入增速", "gt"), ("农村居民收入增速", "gt")],
        ),
    ],
)
def test_find(text, found):
    assert aims(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "各部门同步推进，",
        "营商环境持续改善，",
        "保持战略定力，",
        "增速高于全国1.7个百分点，",
        "与民生相关。",
        "群众生活比去年改善，",
        "财政支出比去年增加500亿元，",
        "进出口保持在2万亿元以上，",
        "各部门完成考核任务，",
        "营商环境保持在全国平均水平附近，",
    ],
)
def test_silent(text):
    assert aims(text) == []
