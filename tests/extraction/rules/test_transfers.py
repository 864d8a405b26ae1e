"""Rules that are given a wider reach."""

import pytest

from commitments.extraction.rules import transfers
from commitments.extraction.text.layout import blocks, fold, sentences
from tests.extraction.rules.intents import intent_of


def read(text, promised=True):
    folded = fold(text)
    return [
        folded.text[draft.start : draft.end]
        for sentence in sentences(folded, blocks(folded))
        for draft in transfers.find(sentence, intent_of(sentence, promised))
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "将试点范围扩大到建筑业、房地产业",
        "将所有企业新增不动产所含增值税纳入抵扣范围",
        "把地方政府性债务纳入预算管理",
        "将适宜的辅助生殖技术项目纳入医保报销范围",
        "将施工许可权限下放至自贸试验区",
        "将符合条件的技师学院纳入高等学校序列",
    ],
)
def test_fires(claim):
    assert read(f"从5月1日起，{claim}，其余不变。") == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "把政府工作全面纳入法治轨道。",
        "将政务新媒体工作纳入重要议事日程。",
        "将更多困难群体纳入保障范围。",
        "把符合条件的外来人口逐步纳入公租房供应范围。",
        "逐步将中等职业教育免学费政策覆盖到所有农村学生。",
        "可以将晒场等配套设施纳入项目范围。",
        "争取将济南纳入国家城市更新行动范围。",
        "已将试点范围扩大到全国。",
        "将试点范围扩大到了全国。",
        "将单个企业的成功做法推广到行业领域。",
        "将领导全国人民。",
    ],
)
def test_silent(text):
    assert read(text) == []


def test_a_review_promises_nothing():
    assert read("将试点范围扩大到建筑业。", promised=False) == []
    assert read("下一步，我们将把试点范围扩大到建筑业。", promised=None) == [
        "把试点范围扩大到建筑业"
    ]
