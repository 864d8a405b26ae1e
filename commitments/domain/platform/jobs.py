"""Background jobs as rows: requested in a transaction, performed once, found again when lost.

A worker takes a job under a lease and renews it with a heartbeat for as long as the work takes;
a job is taken over when its worker has stopped beating. What takes long is computed outside any
transaction. Its effect and the mark "done" are then one short transaction that holds only while
the job still is this worker's, so a job delivered twice, or taken over all the same, has its
effect once.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from types import MappingProxyType

from billiard.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import DatabaseError, OperationalError, connections, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import JobKind, JobState
from commitments.domain.platform import tracing
from commitments.domain.platform.errors import Conflict, DomainError, StoreUnavailable
from commitments.models import Job
from commitments.models.job import OF_THE_CALENDAR

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
LONGEST_PAUSE = timedelta(minutes=10)

BEATS_A_LEASE = 4
SENT_AGAIN = 1000  # by one sweep
NOBODY: Mapping[str, "Failure"] = MappingProxyType({})

Effect = Callable[[], object]
# Computes what takes long, outside any transaction, and returns what is left to write.
Work = Callable[[str], Effect]
# Says where it matters, by the job's key, why a job has failed for good.
Failure = Callable[[str, str], object]


def request(kind: JobKind, key: object) -> Job:
    """Request a job; a second request while it is queued returns the same job.

    The calendar's work (`OF_THE_CALENDAR`) is never asked for twice, not even after it is done.
    """
    same = {"kind": kind, "key": str(key)}
    if kind not in OF_THE_CALENDAR:
        same["state"] = JobState.QUEUED
    new = {"available_at": timezone.now(), "request_id": tracing.current()}
    job, _created = Job.objects.get_or_create(**same, defaults=new)
    return job


def retry(job_id: int) -> Job:
    """Queue a failed job again."""
    failed = Job.objects.filter(pk=job_id, state=JobState.FAILED)
    same = Job.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), state=JobState.QUEUED)
    queued = failed.exclude(Exists(same)).update(
        state=JobState.QUEUED, attempts=0, error="", finished_at=None, available_at=timezone.now()
    )
    if not queued:
        raise Conflict(_("Only a failed job can be tried again."))
    return Job.objects.get(pk=job_id)


def perform(
    job_id: int, *, work: Mapping[str, Work], failures: Mapping[str, Failure] = NOBODY
) -> bool:
    """Perform a job if it is free; return False when it is done, taken, or not due yet.

    `failures` says, by kind, whom to tell of a job that has failed for good.
    """
    attempt = _claim(job_id)
    if attempt is None:
        return False
    job = Job.objects.get(pk=job_id)
    with tracing.following(_trace(job)):
        done = _perform(job, attempt, work, failures)
        logger.info("Job %s %s: %s.", job_id, job.kind, "done" if done else "not done")
    return done


def _perform(
    job: Job, attempt: int, work: Mapping[str, Work], failures: Mapping[str, Failure]
) -> bool:
    job_id = job.pk
    try:
        with _heartbeat(job_id, attempt):
            effect = work[job.kind](job.key)
            # Short, but not on a busy machine: whoever takes the job over now undoes it all.
            with transaction.atomic():
                effect()
                if not _settle(job_id, attempt, JobState.DONE):
                    raise _Lost
    except _Lost:
        return False
    except (OperationalError, StoreUnavailable) as error:
        if attempt >= MOST_ATTEMPTS:
            _fail(job, attempt, str(error), failures)
        else:
            _retry(job_id, attempt, error)
        return False
    except SoftTimeLimitExceeded:
        _fail(job, attempt, _("It took too long and was ended."), failures)
        return False
    except DomainError as error:
        _fail(job, attempt, str(error), failures)
        return False
    except Exception as error:
        _fail(job, attempt, f"{type(error).__name__}: {error}", failures)
        raise
    return True


def followers(job_id: int) -> list[Job]:
    """Work of the same kind that a job has asked for: its next portion, what came in a letter."""
    done = Job.objects.get(pk=job_id)
    queued = Job.objects.waiting(timezone.now()).filter(kind=done.kind, state=JobState.QUEUED)
    return list(queued.filter(Q(key=done.key) | Q(request_id=_trace(done))))


def _trace(job: Job) -> str:
    """The id under which a job is performed, and which what it asks for bears."""
    return job.request_id or f"job-{job.pk}"


def sweep(now: datetime, *, failures: Mapping[str, Failure] = NOBODY) -> list[Job]:
    """Return jobs that no living worker holds; fail those that keep killing their workers."""
    reason = _("Given up after %(count)s attempts.") % {"count": MOST_ATTEMPTS}
    for job in Job.objects.waiting(now).filter(attempts__gte=MOST_ATTEMPTS):
        _fail(job, job.attempts, reason, failures)
    return list(Job.objects.waiting(now).interactive_first()[:SENT_AGAIN])


class _Lost(Exception):
    """The lease expired and another worker took the job: roll back."""


def _claim(job_id: int) -> int | None:
    """Claim the job under a lease; one statement, so that two workers cannot both succeed."""
    now = timezone.now()
    taken = (
        Job.objects.waiting(now)
        .filter(pk=job_id)
        .update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            lease_until=now + settings.JOB_LEASE,
        )
    )
    return Job.objects.values_list("attempts", flat=True).get(pk=job_id) if taken else None


@contextmanager
def _heartbeat(job_id: int, attempt: int) -> Iterator[None]:
    """Renew the lease from a thread of its own until the block ends."""
    ended = threading.Event()

    def beat() -> None:
        try:
            while not ended.wait(settings.JOB_LEASE.total_seconds() / BEATS_A_LEASE):
                _renew(job_id, attempt)
        finally:
            connections.close_all()

    thread = threading.Thread(target=beat, name=f"heartbeat of job {job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _renew(job_id: int, attempt: int) -> None:
    """Extend the lease once; a busy database is asked again at the next beat."""
    mine = Job.objects.filter(pk=job_id, state=JobState.RUNNING, attempts=attempt)
    with suppress(DatabaseError):
        mine.update(lease_until=timezone.now() + settings.JOB_LEASE)


@transaction.atomic
def _fail(job: Job, attempt: int, error: str, failures: Mapping[str, Failure]) -> None:
    """Settle a job as failed, and say so where it matters, unless another worker has it now."""
    if _settle(job.pk, attempt, JobState.FAILED, error) and job.kind in failures:
        failures[job.kind](job.key, error)


def _settle(job_id: int, attempt: int, state: JobState, error: str = "") -> bool:
    mine = Job.objects.filter(pk=job_id, state=JobState.RUNNING, attempts=attempt)
    return bool(mine.update(state=state, lease_until=None, finished_at=timezone.now(), error=error))


def _retry(job_id: int, attempt: int, error: Exception) -> None:
    """Retry after a busy or absent database or store, with growing pauses.

    The job stays "running" with a short lease instead of going back to the queue, where a
    newer request for the same work may already stand.
    """
    pause = min(timedelta(seconds=2**attempt), LONGEST_PAUSE)
    mine = Job.objects.filter(pk=job_id, state=JobState.RUNNING, attempts=attempt)
    mine.update(lease_until=timezone.now() + pause, error=str(error))
