"""What an outsider can check, told from papers that name themselves and from ways of working."""

import pytest

from commitments.extraction.rules import deliverables
from commitments.extraction.rules.checkable import SELF
from commitments.extraction.text.layout import blocks, fold, sentences
from tests.extraction.rules.intents import intent_of


def read(text):
    folded = fold(text)
    return [
        folded.text[draft.start : draft.end]
        for sentence in sentences(folded, blocks(folded))
        for draft in deliverables.find(sentence, intent_of(sentence, True))
    ]


@pytest.mark.parametrize("paper", ["方案", "实施意见", "行动方案", "办法", "工作方案", "实施细则"])
def test_a_paper_that_names_itself_promises_no_paper(paper):
    assert SELF.match(f"本{paper}")
    assert not SELF.match(f"本市养老服务{paper}")


@pytest.mark.parametrize(
    "text",
    [
        "扩大高水平对外开放。",
        "强化枢纽对枢纽开放。",
        "推动文旅场馆对外开放合作。",
        "压缩竣工验收和接入服务等审批时间。",
        "提高颁布时间的透明度。",
        "主持召开推进会。",
        "清洁能源体系初步建成。",
        "各单位完成工作。",
        "区政府办公室关于印发工作方案的通知。",
        "发布时间和发布机构另行通知。",
        "加快实现两城无缝对接。",
        "改造提升老旧配套设施。",
    ],
)
def test_nouns_and_open_ends_are_no_things_that_open(text):
    assert read(text) == []
