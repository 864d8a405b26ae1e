"""Read a text and give its claims: every rule in its order, joined here and nowhere else."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from commitments.extraction import (
    confidence,
    dates,
    layout,
    modality,
    names,
    norms,
    periods,
    quantities,
    readings,
)
from commitments.extraction.dates import Mention
from commitments.extraction.frames import Frame, Frames, Genre, Mode
from commitments.extraction.heads import DATE
from commitments.extraction.owners import Owners
from commitments.extraction.quantities import Quantity
from commitments.extraction.series import Reading
from commitments.extraction.spans import Block, BlockKind, Claim, Folded, Kind, Sentence, Source
from commitments.extraction.speakers import Speakers

READER_VERSION = "1.0"


def extract(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    issuer: str | None = None,
) -> list[Claim]:
    """The claims of a text in their order; what is not given of its source is worked out."""
    if not text.strip():
        return []
    folded = layout.fold(text)
    blocks = layout.blocks(folded)
    source = Source(published, title, issuer)
    reader = _Document(text, folded, blocks, source)
    return sorted(reader.claims(), key=lambda claim: (claim.start, claim.end, claim.metric or ""))


class _Document:
    """One document while it is read: its text in every form that the rules need."""

    def __init__(self, text: str, folded: Folded, blocks: list[Block], source: Source) -> None:
        self.text, self.folded, self.blocks, self.source = text, folded, blocks, source
        unnamed = names.blot(folded.text)
        year = source.published.year if source.published else None
        self.mentions = list(dates.find(unnamed, year))
        self.blotted = blot_dates(unnamed, self.mentions)
        self.frames = Frames(folded.text, blocks, self.mentions, source)
        self.owners = Owners(folded, blocks, source)
        self.speakers = Speakers(folded, blocks)
        self.quantities = list(quantities.find(self.blotted))

    def claims(self) -> Iterator[Claim]:
        place = 0
        for sentence in layout.sentences(self.folded, self.blocks):
            begin = place
            while place < len(self.quantities) and self.quantities[place].start < sentence.end:
                place += 1
            if place > begin and sentence.block.kind is BlockKind.PARAGRAPH:
                yield from self._quantified(sentence, self.quantities[begin:place])

    def _quantified(self, sentence: Sentence, found: list[Quantity]) -> Iterator[Claim]:
        found_readings = readings.read(
            self.folded.text, self.blotted, sentence.start, sentence.end, found
        )
        if not found_readings:
            return
        frame = self.frames.at(sentence.block)
        if frame.mode is Mode.ASIDE:
            return
        mentions = within(self.mentions, sentence.start, sentence.end)
        cues = modality.Cues(self.blotted, sentence.start, sentence.end, mentions, self.frames.year)
        for reading in found_readings:
            if self._sets_a_rule(reading, sentence):
                continue
            yield self._claim(reading, sentence, frame, mentions, cues)

    def _sets_a_rule(self, reading: Reading, sentence: Sentence) -> bool:
        if self.frames.genre is Genre.WORK_REPORT:
            return False
        begin = max(
            sentence.start, self.blotted.rfind("；", sentence.start, reading.quantity.start) + 1
        )
        end = self.blotted.find("；", reading.end, sentence.end)
        clauses = self.blotted[begin : end if end >= 0 else sentence.end]
        return norms.sets_a_rule(clauses, reading.quantity.kind)

    def _claim(
        self,
        reading: Reading,
        sentence: Sentence,
        frame: Frame,
        mentions: Sequence[Mention],
        cues: modality.Cues,
    ) -> Claim:
        quantity = reading.quantity
        verdict = modality.judge(frame, cues.before(quantity.start, reading.clause))
        if verdict.promised:
            nearby = within(self.mentions, sentence.block.start, sentence.block.end)
            period = periods.due(
                self.folded.text, self.frames, frame, mentions, nearby, quantity.start, reading.end
            )
        else:
            period = periods.held(self.folded.text, self.frames, frame, mentions, quantity.start)
        start, end = self.folded.source(reading.start, reading.end)
        speaker = self.speakers.at(reading.start, reading.end)
        unit = quantity.unit
        warnings = period.warnings
        if quantity.unit_guessed and (unit := confidence.likely_unit(reading)) is None:
            warnings = (*warnings, "unit_missing")
        return Claim(
            kind=Kind.TARGET if verdict.promised else Kind.LEVEL,
            quote=self.text[start:end],
            start=start,
            end=end,
            statement=" ".join(self.folded.text[reading.start : reading.end].split()),
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
            owners=self.owners.at(reading.start, reading.end),
            speaker=speaker.name if speaker else None,
            section=sentence.block.section,
            warnings=warnings,
            reasons=tuple(
                reason for reason in (verdict.reason, period.reason) if reason is not None
            ),
        )


def blot_dates(text: str, mentions: Sequence[Mention]) -> str:
    """The text with its dates replaced character for character, so that no rule counts them."""
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        pieces += text[at : mention.start], DATE * (mention.end - mention.start)
        at = mention.end
    return "".join(pieces) + text[at:]


def within(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """The mentions between two places."""
    low = bisect_left(mentions, start, key=lambda mention: mention.start)
    high = bisect_left(mentions, end, lo=low, key=lambda mention: mention.start)
    return mentions[low:high]
