"""Find the commitments of a document and record them as candidates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from commitments import extraction
from commitments.choices import DocumentState
from commitments.domain.documents import ingest, letters
from commitments.domain.platform import audit, transactions
from commitments.domain.platform.errors import Unreadable
from commitments.models import Candidate, Document
from commitments.models.fields import LARGEST, QuantityField
from commitments.structure import Structure

PORTION = 200
# The longest plans have a few thousand. More is no paper that people decide on, and would keep
# others waiting while it is written.
MOST_CLAIMS, MOST_SET_ASIDE = 10_000, 100_000
OF_THE_FILE = (
    *("title", "text", "media_type", "page_starts", "structure"),
    *("unread_pages", "struck_out", "unread_parts"),
)
OF_READING = ("state", "problem", "read_at", "reader_version", "set_aside")


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says: its claims, and what the reader set aside, with the reasons."""

    claims: list[extraction.Claim]
    set_aside: list[extraction.Entry]


def extract_document(document_id: int) -> int:
    """Read a document and record the candidates not yet known; running again adds nothing."""
    return prepare(document_id)()


def prepare(document_id: int) -> Callable[[], int]:
    """Read file and text and record the candidates; return the call that says it is done.

    Everything here may be done twice. Candidates are written in many short transactions: a long
    plan has thousands, and others want to write meanwhile.
    """
    document = Document.objects.get(pk=document_id)
    if not document.is_read:
        unread = Document.objects.filter(pk=document_id).exclude(state=DocumentState.READ)
        unread.update(state=DocumentState.READING, problem="")
    if not document.text:
        ingest.fill(document, letters.read(document))
    found = find(document)
    parts = transactions.giving_way(_parts(found.claims))
    added = sum(_record_part(document, part) for part in parts)
    return partial(_finish, document, found, added)


def find(document: Document) -> Found:
    """Read the text of a document, whether it is stored yet or not."""
    outcome = understand(document, document.text, Structure.of_json(document.structure))
    entries = extraction.account(outcome)
    aside = [entry for entry in entries if entry.status is not extraction.Status.CLAIM]
    if len(outcome.claims) > MOST_CLAIMS or len(aside) > MOST_SET_ASIDE:
        raise Unreadable(
            _("The text has more statements and figures than one document may; divide it.")
        )
    return Found(outcome.claims, aside)


def understand(document: Document, text: str, structure: Structure) -> extraction.Outcome:
    """Read a text as part of a document, with all that is known of it."""
    transactions.require_none("Reading a text")
    given = extraction.Source(document.published_on, document.title, document.issuer or None)
    return extraction.read(text, given, structure)


@transaction.atomic
def record(read: Document, found: Found) -> int:
    """Store what was read and the candidates not yet known; return how many these are."""
    return _finish(read, found, sum(_record_part(read, part) for part in _parts(found.claims)))


def _parts(claims: list[extraction.Claim]) -> Iterator[list[extraction.Claim]]:
    """Few enough at a time that nobody waits for the transaction that writes them."""
    ordered = sorted(claims, key=lambda claim: claim.start)
    return (ordered[first : first + PORTION] for first in range(0, len(ordered), PORTION))


@transaction.atomic
def _record_part(read: Document, claims: list[extraction.Claim]) -> int:
    document = _locked(read)
    between = document.candidates.filter(start__range=(claims[0].start, claims[-1].start))
    known = set(between.values_list("start", "end", "kind", "metric"))
    fresh = [c for c in (candidate_of(document, claim) for claim in claims) if _key(c) not in known]
    unique = list({_key(candidate): candidate for candidate in fresh}.values())
    bulk_create_with_history(unique, Candidate, default_user=audit.system_user())
    _link_duplicates(document, claims)
    return len(unique)


@transaction.atomic
def _finish(read: Document, found: Found, added: int) -> int:
    document, system = _locked(read), audit.system_user()
    document.set_aside = [
        [entry.start, entry.end, entry.status.value, entry.reason] for entry in found.set_aside
    ]
    document.read_at, document.reader_version = timezone.now(), extraction.READER_VERSION
    document.state, document.problem = DocumentState.READ, ""
    audit.save(document, by=system, fields=[*OF_THE_FILE, *OF_READING])
    return added


def _locked(read: Document) -> Document:
    """The stored row, with what was read where it has no text yet: offsets point into it."""
    document = Document.objects.select_for_update().get(pk=read.pk)
    if not document.text:
        for name in OF_THE_FILE:
            setattr(document, name, getattr(read, name))
        # Its history row comes when all is read.
        Document.objects.filter(pk=read.pk).update(**{n: getattr(read, n) for n in OF_THE_FILE})
    return document


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
    originals = document.candidates.filter(start__in=set(repeats.values()))
    for candidate in originals.in_text_order():
        first.setdefault((candidate.start, candidate.kind), candidate)
    linked = []
    for candidate in document.candidates.filter(start__in=repeats, duplicate_of=None):
        original = first.get((repeats[candidate.start], candidate.kind))
        if original is not None and original.pk != candidate.pk:
            candidate.duplicate_of = original
            linked.append(candidate)
    Candidate.objects.bulk_update(linked, ["duplicate_of"], batch_size=500)
