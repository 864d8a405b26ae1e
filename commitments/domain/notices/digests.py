"""The daily digest: one e-mail a day and person."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from commitments.choices import JobKind
from commitments.domain.notices import notices
from commitments.domain.platform import jobs
from commitments.models import Job, Notice


def plan(today: date) -> list[Job]:
    """Request a job for each person with unread notices; none where no mail server is set."""
    if not settings.SENDS_MAIL:
        return []
    people = Notice.objects.to_mail().order_by("person").values_list("person", flat=True)
    return [jobs.request(JobKind.DIGEST, f"{pk}:{today}") for pk in people.distinct()]


@transaction.atomic
def send(key: str) -> int:
    """Send a person the new notices, mark them, and return how many were sent.

    A server that refuses fails the job, and the notices go with the digest of the next day.
    Mail is no part of a transaction: a worker that dies between the two may send again, under
    the same Message-ID, which mail servers and programs take for the same message.
    """
    pk, day = key.split(":")
    new = list(Notice.objects.to_mail().select_for_update(of=("self",)).filter(person=int(pk)))
    if not new:
        return 0
    person = User.objects.get(pk=int(pk))
    with translation.override(settings.LANGUAGE_CODE):
        _message(person, new, day).send()
    sent = Notice.objects.filter(pk__in=[notice.pk for notice in new])
    return sent.update(mailed_on=date.fromisoformat(day))


def _message(person: User, new: list[Notice], day: str) -> EmailMessage:
    sentences = [notices.text(notice) for notice in new]
    about = {"person": person, "sentences": sentences, "site": settings.SITE_URL}
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return EmailMessage(
        subject=_("%(count)s new notices about policy commitments") % {"count": len(new)},
        body=render_to_string("tracking/digest.txt", about),
        to=[person.email],
        headers={"Message-ID": f"<digest-{person.pk}-{day}@{domain}>"},
    )
