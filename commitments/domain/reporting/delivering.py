"""Distribution (分发) of an issued report: a notice for each recipient, and one mail, once."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commitments.choices import JobKind, NoticeKind
from commitments.domain.notices import notices
from commitments.domain.platform import jobs
from commitments.domain.reporting import issued_files
from commitments.models import Job, Notice, ReportIssue

# The form that a mail carries.
ATTACHED = "docx"


def notify_recipients(issue: ReportIssue) -> None:
    """Notify the recipients of the kind, and request a mail to each who has an address."""
    people = User.objects.filter(pk__in=issue.kind.recipients.values("pk"), is_active=True)
    notices.notify(
        people.order_by("pk"),
        NoticeKind.REPORT,
        report=issue,
        title=issue.title,
        year=issue.year,
        number=issue.number,
    )
    if settings.SENDS_MAIL:
        for notice in issue.notices.to_send():
            jobs.request(JobKind.DELIVER, notice.pk)


def waiting(issue: ReportIssue) -> list[Job]:
    """The jobs that an issue has just asked for: its files, and its mails."""
    mails = Job.objects.filter(kind=JobKind.DELIVER, key__in=_keys(issue), state=Job.State.QUEUED)
    return [issued_files.request_archive(issue), *mails.order_by("pk")]


def failures(issue: ReportIssue) -> dict[int, str]:
    """Why a mail could not be sent, by the id of its notice."""
    rows = Job.objects.filter(kind=JobKind.DELIVER, key__in=_keys(issue), state=Job.State.FAILED)
    return {int(key): error for key, error in rows.values_list("key", "error")}


def prepare(key: str) -> jobs.Effect:
    """Read the archived file outside the transaction that sends it and notes that it was sent."""
    notice = Notice.objects.select_related("report").get(pk=int(key))
    assert notice.report is not None
    file = issued_files.read(notice.report, ATTACHED)
    return lambda: _send(notice.pk, file)


@transaction.atomic
def _send(notice_id: int, file: issued_files.ReportFile) -> int:
    """A server that refuses fails the job, which can be tried again; what was sent is not again.

    Mail is no part of a transaction: a worker that dies between the two may send again, under
    the same Message-ID, which mail servers and programs take for the same message.
    """
    rows = Notice.objects.to_send().select_for_update(of=("self",)).select_related("person")
    notice = rows.filter(pk=notice_id).first()
    if notice is None:
        return 0
    with translation.override(settings.LANGUAGE_CODE):
        _message(notice, file).send()
    return Notice.objects.filter(pk=notice.pk).update(mailed_on=timezone.localdate())


def _message(notice: Notice, file: issued_files.ReportFile) -> EmailMessage:
    sentence = notices.text(notice)
    about = {"person": notice.person, "sentence": sentence, "site": settings.SITE_URL}
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    message = EmailMessage(
        subject=_("%(title)s no. %(number)s of %(year)s") % notice.parameters,
        body=render_to_string("tracking/report_mail.txt", about),
        to=[notice.person.email],
        headers={"Message-ID": f"<report-{notice.report_id}-{notice.person_id}@{domain}>"},
    )
    message.attach(file.name, file.content, file.media_type)
    return message


def _keys(issue: ReportIssue) -> list[str]:
    return [str(pk) for pk in issue.notices.values_list("pk", flat=True)]
