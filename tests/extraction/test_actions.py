"""Promised efforts without an end."""

import pytest

from commitments.extraction import actions
from commitments.extraction.layout import blocks, fold, sentences


def read(text, promised=True, taken=()):
    folded = fold(text)
    return [
        folded.text[draft.start : draft.end]
        for sentence in sentences(folded, blocks(folded))
        for draft in actions.find(sentence, promised=promised, taken=taken)
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
    ],
)
def test_efforts(text, found):
    assert read(text) == found


def test_a_long_task_is_named_by_its_first_clause():
    text = "加强市场监管，" + "完善各项配套措施和服务保障，" * 8 + "提高效率。"

    assert read(text) == ["加强市场监管"]


@pytest.mark.parametrize(
    "text",
    ["人民生活水平很高。", "已加强市场监管。", "加强了市场监管。", "加强。", "外部环境更趋复杂。"],
)
def test_silent(text):
    assert read(text) == []


def test_what_another_rule_has_found_is_left_to_it():
    assert read("加强服务，新增床位2000张；完善配套设施。", taken=[(5, 14)]) == ["完善配套设施"]


def test_reviews_report_and_passages_without_intent_are_silent():
    assert read("加强市场监管工作。", promised=False) == []
    assert read("加强市场监管工作。", promised=None) == []
    assert read("今后要加强市场监管工作。", promised=None) == ["加强市场监管工作"]


def test_what_has_a_responsible_unit_is_a_task_whatever_its_words():
    folded = fold("对公路建设完成好的省，优先安排资金，不再审批。其余照旧办理。")
    first, second = sentences(folded, blocks(folded))

    [draft] = actions.find(first, promised=False, taken=[], assigned=True)

    assert folded.text[draft.start : draft.end].startswith("对公路建设完成好的省")
    assert "文中为这段话写明了责任单位" in draft.reasons
    assert list(actions.find(second, promised=False, taken=[], assigned=True)) == []
    assert list(actions.find(first, promised=False, taken=[])) == []
