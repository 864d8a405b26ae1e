"""Drafts of status reports (编制): counted, edited, counted again, discarded, corrected."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import DraftState
from commitments.domain.platform import audit, periods, rights, versions
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.reporting import comparing, composing, kinds
from commitments.domain.reporting.composing import Composed
from commitments.models import ReportDraft, ReportIssue
from commitments.models.report_draft import OPEN
from commitments.rendering import Report


@dataclass(frozen=True, slots=True)
class Texts:
    """The office's own words; what is None stays as it is."""

    lead: str | None = None
    problems: str | None = None
    requirements: str | None = None


NO_TEXTS = Texts()


def begin(
    period: str, *, by: User, kind_id: int | None = None, today: date | None = None
) -> ReportDraft:
    """Draft the report of a period; there is one open draft of a kind and period."""
    _allow(by, "add")
    kind = kinds.find(kind_id)
    refuse_second(kind.pk, periods.parse(period).name)
    return store(composing.compose(period, kind=kind, today=today), by=by)


def correct(issue_id: int, *, reason: str, by: User, today: date | None = None) -> ReportDraft:
    """Draft the report that corrects an issued one; it is signed and issued as any other."""
    _allow(by, "add")
    issue = ReportIssue.objects.select_related("kind").filter(pk=issue_id).first()
    if issue is None:
        raise Invalid(_("There is no such status report."), field="corrects")
    if not reason.strip():
        raise Invalid(_("Say what was wrong in it."), field="reason")
    corrected = issue.corrections.first()
    if corrected is not None:
        words = _("It was corrected already by no. %(number)s of %(year)s; correct that one.")
        raise Conflict(words % {"number": corrected.number, "year": corrected.year})
    refuse_second(issue.kind_id, issue.period)
    composed = composing.compose(issue.period, kind=issue.kind, today=today)
    return store(composed, by=by, corrects=issue, reason=reason.strip())


@transaction.atomic
def store(
    composed: Composed, *, by: User, corrects: ReportIssue | None = None, reason: str = ""
) -> ReportDraft:
    """Store a counted report as a draft."""
    refuse_second(composed.kind.pk, composed.report.period)
    draft = built(composed, by=by)
    draft.corrects, draft.correction_reason = corrects, reason
    return audit.save(draft, by=by)


def built(composed: Composed, *, by: User) -> ReportDraft:
    """A draft that is not stored yet, compared with what was issued before."""
    report = composed.report
    return ReportDraft(
        kind=composed.kind,
        period=report.period,
        period_start=report.period_start,
        period_end=report.period_end,
        as_of=report.as_of,
        snapshot=_compared(composed).as_snapshot(),
        counted_at=timezone.now(),
        created_by=by,
    )


@transaction.atomic
def edit(
    draft_id: int, *, texts: Texts, by: User, expected_version: int | None = None
) -> ReportDraft:
    """Change the office's own texts."""
    _allow(by, "change")
    draft = lock(draft_id, expected_version)
    _require_unsigned(draft)
    changed = write(draft, texts, by=by)
    return audit.save(draft, by=by, fields=changed) if changed else draft


def write(draft: ReportDraft, texts: Texts, *, by: User) -> list[str]:
    """Put texts into a locked draft, and return the names of those that changed."""
    told = {"lead": texts.lead, "problems": texts.problems, "requirements": texts.requirements}
    given = {name: _plain(text) for name, text in told.items() if text is not None}
    changed = [name for name, text in given.items() if text != getattr(draft, name)]
    if changed:
        _allow(by, "change")
    for name in changed:
        setattr(draft, name, given[name])
    return changed


def recount(
    draft_id: int,
    *,
    by: User,
    texts: Texts = NO_TEXTS,
    expected_version: int | None = None,
    today: date | None = None,
) -> ReportDraft:
    """Count the figures of a draft again; texts that were being written are saved with them."""
    _allow(by, "change")
    draft = ReportDraft.objects.select_related("kind").filter(pk=draft_id).first()
    if draft is None:
        raise Invalid(_("There is no such draft."))
    return _recounted(
        composing.compose(draft.period, kind=draft.kind, today=today),
        draft_id,
        texts,
        by=by,
        expected_version=expected_version,
    )


@transaction.atomic
def discard(
    draft_id: int, *, reason: str, by: User, expected_version: int | None = None
) -> ReportDraft:
    """Give a draft up, with a reason. What is signed has its number and is issued."""
    _allow(by, "change")
    draft = lock(draft_id, expected_version)
    _require_unsigned(draft)
    if not reason.strip():
        raise Invalid(_("Give a reason."), field="reason")
    draft.state, draft.discard_reason = DraftState.DISCARDED, reason.strip()
    return audit.save(draft, by=by, reason=reason, fields=["state", "discard_reason"])


def lock(draft_id: int, expected_version: int | None) -> ReportDraft:
    """Lock a draft that still has the version seen."""
    rows = ReportDraft.objects.select_for_update(of=("self",)).select_related("kind", "corrects")
    draft = rows.filter(pk=draft_id).first()
    if draft is None:
        raise Invalid(_("There is no such draft."))
    versions.expect(draft, expected_version)
    return draft


def refuse_second(kind_id: int, period: str) -> None:
    """Two open drafts of one period would be signed with other figures."""
    if ReportDraft.objects.filter(kind=kind_id, period=period, state__in=OPEN).exists():
        words = _("There is a draft of this period already: sign or discard it first.")
        raise Conflict(words, field="period")


@transaction.atomic
def _recounted(
    composed: Composed, draft_id: int, texts: Texts, *, by: User, expected_version: int | None
) -> ReportDraft:
    draft = lock(draft_id, expected_version)
    _require_unsigned(draft)
    changed = write(draft, texts, by=by)
    draft.snapshot = _compared(composed).as_snapshot()
    draft.as_of, draft.counted_at = composed.report.as_of, timezone.now()
    return audit.save(draft, by=by, fields=[*changed, "snapshot", "as_of", "counted_at"])


def _compared(composed: Composed) -> Report:
    issued = ReportIssue.objects.filter(kind=composed.kind)
    return comparing.compared(composed.report, composed.unlisted, issued=issued)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _require_unsigned(draft: ReportDraft) -> None:
    if draft.state != DraftState.DRAFT:
        state = DraftState(draft.state).label
        raise Conflict(_("This report is no draft any more: %(state)s.") % {"state": state})


def _allow(by: User, verb: str) -> None:
    rights.require_permission(by, f"{verb}_reportdraft", _("You may not draft status reports."))
