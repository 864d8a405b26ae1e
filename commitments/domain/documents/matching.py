"""Hand what the reader found over to matching, which knows neither claims nor rows."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from commitments.extraction import Claim, Kind, Outcome
from commitments.matching import Paper, Statement, Tracked
from commitments.matching.inputs import Change, Comparator, Frequency


def targets(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that set a quantity."""
    return [claim for claim in claims if claim.kind is Kind.TARGET and claim.value is not None]


def tracked(outcome: Outcome) -> Iterator[Tracked]:
    """The targets of a paper as matching takes them; the key is the place in the list."""
    source = outcome.document.source
    for key, claim in enumerate(targets(outcome.claims)):
        yield Tracked(
            key=str(key),
            name=claim.metric or "",
            value=_figure(claim.value),
            unit=claim.unit or "",
            change=Change(claim.change or Change.LEVEL),
            comparator=Comparator(claim.comparator or Comparator.EQ),
            value_max=None if claim.value_max is None else _figure(claim.value_max),
            due=claim.due,
            set_on=source.published,
            frequency=Frequency(claim.frequency) if claim.frequency else None,
            issuer=source.issuer or "",
        )


def paper(outcome: Outcome) -> Paper:
    """A later document as matching takes it: its text and the figures that it reports."""
    document, statements = outcome.document, tuple(_statements(outcome.claims))
    source = document.source
    return Paper(document.text, statements, source.published, source.issuer or "")


def _statements(claims: Iterable[Claim]) -> Iterator[Statement]:
    for claim in claims:
        if claim.kind is Kind.LEVEL and claim.value is not None:
            yield Statement(
                start=claim.start,
                end=claim.end,
                quote=claim.quote,
                name=claim.metric or "",
                value=_figure(claim.value),
                unit=claim.unit or "",
                change=Change(claim.change or Change.LEVEL),
                comparator=Comparator(claim.comparator or Comparator.EQ),
                frequency=Frequency(claim.frequency) if claim.frequency else None,
                as_of=claim.as_of,
                period=claim.period or "",
                confidence=claim.confidence,
            )


def _figure(value: float | None) -> Decimal:
    """As it was written: 5.5 and not the binary number next to it."""
    return Decimal(repr(value))
