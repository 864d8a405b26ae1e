"""What takes long refuses to run inside a transaction."""

import ast
import re
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from commitments.domain.batches.ledger import exporting, importing
from commitments.domain.documents import extract, ingest
from commitments.domain.platform import transactions
from commitments.domain.reporting import composing, issued_files
from commitments.models import Commitment, Document, ReportIssue
from commitments.structure import NOTHING_MARKED
from tests import factories as make

# The doors of the pure packages behind which the time goes, by their full names.
HEAVY = re.compile(
    r"^commitments\.(?:reading|extraction|rendering)\b"
    r".*\.(?:read|read_many|call|extract|read_sheet|sheets|render_form|render)$"
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
    composing.compose("2026-Q1")


def write_ledger():
    exporting.workbook(Commitment.objects.all())


WORK = [
    *(read_file, keep_text, read_stored_file, read_text, read_ledger),
    *(render_report, compose_report, write_ledger),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("work", WORK)
def test_refuses_long_work_inside_transaction(work):
    with (
        pytest.raises(RuntimeError, match="must not run inside a transaction"),
        transaction.atomic(),
    ):
        work()


@pytest.mark.django_db(transaction=True)
def test_others_write_between_the_portions_of_a_long_job():
    """On SQLite whoever waits for the lock would otherwise starve beside it."""
    portions, written = 6, []
    reading = threading.Event()

    def write() -> None:
        reading.wait()
        while reading.is_set():
            make.unit()
            written.append(time.monotonic())
        connection.close()

    person = threading.Thread(target=write)
    person.start()
    for _portion in transactions.giving_way(range(portions)):
        with transaction.atomic():
            make.unit()
            reading.set()
            time.sleep(0.3)
    reading.clear()
    person.join()

    assert len(written) >= portions - 1


def test_nobody_waits_inside_a_transaction(monkeypatch):
    # Not by the proxy: the attribute would be gone afterwards instead of put back.
    monkeypatch.setattr(connections["default"], "in_atomic_block", True)
    monkeypatch.setattr(time, "sleep", None)

    assert list(transactions.giving_way("abc")) == ["a", "b", "c"]


PURE = {"reading", "extraction", "matching", "assessment", "rendering"}
CODE = [
    path
    for folder in ("commitments", "tracker")
    for path in sorted(Path(folder).rglob("*.py"))
    if path.parts[1] not in PURE
]


def test_whoever_opens_a_heavy_door_refuses_a_transaction_first():
    found = {path: doors_of(ast.parse(path.read_text())) for path in CODE}

    assert {path.parts[1] for path, doors in found.items() if doors} == {"domain", "management"}
    for path, doors in found.items():
        for function, door, is_guarded in doors:
            assert is_guarded, (path, function, door)


@pytest.mark.parametrize(
    "opening",
    [
        "from commitments.reading import isolated\ndef f(): isolated.read(b'')",
        "from commitments.reading import read as understand\ndef f(): understand(b'')",
        "from commitments import extraction as e\ndef f(): return [e.read(t) for t in ts]",
        "from commitments.extraction import pipeline\nclass A:\n    def f(self): pipeline.read('')",
        "import commitments.rendering\ndef f(): commitments.rendering.FORMATS['docx'].render(r)",
        "from commitments.reading.sheets.sheet import read_sheet\nread_sheet(b'')",
    ],
)
def test_a_door_is_seen_however_it_is_named(opening):
    assert [is_guarded for _, _, is_guarded in doors_of(ast.parse(opening))] == [False]


def doors_of(module):
    """Each heavy door that the module opens: in which function, and whether that is guarded."""
    named = dict(full_names(module))
    inside = {
        id(node): function
        for function in ast.walk(module)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    doors = []
    for call in ast.walk(module):
        if isinstance(call, ast.Call):
            first, _, rest = ast.unparse(call.func).partition(".")
            name, bracket, key = first.partition("[")
            full = f"{named.get(name, name)}{bracket}{key}" + (f".{rest}" if rest else "")
            if HEAVY.match(full):
                function = inside.get(id(call))
                doors.append((function and function.name, full, is_guarded(function)))
    return doors


def full_names(module):
    """What each name that the module imports stands for."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname:
                    yield alias.asname, alias.name


def is_guarded(function):
    calls = ast.walk(function) if function else ()
    called = {ast.unparse(node.func) for node in calls if isinstance(node, ast.Call)}
    return "transactions.require_none" in called
