"""Which drafts the calendar makes: of the last period whose reports are due, once."""

from datetime import date
from functools import partial

from django.conf import settings

from commitments.choices import ReportEvery
from commitments.domain.platform import audit, jobs, periods, working_days
from commitments.domain.reporting import composing, drafts, kinds
from commitments.domain.reporting.duties import MONTHS
from commitments.models import ReportDraft, ReportIssue, ReportKind


def due(today: date) -> list[str]:
    """The keys of the drafts to be made on a day: kind and period."""
    asked = ReportKind.objects.filter(is_active=True).exclude(rhythm=ReportEvery.NEVER)
    found = ((kind.pk, last_due(today, MONTHS[ReportEvery(kind.rhythm)]).name) for kind in asked)
    return [f"{pk}:{period}" for pk, period in found if not _is_known(pk, period)]


def last_due(today: date, months: int) -> periods.ReportPeriod:
    """The last period of so many months of which the units' reports are due."""
    period = periods.before(today, months)
    while working_days.shift(period.end, settings.REPORT_WITHIN_DAYS) >= today:
        period = periods.before(period.start, months)
    return period


def prepare(key: str) -> jobs.Effect:
    """Count a draft outside the transaction that stores it; of nothing there is no draft."""
    kind_id, _colon, period = key.rpartition(":")  # jobs of earlier versions name the period only
    kind = kinds.find(int(kind_id) if kind_id else None)
    composed = composing.compose(period, kind=kind)
    return partial(_store, composed) if composed.report.items else lambda: None


def _store(composed: composing.Composed) -> None:
    """Somebody may have drafted the same meanwhile."""
    if not _is_known(composed.kind.pk, composed.report.period):
        drafts.store(composed, by=audit.system_user())


def _is_known(kind_id: int, period: str) -> bool:
    """Whether it was drafted or issued before, by whomever; what was discarded stays so."""
    same = {"kind": kind_id, "period": period}
    known = (ReportDraft, ReportIssue)
    return any(model._default_manager.filter(**same).exists() for model in known)
