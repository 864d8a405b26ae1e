"""The calendar drafts what is due, once, and gives no number."""

from datetime import date

import pytest

from commitments.choices import JobKind
from commitments.domain import job_handlers
from commitments.domain.platform import jobs
from commitments.domain.reporting import calendar, drafts, kinds, status_reports
from commitments.models import Job, ReportDraft, ReportIssue, ReportKind
from tests import factories
from tests.domain.reporting.months import promised

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return factories.supervisor()


def key(period):
    return f"{kinds.default().pk}:{period}"


def perform(period):
    return job_handlers.perform(jobs.request(JobKind.REPORT, key(period)).pk)


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2026, 7, 1), "2026-05"),
        (date(2026, 7, 3), "2026-05"),  # three working days after the period: the last one
        (date(2026, 7, 4), "2026-06"),
        (date(2026, 7, 31), "2026-06"),
    ],
)
def test_a_month_is_drafted_after_its_reports_are_due(day, period):
    assert calendar.due(day) == [key(period)]


@pytest.mark.parametrize(
    ("rhythm", "period"),
    [("quarter", "2026-Q2"), ("half_year", "2026-H1"), ("year", "2025"), ("never", None)],
)
def test_each_kind_has_its_rhythm(rhythm, period):
    ReportKind.objects.update(rhythm=rhythm)

    assert calendar.due(date(2026, 7, 10)) == ([key(period)] if period else [])


def test_a_kind_that_is_switched_off_is_not_drafted():
    ReportKind.objects.update(is_active=False)

    assert calendar.due(date(2026, 7, 10)) == []


def test_the_calendar_makes_a_draft_and_no_number(office):
    promised(factories.unit(), office, "修缮场馆")

    assert perform("2026-06")

    draft = ReportDraft.objects.get()
    assert (draft.period, draft.state, draft.number) == ("2026-06", "draft", None)
    assert not ReportIssue.objects.exists()
    assert calendar.due(date(2026, 7, 10)) == []


def test_two_schedulers_make_one_draft(office):
    promised(factories.unit(), office, "修缮场馆")

    asked = {jobs.request(JobKind.REPORT, key("2026-06")).pk for _scheduler in range(2)}
    for pk in [*asked, *asked]:
        job_handlers.perform(pk)

    assert Job.objects.filter(kind=JobKind.REPORT).count() == ReportDraft.objects.count() == 1


def test_what_somebody_drafted_meanwhile_is_left_alone(office):
    promised(factories.unit(), office, "修缮场馆")
    effect = calendar.prepare(key("2026-06"))
    mine = drafts.begin("2026-06", by=office)

    effect()

    assert ReportDraft.objects.get() == mine


@pytest.mark.parametrize("how", ["issued", "discarded"])
def test_what_was_issued_or_discarded_is_not_drafted_again(office, how):
    if how == "issued":
        status_reports.issue("2026-06", by=office)
    else:
        drafts.discard(drafts.begin("2026-06", by=office).pk, reason="不编", by=office)

    assert calendar.due(date(2026, 7, 10)) == []


def test_of_nothing_there_is_no_draft():
    assert perform("2026-06")

    assert not ReportDraft.objects.exists()


def test_a_job_of_the_version_before_names_the_period_only(office):
    promised(factories.unit(), office, "修缮场馆")

    assert job_handlers.perform(jobs.request(JobKind.REPORT, "2026-06").pk)

    assert ReportDraft.objects.get().kind == kinds.default()
