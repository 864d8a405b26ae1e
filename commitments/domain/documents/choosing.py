"""Make a candidate of words that a person chooses in a text, where the reader made none."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments import extraction
from commitments.domain.documents import extract
from commitments.domain.platform import audit, rights
from commitments.domain.platform.errors import Invalid
from commitments.models import Candidate, Document
from commitments.structure import NOTHING_MARKED, Structure

# A commitment takes a sentence or two; a chapter is chosen by mistake.
LONGEST = 1000
# How much of a long text around the words is read again: enough for headings and dates above.
AROUND = 20_000


def choose(document_id: int, *, start: int, end: int, by: User) -> Candidate:
    """Propose the words between two offsets as a candidate; chosen again, it is the same one.

    Dates, units and owners are read from what surrounds the words; the decision is still to be
    made. Refuses an empty, an overlong and an impossible stretch.
    """
    rights.require_permission(by, "decide_candidate", _("You may not decide on candidates."))
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise Invalid(_("There is no such document."))
    claim = _read(document, *_stretch(document.text, start, end))
    return _store(document, claim, by=by)


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without the blanks around the words."""
    if not 0 <= start < end <= len(text):
        raise Invalid(_("These words are not in the text."), field="start")
    words = text[start:end]
    if not words.strip():
        raise Invalid(_("Choose the words of the commitment first."), field="start")
    if len(words.strip()) > LONGEST:
        message = _("Choose at most %(count)s characters: one commitment, not a chapter.")
        raise Invalid(message % {"count": LONGEST}, field="end")
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _read(document: Document, start: int, end: int) -> extraction.Claim:
    """The claim that the words make in their surroundings, in offsets of the document."""
    if len(document.text) <= 2 * AROUND:
        structure = Structure.of_json(document.structure)
        outcome = extract.understand(document, document.text, structure)
        return extraction.choose(outcome, start, end)
    low, high = max(0, start - AROUND), min(len(document.text), end + AROUND)
    outcome = extract.understand(document, document.text[low:high], NOTHING_MARKED)
    return extraction.moved(extraction.choose(outcome, start - low, end - low), low)


@transaction.atomic
def _store(document: Document, claim: extraction.Claim, *, by: User) -> Candidate:
    made = extract.candidate_of(document, claim)
    same = {"start": made.start, "end": made.end, "kind": made.kind, "metric": made.metric}
    # Two people may choose the same words at once: the second waits here and finds the first's.
    Document.objects.select_for_update().only("pk").get(pk=document.pk)
    known = document.candidates.filter(**same).first()
    return known or audit.save(made, by=by, reason=_("Chosen in the text"))
