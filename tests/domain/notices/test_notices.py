from datetime import date

import pytest
from django.core import mail
from django.utils import timezone, translation

from commitments.choices import JobState, NoticeKind
from commitments.domain import job_handlers
from commitments.domain.notices import digests, notices
from commitments.domain.platform.errors import Invalid, NotAllowed
from commitments.domain.reminders import issuing
from commitments.domain.reporting import duties, progress
from commitments.domain.tracking import assign, workflow
from commitments.models import Duty, Job, Notice
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 3)


@pytest.fixture(autouse=True)
def post_office(settings):
    settings.SENDS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "督查系统 <ducha@example.org>"
    settings.SITE_URL = "https://tracker.example.org"


@pytest.fixture
def unit():
    return factories.unit("北京市海淀区体育局", short_name="区体育局")


@pytest.fixture
def clerk(unit):
    person = factories.reporter(unit, "clerk")
    person.email = "clerk@example.org"
    person.save()
    return person


def deliver(day):
    for job in digests.plan(day):
        job_handlers.perform(job.pk)


def test_notice_of_slip_uses_language_of_reader(unit, clerk):
    commitment = factories.assigned(unit, due_on=None)
    duties.open_period(date(2026, 3, 1))
    issuing.issue(f"duty:{Duty.objects.get().pk}:{TODAY}")

    notice = Notice.objects.get(kind=NoticeKind.SLIP)
    with translation.override("en"):
        said = notices.text(notice)
    assert commitment.code in said
    assert "April 3, 2026" in said
    with translation.override("zh-hans"):
        assert "2026年4月3日" in notices.text(notice)


def test_author_is_notified_of_approval_or_return(unit, clerk):
    office = factories.supervisor()
    commitment = factories.assigned(unit)
    update = progress.draft(commitment.pk, by=clerk, reported_on=TODAY, narrative="持续推进中")
    progress.submit(update.pk, by=clerk)
    progress.return_to_unit(update.pk, by=office, reason="请写明具体进展")
    progress.submit(update.pk, by=clerk)
    progress.approve(update.pk, by=office)

    approved, returned, assigned = Notice.objects.of(clerk)
    assert (approved.kind, assigned.kind) == (NoticeKind.APPROVED, NoticeKind.ASSIGNED)
    assert "请写明具体进展" in notices.text(returned)


def test_person_reads_only_own_notices(unit, clerk):
    factories.assigned(unit)
    notice = Notice.objects.get()

    assert notices.mark_read([notice.pk], by=factories.user()) == 0
    assert notices.mark_read([notice.pk], by=clerk) == 1
    assert not Notice.objects.of(clerk).unread().exists()


def test_sends_one_mail_a_day_and_person(unit, clerk):
    codes = [factories.assigned(unit).code for _ in range(3)]

    deliver(TODAY)
    factories.assigned(unit)
    deliver(TODAY)

    [message] = mail.outbox
    assert message.to == ["clerk@example.org"]
    assert all(code in message.body for code in codes)
    assert "https://tracker.example.org" in message.body
    assert message.extra_headers["Message-ID"] == f"<digest-{clerk.pk}-2026-04-03@example.org>"
    deliver(date(2026, 4, 4))
    assert len(mail.outbox) == 2


def test_sends_no_mail_without_news_address_or_account(unit, clerk):
    factories.reporter(unit)
    factories.assigned(unit)
    Notice.objects.filter(person=clerk).update(read_at=timezone.now())
    deliver(TODAY)
    Notice.objects.update(read_at=None)
    clerk.is_active = False
    clerk.save()
    deliver(TODAY)

    assert mail.outbox == []


def test_marks_nothing_as_sent_without_mail_server(unit, clerk, settings):
    settings.SENDS_MAIL = False
    factories.assigned(unit)

    deliver(TODAY)

    assert not Notice.objects.exclude(mailed_on=None).exists()


def test_refused_mail_is_sent_the_next_day(unit, clerk, settings, monkeypatch):
    factories.assigned(unit)

    def refuse(*_args, **_kwargs):
        raise ConnectionRefusedError("no server")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", refuse)
        with pytest.raises(ConnectionRefusedError):
            deliver(TODAY)
    assert Job.objects.get(kind="digest").state == JobState.FAILED

    deliver(date(2026, 4, 4))

    assert len(mail.outbox) == 1


def test_successor_takes_over_open_duties(unit, clerk):
    office = factories.supervisor()
    open_one, other_post, ended = (factories.assigned(unit) for _ in range(3))
    for commitment, post in ((open_one, "科长"), (other_post, "副科长"), (ended, "科长")):
        assign.assign(commitment.pk, unit.pk, by=office, person=clerk, post=post)
    workflow.terminate(ended.pk, by=office, reason="项目取消")
    successor = factories.reporter(unit)

    [moved] = assign.hand_over(unit.pk, post="科长", from_user=clerk, to_user=successor, by=office)

    assert (moved.commitment, moved.person) == (open_one, successor)
    assert moved.history.first().history_user == office
    assert Notice.objects.of(successor).get().kind == NoticeKind.HANDED_OVER


def test_only_office_and_head_hand_over_within_the_unit(unit, clerk):
    successor, stranger = factories.reporter(unit), factories.reporter(factories.unit())
    head, other_head = (
        factories.user(role="head", unit=unit),
        factories.user(role="head", unit=factories.unit()),
    )
    given = {"from_user": None, "to_user": successor}
    factories.assigned(unit)

    with pytest.raises(NotAllowed):
        assign.hand_over(unit.pk, by=clerk, **given)
    with pytest.raises(Invalid) as refusal:
        assign.hand_over(unit.pk, by=other_head, **given)
    assert refusal.value.field == "organization"
    with pytest.raises(Invalid) as refusal:
        assign.hand_over(unit.pk, by=head, from_user=None, to_user=stranger)
    assert refusal.value.field == "to_user"

    assert len(assign.hand_over(unit.pk, by=head, **given)) == 1
    assert assign.hand_over(unit.pk, by=head, **given) == []
