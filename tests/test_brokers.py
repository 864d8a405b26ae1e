"""Work arrives whichever broker carries the message."""

import time
from pathlib import Path

import pytest
from celery import current_app
from kombu import Connection

from commitments import queues, tasks
from commitments.choices import JobKind, JobState
from commitments.management import preflight
from commitments.models import Document, Job
from tests import factories
from tests.services import redis
from tests.services import worker as service
from tests.services.programs import Program

PATIENCE = 60


def wait_until_done(job: Job, running: Program) -> None:
    deadline = time.monotonic() + PATIENCE
    while job.state != JobState.DONE:
        assert time.monotonic() < deadline, running.output()
        time.sleep(0.1)
        job.refresh_from_db()


@pytest.mark.slow
@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_a_worker_on_redis_does_what_the_sweep_finds(tmp_path: Path) -> None:
    """The sweep comes in over Redis, finds the job and sends it on over Redis."""
    document = factories.document()
    job = Job.objects.get(key=str(document.pk))

    with redis.running(tmp_path / "redis.log") as url:
        preflight.check_broker(url)
        running = service.start(tmp_path / "worker.log", broker=url)
        with current_app.connection_for_write(url) as connection:
            tasks.sweep_jobs.apply_async(connection=connection)
        wait_until_done(job, running)
        running.stop()

    assert Document.objects.get(pk=document.pk).read_at is not None
    assert job.attempts == 1


@pytest.mark.slow
def test_the_embedded_broker_carries_a_job_from_one_process_to_another(worker: Program) -> None:
    document = factories.document()
    job = Job.objects.get(key=str(document.pk))

    tasks.dispatch(job)

    wait_until_done(job, worker)
    assert Document.objects.get(pk=document.pk).candidates.exists()


def perform_first_of_five_hundred(log: Path, broker: str) -> None:
    """Reminders stand in the queue, then a document comes; the worker takes the document."""
    service.forget_messages()
    with current_app.connection_for_write(broker or None) as connection:
        for number in range(523):
            send(Job(pk=10_000 + number, kind=JobKind.REMIND), connection)
        document = factories.document()
        job = Job.objects.get(key=str(document.pk))
        send(job, connection)
        running = service.start(log, broker=broker, serving=(queues.INTERACTIVE,), fresh=False)
        wait_until_done(job, running)
        running.stop()

    assert running.output().count("received") == 1


def send(job: Job, connection: Connection) -> None:
    tasks.perform_job.apply_async((job.pk,), queue=job.queue, connection=connection)


@pytest.mark.slow
@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_document_overtakes_reminders_on_embedded_broker(tmp_path: Path) -> None:
    perform_first_of_five_hundred(tmp_path / "worker.log", "")


@pytest.mark.slow
@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_document_overtakes_reminders_on_redis(tmp_path: Path) -> None:
    with redis.running(tmp_path / "redis.log") as url:
        perform_first_of_five_hundred(tmp_path / "worker.log", url)
