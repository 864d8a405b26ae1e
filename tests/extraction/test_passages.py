from datetime import date

from commitments.extraction import extract
from commitments.extraction.clauses.modes import Mode
from commitments.extraction.passages import LONGEST_SENTENCE, Document, mask_dates
from commitments.extraction.spans import Source
from commitments.extraction.text import layout


def document(text):
    folded = layout.fold(text)
    return Document(text, folded, layout.blocks(folded), Source(date(2026, 1, 25)))


def test_dates_are_masked_in_place():
    found = document("到2030年，森林覆盖率达到30%。")
    assert mask_dates(found.folded.text, found.mentions) == "到■■■■■，森林覆盖率达到30%。"


def test_a_sentence_without_end_is_cut_at_commas():
    text = "新建学校10所，" * 2000
    passages = list(document(text).passages())
    assert len(passages) > 1
    assert all(len(p.sentence.text) <= LONGEST_SENTENCE for p in passages)
    assert sum(len(p.quantities) for p in passages) == 2000
    assert all(p.sentence.text.endswith("，") for p in passages)


def test_words_of_time_carry_on_in_a_paragraph_that_says_nothing_else():
    first, second = document("本报讯 会上说，力争开好局。人均面积达到3.7平方米。").passages()
    assert second.tense(second.quantities[0].start, second.sentence.start).promised
    assert first.frame.mode is Mode.OPEN


def test_a_short_sentence_of_a_long_cell_is_read():
    cell = "会议指出，县政府将继续优先保障民生投入。（3）完成新安大道工程。（4）新建便民市场5处。"
    found = [claim.value for claim in extract(f"|\n{cell} |\n某县政府信息公开\n")]
    assert 5 in found
