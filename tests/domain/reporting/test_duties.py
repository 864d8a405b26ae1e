from datetime import date

import pytest

from commitments.choices import DutyState, ReportEvery, Role
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed
from commitments.domain.reporting import duties, progress
from commitments.domain.tracking import assign, workflow
from commitments.models import Assignment, Duty, Organization
from tests import factories

pytestmark = pytest.mark.django_db

MARCH = date(2026, 3, 10)
DUE = date(2026, 4, 3)  # the third working day of April


@pytest.fixture
def unit():
    return factories.unit("北京市海淀区体育局", short_name="区体育局")


@pytest.fixture
def clerk(unit):
    return factories.reporter(unit)


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def commitment(unit):
    return factories.assigned(unit)


@pytest.fixture
def duty(commitment):
    duties.open_period(MARCH)
    return Duty.objects.get()


def report(commitment, clerk, day=date(2026, 3, 31)):
    update = progress.draft(commitment.pk, by=clerk, reported_on=day, narrative="建成3处。")
    return progress.submit(update.pk, by=clerk)


def state(duty, day=date(2026, 4, 10)):
    return Duty.objects.get(pk=duty.pk).state_on(day)


def test_opens_one_duty_a_month_for_lead_unit(commitment):
    assert duties.open_period(MARCH) == 1
    assert duties.open_period(MARCH) == 0
    assert duties.open_period(date(2026, 4, 1)) == 1

    march, april = Duty.objects.order_by("period")
    assert (march.period, march.opens_on, march.due_on) == ("2026-03", date(2026, 3, 31), DUE)
    assert april.period == "2026-04"


@pytest.mark.parametrize(
    ("every", "period"),
    [
        (ReportEvery.QUARTER, "2026-Q1"),
        (ReportEvery.HALF_YEAR, "2026-H1"),
        (ReportEvery.YEAR, "2026"),
    ],
)
def test_assignment_can_set_its_own_frequency(commitment, unit, office, every, period):
    assign.assign(commitment.pk, unit.pk, by=office, report_every=every)

    duties.open_period(MARCH)

    assert Duty.objects.get().period == period


def test_setting_decides_frequency_of_lead_units(commitment, settings):
    settings.REPORT_EVERY = "quarter"

    duties.open_period(MARCH)

    assert Duty.objects.get().period == "2026-Q1"


def test_supporting_unit_reports_only_if_asked_and_never_means_nobody(commitment, unit, office):
    helper = factories.unit()
    assign.assign(commitment.pk, helper.pk, by=office, role=Role.SUPPORT)
    assign.assign(commitment.pk, unit.pk, by=office, report_every="never")
    assert duties.open_period(MARCH) == 0

    assign.assign(commitment.pk, helper.pk, by=office, role=Role.SUPPORT, report_every="month")
    assert duties.open_period(MARCH) == 1
    assert Duty.objects.get().assignment.organization == helper


def test_opens_no_duty_before_start_or_after_end(unit, office):
    factories.assigned(unit, starts_on=date(2026, 4, 1))
    ended = factories.assigned(unit)
    workflow.terminate(ended.pk, by=office, reason="项目取消")

    assert duties.open_period(MARCH) == 0


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 30), DutyState.NOT_YET_DUE),
        (date(2026, 3, 31), DutyState.DUE),
        (DUE, DutyState.DUE),
        (date(2026, 4, 4), DutyState.OVERDUE),
    ],
)
def test_unanswered_duty_follows_the_calendar(duty, day, expected):
    assert state(duty, day) == expected


def test_answered_duty_follows_its_update(duty, commitment, clerk, office):
    update = report(commitment, clerk)
    assert state(duty) == DutyState.SUBMITTED

    progress.return_to_unit(update.pk, by=office, reason="请写明具体进展")
    assert state(duty) == DutyState.SENT_BACK

    progress.rewrite(update.pk, by=clerk, narrative="建成3处，在建2处。")
    progress.submit(update.pk, by=clerk)
    progress.approve(update.pk, by=office)
    assert state(duty) == DutyState.ACCEPTED

    progress.withdraw(update.pk, by=clerk)
    assert state(duty) == DutyState.OVERDUE


def test_database_state_equals_row_state(duty, commitment, clerk, office):
    def agree():
        for day in (MARCH, date(2026, 3, 31), DUE, date(2026, 4, 10)):
            [row] = Duty.objects.with_state(day)
            assert row.state == row.state_on(day)

    agree()
    update = report(commitment, clerk)
    agree()
    progress.return_to_unit(update.pk, by=office, reason="请写明具体进展")
    agree()
    progress.withdraw(report(commitment, clerk).pk, by=clerk)
    agree()


def test_report_answers_duties_up_to_its_date_only(commitment, clerk):
    for month in (1, 2, 3):
        duties.open_period(date(2026, month, 1))

    update = report(commitment, clerk, date(2026, 2, 20))

    assert set(update.duties.values_list("period", flat=True)) == {"2026-01", "2026-02"}


def test_new_report_replaces_returned_one(duty, commitment, clerk, office):
    first = report(commitment, clerk)
    progress.return_to_unit(first.pk, by=office, reason="数字有误")

    second = report(commitment, clerk)

    assert second.duties.get() == duty
    assert state(duty) == DutyState.SUBMITTED


def test_answering_writes_one_history_row(duty, commitment, clerk, office):
    update = report(commitment, clerk)
    progress.return_to_unit(update.pk, by=office, reason="数字有误")
    progress.submit(update.pk, by=clerk)

    [answered] = duty.history.all()
    assert answered.history_user == clerk


def test_report_of_one_unit_does_not_answer_for_another(commitment, office, duty):
    helper = factories.unit()
    assign.assign(commitment.pk, helper.pk, by=office, role=Role.SUPPORT)

    report(commitment, factories.reporter(helper))

    assert state(duty) == DutyState.OVERDUE


def test_sorts_own_duties_by_urgency(unit, clerk, office):
    late, back, now, done = (factories.assigned(unit) for _ in range(4))
    for month in (3, 4):
        duties.open_period(date(2026, month, 1))
    for commitment in (back, now, done):
        update = report(commitment, clerk)
        if commitment == back:
            progress.return_to_unit(update.pk, by=office, reason="数字有误")

    mine = duties.for_user(clerk, date(2026, 4, 30))

    assert [(duty.assignment.commitment, duty.period, duty.state) for duty in mine] == [
        (late, "2026-03", "overdue"),
        (back, "2026-03", "sent_back"),
        (late, "2026-04", "due"),
        (back, "2026-04", "due"),
        (now, "2026-04", "due"),
        (done, "2026-04", "due"),
    ]


def test_lists_only_open_duties_of_own_units(unit, clerk, office, duty):
    stranger = factories.reporter(factories.unit())
    day = date(2026, 4, 10)
    assert list(duties.for_user(clerk, day)) == [duty]
    assert not duties.for_user(stranger, day)
    assert not duties.for_user(office, day)
    assert not Duty.objects.visible_to(stranger).exists()

    workflow.suspend(duty.assignment.commitment_id, by=office, reason="等待规划批复")
    assert not duties.for_user(clerk, day)


def test_inbox_query_count_does_not_grow(unit, clerk, django_assert_num_queries):
    def look():
        inbox = duties.inbox(clerk, date(2026, 4, 10))
        for duty in inbox.duties:
            assert duty.assignment.commitment.title
            assert duty.assignment.organization.name
        for assignment in inbox.to_acknowledge:
            assert assignment.commitment.title
        return len(inbox.duties), len(inbox.to_acknowledge), list(inbox.slips)

    for count in (1, 4):
        while Assignment.objects.count() < count:
            factories.assigned(unit)
        duties.open_period(MARCH)
        # A person's rights and units are looked up once.
        clerk.get_all_permissions()
        Organization.objects.of_user(clerk)
        with django_assert_num_queries(3):
            assert look() == (count, count, [])


def test_changes_due_date_of_one_duty(duty, commitment, clerk, office):
    moved = duties.change_due_date(
        duty.pk, due_on=date(2026, 4, 20), by=office, reason="数据尚未公布"
    )

    assert moved.state_on(date(2026, 4, 10)) == DutyState.DUE
    entry, before = moved.history.all()  # as opened in bulk, then as moved
    assert (entry.history_user, entry.history_change_reason) == (office, "数据尚未公布")
    assert entry.due_on > before.due_on
    given = {"due_on": date(2026, 4, 25), "by": office}
    with pytest.raises(Invalid):
        duties.change_due_date(duty.pk, reason=" ", **given)
    with pytest.raises(Conflict):
        duties.change_due_date(duty.pk, reason="再延", expected_version=1, **given)
    with pytest.raises(NotAllowed):
        duties.change_due_date(duty.pk, due_on=date(2026, 5, 1), by=clerk, reason="来不及")
    with pytest.raises(Invalid):
        duties.change_due_date(duty.pk, due_on=date(2026, 2, 1), by=office, reason="提前")
    report(commitment, clerk)
    with pytest.raises(Conflict):
        duties.change_due_date(duty.pk, reason="再延", **given)


def test_marks_report_entered_by_the_office_for_a_unit(commitment, clerk, office):
    own = progress.draft(commitment.pk, by=clerk, reported_on=MARCH, narrative="建成3处。")
    entered = progress.draft(commitment.pk, by=office, reported_on=MARCH, narrative="电话报送。")

    assert (own.on_behalf, entered.on_behalf) == (False, True)
