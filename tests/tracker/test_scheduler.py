"""What runs by the clock: the right tasks at the right hour, and hours that staff may change."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app
from django.conf import settings
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

from commitments.domain.backups import keeping
from commitments.models import ServiceProcess
from tracker.scheduler import Scheduler

DAILY = "commitments.tasks.assess_all_daily"
REMIND = "commitments.tasks.remind_daily"
MAIL = "commitments.tasks.mail_daily"
MONTHLY = "commitments.tasks.issue_monthly_report"
SWEEP = "commitments.tasks.sweep_jobs"
BACKUP = "commitments.tasks.back_up"
# Celery closes the connections that it finds open when it starts.
in_its_own_transactions = pytest.mark.django_db(transaction=True)


def start_beat() -> Scheduler:
    return Scheduler(app=current_app)


def stored(task: str) -> PeriodicTask:
    return PeriodicTask.objects.get(task=task)


def test_every_scheduled_task_exists() -> None:
    current_app.loader.import_default_modules()

    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert scheduled == {DAILY, REMIND, MAIL, MONTHLY, SWEEP, BACKUP}
    assert scheduled <= set(current_app.tasks)


@in_its_own_transactions
def test_the_first_start_enters_the_schedule() -> None:
    start_beat()

    assert stored(SWEEP).interval.schedule.run_every == settings.JOB_SWEEP
    assert stored(SWEEP).expire_seconds == settings.JOB_SWEEP.total_seconds()
    for task, hour, day in (
        (DAILY, ("10", "0"), "*"),
        (REMIND, ("30", "0"), "*"),
        (MAIL, ("0", "8"), "*"),
        (MONTHLY, ("0", "8"), "1"),
        (BACKUP, ("30", "2"), "*"),
    ):
        times = stored(task).crontab
        assert (times.minute, times.hour) == hour
        assert times.day_of_month == day
        assert str(times.timezone) == "Asia/Shanghai"


@in_its_own_transactions
def test_the_hour_that_staff_set_outlives_a_restart() -> None:
    start_beat()
    monthly = stored(MONTHLY)
    monthly.crontab = CrontabSchedule.objects.create(minute="30", hour="9", day_of_month="2")
    monthly.enabled = False
    monthly.save()

    start_beat()

    assert stored(MONTHLY).crontab.hour == "9"
    assert not stored(MONTHLY).enabled


@in_its_own_transactions
def test_an_interval_follows_the_settings() -> None:
    start_beat()
    sweep = stored(SWEEP)
    sweep.interval = IntervalSchedule.objects.create(every=7, period="days")
    sweep.save()

    start_beat()

    assert stored(SWEEP).interval.schedule.run_every == settings.JOB_SWEEP


@in_its_own_transactions
@pytest.mark.parametrize(
    ("now", "is_due"),
    [
        (datetime(2026, 1, 31, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 2, 1, 0, 0, tzinfo=UTC), True),  # 8:00 in Shanghai
    ],
)
def test_the_month_turns_in_shanghai(now: datetime, is_due: bool) -> None:
    start_beat()
    schedule = stored(MONTHLY).schedule
    schedule.nowfun = lambda: now

    assert schedule.is_due(datetime(2026, 1, 15, tzinfo=UTC)).is_due is is_due
    assert schedule.remaining_estimate(now) > timedelta(0)


@in_its_own_transactions
def test_the_number_of_backups_that_staff_set_outlives_a_restart() -> None:
    start_beat()
    assert keeping.schedule().keep == keeping.DEFAULT_KEPT
    PeriodicTask.objects.filter(task=BACKUP).update(kwargs='{"keep": 5}')

    start_beat()

    assert keeping.schedule() == keeping.Schedule(stored(BACKUP).pk, True, 5)


@in_its_own_transactions
def test_a_scheduler_that_ticks_gives_a_sign_of_life() -> None:
    start_beat().tick()

    assert ServiceProcess.objects.get().part == "scheduler"
