from datetime import date

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
