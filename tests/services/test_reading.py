"""A long document is read by another process, and nobody waits for it."""

import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from commitments import tasks
from commitments.domain.documents import ingest
from commitments.models import Document, Job
from tests import factories as make
from tests.reading.files import pdf, prose
from tests.services.programs import Program

PATIENCE = 240


def long_file() -> SimpleUploadedFile:
    sentences = [f"到2030年底，新建第{n}号公园{n}处，投资{n}亿元。" for n in range(100, 130)]
    return SimpleUploadedFile("规划.pdf", pdf(*[prose(*sentences)] * 30))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_people_sign_in_and_write_while_a_long_document_is_read(worker: Program) -> None:
    office, other = Client(), Client()
    office.force_login(make.supervisor())
    person = make.supervisor("other")

    answer = office.post(
        "/api/v1/documents/",
        {"file": long_file()},
        headers={"X-CSRFToken": "", "Origin": "http://testserver"},
    )
    assert (answer.status_code, answer.json()["state"]) == (201, "received")
    written = 0
    deadline = time.monotonic() + PATIENCE
    while (state := Document.objects.only("state").get().state) in {"received", "reading"}:
        assert time.monotonic() < deadline, worker.output()
        signed_in = other.post(
            "/admin/login/", {"username": person.username, "password": "a good password"}
        )
        assert signed_in.status_code == 302
        written += state == "reading"

    assert state == "read", Document.objects.get().problem
    assert written > 0
    assert Document.objects.get().candidates.count() > 100
    assert Job.objects.get().attempts == 1


def reads(text: str, name: str, worker: Program) -> Document:
    """The document after a worker has read it, or has given it up."""
    received = ingest.add_document(text.encode(), filename=name, by=make.supervisor(name))
    tasks.dispatch(received.job)
    documents = Document.objects.filter(pk=received.document.pk)

    def is_settled() -> bool:
        # Python may lose the first sign of a limit; after the second the sweep sends the job again.
        tasks.sweep_jobs()
        return not documents.filter(state__in=["received", "reading"]).exists()

    worker.wait_until(is_settled, seconds=PATIENCE)
    return documents.get()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_document_that_takes_too_long_is_given_up_and_holds_no_worker(
    worker: Program, settings: Settings
) -> None:
    settings.READING_TIME = timedelta(seconds=0.5)
    lines = [f"到2030年底，新建第{n}号公园{n}处。" for n in range(100_000, 160_000)]
    long = reads("\n".join(lines), "long.txt", worker)
    assert (long.state, "时间过长" in long.problem) == ("failed", True)

    settings.READING_TIME = timedelta(minutes=5)
    assert reads("到2030年底，新建公园3处。", "short.txt", worker).state == "read"
