"""A long document is read by another process, and nobody waits for it."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

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
