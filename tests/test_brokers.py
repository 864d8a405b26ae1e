"""Work arrives whichever broker carries the message."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings

from commitments import queues, tasks
from commitments.choices import JobKind, JobState
from commitments.management import preflight
from commitments.models import Document, Job
from tests import factories
from tests.services import rabbitmq, redis
from tests.services import worker as service
from tests.services.programs import Program

PATIENCE = 60
FORMER_QUEUE = "celery"
REMINDERS = 523


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


@pytest.mark.slow
@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_messages_in_the_queue_of_an_older_version_are_harmless(tmp_path: Path) -> None:
    """Nobody takes them after an upgrade: the row is the truth. Whoever takes one does nothing."""
    service.forget_messages()
    document = factories.document()
    job = Job.objects.get(key=str(document.pk))
    tasks.perform_job.apply_async((job.pk,), queue=FORMER_QUEUE)
    left = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])
    former = f"*.{FORMER_QUEUE}.msg"

    new = service.start(tmp_path / "new.log", fresh=False)
    tasks.sweep_jobs()
    wait_until_done(job, new)
    new.stop()
    assert len(list(left.glob(former))) == 1
    found = Document.objects.get(pk=document.pk).candidates.count()

    old = service.start(tmp_path / "old.log", serving=(FORMER_QUEUE,), fresh=False)
    old.wait_until(lambda: not list(left.glob(former)))
    old.stop()

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)
    assert Document.objects.get(pk=document.pk).candidates.count() == found > 0


@contextmanager
def embedded(_place: Path) -> Iterator[str]:
    yield ""


BROKERS = {"embedded": embedded, "redis": redis.running, "rabbitmq": rabbitmq.running}


@pytest.fixture(params=BROKERS)
def broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of each kind of broker, without messages; the embedded one has none."""
    service.forget_messages()
    with BROKERS[request.param](tmp_path / request.param) as url:
        yield url


@dataclass(frozen=True, slots=True)
class Office:
    """Workers and messages on one broker."""

    broker: str
    folder: Path

    @contextmanager
    def worker(self, name: str, queue: str) -> Iterator[Program]:
        running = service.start(
            self.folder / f"{name}.log",
            broker=self.broker,
            name=name,
            serving=(queue,),
            fresh=False,
        )
        try:
            yield running
        finally:
            running.stop()

    def send(self, *sent: Job) -> None:
        with current_app.connection_for_write(self.broker or None) as connection:
            for job in sent:
                tasks.perform_job.apply_async((job.pk,), queue=job.queue, connection=connection)


@contextmanager
def frozen(worker: Program) -> Iterator[None]:
    """Its one process for tasks begins none of those that the worker receives."""
    pid = worker.process.pid
    [child] = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    os.kill(int(child), signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(int(child), signal.SIGCONT)


def received(worker: Program) -> int:
    return worker.output().count("received")


def new_document_job() -> Job:
    return Job.objects.get(key=str(factories.document().pk))


@pytest.mark.slow
@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_document_overtakes_five_hundred_reminders(broker: str, tmp_path: Path) -> None:
    """With the two workers that `manage.py up` starts; one reminder is in hand."""
    office = Office(broker, tmp_path)

    with (
        office.worker("worker", queues.INTERACTIVE) as waited_for,
        office.worker("background", queues.BACKGROUND) as background,
        frozen(background),
    ):
        office.send(*(Job(pk=10_000 + n, kind=JobKind.REMIND) for n in range(REMINDERS)))
        background.wait_until(lambda: received(background) > 0)
        job = new_document_job()
        office.send(job)
        wait_until_done(job, waited_for)

        assert received(waited_for) == received(background) == 1


@pytest.mark.slow
@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_a_busy_worker_keeps_no_document_from_an_idle_one(broker: str, tmp_path: Path) -> None:
    """It takes one message, and the next one when it is done with that."""
    office = Office(broker, tmp_path)

    with office.worker("busy", queues.INTERACTIVE) as busy:
        with frozen(busy):
            first, second = new_document_job(), new_document_job()
            office.send(first, second)
            busy.wait_until(lambda: received(busy) > 0)
            with office.worker("idle", queues.INTERACTIVE) as idle:
                wait_until_done(second, idle)
        wait_until_done(first, busy)

        assert received(busy) == 1
