"""Report kinds (报告类型): the office sets them up; the first one is what is issued unless said."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments.choices import ReportEvery
from commitments.domain.platform import audit, rights
from commitments.domain.platform.errors import Invalid
from commitments.models import ReportKind


def ensure_kind(using: str) -> None:
    """An installation begins with one kind, named as the settings say; then the office edits it."""
    if not ReportKind.objects.using(using).exists():
        ReportKind.objects.using(using).create(
            name=settings.REPORT_TITLE[:60],
            title=settings.REPORT_TITLE,
            issuer=settings.REPORT_ISSUER,
            rhythm=ReportEvery.MONTH,
        )


def default() -> ReportKind:
    """The kind of a report that nobody names one for."""
    return ReportKind.objects.earliest("pk")


def find(kind_id: int | None) -> ReportKind:
    """The kind of a new report; one that is switched off is refused."""
    kind = default() if kind_id is None else ReportKind.objects.filter(pk=kind_id).first()
    if kind is None or not kind.is_active:
        raise Invalid(_("There is no such report kind, or it is switched off."), field="kind")
    return kind


def series(kind: ReportKind, year: int) -> str:
    """The numbers of a kind in a year. The first kind goes on with those given before."""
    first = kind.pk == default().pk
    return f"report-{year}" if first else f"report-{year}-{kind.pk}"


@transaction.atomic
def save_kind(kind: ReportKind, *, recipients: Iterable[User], by: User) -> ReportKind:
    """Store a new or changed kind; what was signed or issued by it stays as it is."""
    verb = "add" if kind.pk is None else "change"
    rights.require_permission(by, f"{verb}_reportkind", _("You may not change report kinds."))
    saved = audit.save(kind, by=by)
    wanted = {person.pk for person in recipients}
    if wanted != set(saved.recipients.values_list("pk", flat=True)):
        audit.relate(saved, "recipients", wanted, by=by)
    return saved
