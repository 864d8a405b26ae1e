"""Count what a report says: everything it speaks of, evaluated as of one day."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from commitments import rendering
from commitments.choices import Workflow
from commitments.domain.platform import periods, transactions
from commitments.domain.platform.errors import Invalid
from commitments.domain.reporting import comparing, kinds, listing, population, tallies
from commitments.models import Commitment, ReportKind, Theme
from commitments.rendering import values


@dataclass(frozen=True, slots=True)
class Composed:
    """A report that has neither its number nor what changed since the one before."""

    kind: ReportKind
    report: rendering.Report
    # What it does not list, by code, and why not.
    unlisted: dict[str, comparing.Unlisted]


def compose(period: str, *, kind: ReportKind | None = None, today: date | None = None) -> Composed:
    """Evaluate all that the report speaks of. This takes seconds: never in a transaction."""
    transactions.require_none("Composing a report")
    day = today or timezone.localdate()
    span = periods.parse(period)
    if span.start > day:
        raise Invalid(_("This period has not begun yet."), field="period")
    return _compose(kind or kinds.default(), span, as_of=min(span.end, day), issued_on=day)


def _compose(
    kind: ReportKind, span: periods.ReportPeriod, *, as_of: date, issued_on: date
) -> Composed:
    found = population.on(as_of, period=span.name, kind=kind)
    items = listing.items(found, as_of)
    counted = tuple(item for item in items if item.counted)
    report = rendering.Report(
        title=kind.title,
        issuer=kind.issuer,
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
    return Composed(kind, report, {row.code: _unlisted(row) for row in found.unlisted})


def _unlisted(commitment: Commitment) -> comparing.Unlisted:
    other = commitment.merged_into
    if commitment.workflow != Workflow.MERGED or other is None:
        return comparing.Unlisted(values.Crossing.PUT_OFF)
    reason = commitment.workflow_reason
    return comparing.Unlisted(values.Crossing.MERGED, reason, other.code)
