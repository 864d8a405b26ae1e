"""Make a claim of what a rule has found: its source offsets, dates, owners and speaker."""

from typing import Any

from commitments.extraction import confidence
from commitments.extraction.clauses.tense import Tense
from commitments.extraction.passages import Passage
from commitments.extraction.people.owners import companies
from commitments.extraction.quantities.series import Reading
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Claim
from commitments.extraction.timing import periods
from commitments.extraction.timing.periods import Period

# How far around a promise its paragraph may name the period that it belongs to.
NEARBY = 1200


def of(passage: Passage, proposal: Proposal) -> Claim:
    """The claim that a proposal stands for."""
    if proposal.reading is not None and proposal.tense is not None:
        return _of_figure(passage, proposal, proposal.reading, proposal.tense)
    period = _period(passage, True, proposal.start, proposal.end)
    return _claim(
        passage,
        proposal,
        confidence=proposal.confidence,
        metric=proposal.metric,
        comparator=proposal.comparator,
        due=period.day,
        period=period.named,
        warnings=period.warnings,
        reasons=_reasons(proposal, period),
    )


def _of_figure(passage: Passage, proposal: Proposal, reading: Reading, tense: Tense) -> Claim:
    quantity = reading.quantity
    period = _period(passage, tense.promised, quantity.start, reading.end)
    unit, warnings = quantity.unit, period.warnings
    if quantity.unit_guessed and (unit := confidence.likely_unit(reading)) is None:
        warnings = (*warnings, "unit_missing")
    return _claim(
        passage,
        proposal,
        confidence=confidence.of(reading, tense, period, unit),
        metric=reading.metric or None,
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=unit,
        change=reading.change,
        baseline=quantity.baseline,
        frequency=reading.frequency,
        due=period.day if tense.promised else None,
        as_of=None if tense.promised else period.day,
        period=period.named,
        warnings=warnings,
        reasons=_reasons(proposal, period),
    )


def _period(passage: Passage, promised: bool, place: int, end: int) -> Period:
    document, sentence = passage.document, passage.sentence
    block = sentence.block
    low, high = max(block.start, place - NEARBY), min(block.end, place + NEARBY)
    if not promised:
        return periods.held(
            document.folded.text,
            document.frames,
            passage.frame,
            passage.mentions,
            document.mentions_within(low, sentence.start),
            place,
        )
    return periods.due(
        document.folded.text,
        document.frames,
        passage.frame,
        passage.mentions,
        document.mentions_within(low, high),
        (low, high),
        place,
        end,
    )


def _reasons(proposal: Proposal, period: Period) -> tuple[str, ...]:
    return (*proposal.reasons, *((period.reason,) if period.reason else ()))


def _claim(
    passage: Passage, proposal: Proposal, *, reasons: tuple[str, ...], **fields: Any
) -> Claim:
    document, start, end = passage.document, proposal.start, proposal.end
    owners = document.owners.at(start, end)
    if owners:
        private = (f"“{name}”是企业或学校，不是政府单位" for name in companies(owners))
        reasons = (*reasons, *private)
    source_start, source_end = document.folded.source(start, end)
    speaker = document.speakers.at(start, end)
    return Claim(
        kind=proposal.kind,
        quote=document.text[source_start:source_end],
        start=source_start,
        end=source_end,
        statement=" ".join(document.folded.text[start:end].split()),
        owners=owners,
        speaker=(speaker.name or None) if speaker else None,
        section=passage.sentence.block.section,
        reasons=reasons,
        **fields,
    )
