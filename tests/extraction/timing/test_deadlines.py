"""Lines that say until when."""

from datetime import date

import pytest

from commitments.extraction import extract
from commitments.extraction.text.layout import blocks, fold
from commitments.extraction.timing.deadlines import Deadlines

ITEMS = (
    "一、重点任务\n1.建成市体育馆。\n方便群众，服务居民。\n责任单位：市体育局\n完成时限：2026年6月底\n"
    "2.举办海淀体育大会。\n（责任单位：市文旅局；完成时间：2027年底前）\n3.加强宣传引导。\n营造氛围，形成合力。"
)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("市体育馆", date(2026, 6, 30)),
        ("方便群众", date(2026, 6, 30)),
        ("体育大会", date(2027, 12, 31)),
        ("营造氛围", None),
        ("重点任务", None),
    ],
)
def test_a_deadline_holds_for_its_item(words, due):
    folded = fold(ITEMS)

    deadline = Deadlines(folded, blocks(folded), 2026).at(folded.text.index(words))

    assert (deadline.due if deadline else None) == due


def test_claims_take_owner_and_date_from_the_lines_below_them():
    claims = {claim.quote: claim for claim in extract("2026年某市行动计划\n" + ITEMS)}

    assert claims["建成市体育馆"].due == date(2026, 6, 30)
    assert claims["建成市体育馆"].owners == ("市体育局",)
    assert claims["举办海淀体育大会"].due == date(2027, 12, 31)
    assert claims["举办海淀体育大会"].owners == ("市文旅局",)
    assert claims["加强宣传引导"].owners == ()
    assert claims["加强宣传引导"].due != date(2027, 12, 31)


@pytest.mark.parametrize("text", ["完成时限：长期", "完成时限：", "规定时间内完成。"])
def test_no_deadline(text):
    folded = fold("1.建成场馆。\n" + text)

    assert Deadlines(folded, blocks(folded), 2026).at(2) is None


@pytest.mark.parametrize("line", ["发布时间：2026-05-11", "时间：2026-05-11 来源：县政府办"])
def test_when_a_page_was_printed_is_no_deadline(line):
    found = extract(f"某县办好15件实事\n{line}\n", published=date(2026, 5, 11))
    assert not [claim for claim in found if claim.due == date(2026, 5, 11)]
