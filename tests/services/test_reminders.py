"""Workers may die at any moment: no reminder is lost, none is sent twice."""

import os
import random
import signal
import time
from datetime import date
from pathlib import Path

import pytest

from commitments import tasks
from commitments.choices import JobKind, JobState
from commitments.domain.reminders import issuing
from commitments.models import Assignment, Commitment, Duty, Job, Notice, ReminderSlip
from tests import factories
from tests.services import worker as service

REMINDERS = 1_000
KILLS = 20
TODAY = date(2026, 4, 3)
LEASE = 5
PATIENCE = 900


def owe_reports(count: int) -> None:
    """So many duties due today, of a unit whose one clerk is to be reminded."""
    unit = factories.unit()
    factories.reporter(unit)
    office = factories.supervisor()
    commitments = Commitment.objects.bulk_create(
        Commitment(
            code=f"T-{number:05}",
            title="举办海淀体育大会",
            kind="action",
            workflow="in_progress",
            starts_on=date(2026, 1, 1),
            registered_by=office,
        )
        for number in range(count)
    )
    leads = Assignment.objects.bulk_create(
        Assignment(commitment=commitment, organization=unit) for commitment in commitments
    )
    Duty.objects.bulk_create(
        Duty(
            assignment=lead,
            period="2026-03",
            period_start=date(2026, 3, 1),
            period_end=date(2026, 3, 31),
            opens_on=date(2026, 3, 31),
            due_on=TODAY,
        )
        for lead in leads
    )


def finished() -> int:
    return Job.objects.filter(kind=JobKind.REMIND, state=JobState.DONE).count()


def wait_for(count: int, deadline: float) -> None:
    while finished() < count:
        assert time.monotonic() < deadline, f"{finished()} of {count} done"
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_twenty_workers_killed_over_a_thousand_reminders_lose_and_double_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a killed worker held is given to the next one soon.
    monkeypatch.setenv("JOB_LEASE_SECONDS", str(LEASE))
    owe_reports(REMINDERS)
    assert len(issuing.plan(TODAY)) == REMINDERS
    deadline = time.monotonic() + PATIENCE

    for kill in range(1, KILLS + 1):
        running = service.start(tmp_path / f"worker-{kill}.log")
        tasks.sweep_jobs()
        wait_for(kill * REMINDERS // (KILLS + 5), deadline)
        time.sleep(random.uniform(0, 0.05))  # anywhere in the work of a job
        os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait()
    last = service.start(tmp_path / "worker-last.log")
    while finished() < REMINDERS:
        assert time.monotonic() < deadline, f"{finished()} of {REMINDERS} done"
        tasks.sweep_jobs()  # what died with a worker is free once its lease has run out
        time.sleep(LEASE)
    last.stop()

    assert Job.objects.filter(kind=JobKind.REMIND).count() == REMINDERS
    assert set(ReminderSlip.objects.values_list("duty", flat=True)) == set(
        Duty.objects.values_list("pk", flat=True)
    )
    numbers = sorted(ReminderSlip.objects.values_list("number", flat=True))
    assert numbers == list(range(1, REMINDERS + 1))
    assert Notice.objects.filter(slip__isnull=False).count() == REMINDERS
