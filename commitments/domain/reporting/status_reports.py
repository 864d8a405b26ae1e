"""Issue status reports: freeze what is known of a period, number it, archive its files."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments import rendering
from commitments.choices import Workflow
from commitments.domain.platform import audit, numbering, periods, rights, transactions
from commitments.domain.platform.errors import Invalid
from commitments.domain.reporting import comparing, issued_files, listing, population, tallies
from commitments.models import Commitment, ReportIssue, Theme
from commitments.rendering import values


@dataclass(frozen=True, slots=True)
class Composed:
    """A report that has neither its number nor what changed since the one before."""

    report: rendering.Report
    # What it does not list, by code, and why not.
    unlisted: dict[str, comparing.Unlisted]


def issue(period: str, *, by: User, today: date | None = None) -> ReportIssue:
    """Issue the report of a period; the same period again gives a new issue."""
    rights.require_permission(by, "issue_reportissue", _("You may not issue status reports."))
    return publish(compose(period, today=today), by=by)


def compose(period: str, *, today: date | None = None) -> Composed:
    """Evaluate all that the report speaks of. This takes seconds: never in a transaction."""
    transactions.require_none("Composing a report")
    issued_files.require_fonts()
    day = today or timezone.localdate()
    span = periods.parse(period)
    if span.start > day:
        raise Invalid(_("This period has not begun yet."), field="period")
    return _compose(span, as_of=min(span.end, day), issued_on=day)


@transaction.atomic
def publish(composed: Composed, *, by: User) -> ReportIssue:
    """Give a composed report its number, compare it with the one before, and store it."""
    draft = composed.report
    number = numbering.next_number(f"report-{draft.year}")
    issued = ReportIssue.objects.all()
    told = comparing.compared(draft, composed.unlisted, issued=issued)
    snapshot = replace(told, number=number).as_snapshot()
    report = ReportIssue(
        year=draft.year,
        number=number,
        period=draft.period,
        period_start=draft.period_start,
        period_end=draft.period_end,
        as_of=draft.as_of,
        title=draft.title,
        snapshot=snapshot,
        sha256=digest(snapshot),
        issued_by=by,
    )
    audit.save(report, by=by)
    issued_files.request_archive(report)
    return report


def digest(snapshot: dict[str, Any]) -> str:
    """SHA-256 over the snapshot as compact JSON with sorted keys."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _compose(span: periods.ReportPeriod, *, as_of: date, issued_on: date) -> Composed:
    found = population.on(as_of, period=span.name)
    items = listing.items(found, as_of)
    counted = tuple(item for item in items if item.counted)
    report = rendering.Report(
        title=settings.REPORT_TITLE,
        issuer=settings.REPORT_ISSUER,
        year=issued_on.year,
        number=0,
        period=span.name,
        period_start=span.start,
        period_end=span.end,
        as_of=as_of,
        issued_on=issued_on,
        total=len(counted),
        counts=tallies.counts(counted),
        units=tallies.units(counted, as_of),
        themes=tallies.themes(counted, Theme.objects.in_tree_order()),
        items=items,
        attention=tallies.attention(counted),
        not_begun=found.not_begun,
        registered_later=found.registered_later,
    )
    return Composed(report, {row.code: _unlisted(row) for row in found.unlisted})


def _unlisted(commitment: Commitment) -> comparing.Unlisted:
    other = commitment.merged_into
    if commitment.workflow != Workflow.MERGED or other is None:
        return comparing.Unlisted(values.Crossing.PUT_OFF)
    reason = commitment.workflow_reason
    return comparing.Unlisted(values.Crossing.MERGED, reason, other.code)
