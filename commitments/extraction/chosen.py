"""Make a claim of words that a person chooses: what the reader set aside or passed over.

The words stand as chosen; what surrounds them gives the rest: a figure its value and unit, the
paragraph the due date, the section its owners.

>>> from commitments.extraction.pipeline import read
>>> from commitments.extraction.spans import Source
>>> text = "某区2026年工作要点\\n到2026年6月底，新增第3批停车位500个，编号17。"
>>> found = choose(read(text, Source()), text.index("编号"), text.index("。"))
>>> found.kind.value, found.quote, str(found.due)
('deliverable', '编号17', '2026-06-30')
"""

import re
from dataclasses import replace

from commitments.extraction import claims
from commitments.extraction.clauses.tense import Tense
from commitments.extraction.passages import Passage
from commitments.extraction.pipeline import Outcome
from commitments.extraction.quantities import composition
from commitments.extraction.rules import figures
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Claim, Kind, Sentence

WARNING = "chosen"
REASON = "由人在原文中选定"
# Nothing but the choice says that this is a commitment; the rest waits to be checked.
CERTAINTY = 0.5
PROMISED = Tense(True, CERTAINTY, REASON)
NUMBER = re.compile(r"[\d.,%％]+")
BORDER = re.compile(r"[，；。：！？,;\n\t|]")


def choose(outcome: Outcome, start: int, end: int) -> Claim:
    """The claim that the words between two source offsets make.

    A number alone stands for its clause: it says nothing without what it counts.
    """
    folded = outcome.document.folded
    low, high = folded.folded(start), folded.folded(end - 1) + 1
    passage = _passage(outcome, low)
    figure = _figure(passage, low, high)
    if NUMBER.fullmatch(folded.text[low:high].strip()):
        low, high = _clause(passage, low, high)
    proposal = Proposal(
        rule="chosen",
        kind=Kind.DELIVERABLE,
        start=low,
        end=high,
        metric=folded.text[low:high].strip(),
        confidence=CERTAINTY,
        reasons=(REASON,),
    )
    if figure is not None:
        proposal = figure._replace(
            start=low, end=high, kind=Kind.TARGET, tense=PROMISED, reasons=(REASON,)
        )
    made = claims.of(passage, proposal)
    return replace(made, warnings=(*made.warnings, WARNING))


def _passage(outcome: Outcome, place: int) -> Passage:
    """The sentence at a place; in a heading or a cell that was not read, its whole block."""
    for passage, _ in outcome.decided:
        if passage.sentence.start <= place < passage.sentence.end:
            return passage
    document = outcome.document
    block = document.block_at(place)
    sentence = Sentence(document.folded.text[block.start : block.end], block.start, block)
    quantities = [
        quantity
        for quantity in composition.find(document.masked)
        if block.start <= quantity.start < block.end
    ]
    frame = document.leads.frame(sentence.start, document.frames.at(block))
    return Passage(document, sentence, frame, quantities)


def _figure(passage: Passage, start: int, end: int) -> Proposal | None:
    """The first figure that stands among the words."""
    for proposal in figures.propose(passage):
        reading = proposal.reading
        if reading and reading.quantity.origin < end and start < reading.quantity.end:
            return proposal
    return None


def _clause(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The clause around a stretch, in folded offsets."""
    text, first = passage.sentence.text, passage.sentence.start
    before = [match.end() for match in BORDER.finditer(text, 0, start - first)]
    after = BORDER.search(text, end - first)
    low = first + (before[-1] if before else 0)
    high = first + (after.start() if after else len(text))
    leading = len(text[low - first : high - first]) - len(text[low - first : high - first].lstrip())
    return low + leading, high


def moved(claim: Claim, by: int) -> Claim:
    """The same claim in a text that begins so many characters earlier."""
    return replace(claim, start=claim.start + by, end=claim.end + by)
