"""Batches and the ledger over HTTP."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.domain import job_handlers
from commitments.domain.platform import jobs
from commitments.models import Commitment, Job
from tests import factories as make
from tests.domain.batches.books import Book

pytestmark = pytest.mark.django_db


def finish() -> None:
    """Do what waits, as a worker would."""
    from django.utils import timezone

    while waiting := jobs.sweep(timezone.now()):
        for job in waiting:
            job_handlers.perform(job.pk)


@pytest.fixture
def two(bureau):
    made = [make.assigned(bureau, indicator=f"指标{number}") for number in (1, 2)]
    Job.objects.all().delete()
    return made


def test_selection_is_previewed_applied_and_reverted(office, two):
    given = {
        "commitments": [row.pk for row in two],
        "due_on": "2029-12-31",
        "reason": "按区委要求提前",
    }
    batch = office.post("batches/", given, 201).json()
    assert (batch["state"], batch["source"]) == ("preparing", "selection")
    finish()

    found = office.get(f"batches/{batch['id']}/").json()
    assert (found["state"], found["counts"]["proposed"]) == ("ready", 2)
    [row, _other] = office.get("batch-rows/", batch=batch["id"]).json()["results"]
    assert row["changes"] == {"due_on": ["2030-12-31", "2029-12-31"]}

    office.post(f"batches/{batch['id']}/confirm/")
    finish()
    assert office.get(f"batches/{batch['id']}/").json()["counts"]["applied"] == 2
    assert {str(row.due_on) for row in Commitment.objects.all()} == {"2029-12-31"}
    office.post(f"batches/{batch['id']}/undo/")
    finish()
    assert {str(row.due_on) for row in Commitment.objects.all()} == {"2030-12-31"}


def test_ledger_exports_filtered_rows_and_imports_them(office, clerk, two):
    answer = office.get("commitments/ledger/", q="指标1")
    assert "filename*=UTF-8''" in answer["Content-Disposition"]
    data = b"".join(answer.streaming_content)
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].max_row == 2
    filled = Book(data).write(2, report_value=3.1, narrative="新建场地2处").saved()

    batch = clerk.post(
        "batches/", {"file": SimpleUploadedFile("台账.xlsx", filled)}, 201, format="multipart"
    ).json()
    finish()
    clerk.post(f"batches/{batch['id']}/confirm/")
    finish()

    assert two[0].updates.get().state == "submitted"
    returned = clerk.get(f"batches/{batch['id']}/file/")
    assert b"".join(returned.streaming_content) == filled


def test_names_what_is_wrong(office, two):
    file = {"file": SimpleUploadedFile("x.xlsx", b"no workbook")}
    assert "file" in office.post("batches/", file, 400, format="multipart").json()["errors"][0].get(
        "field", ""
    )
    problem = office.post("batches/", {"commitments": [two[0].pk]}, 400).json()
    assert problem["code"] == "invalid"
    office.post("batches/", {"commitments": [10**9], "due_on": "2029-12-31"}, 400)
    office.post("batches/", {"commitments": [], "due_on": "2029-12-31"}, 400)
    office.get("commitments/ledger/", 400, misspelt="x")


def test_rejects_row_changed_since(office, two):
    given = {"commitments": [two[0].pk], "due_on": "2029-12-31", "reason": "提前"}
    batch = office.post("batches/", given, 201).json()
    finish()

    stale = office.client.post(
        f"/api/v1/batches/{batch['id']}/confirm/", headers={"If-Match": '"1"'}
    )

    assert stale.status_code == 412


def test_other_person_sees_neither_batches_nor_rows(clerk, stranger, two):
    given = {"commitments": [two[0].pk], "due_on": "2029-12-31", "reason": "提前"}
    batch = clerk.post("batches/", given, 201).json()
    finish()

    assert stranger.ids("batches/") == []
    assert stranger.ids("batch-rows/") == []
    stranger.get(f"batches/{batch['id']}/", 404)
    stranger.post(f"batches/{batch['id']}/confirm/", status=404)
    assert clerk.ids("batch-rows/") != []


def test_query_count_does_not_grow(office, two, django_assert_max_num_queries):
    for day in range(1, 6):
        given = {"commitments": [two[0].pk], "due_on": f"2029-12-0{day}", "reason": "提前"}
        office.post("batches/", given, 201)
    with django_assert_max_num_queries(6):
        assert len(office.ids("batches/")) == 5
