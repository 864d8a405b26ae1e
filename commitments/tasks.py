"""Celery's doors to the domain: decide nothing, call one function.

A message only wakes a worker. The work itself is a row in the table of jobs, so a message
that is lost is sent again by the sweep, and one that comes twice does no harm.
"""

import logging

from celery import shared_task
from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerUnreachable

from commitments.choices import JobKind
from commitments.domain import job_handlers
from commitments.domain.backups import keeping
from commitments.domain.notices import digests
from commitments.domain.platform import jobs
from commitments.domain.reporting import calendar
from commitments.models import Job

logger = logging.getLogger(__name__)
PATIENT = {"autoretry_for": (OperationalError,), "retry_backoff": True, "max_retries": 10}
# Seconds in which a job whose time is over says so.
LAST_WORDS = 60
# The scheduler runs these itself: they ask for the work of the day and do none of it.
CALENDAR = {**PATIENT, "only_requests_jobs": True}


def dispatch(job: Job) -> None:
    """Wake a worker once the transaction that wrote the job is safe on disk."""
    transaction.on_commit(lambda: _send(job))


@shared_task(**PATIENT)
def perform_job(job_id: int) -> bool:
    """Do one job, and send on what it leaves for the next."""
    done = job_handlers.perform(job_id)
    for follower in jobs.followers(job_id) if done else ():
        _send(follower)
    return done


@shared_task(**PATIENT)
def sweep_jobs() -> int:
    """Send again what was lost on the way or with a worker."""
    lost = job_handlers.sweep(timezone.now())
    for job in lost:
        _send(job)
    return len(lost)


@shared_task(**CALENDAR)
def assess_all_daily() -> None:
    """Statuses follow the calendar, not only what is reported."""
    dispatch(jobs.request(JobKind.ASSESS, timezone.localdate().isoformat()))


@shared_task(**CALENDAR)
def remind_daily() -> None:
    """Open the reporting duties of the period, and remind of what is due."""
    dispatch(jobs.request(JobKind.DUTIES, timezone.localdate().isoformat()))


@shared_task(**CALENDAR)
def mail_daily() -> None:
    """One e-mail to each person with something new."""
    for job in digests.plan(timezone.localdate()):
        dispatch(job)


@shared_task(**CALENDAR)
def draft_reports() -> None:
    """The drafts of the periods whose reports are due, for each kind with a rhythm."""
    for key in calendar.due(timezone.localdate()):
        dispatch(jobs.request(JobKind.REPORT, key))


@shared_task(**CALENDAR)
def back_up(keep: int = keeping.DEFAULT_KEPT) -> None:
    """A backup into the folder of backups; `keep` is set under Schedules."""
    dispatch(keeping.request(keep=keep, now=timezone.now()))


def _limits(job: Job) -> dict[str, float]:
    """Seconds that a job may take: what strangers wrote must not hold a worker for ever.

    A worker that does not hear the first limit is ended at the second.
    """
    if job.kind != JobKind.EXTRACT:
        return {}
    seconds = settings.READING_TIME.total_seconds()
    return {"soft_time_limit": seconds, "time_limit": seconds + LAST_WORDS}


def _send(job: Job) -> None:
    try:
        perform_job.apply_async((job.pk,), queue=job.queue, **_limits(job))
    except (BrokerUnreachable, OSError) as error:
        # The row is there: the sweep sends it when the broker is back.
        logger.warning("Job %s waits for the sweep, the broker is away: %s", job.pk, error)
