"""Find the commitments of a document and record them as candidates."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from commitments import extraction
from commitments.domain.platform import audit, transactions
from commitments.models import Candidate, Document
from commitments.models.fields import LARGEST, QuantityField
from commitments.structure import Structure


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says: its claims, and what the reader set aside, with the reasons."""

    claims: list[extraction.Claim]
    set_aside: list[extraction.Entry]


def extract_document(document_id: int) -> int:
    """Find and record the candidates not yet known; running again adds nothing."""
    return prepare(document_id)()


def prepare(document_id: int) -> Callable[[], int]:
    """Read the text, outside any transaction, and return the call that records what it holds."""
    document = Document.objects.get(pk=document_id)
    return partial(record, document_id, find(document))


def find(document: Document) -> Found:
    """Read the text of a document, whether it is stored yet or not."""
    outcome = understand(document, document.text, Structure.of_json(document.structure))
    entries = extraction.account(outcome)
    aside = [entry for entry in entries if entry.status is not extraction.Status.CLAIM]
    return Found(outcome.claims, aside)


def understand(document: Document, text: str, structure: Structure) -> extraction.Outcome:
    """Read a text as part of a document, with all that is known of it."""
    transactions.require_none("Reading a text")
    given = extraction.Source(document.published_on, document.title, document.issuer or None)
    return extraction.read(text, given, structure)


@transaction.atomic
def record(document_id: int, found: Found) -> int:
    """Record the candidates not yet known and return how many."""
    document = Document.objects.select_for_update().get(pk=document_id)
    known = set(document.candidates.values_list("start", "end", "kind", "metric"))
    fresh = [
        c for c in (candidate_of(document, claim) for claim in found.claims) if _key(c) not in known
    ]
    unique = list({_key(candidate): candidate for candidate in fresh}.values())
    system = audit.system_user()
    bulk_create_with_history(unique, Candidate, batch_size=500, default_user=system)
    _link_duplicates(document, found.claims)
    document.set_aside = [
        [entry.start, entry.end, entry.status.value, entry.reason] for entry in found.set_aside
    ]
    document.read_at, document.reader_version = timezone.now(), extraction.READER_VERSION
    audit.save(document, by=system, fields=["read_at", "reader_version", "set_aside"])
    return len(unique)


def _key(candidate: Candidate) -> tuple[int, int, str, str]:
    return candidate.start, candidate.end, candidate.kind, candidate.metric


def candidate_of(document: Document, claim: extraction.Claim) -> Candidate:
    """A claim as a candidate that is not stored yet."""
    return Candidate(
        document=document,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        statement=claim.statement,
        kind=claim.kind.value,
        metric=(claim.metric or "")[:200],
        comparator=claim.comparator or "",
        value=_quantity(claim.value),
        value_max=_quantity(claim.value_max),
        unit=(claim.unit or "")[:30],
        change=claim.change or "",
        baseline=_quantity(claim.baseline),
        frequency=claim.frequency or "",
        due_on=claim.due,
        as_of=claim.as_of,
        period=(claim.period or "")[:60],
        owners=list(claim.owners),
        speaker=(claim.speaker or "")[:60],
        section=list(claim.section),
        warnings=list(claim.warnings),
        confidence=claim.confidence,
        reasons=list(claim.reasons),
    )


def _quantity(value: float | None) -> Decimal | None:
    """The decimal that the reader's number prints as; None where no table could hold it."""
    if value is None:
        return None
    exact = Decimal(repr(value))
    if abs(exact) >= LARGEST:
        return None
    return exact.quantize(Decimal(1).scaleb(-QuantityField().decimal_places))


def _link_duplicates(document: Document, claims: list[extraction.Claim]) -> None:
    """Link duplicates to their originals, which come earlier in the text."""
    repeats = {
        claim.start: claim.duplicate_of for claim in claims if claim.duplicate_of is not None
    }
    if not repeats:
        return
    first: dict[tuple[int, str], Candidate] = {}
    for candidate in document.candidates.in_text_order():
        first.setdefault((candidate.start, candidate.kind), candidate)
    linked = []
    for candidate in document.candidates.filter(start__in=repeats, duplicate_of=None):
        original = first.get((repeats[candidate.start], candidate.kind))
        if original is not None and original.pk != candidate.pk:
            candidate.duplicate_of = original
            linked.append(candidate)
    Candidate.objects.bulk_update(linked, ["duplicate_of"], batch_size=500)
