"""Make claims of what tables of indicators say."""

from collections.abc import Iterator

from commitments.extraction.passages import Document
from commitments.extraction.spans import Claim
from commitments.extraction.tables.figures import Figure


def claims(document: Document) -> Iterator[Claim]:
    """A claim for every figure of the document's tables."""
    for figure in document.tables.figures:
        yield _claim(document, figure)


def _claim(document: Document, figure: Figure) -> Claim:
    start, end = document.folded.source(figure.start, figure.end)
    return Claim(
        kind=figure.kind,
        quote=document.text[start:end],
        start=start,
        end=end,
        statement=" ".join(document.folded.text[figure.start : figure.end].split()),
        confidence=figure.confidence,
        metric=figure.metric,
        comparator=figure.comparator,
        value=figure.value,
        value_max=figure.value_max,
        unit=figure.unit,
        change=figure.change,
        baseline=figure.baseline,
        frequency=figure.frequency,
        due=figure.due,
        as_of=figure.as_of,
        owners=document.owners.at(figure.start, figure.end),
        section=document.section_at(figure.start),
        warnings=("unit_missing",) if figure.value is not None and figure.unit is None else (),
        reasons=figure.reasons,
    )
