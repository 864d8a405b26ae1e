"""Read a text and give its claims: every rule in its order, joined here and nowhere else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from commitments.extraction import claims, duplicates
from commitments.extraction.passages import Document, Passage
from commitments.extraction.resolve import Resolution, resolve
from commitments.extraction.rules import (
    actions,
    dated,
    deliverables,
    figures,
    relative,
    tables,
    transfers,
)
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Claim, Source
from commitments.extraction.text import layout, source
from commitments.structure import NOTHING_MARKED, Structure

# Raised with the release in which other claims can come of the same text; each document bears it.
READER_VERSION = "2.1"

NONE: Iterator[Proposal] = iter(())
Rule = Callable[[Passage], Iterator[Proposal]]


def delivered(passage: Passage) -> Iterator[Proposal]:
    """Things that will be there or not be there; a bare deed is enough where they have names."""
    intent = passage.intent
    if passage.stands_alone:
        intent = intent._replace(alone=True)
    return deliverables.find(passage.sentence, intent) if intent.possible else NONE


def transferred(passage: Passage) -> Iterator[Proposal]:
    """Rules that are given another reach."""
    return transfers.find(passage.sentence, passage.intent) if passage.intent.possible else NONE


def efforts(passage: Passage) -> Iterator[Proposal]:
    """Promised efforts without an end to check."""
    assigned = passage.document.owners.assigned(passage.sentence.start)
    if not assigned and not passage.intent.possible:
        return NONE
    return actions.find(passage.sentence, passage.intent, assigned=assigned)


RULES: tuple[Rule, ...] = (
    figures.propose,
    relative.propose,
    delivered,
    transferred,
    dated.propose,
    efforts,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A document as read: its claims, and what became of every proposal, sentence by sentence."""

    document: Document
    claims: list[Claim]
    decided: list[tuple[Passage, Resolution]]


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
    return read(text, Source(published, title, issuer), structure).claims


def read(text: str, given: Source, structure: Structure = NOTHING_MARKED) -> Outcome:
    """A text with its claims and with the proposals that became none."""
    folded = layout.fold(text)
    blocks = layout.blocks(folded)
    document = Document(text, folded, blocks, source.detect(folded, blocks, given), structure)
    decided: list[tuple[Passage, Resolution]] = []
    found: list[Claim] = list(tables.claims(document))
    for passage in document.passages():
        resolution = resolve(list(chain.from_iterable(rule(passage) for rule in RULES)))
        decided.append((passage, resolution))
        found += (claims.of(passage, proposal) for proposal in resolution.kept)
    found += tables.leftovers(document, found)
    found = tables.with_warnings(document, found)
    found.sort(key=lambda claim: (claim.start, claim.end, claim.metric or ""))
    return Outcome(document, duplicates.mark(found, folded), decided)
