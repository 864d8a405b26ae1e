"""Evidence: cited, verified or rejected."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import EvidenceKind, EvidenceState
from commitments.domain.platform import audit, rights, versions
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.reporting import progress
from commitments.models import Document, Evidence

DECISION_FIELDS = ("state", "decided_at", "decided_by", "decision_reason", "expires_on")


@transaction.atomic
def cite(
    update_id: int,
    *,
    by: User,
    document_id: int,
    start: int,
    end: int,
    title: str = "",
    period_start: date | None = None,
    period_end: date | None = None,
) -> Evidence:
    """Point to the words of a document that was read already."""
    update = progress.lock_editable(update_id, by)
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise Invalid(_("There is no such document."), field="document")
    quote = document.text[start:end] if 0 <= start < end <= len(document.text) else ""
    if not quote.strip():
        raise Invalid(_("There are no words at this place of the document."), field="start")
    evidence = Evidence(
        update=update,
        kind=EvidenceKind.CITATION,
        title=(title or document.title)[:200],
        document=document,
        start=start,
        end=end,
        quote=quote,
        period_start=period_start,
        period_end=period_end,
        added_by=by,
    )
    return audit.save(evidence, by=by)


@transaction.atomic
def verify(
    evidence_id: int,
    *,
    by: User,
    reason: str = "",
    expires_on: date | None = None,
    expected_version: int | None = None,
) -> Evidence:
    """Verify evidence, for good or until a day."""
    evidence = _lock(evidence_id, by, expected_version)
    if expires_on is not None and expires_on < timezone.localdate():
        raise Invalid(_("This day is past."), field="expires_on")
    evidence.expires_on = expires_on
    return _decide(evidence, EvidenceState.VERIFIED, by=by, reason=reason)


@transaction.atomic
def reject(
    evidence_id: int, *, by: User, reason: str, expected_version: int | None = None
) -> Evidence:
    """Reject evidence, with a reason for the unit."""
    evidence = _lock(evidence_id, by, expected_version)
    if not reason.strip():
        raise Invalid(_("Give a reason."), field="reason")
    evidence.expires_on = None
    return _decide(evidence, EvidenceState.REJECTED, by=by, reason=reason)


def _lock(evidence_id: int, by: User, expected_version: int | None) -> Evidence:
    rights.require_permission(by, "verify_evidence", _("You may not verify or reject evidence."))
    visible = Evidence.objects.visible_to(by).filter(pk=evidence_id)
    evidence = visible.select_for_update(of=("self",)).first()
    if evidence is None:
        raise Invalid(_("There is no such evidence."))
    versions.expect(evidence, expected_version)
    if evidence.state == EvidenceState.DRAFT:
        raise Conflict(_("The update it belongs to has not been submitted yet."))
    return evidence


def _decide(evidence: Evidence, state: EvidenceState, *, by: User, reason: str) -> Evidence:
    evidence.state, evidence.decision_reason = state, reason.strip()
    evidence.decided_at, evidence.decided_by = timezone.now(), by
    return audit.save(evidence, by=by, reason=reason, fields=DECISION_FIELDS)
