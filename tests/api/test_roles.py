"""Which role may do what, over every operation there is: a new one must find its place here."""

import pytest
from drf_spectacular.generators import SchemaGenerator

from tests import factories

METHODS = {"get", "post", "patch", "put", "delete"}
OPEN_TO_ALL = {"post token/"}
ONLY_OFFICE_READS = {"get candidates/", "get candidates/{id}/"}
REPORTS_OF_OFFICE = {
    "get report-kinds/",
    "get report-kinds/{id}/",
    "get report-drafts/",
    "get report-drafts/{id}/",
}
REPORTERS_READ = {
    "get batches/",
    "get batches/{id}/",
    "get batches/{id}/file/",
    "get batch-rows/",
    "get batch-rows/{id}/",
}
REPORTERS_WRITE = {
    "post batches/",
    "post batches/{id}/confirm/",
    "post batches/{id}/undo/",
    "post updates/",
    "patch updates/{id}/",
    "post updates/{id}/submit/",
    "post updates/{id}/withdraw/",
    "post evidence/",
    "delete evidence/{id}/",
    "delete measurements/{id}/",
    "post assignments/{id}/acknowledge/",
    "post commitments/{id}/request_completion/",
    "post commitments/{id}/request_extension/",
}
REVIEWERS_WRITE = {
    "post candidates/{id}/accept/",
    "post candidates/{id}/merge/",
    "post candidates/{id}/reject/",
    "post candidates/{id}/reopen/",
    "post updates/{id}/approve/",
    "post updates/{id}/return/",
    "post evidence/{id}/verify/",
    "post evidence/{id}/reject/",
}
# Who sees the row is asked here, whose it is by the verb.
OPEN_TO_READERS = {"post slips/{id}/receive/", "post notices/{id}/read/"}


@pytest.fixture(scope="module")
def operations() -> set[str]:
    paths = SchemaGenerator().get_schema(public=True)["paths"]
    return {
        f"{method} {path.removeprefix('/api/v1/')}"
        for path, item in paths.items()
        for method in METHODS & item.keys()
    }


def open_to(client, operations: set[str]) -> set[str]:
    """Operations that get past the question who is asking; no row has the id asked for."""
    passed = set()
    for operation in operations:
        method, path = operation.split()
        path = path.format(id=10**9, file_format="docx")
        answer = getattr(client, method)(f"/api/v1/{path}", {}, format="json")
        assert answer.status_code < 500, operation
        if answer.status_code not in (401, 403):
            passed.add(operation)
    return passed


def reads(operations: set[str]) -> set[str]:
    return {operation for operation in operations if operation.startswith("get ")}


def test_office_can_do_everything(office, operations):
    assert open_to(office.client, operations) == operations


def test_reporter_reads_and_reports(clerk, operations):
    allowed = (
        reads(operations) - ONLY_OFFICE_READS - REPORTS_OF_OFFICE | OPEN_TO_READERS | OPEN_TO_ALL
    )
    assert open_to(clerk.client, operations) == allowed | REPORTERS_WRITE


def test_reviewer_reads_decides_and_approves(reviewer, operations):
    allowed = reads(operations) - REPORTERS_READ - REPORTS_OF_OFFICE | OPEN_TO_READERS | OPEN_TO_ALL
    assert open_to(reviewer.client, operations) == allowed | REVIEWERS_WRITE


def test_program_reads_what_a_reader_reads(program, reader, operations):
    assert open_to(program.client, operations) == open_to(reader.client, operations)


def test_reader_reads(reader, operations):
    seen = reads(operations) - ONLY_OFFICE_READS - REPORTERS_READ - REPORTS_OF_OFFICE
    allowed = seen | OPEN_TO_READERS | OPEN_TO_ALL
    assert open_to(reader.client, operations) == allowed


def test_person_without_role_can_do_nothing(bureau, operations):
    from tests.api.callers import caller

    person = caller(factories.user(unit=bureau))
    assert open_to(person.client, operations) == OPEN_TO_ALL


def test_anonymous_can_do_nothing(db, operations):
    from rest_framework.test import APIClient

    assert open_to(APIClient(), operations) == OPEN_TO_ALL
