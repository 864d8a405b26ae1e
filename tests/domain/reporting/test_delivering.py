"""Recipients are told of an issue once each: in the interface, and by mail where there is a way."""

import pytest
from django.core import mail

from commitments.choices import JobKind, JobState
from commitments.domain import job_handlers
from commitments.domain.notices import digests, notices
from commitments.domain.reporting import delivering, kinds, status_reports
from commitments.models import Job, Notice
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def people(office):
    """A recipient with an address, one without, and one who has left."""
    reached, silent, gone = (factories.user(role="reader") for _ in range(3))
    reached.email = gone.email = "leader@example.org"
    gone.is_active = False
    for person in (reached, gone):
        person.save()
    kinds.save_kind(kinds.default(), recipients=[reached, silent, gone], by=office)
    return reached, silent, gone


def mails(issue):
    return [job for job in delivering.waiting(issue) if job.kind == JobKind.DELIVER]


def test_each_recipient_is_told_once_here_and_by_mail(office, people, settings):
    settings.SENDS_MAIL = True
    reached, silent, _gone = people

    issue = status_reports.issue("2026-Q1", by=office)
    [job] = mails(issue)
    assert [job_handlers.perform(job.pk) for _time in range(2)] == [True, False]

    assert set(issue.notices.values_list("person", flat=True)) == {reached.pk, silent.pk}
    [sent] = mail.outbox
    assert sent.to == ["leader@example.org"]
    assert f"{issue.year}年第1期" in sent.subject
    [(name, content, _kind)] = sent.attachments
    assert name.endswith("第1期.docx")
    assert content == issue.files.get(format="docx").file.read()
    assert issue.notices.get(person=reached).mailed_on is not None
    assert issue.notices.get(person=silent).mailed_on is None


def test_the_mail_of_the_day_does_not_name_it_again(office, people, settings):
    settings.SENDS_MAIL = True
    status_reports.issue("2026-Q1", by=office)

    assert not Notice.objects.to_mail().exists()
    assert digests.plan(Notice.objects.earliest("pk").created_at.date()) == []


def test_a_server_that_refuses_is_said_and_tried_again(office, people, settings, monkeypatch):
    settings.SENDS_MAIL = True
    issue = status_reports.issue("2026-Q1", by=office)
    [job] = mails(issue)

    def refuse(*_given):
        raise ConnectionRefusedError("no route to the mail server")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        with pytest.raises(ConnectionRefusedError):
            job_handlers.perform(job.pk)
    [reason] = delivering.failures(issue).values()
    assert "no route" in reason

    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED, finished_at=None, error="")
    assert job_handlers.perform(job.pk)
    assert len(mail.outbox) == 1
    assert delivering.failures(issue) == {}


def test_without_a_mail_server_the_interface_tells(office, people, settings):
    settings.SENDS_MAIL = False

    issue = status_reports.issue("2026-Q1", by=office)

    assert mails(issue) == []
    assert "第1期已印发" in notices.text(issue.notices.earliest("pk"))
