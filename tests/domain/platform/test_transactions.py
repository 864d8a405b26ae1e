"""What takes long refuses to run inside a transaction."""

import ast
import re
from pathlib import Path

import pytest
from django.db import transaction

from commitments.domain.batches.ledger import exporting, importing
from commitments.domain.documents import extract, ingest
from commitments.domain.reporting import issued_files, status_reports
from commitments.models import Commitment, Document, ReportIssue
from commitments.structure import NOTHING_MARKED
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

# The doors of the pure packages behind which the time goes.
HEAVY = re.compile(
    r"^(?:isolated|reading|reader|extraction|pipeline)\.(?:read|read_many|call|extract)$"
    r"|^(?:read_sheet|render_form)$|FORMATS\[.*\]\.render$"
)


def read_file():
    ingest.add_document("到2030年，新建公园50处。".encode(), by=make.user(), filename="来文.txt")


def keep_text():
    ingest.add_text("到2030年，新建公园50处。", by=make.user())


def read_stored_file():
    ingest.read_bytes(b"text", "a.txt")


def read_text():
    extract.understand(Document(), "到2030年，新建公园50处。", NOTHING_MARKED)


def read_ledger():
    importing.read(b"PK", limit=100)


def render_report():
    issued_files._archive(ReportIssue(), "html", "en", None)


def compose_report():
    status_reports.compose("2026-Q1")


def write_ledger():
    exporting.workbook(Commitment.objects.all())


WORK = [
    *(read_file, keep_text, read_stored_file, read_text, read_ledger),
    *(render_report, compose_report, write_ledger),
]


@pytest.mark.parametrize("work", WORK)
def test_refuses_long_work_inside_transaction(work):
    with (
        pytest.raises(RuntimeError, match="must not run inside a transaction"),
        transaction.atomic(),
    ):
        work()


CODE = [
    path
    for folder in ("admin", "api", "domain")
    for path in sorted(Path("commitments", folder).rglob("*.py"))
]


def test_whoever_opens_a_heavy_door_refuses_a_transaction_first():
    for path in CODE:
        check_doors(path)


def check_doors(path):
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef):
            called = {ast.unparse(n.func) for n in ast.walk(function) if isinstance(n, ast.Call)}
            doors = {name for name in called if HEAVY.search(name)}
            assert not doors or "transactions.require_none" in called, (path, function.name, doors)
