"""What takes long refuses to run inside a transaction."""

import pytest
from django.db import transaction

from commitments.domain.batches.ledger import importing
from commitments.domain.documents import extract, ingest
from commitments.domain.reporting import issued_files, status_reports
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def read_file():
    ingest.add_document("到2030年，新建公园50处。".encode(), by=make.user(), filename="来文.txt")


def read_text():
    extract.extract_document(make.document().pk)


def read_ledger():
    importing.read(b"PK", limit=100)


def render_report():
    office = make.supervisor("office")
    issued_files.read(status_reports.issue("2026-Q1", by=office), "html", language="en")


@pytest.mark.parametrize("work", [read_file, read_text, read_ledger, render_report])
def test_refuses_long_work_inside_transaction(work):
    with (
        pytest.raises(RuntimeError, match="must not run inside a transaction"),
        transaction.atomic(),
    ):
        work()
