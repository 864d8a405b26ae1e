"""Status reports signed (签发) with their number, and issued (印发): frozen, archived, sent out."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments import rendering
from commitments.choices import DraftState
from commitments.domain.accounts import people
from commitments.domain.platform import audit, numbering, rights
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.reporting import (
    comparing,
    composing,
    delivering,
    drafts,
    issued_files,
    kinds,
    official,
)
from commitments.models import ReportDraft, ReportIssue

SIGNATURE = (
    "state",
    "snapshot",
    "year",
    "number",
    "document_number",
    "signer",
    "signed_on",
    "signature_by",
)


def issue(
    period: str, *, by: User, kind_id: int | None = None, today: date | None = None
) -> ReportIssue:
    """Draft, sign and issue the report of a period in one; the period again gives a new issue."""
    _may_issue(by)
    issued_files.require_fonts()
    kind = kinds.find(kind_id)
    return _at_once(composing.compose(period, kind=kind, today=today), by=by)


@transaction.atomic
def sign(
    draft_id: int,
    *,
    by: User,
    signer: str = "",
    signed_on: date | None = None,
    texts: drafts.Texts = drafts.NO_TEXTS,
    expected_version: int | None = None,
    today: date | None = None,
) -> ReportDraft:
    """Sign a draft: it gets its number, and what it says is frozen.

    A leader signs in person; whoever issues reports records who signed, and when.
    """
    signer = _signer(by, signer.strip())
    issued_files.require_fonts()
    draft = drafts.lock(draft_id, expected_version)
    if draft.state != DraftState.DRAFT:
        raise Conflict(_("Only a draft can be signed."))
    day = today or timezone.localdate()
    on = signed_on or day
    if not draft.as_of <= on <= day:
        words = _("The day of the signature lies between the day of the figures and today.")
        raise Invalid(words, field="signed_on")
    _refuse_outdated_comparison(draft)
    changed = drafts.write(draft, texts, by=by)
    _put_signature(draft, signer=signer, on=on, by=by)
    return audit.save(draft, by=by, fields=[*changed, *SIGNATURE])


@transaction.atomic
def publish(
    draft_id: int, *, by: User, expected_version: int | None = None, today: date | None = None
) -> ReportIssue:
    """Issue a signed report. Its files are made by a job; its recipients are told."""
    _may_issue(by)
    issued_files.require_fonts()
    draft = drafts.lock(draft_id, expected_version)
    if draft.state != DraftState.SIGNED:
        raise Conflict(_("A report is signed before it is issued."))
    issued = _issued(draft, by=by, on=today or timezone.localdate())
    draft.state, draft.issue = DraftState.ISSUED, issued
    audit.save(draft, by=by, fields=["state", "issue"])
    return issued


def digest(snapshot: dict[str, Any]) -> str:
    """SHA-256 over the snapshot as compact JSON with sorted keys."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def _at_once(composed: composing.Composed, *, by: User) -> ReportIssue:
    """The three steps on a draft that is stored only when it is issued."""
    draft = drafts.built(composed, by=by)
    on = composed.report.issued_on
    _put_signature(draft, signer="", on=on, by=by)
    issued = _issued(draft, by=by, on=on)
    draft.state, draft.issue = DraftState.ISSUED, issued
    audit.save(draft, by=by)
    return issued


def _put_signature(draft: ReportDraft, *, signer: str, on: date, by: User) -> None:
    draft.state, draft.signer, draft.signed_on, draft.signature_by = (
        DraftState.SIGNED,
        signer,
        on,
        by,
    )
    draft.year = on.year
    draft.number = numbering.next_number(kinds.series(draft.kind, on.year))
    draft.document_number = draft.kind.document_number(draft.year, draft.number)
    draft.snapshot = official.as_signed(draft).as_snapshot()


def _issued(draft: ReportDraft, *, by: User, on: date) -> ReportIssue:
    report = rendering.Report.from_snapshot(draft.snapshot)
    assert report.official is not None
    assert draft.year is not None
    assert draft.number is not None
    snapshot = replace(report, official=replace(report.official, printed_on=on)).as_snapshot()
    issued = ReportIssue(
        kind=draft.kind,
        year=draft.year,
        number=draft.number,
        period=draft.period,
        period_start=draft.period_start,
        period_end=draft.period_end,
        as_of=draft.as_of,
        title=report.title,
        document_number=draft.document_number,
        signer=draft.signer,
        signed_on=draft.signed_on,
        corrects=draft.corrects,
        correction_reason=draft.correction_reason,
        snapshot=snapshot,
        sha256=digest(snapshot),
        issued_by=by,
    )
    audit.save(issued, by=by)
    issued_files.request_archive(issued)
    delivering.notify_recipients(issued)
    return issued


def _signer(by: User, signer: str) -> str:
    """The name that is printed; another's than one's own is recorded by whoever issues."""
    own = people.name_of(by)
    if signer in ("", own) and by.has_perm("commitments.sign_reportdraft"):
        return own
    words = _("You may neither sign status reports nor record who signed them.")
    rights.require_permission(by, "issue_reportissue", words)
    if not signer:
        raise Invalid(_("Say who signed it."), field="signer")
    return signer


def _refuse_outdated_comparison(draft: ReportDraft) -> None:
    """What was issued since the figures were counted may be what they must be compared with."""
    report = rendering.Report.from_snapshot(draft.snapshot)
    issued = ReportIssue.objects.filter(kind=draft.kind)
    if not comparing.is_current(report, issued=issued):
        raise Conflict(
            _("Another report was issued since these figures were counted: count them again.")
        )


def _may_issue(by: User) -> None:
    rights.require_permission(by, "issue_reportissue", _("You may not issue status reports."))
