"""Make a claim of what a rule has found: its source offsets, dates, owners and speaker."""

from typing import Any

from commitments.extraction import confidence
from commitments.extraction.clauses.modality import Verdict
from commitments.extraction.passages import Passage
from commitments.extraction.quantities.series import Reading
from commitments.extraction.rules.drafts import Draft
from commitments.extraction.rules.relative import Aim
from commitments.extraction.spans import Claim, Kind
from commitments.extraction.timing import periods
from commitments.extraction.timing.periods import Period

# How far around a promise its paragraph may name the period that it belongs to.
NEARBY = 1200


def of_reading(passage: Passage, reading: Reading) -> Claim:
    """A target or a level."""
    quantity = reading.quantity
    verdict = passage.verdict(quantity.start, reading.clause)
    period = _period(passage, verdict.promised, quantity.start, reading.end)
    unit, warnings = quantity.unit, period.warnings
    if quantity.unit_guessed and (unit := confidence.likely_unit(reading)) is None:
        warnings = (*warnings, "unit_missing")
    return _claim(
        passage,
        Kind.TARGET if verdict.promised else Kind.LEVEL,
        reading.start,
        reading.end,
        confidence=confidence.of(reading, verdict, period, unit),
        metric=reading.metric or None,
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=unit,
        change=reading.change,
        baseline=quantity.baseline,
        frequency=reading.frequency,
        due=period.day if verdict.promised else None,
        as_of=None if verdict.promised else period.day,
        period=period.named,
        warnings=warnings,
        reasons=_reasons(verdict.reason, period),
    )


def of_aim(passage: Passage, aim: Aim, verdict: Verdict) -> Claim:
    """A relative aim."""
    period = _period(passage, True, aim.start, aim.end)
    return _claim(
        passage,
        Kind.RELATIVE,
        aim.start,
        aim.end,
        confidence=round(min(0.9, verdict.certainty - 0.1), 2),
        metric=aim.metric,
        comparator=aim.comparator,
        due=period.day,
        period=period.named,
        warnings=period.warnings,
        reasons=_reasons(f"“{aim.words}”是相对目标，没有自己的数值；{verdict.reason}", period),
    )


def of_draft(passage: Passage, draft: Draft) -> Claim:
    """A deliverable or an action."""
    period = _period(passage, True, draft.start, draft.end)
    return _claim(
        passage,
        draft.kind,
        draft.start,
        draft.end,
        confidence=draft.confidence,
        metric=draft.metric,
        due=period.day,
        period=period.named,
        warnings=period.warnings,
        reasons=(*draft.reasons, *_reasons(None, period)),
    )


def _period(passage: Passage, promised: bool, place: int, end: int) -> Period:
    document, sentence = passage.document, passage.sentence
    if not promised:
        return periods.held(
            document.folded.text, document.frames, passage.frame, passage.mentions, place
        )
    block = sentence.block
    low, high = max(block.start, place - NEARBY), min(block.end, place + NEARBY)
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


def _reasons(first: str | None, period: Period) -> tuple[str, ...]:
    return tuple(reason for reason in (first, period.reason) if reason is not None)


def _claim(
    passage: Passage,
    kind: Kind,
    start: int,
    end: int,
    *,
    reasons: tuple[str, ...],
    **fields: Any,
) -> Claim:
    document = passage.document
    private = tuple(
        f"“{name}”是企业或学校，不是政府单位" for name in document.owners.companies(start, end)
    )
    source_start, source_end = document.folded.source(start, end)
    speaker = document.speakers.at(start, end)
    return Claim(
        kind=kind,
        quote=document.text[source_start:source_end],
        start=source_start,
        end=source_end,
        statement=" ".join(document.folded.text[start:end].split()),
        owners=document.owners.at(start, end),
        speaker=speaker.name if speaker else None,
        section=passage.sentence.block.section,
        reasons=(*reasons, *private),
        **fields,
    )
