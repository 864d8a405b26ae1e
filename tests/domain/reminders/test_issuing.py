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


def test_before_the_date_on_it_and_after_it_by_rank(duty, people):
    told = []
    for day in (date(2026, 3, 30), BEFORE, DUE, FIRST_AFTER, THIRD_AFTER, FIFTH_AFTER):
        remind(day)
        fresh = Notice.objects.filter(kind=NoticeKind.SLIP, slip__issued_on=day)
        told.append(list(fresh.values_list("person__username", "slip__level")))

    assert told == [[], [("clerk", 1)], [("clerk", 2)], [("clerk", 3)], [("head", 4)],
                    [("leader", 5)]]  # fmt: skip
    assert list(ReminderSlip.objects.order_by("number").values_list("number", flat=True)) == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_a_day_done_twice_and_a_day_after_add_nothing(duty, clerk):
    remind(BEFORE)
    remind(BEFORE)
    issuing.issue(f"duty:{duty.pk}:{BEFORE}")
    remind(date(2026, 4, 1))

    assert levels() == [1]
    assert Notice.objects.filter(kind=NoticeKind.SLIP).count() == 1


def test_after_a_standstill_each_rank_hears_once_not_of_every_day_missed(duty, people):
    remind(FIFTH_AFTER)

    assert levels() == [3, 4, 5]


def test_the_database_refuses_a_second_slip_by_one_rule(duty, clerk):
    [slip] = issuing.issue(f"duty:{duty.pk}:{BEFORE}")
    slip.pk, slip.number = None, 99
    with pytest.raises(IntegrityError), transaction.atomic():
        slip.save()


def test_a_unit_without_accounts_gets_its_slip_on_paper(duty):
    remind(DUE)

    assert levels() == [2]
    assert not Notice.objects.filter(kind=NoticeKind.SLIP).exists()


def test_the_person_named_is_reminded_or_who_holds_the_post_else_all_who_report(duty, unit, office):
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


def test_an_answer_cancels_what_nobody_signed_for(duty, clerk):
    remind(DUE)
    report(duty, clerk)

    slip = ReminderSlip.objects.get()
    assert slip.cancelled_at
    assert slip.cancel_reason
    assert not Notice.objects.filter(slip=slip).exists()
    remind(FIRST_AFTER)
    assert levels() == []


def test_what_was_signed_for_and_answered_stays_on_record(duty, clerk):
    remind(DUE)
    slips.receive(ReminderSlip.objects.get().pk, by=clerk)
    report(duty, clerk)

    remind(FIRST_AFTER)

    assert levels() == [2]


def test_another_date_cancels_and_reminds_anew(duty, clerk, office):
    remind(BEFORE)
    Notice.objects.update(mailed_on=BEFORE)
    duties.change_due_date(duty.pk, due_on=date(2026, 4, 20), by=office, reason="数据尚未公布")

    remind(date(2026, 4, 1))
    assert levels() == []
    assert Notice.objects.filter(kind=NoticeKind.SLIP_CANCELLED, person=clerk).count() == 1

    remind(date(2026, 4, 15))
    assert levels() == [1]


def test_another_person_gets_the_slip_and_the_former_one_is_rid_of_it(duty, unit, clerk, office):
    remind(DUE)
    successor = factories.reporter(unit)

    assign.assign(duty.assignment.commitment_id, unit.pk, by=office, person=successor)

    assert levels() == []
    remind(date(2026, 4, 4))
    assert levels() == [2]
    notice = Notice.objects.get(kind=NoticeKind.SLIP)
    assert notice.person == successor


def test_what_was_suspended_is_not_reminded_of(duty, clerk, office):
    remind(BEFORE)
    workflow.suspend(duty.assignment.commitment_id, by=office, reason="等待规划批复")

    remind(DUE)

    assert levels() == []


def test_the_due_date_of_a_commitment_is_reminded_of_too(unit, clerk):
    commitment = factories.assigned(unit, starts_on=date(2026, 1, 1), due_on=DUE)

    remind(BEFORE)
    remind(DUE)

    [first, _second] = ReminderSlip.objects.order_by("number")
    assert (first.about, first.commitment, first.duty) == ("commitment", commitment, None)
    Commitment.objects.filter(pk=commitment.pk).update(due_on=date(2027, 4, 3))
    remind(FIRST_AFTER)
    assert levels() == []


def test_a_later_date_that_is_granted_cancels_the_slips_of_the_old_one_at_once(unit, clerk, office):
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


def test_work_that_stops_is_reminded_of_no_longer_from_that_moment(duty, clerk, office):
    remind(DUE)
    assert ReminderSlip.objects.in_force().exists()

    workflow.suspend(duty.assignment.commitment_id, by=office, reason="等待用地批复")

    assert not ReminderSlip.objects.in_force().exists()


def test_rules_are_the_offices_and_stay_as_it_left_them(duty, clerk):
    ReminderRule.objects.exclude(recipient=Rank.HANDLER, days=0).update(is_active=False)
    issuing.ensure_rules("default")
    assert ReminderRule.objects.count() == len(RemindedOf) * len(issuing.DEFAULTS)

    remind(BEFORE)
    remind(FIFTH_AFTER)

    assert levels() == [2]


def test_the_calendar_opens_duties_and_asks_for_reminders_through_the_table_of_jobs(unit):
    factories.assigned(unit, due_on=None)

    job_handlers.perform(jobs.request(JobKind.DUTIES, DUE.isoformat()).pk)

    assert Duty.objects.get().period == "2026-04"
    assert not Job.objects.filter(kind=JobKind.REMIND).exists()
    job_handlers.perform(jobs.request(JobKind.DUTIES, "2026-05-12").pk)
    [job] = Job.objects.filter(kind=JobKind.REMIND)
    assert job.key == f"duty:{Duty.objects.get(period='2026-04').pk}:2026-05-12"


def test_a_slip_is_signed_for_once_by_its_unit_or_by_the_office_for_it(duty, clerk, office):
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


def test_the_office_cancels_by_hand_with_a_reason(duty, clerk, office):
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
