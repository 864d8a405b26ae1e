"""Notices: messages to a person inside the application."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.choices import NoticeKind
from commitments.models import Commitment, Notice, ReminderSlip, ReportIssue

SENTENCES: dict[str, Promise] = {
    NoticeKind.SLIP: _("Reminder slip %(slip)s, level %(level)s: %(what)s, due on %(due)s."),
    NoticeKind.SLIP_CANCELLED: _("Reminder slip %(slip)s is cancelled: %(reason)s"),
    NoticeKind.ASSIGNED: _("%(unit)s is now responsible for %(what)s. Please acknowledge receipt."),
    NoticeKind.HANDED_OVER: _("You take over %(count)s open commitments of %(unit)s."),
    NoticeKind.RETURNED: _("The report on %(what)s was sent back: %(reason)s"),
    NoticeKind.APPROVED: _("The report on %(what)s was accepted."),
    NoticeKind.REPORT: _("%(title)s no. %(number)s of %(year)s has been issued."),
}


def notify(
    persons: Iterable[User],
    kind: NoticeKind,
    *,
    commitment: Commitment | None = None,
    slip: ReminderSlip | None = None,
    report: ReportIssue | None = None,
    **parameters: object,
) -> None:
    """Create a notice for each person; one per slip or report and person."""
    if commitment is not None:
        parameters.setdefault("what", f"{commitment.code} {commitment.title}")
    if slip is not None:
        parameters["slip"] = slip.code
    kept = {name: str(value) for name, value in parameters.items()}
    Notice.objects.bulk_create(
        (
            Notice(
                person=person,
                kind=kind,
                parameters=kept,
                commitment=commitment,
                slip=slip,
                report=report,
            )
            for person in persons
        ),
        ignore_conflicts=True,
    )


def text(notice: Notice) -> str:
    """Return the sentence in the current language."""
    shown = dict(notice.parameters)
    if "due" in shown:
        shown["due"] = date_format(date.fromisoformat(shown["due"]))
    return str(SENTENCES[notice.kind]) % shown


def mark_read(notice_ids: Iterable[int], *, by: User) -> int:
    """Mark the person's own notices as read."""
    unread = Notice.objects.of(by).unread().filter(pk__in=list(notice_ids))
    return unread.update(read_at=timezone.now())
