"""What runs by the clock: the right tasks at the right hour, and hours that staff may change."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from celery import current_app
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask
from django_celery_beat.schedulers import ModelEntry

from commitments.choices import JobKind, JobState
from commitments.domain.backups import keeping
from commitments.domain.platform import jobs
from commitments.models import Job, ServiceProcess
from tracker import scheduler
from tracker.scheduler import Scheduler

DAILY = "commitments.tasks.assess_all_daily"
REMIND = "commitments.tasks.remind_daily"
MAIL = "commitments.tasks.mail_daily"
REPORTS = "commitments.tasks.draft_reports"
SWEEP = "commitments.tasks.sweep_jobs"
BACKUP = "commitments.tasks.back_up"
TASKS = (DAILY, REMIND, REPORTS, BACKUP)
# Celery closes the connections that it finds open when it starts.
in_its_own_transactions = pytest.mark.django_db(transaction=True)


def start_beat() -> Scheduler:
    return Scheduler(app=current_app)


def stored(task: str) -> PeriodicTask:
    return PeriodicTask.objects.get(task=task)


def test_every_scheduled_task_exists() -> None:
    current_app.loader.import_default_modules()

    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert scheduled == {DAILY, REMIND, MAIL, REPORTS, SWEEP, BACKUP}
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
        (REPORTS, ("0", "8"), "*"),
        (BACKUP, ("30", "2"), "*"),
    ):
        times = stored(task).crontab
        assert (times.minute, times.hour) == hour
        assert times.day_of_month == day
        assert str(times.timezone) == "Asia/Shanghai"


@in_its_own_transactions
def test_waits_for_a_database_that_is_just_starting(monkeypatch, caplog) -> None:
    answers = iter([OperationalError("the database system is starting up\nLINE 2"), None])
    pauses: list[float] = []

    def exists(_manager: object) -> bool:
        if error := next(answers):
            raise error
        return False

    monkeypatch.setattr(type(PeriodicTask.objects), "exists", exists, raising=False)
    monkeypatch.setattr(scheduler.time, "sleep", pauses.append)

    start_beat()

    assert stored(SWEEP)
    assert pauses == [scheduler.PAUSE]
    [line] = [record.message for record in caplog.records if "waits" in record.message]
    assert line == "The scheduler waits for the database: the database system is starting up"


@in_its_own_transactions
def test_the_hour_that_staff_set_outlives_a_restart() -> None:
    start_beat()
    reports = stored(REPORTS)
    reports.crontab = CrontabSchedule.objects.create(minute="30", hour="9", day_of_month="2")
    reports.enabled = False
    reports.save()

    start_beat()

    assert stored(REPORTS).crontab.hour == "9"
    assert not stored(REPORTS).enabled


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
def test_the_day_turns_in_shanghai(now: datetime, is_due: bool) -> None:
    start_beat()
    schedule = stored(REPORTS).schedule
    schedule.nowfun = lambda: now

    assert schedule.is_due(datetime(2026, 1, 31, 0, 0, 1, tzinfo=UTC)).is_due is is_due
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


@in_its_own_transactions
@pytest.mark.parametrize("task", [DAILY, REMIND, REPORTS])
def test_the_day_is_not_missed_while_the_broker_is_away(task: str) -> None:
    beat = start_beat()
    entry = beat.Entry(stored(task), app=current_app)

    with mock.patch(
        "commitments.tasks.perform_job.apply_async", side_effect=ConnectionRefusedError
    ):
        beat.apply_entry(entry)

    [job] = Job.objects.all()
    assert job.state == JobState.QUEUED
    assert jobs.sweep(timezone.now()) == [job]


@in_its_own_transactions
def test_schedulers_in_the_same_moment_ask_once() -> None:
    schedulers = [start_beat() for _ in range(4)]
    entries = [[beat.Entry(stored(task), app=current_app) for task in TASKS] for beat in schedulers]
    gate = threading.Barrier(len(schedulers))

    def ask(beat: Scheduler, due: list[ModelEntry]) -> None:
        with closing(connection):
            for entry in due:
                gate.wait()
                beat.apply_entry(entry)

    with ThreadPoolExecutor(len(schedulers)) as pool:
        list(pool.map(ask, schedulers, entries))

    assert sorted(Job.objects.values_list("kind", flat=True)) == sorted(
        [JobKind.ASSESS, JobKind.BACKUP, JobKind.DUTIES, JobKind.REPORT]
    )


@in_its_own_transactions
def test_without_the_database_a_worker_is_asked_to_try_again() -> None:
    beat = start_beat()
    entry = beat.Entry(stored(DAILY), app=current_app)

    with (
        mock.patch("commitments.domain.platform.jobs.request", side_effect=OperationalError),
        mock.patch("commitments.tasks.assess_all_daily.apply_async") as sent,
    ):
        beat.apply_entry(entry)

    assert sent.call_count == 1


@in_its_own_transactions
def test_the_number_of_backups_reaches_the_job() -> None:
    beat = start_beat()
    PeriodicTask.objects.filter(task=BACKUP).update(kwargs='{"keep": 5}')

    beat.apply_entry(beat.Entry(stored(BACKUP), app=current_app))

    assert Job.objects.get().key.endswith("/5")
