import threading
import time
from contextlib import closing
from datetime import timedelta
from functools import partial

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connection
from django.utils import timezone

from commitments.choices import JobKind, JobState
from commitments.domain.platform import jobs
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.models import Counter, Job

pytestmark = pytest.mark.django_db


def bump(key: str) -> None:
    """An effect that can be counted."""
    Counter.objects.get_or_create(name=key)
    row = Counter.objects.select_for_update().get(name=key)
    row.value += 1
    row.save()


WORK = dict.fromkeys(JobKind, lambda key: partial(bump, key))


def effects(key="1"):
    return sum(Counter.objects.filter(name=key).values_list("value", flat=True))


def expire(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_job_delivered_twice_takes_effect_once():
    job = jobs.request(JobKind.EXTRACT, 1)

    assert jobs.perform(job.pk, work=WORK)
    assert not jobs.perform(job.pk, work=WORK)

    job.refresh_from_db()
    assert (job.state, job.attempts, effects()) == (JobState.DONE, 1, 1)


def test_repeated_request_reuses_waiting_job():
    first = jobs.request(JobKind.EXTRACT, 1)
    assert jobs.request(JobKind.EXTRACT, 1) == first
    jobs.perform(first.pk, work=WORK)

    assert jobs.request(JobKind.EXTRACT, 1) != first


@pytest.mark.parametrize("kind", [JobKind.ASSESS, JobKind.REPORT])
def test_job_of_a_day_or_period_is_requested_once(kind):
    first = jobs.request(kind, "2026-03")
    jobs.perform(first.pk, work=WORK)

    assert jobs.request(kind, "2026-03") == first
    assert not jobs.perform(first.pk, work=WORK)


def test_job_of_dead_worker_is_taken_over():
    job = jobs.request(JobKind.EXTRACT, 1)
    jobs._claim(job.pk)
    assert jobs.sweep(timezone.now()) == []

    expire(job)

    assert jobs.sweep(timezone.now()) == [job]
    assert jobs.perform(job.pk, work=WORK)
    assert effects() == 1


def test_sweep_sends_what_a_person_waits_for_first():
    reminders = [jobs.request(JobKind.REMIND, number) for number in range(3)]
    document = jobs.request(JobKind.EXTRACT, 1)

    assert jobs.sweep(timezone.now()) == [document, *reminders]


def test_worker_without_lease_rolls_back():
    job = jobs.request(JobKind.EXTRACT, 1)

    def slow(key):
        bump(key)
        # Meanwhile another worker took the job over.
        Job.objects.filter(pk=job.pk).update(attempts=2)

    assert not jobs.perform(job.pk, work={JobKind.EXTRACT: lambda key: partial(slow, key)})
    assert effects() == 0


def test_refusal_fails_job_with_message_and_can_be_retried():
    job = jobs.request(JobKind.EXTRACT, 1)

    def refuse(key):
        raise Invalid("文件已损坏")

    jobs.perform(job.pk, work={JobKind.EXTRACT: lambda key: partial(refuse, key)})
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "文件已损坏")

    jobs.retry(job.pk)
    assert jobs.perform(job.pk, work=WORK)
    with pytest.raises(Conflict):
        jobs.retry(job.pk)


def test_unexpected_error_fails_job_and_is_raised():
    job = jobs.request(JobKind.EXTRACT, 1)

    def stumble(key):
        bump(key)
        raise ZeroDivisionError("by zero")

    with pytest.raises(ZeroDivisionError):
        jobs.perform(job.pk, work={JobKind.EXTRACT: lambda key: partial(stumble, key)})
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "ZeroDivisionError: by zero")
    assert effects() == 0


def test_retries_busy_database_then_gives_up():
    job = jobs.request(JobKind.EXTRACT, 1)

    def busy(key):
        raise OperationalError("database is locked")

    for _attempt in range(jobs.MOST_ATTEMPTS):
        assert not jobs.perform(job.pk, work={JobKind.EXTRACT: lambda key: partial(busy, key)})
        job.refresh_from_db()
        if job.state == JobState.RUNNING:
            assert job.lease_until > timezone.now()
            expire(job)

    assert (job.state, job.error) == (JobState.FAILED, "database is locked")


def test_gives_up_job_that_kills_workers():
    job = jobs.request(JobKind.EXTRACT, 1)
    for _attempt in range(jobs.MOST_ATTEMPTS):
        jobs._claim(job.pk)
        expire(job)

    assert jobs.sweep(timezone.now()) == []
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert str(jobs.MOST_ATTEMPTS) in job.error


@pytest.mark.django_db(transaction=True)
def test_concurrent_workers_do_job_once():
    job = jobs.request(JobKind.EXTRACT, 1)
    gate = threading.Barrier(6)
    done: list[bool] = []

    def work():
        gate.wait()
        try:
            done.append(jobs.perform(job.pk, work=WORK))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert done.count(True) == 1
    assert effects() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_takes_over_a_job_whose_effect_takes_longer_than_its_lease(settings):
    settings.JOB_LEASE = timedelta(seconds=0.4)
    job = jobs.request(JobKind.EXTRACT, 1)
    taken = []

    def rival():
        with closing(connection):
            taken.append(jobs.perform(job.pk, work=WORK))

    other = threading.Thread(target=rival)

    def effect():
        time.sleep(0.8)
        other.start()
        time.sleep(0.4)
        bump("1")

    assert jobs.perform(job.pk, work={JobKind.EXTRACT: lambda key: effect})
    other.join()

    assert taken == [False]
    assert effects() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_heartbeat_keeps_lease_of_long_job(settings):
    settings.JOB_LEASE = timedelta(seconds=0.4)
    job = jobs.request(JobKind.EXTRACT, 1)
    found = []

    def compute(key):
        for _moment in range(5):
            time.sleep(0.2)
            found.extend(jobs.sweep(timezone.now()))
        return partial(bump, key)

    assert jobs.perform(job.pk, work={JobKind.EXTRACT: compute})
    job.refresh_from_db()
    assert (found, job.state, job.attempts, effects()) == ([], JobState.DONE, 1, 1)


def test_heartbeat_does_not_renew_lease_of_another_worker():
    job = jobs.request(JobKind.EXTRACT, 1)
    attempt = jobs._claim(job.pk)
    Job.objects.filter(pk=job.pk).update(attempts=attempt + 1)
    expire(job)

    jobs._renew(job.pk, attempt)

    assert jobs.sweep(timezone.now()) == [job]


@pytest.mark.django_db(transaction=True)
def test_computes_outside_transaction_and_applies_inside():
    job = jobs.request(JobKind.EXTRACT, 1)
    inside = []

    def compute(key):
        inside.append(connection.in_atomic_block)
        return lambda: inside.append(connection.in_atomic_block)

    assert jobs.perform(job.pk, work={JobKind.EXTRACT: compute})
    assert inside == [False, True]


def test_job_whose_time_is_over_fails_and_says_so_where_it_matters():
    job = jobs.request(JobKind.EXTRACT, 7)
    told = []

    def compute(key):
        raise SoftTimeLimitExceeded

    failures = {JobKind.EXTRACT: lambda key, error: told.append((key, error))}
    assert not jobs.perform(job.pk, work={JobKind.EXTRACT: compute}, failures=failures)

    job.refresh_from_db()
    assert (job.state, told) == (JobState.FAILED, [("7", job.error)])
    assert "时间过长" in job.error
