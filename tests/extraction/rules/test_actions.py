"""Promised efforts without an end."""

import pytest

from commitments.extraction.rules import actions
from commitments.extraction.text.layout import blocks, fold, sentences
from tests.extraction.rules.intents import intent_of


def read(text, promised=True, part=False):
    folded = fold(text)
    return [
        folded.text[proposal.start : proposal.end]
        for sentence in sentences(folded, blocks(folded))
        for proposal in actions.find(sentence, intent_of(sentence, promised))
        if proposal.part is part
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("深化养老助餐服务。", ["深化养老助餐服务"]),
        (
            "一是推动产教融合，夯实就业基础；二是强化权益保障。",
            ["推动产教融合，夯实就业基础", "强化权益保障"],
        ),
        ("未来，区发改委将进一步拓展算力调度网络。", ["拓展算力调度网络"]),
        ("“我们将构建健康数据应用体系。”", ["构建健康数据应用体系"]),
        (
            "“我将学习贯彻全会精神，立足本职，积极参与到社区治理工作中，努力解决居民急难愁盼问题，"
            "为海淀贡献自己的一份力量。”",
            ["参与到社区治理工作中，努力解决居民急难愁盼问题"],
        ),
        ("要将这份蓝图转化为建设家园的实际行动。", ["将这份蓝图转化为建设家园的实际行动"]),
        ("我们将在优化营商环境上下功夫，当好排头兵。", ["在优化营商环境上下功夫"]),
        ("坚持共建共治共享，完善治理体系。", ["完善治理体系"]),
        ("将打造“万寿路表达”；完善配套设施。", ["打造“万寿路表达”", "完善配套设施"]),
    ],
)
def test_efforts(text, found):
    assert read(text) == found


def test_a_long_task_ends_with_a_whole_clause_and_is_named_by_its_first():
    text = "加强市场监管，" + "完善各项配套措施和服务保障，" * 8 + "提高效率。"

    [found] = read(text)

    assert found.startswith("加强市场监管，")
    assert found.endswith("保障")
    assert len(found) <= actions.LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "坚持马克思列宁主义、毛泽东思想。", "坚持和加强党的全面领导。", "坚持稳中求进工作总基调。",
        "严格遵循党的二十届四中全会明确的原则和市委提出的要求。", "深入学习贯彻全会精神。",
        "要把思想和行动统一到决策部署上来。", "增强必胜信心，争取历史主动，开创新局面。",
        "人民生活水平很高。", "已加强市场监管。", "加强了市场监管。", "加强。",
        "外部环境更趋复杂。",
    ],
)  # fmt: skip
def test_silent(text):
    assert read(text) == []


def test_each_clause_is_also_proposed_alone():
    text = "加强养老服务，新增床位2000张，优化设施布局；完善配套设施。"
    assert read(text, part=True) == ["加强养老服务", "新增床位2000张", "优化设施布局"]


def test_reviews_report_and_passages_without_intent_are_silent():
    assert read("加强市场监管工作。", promised=False) == []
    assert read("加强市场监管工作。", promised=None) == []
    assert read("今后要加强市场监管工作。", promised=None) == ["加强市场监管工作"]


def test_what_has_a_responsible_unit_is_a_task_whatever_its_words():
    folded = fold("对公路建设完成好的省，优先安排资金，不再审批。其余照旧办理。")
    first, second = sentences(folded, blocks(folded))

    [draft] = actions.find(first, intent_of(first, False), assigned=True)

    assert folded.text[draft.start : draft.end].startswith("对公路建设完成好的省")
    assert "文中为这段话写明了责任单位" in draft.reasons
    assert list(actions.find(second, intent_of(second, False), assigned=True)) == []
    assert list(actions.find(first, intent_of(first, False))) == []
