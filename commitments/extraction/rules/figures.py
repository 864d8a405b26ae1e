"""Targets and levels: every figure of which the sentence says what it measures."""

from collections.abc import Iterator
from dataclasses import replace

from commitments.extraction.clauses import labels, regulations
from commitments.extraction.clauses.genres import Genre
from commitments.extraction.lexicon.tense import COUNTS_A_LIST
from commitments.extraction.passages import Passage
from commitments.extraction.quantities import readings
from commitments.extraction.quantities.composition import Quantity
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Kind

# How far around a figure the words stand that make it a rule.
RULE_REACH = 120


def propose(passage: Passage) -> Iterator[Proposal]:
    """A target or a level for each figure; one that sets a rule is set aside."""
    if not passage.quantities:
        return
    document, sentence = passage.document, passage.sentence
    for reading in readings.read(
        document.folded.text, document.masked, sentence.start, sentence.end, passage.quantities
    ):
        quantity = reading.quantity
        tense = passage.tense(quantity.start, reading.clause, quantity.end)
        label = labels.label(sentence.text, reading.start - sentence.start)
        metric = labels.measured(reading.metric, label)
        ruled = _sets_a_rule(passage, reading.start, quantity.kind)
        yield Proposal(
            rule="figures",
            kind=Kind.TARGET if tense.promised else Kind.LEVEL,
            start=reading.start,
            end=reading.end,
            metric=metric,
            confidence=tense.certainty,
            reasons=(tense.reason,),
            reading=reading if metric == reading.metric else replace(reading, metric=metric),
            tense=tense,
            set_aside=_why_none(document.masked, quantity, ruled=ruled),
        )


def _why_none(text: str, quantity: Quantity, *, ruled: bool) -> str | None:
    """Why a figure is no claim after all."""
    if COUNTS_A_LIST.match(text, quantity.start):
        return "数的是下面列举的条目"
    return "写的是规定或条件，不是目标" if ruled else None


def _sets_a_rule(passage: Passage, place: int, kind: str) -> bool:
    document, sentence = passage.document, passage.sentence
    if document.frames.genre is Genre.WORK_REPORT:
        return False
    text = document.masked
    low, high = max(sentence.start, place - RULE_REACH), min(sentence.end, place + RULE_REACH)
    begin = max(low, text.rfind("；", low, place) + 1)
    end = text.find("；", place, high)
    return regulations.sets_a_rule(text[begin : end if end >= 0 else high], kind)
