"""Read a text and give its claims: every rule in its order, joined here and nowhere else."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain

from commitments.extraction import claims, duplicates
from commitments.extraction.clauses import regulations
from commitments.extraction.clauses.frames import Genre
from commitments.extraction.passages import Document, Passage
from commitments.extraction.quantities import readings
from commitments.extraction.rules import actions, deliverables, relative, tables, transfers
from commitments.extraction.spans import Claim, Source
from commitments.extraction.text import layout, source
from commitments.structure import NOTHING_MARKED, Structure

READER_VERSION = "1.0"

# How far around a figure the words stand that make it a rule.
RULE_REACH = 120
# Folded spans that the rules before have taken, so that nothing is claimed twice.
Taken = list[tuple[int, int]]
Rule = Callable[[Passage, Taken], Iterator[Claim]]


def extract(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    issuer: str | None = None,
    structure: Structure = NOTHING_MARKED,
) -> list[Claim]:
    """The claims of a text in their order; what is not given of its source is worked out.

    `structure` is what the file marks of its text: `reading.read(…).structure`.
    """
    if not text.strip():
        return []
    folded = layout.fold(text)
    blocks = layout.blocks(folded)
    given = Source(published, title, issuer)
    document = Document(text, folded, blocks, source.detect(folded, blocks, given), structure)
    found: list[Claim] = list(tables.claims(document))
    for passage in document.passages():
        taken: Taken = []
        for rule in RULES:
            found += rule(passage, taken)
    found.sort(key=lambda claim: (claim.start, claim.end, claim.metric or ""))
    return duplicates.mark(found, folded)


def quantified(passage: Passage, taken: Taken) -> Iterator[Claim]:
    """Targets and levels."""
    if not passage.quantities:
        return
    document, sentence = passage.document, passage.sentence
    for reading in readings.read(
        document.folded.text, document.masked, sentence.start, sentence.end, passage.quantities
    ):
        if not _sets_a_rule(passage, reading.start, reading.quantity.kind):
            taken.append((reading.start, reading.end))
            yield claims.of_reading(passage, reading)


def relative_aims(passage: Passage, taken: Taken) -> Iterator[Claim]:
    """Aims without a figure of their own."""
    if passage.promised is False:
        return
    document, sentence = passage.document, passage.sentence
    for aim in relative.find(document.folded.text, document.masked, sentence.start, sentence.end):
        verdict = passage.verdict(aim.start, aim.start)
        if verdict.promised and not _overlaps(taken, aim.start, aim.end):
            taken.append((aim.start, aim.end))
            yield claims.of_aim(passage, aim, verdict)


def delivered(passage: Passage, taken: Taken) -> Iterator[Claim]:
    """Things that will be there or not be there."""
    counted = list(taken)
    sentence, promised = passage.sentence, passage.promised
    for draft in chain(
        deliverables.find(sentence, promised=promised),
        transfers.find(sentence, promised=promised),
    ):
        if not _overlaps(counted, draft.start, draft.end):
            taken.append((draft.start, draft.end))
            yield claims.of_draft(passage, draft)


def efforts(passage: Passage, taken: Taken) -> Iterator[Claim]:
    """Promised efforts without an end to check."""
    sentence = passage.sentence
    assigned = passage.document.owners.assigned(sentence.start)
    promised = passage.promised
    if promised is None and _goes_on_promising(passage):
        promised = True
    for draft in actions.find(sentence, promised=promised, taken=taken, assigned=assigned):
        yield claims.of_draft(passage, draft)


RULES: tuple[Rule, ...] = (quantified, relative_aims, delivered, efforts)


def _goes_on_promising(passage: Passage) -> bool:
    """Whether a speaker's last words of time, a sentence or two before, promised: 我们将…。同时…"""
    start, end = passage.sentence.start, passage.sentence.end
    if passage.document.speakers.at(start, end) is None:
        return False
    return passage.verdict(start, start).promised


def _overlaps(taken: Taken, start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in taken)


def _sets_a_rule(passage: Passage, place: int, kind: str) -> bool:
    document, sentence = passage.document, passage.sentence
    if document.frames.genre is Genre.WORK_REPORT:
        return False
    text = document.masked
    low, high = max(sentence.start, place - RULE_REACH), min(sentence.end, place + RULE_REACH)
    begin = max(low, text.rfind("；", low, place) + 1)
    end = text.find("；", place, high)
    return regulations.sets_a_rule(text[begin : end if end >= 0 else high], kind)
