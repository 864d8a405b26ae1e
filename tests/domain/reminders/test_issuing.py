from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commitments.choices import JobKind, JobState, NoticeKind, Rank, RemindedOf
from commitments.domain import job_handlers
from commitments.domain.notices import slips
from commitments.domain.platform import jobs, working_days
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed
from commitments.domain.reminders import issuing
from commitments.domain.reporting import duties, progress
from commitments.domain.tracking import assign, extensions, workflow
from commitments.models import Commitment, Duty, Job, Membership, Notice, ReminderRule, ReminderSlip
from tests import factories

pytestmark = pytest.mark.django_db

MARCH = date(2026, 3, 10)
BEFORE, DUE = date(2026, 3, 31), date(2026, 4, 3)  # three working days lie between
# 4 to 6 April is the Qingming holiday.
FIRST_AFTER, THIRD_AFTER, FIFTH_AFTER = date(2026, 4, 7), date(2026, 4, 9), date(2026, 4, 13)


@pytest.fixture
def district():
    return factories.unit("海淀区政府")


@pytest.fixture
def unit(district):
    return factories.unit("北京市海淀区体育局", short_name="区体育局", parent=district)


@pytest.fixture
def clerk(unit):
    return factories.reporter(unit, "clerk")


@pytest.fixture
def people(district, unit, clerk):
    head = factories.user("head", role="head", unit=unit)
    return clerk, head, factories.user("leader", role="head", unit=district)


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def duty(unit):
    commitment = factories.assigned(unit, due_on=None)
    duties.open_period(MARCH)
    return Duty.objects.get(assignment__commitment=commitment)


def remind(day):
    """A day of the calendar: what is planned is done by workers."""
    for job in issuing.plan(day):
        job_handlers.perform(job.pk)
    assert not Job.objects.filter(state=JobState.FAILED).exists()


def levels():
    return list(ReminderSlip.objects.in_force().order_by("number").values_list("level", flat=True))


def report(duty, clerk):
    update = progress.draft(
        duty.assignment.commitment_id, by=clerk, reported_on=BEFORE, narrative="建成3处。"
    )
    return progress.submit(update.pk, by=clerk)


def test_reminds_before_on_and_after_due_date_by_rank(duty, people):
    notified = []
    for day in (date(2026, 3, 30), BEFORE, DUE, FIRST_AFTER, THIRD_AFTER, FIFTH_AFTER):
        remind(day)
        fresh = Notice.objects.filter(kind=NoticeKind.SLIP, slip__issued_on=day)
        notified.append(list(fresh.values_list("person__username", "slip__level")))

    assert notified == [[], [("clerk", 1)], [("clerk", 2)], [("clerk", 3)], [("head", 4)],
                    [("leader", 5)]]  # fmt: skip
    assert list(ReminderSlip.objects.order_by("number").values_list("number", flat=True)) == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_running_twice_adds_nothing(duty, clerk):
    remind(BEFORE)
    remind(BEFORE)
    issuing.issue(f"duty:{duty.pk}:{BEFORE}")
    remind(date(2026, 4, 1))

    assert levels() == [1]
    assert Notice.objects.filter(kind=NoticeKind.SLIP).count() == 1


def test_after_downtime_each_rank_is_reminded_once(duty, people):
    remind(FIFTH_AFTER)

    assert levels() == [3, 4, 5]


def test_database_refuses_second_slip_of_a_rule(duty, clerk):
    [slip] = issuing.issue(f"duty:{duty.pk}:{BEFORE}")
    slip.pk, slip.number = None, 99
    with pytest.raises(IntegrityError), transaction.atomic():
        slip.save()


def test_issues_slip_for_unit_without_accounts(duty):
    remind(DUE)

    assert levels() == [2]
    assert not Notice.objects.filter(kind=NoticeKind.SLIP).exists()


def test_reminds_named_person_else_post_holder_else_all_reporters(duty, unit, office):
    first, second = factories.reporter(unit), factories.reporter(unit)
    commitment = duty.assignment.commitment_id
    rule = ReminderRule.objects.filter(about="duty", days=0).get()

    def reached():
        duty.assignment.refresh_from_db()
        return issuing.recipients.of(rule, duty.assignment)

    assert reached() == [first, second]
    Membership.objects.filter(user=second).update(post="规划科科长")
    assign.assign(commitment, unit.pk, by=office, post="规划科科长")
    assert reached() == [second]
    assign.assign(commitment, unit.pk, by=office, post="规划科科长", person=first)
    assert reached() == [first]
    rule.post = "规划科科长"
    assert reached() == [second]


def test_answer_cancels_unsigned_slip(duty, clerk):
    remind(DUE)
    report(duty, clerk)

    slip = ReminderSlip.objects.get()
    assert slip.cancelled_at
    assert slip.cancel_reason
    assert not Notice.objects.filter(slip=slip).exists()
    remind(FIRST_AFTER)
    assert levels() == []


def test_signed_slip_stays_on_record_after_answer(duty, clerk):
    remind(DUE)
    slips.receive(ReminderSlip.objects.get().pk, by=clerk)
    report(duty, clerk)

    remind(FIRST_AFTER)

    assert levels() == [2]


def test_changed_date_cancels_slip_and_reminds_again(duty, clerk, office):
    remind(BEFORE)
    Notice.objects.update(mailed_on=BEFORE)
    duties.change_due_date(duty.pk, due_on=date(2026, 4, 20), by=office, reason="数据尚未公布")

    remind(date(2026, 4, 1))
    assert levels() == []
    assert Notice.objects.filter(kind=NoticeKind.SLIP_CANCELLED, person=clerk).count() == 1

    remind(date(2026, 4, 15))
    assert levels() == [1]


def test_changed_person_moves_the_slip(duty, unit, clerk, office):
    remind(DUE)
    successor = factories.reporter(unit)

    assign.assign(duty.assignment.commitment_id, unit.pk, by=office, person=successor)

    assert levels() == []
    remind(date(2026, 4, 4))
    assert levels() == [2]
    notice = Notice.objects.get(kind=NoticeKind.SLIP)
    assert notice.person == successor


def test_suspended_commitment_is_not_reminded(duty, clerk, office):
    remind(BEFORE)
    workflow.suspend(duty.assignment.commitment_id, by=office, reason="等待规划批复")

    remind(DUE)

    assert levels() == []


def test_reminds_of_commitment_due_date(unit, clerk):
    commitment = factories.assigned(unit, starts_on=date(2026, 1, 1), due_on=DUE)

    remind(BEFORE)
    remind(DUE)

    [first, _second] = ReminderSlip.objects.order_by("number")
    assert (first.about, first.commitment, first.duty) == ("commitment", commitment, None)
    Commitment.objects.filter(pk=commitment.pk).update(due_on=date(2027, 4, 3))
    remind(FIRST_AFTER)
    assert levels() == []


def test_granted_extension_cancels_slips_at_once(unit, clerk, office):
    due = working_days.shift(timezone.localdate(), 2)
    commitment = factories.assigned(unit, due_on=due)
    [slip] = issuing.issue(f"commitment:{commitment.pk}:{due}")
    asked = extensions.request(
        commitment.pk, by=clerk, new_due_on=due + timedelta(90), reason="用地未定"
    )

    extensions.approve(asked.pk, by=office)

    slip.refresh_from_db()
    assert slip.cancelled_at
    assert slip.cancel_reason == "时限已变更。"


def test_ending_work_cancels_slips_at_once(duty, clerk, office):
    remind(DUE)
    assert ReminderSlip.objects.in_force().exists()

    workflow.suspend(duty.assignment.commitment_id, by=office, reason="等待用地批复")

    assert not ReminderSlip.objects.in_force().exists()


def test_reminder_rules_survive_an_upgrade(duty, clerk):
    ReminderRule.objects.exclude(recipient=Rank.HANDLER, days=0).update(is_active=False)
    issuing.ensure_rules("default")
    assert ReminderRule.objects.count() == len(RemindedOf) * len(issuing.DEFAULTS)

    remind(BEFORE)
    remind(FIFTH_AFTER)

    assert levels() == [2]


def test_daily_run_opens_duties_and_requests_reminder_jobs(unit):
    factories.assigned(unit, due_on=None)

    job_handlers.perform(jobs.request(JobKind.DUTIES, DUE.isoformat()).pk)

    assert Duty.objects.get().period == "2026-04"
    assert not Job.objects.filter(kind=JobKind.REMIND).exists()
    job_handlers.perform(jobs.request(JobKind.DUTIES, "2026-05-12").pk)
    [job] = Job.objects.filter(kind=JobKind.REMIND)
    assert job.key == f"duty:{Duty.objects.get(period='2026-04').pk}:2026-05-12"


def test_slip_is_received_once_by_unit_or_office(duty, clerk, office):
    remind(BEFORE)
    remind(DUE)
    first, second = ReminderSlip.objects.order_by("number")
    assert list(ReminderSlip.objects.to_receive(clerk).order_by("number")) == [first, second]

    slips.receive(first.pk, by=clerk)
    slips.receive(second.pk, by=office)

    assert not ReminderSlip.objects.to_receive(clerk).exists()
    with pytest.raises(Conflict):
        slips.receive(first.pk, by=clerk)
    with pytest.raises(Invalid):
        slips.receive(second.pk, by=factories.reporter(factories.unit()))
    with pytest.raises(NotAllowed):
        slips.receive(second.pk, by=factories.user(role="reader"))


def test_office_cancels_slip_with_reason(duty, clerk, office):
    remind(DUE)
    slip = ReminderSlip.objects.get()
    with pytest.raises(NotAllowed):
        slips.cancel(slip.pk, by=clerk, reason="不需要")
    with pytest.raises(Invalid):
        slips.cancel(slip.pk, by=office, reason="")

    slips.cancel(slip.pk, by=office, reason="已电话说明")

    with pytest.raises(Conflict):
        slips.cancel(slip.pk, by=office, reason="再次")
    with pytest.raises(Conflict):
        slips.receive(slip.pk, by=clerk)
