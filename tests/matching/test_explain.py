"""Every reason is said in both languages, with the same words."""

import re

import pytest

from commitments.matching.explain import SENTENCES, reasons, say
from commitments.matching.proposals import Code, Reason
from tests.matching.given import paper, proposals, said, target

WORDS = ("甲", "乙", "丙")


@pytest.mark.parametrize("code", Code)
def test_each_code_has_both_languages(code):
    places = [set(re.findall(r"\{\d\}", book[code])) for book in SENTENCES.values()]
    assert places[0] == places[1]
    assert "{" not in say(Reason(code, WORDS)) + say(Reason(code, WORDS), "en")


def test_a_proposal_explains_itself():
    quote = "规上工业增加值增长6%"
    aim = target("规模以上工业增加值", 5, "%", "growth")
    [proposal] = proposals(
        aim, paper(f"{quote}。", said(quote, "规上工业增加值", 6, "%", "growth"))
    )
    assert reasons(proposal) == ["名称一致：规模以上工业增加值＝规上工业增加值"]
    assert reasons(proposal, "en") == ["same name: 规模以上工业增加值 = 规上工业增加值"]
