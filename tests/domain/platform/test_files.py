"""What is kept is served unchanged, or with an error that says what is wrong."""

import hashlib
import sqlite3
from pathlib import Path
from unittest import mock

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, OperationalError, ProgrammingError
from psycopg import OperationalError as PostgresError
from psycopg import errors as refusals

from commitments.choices import JobKind, JobState
from commitments.domain.platform import files, jobs
from commitments.domain.platform.errors import FileMissing, Invalid, StoreUnavailable, Tampered
from commitments.models import Batch

CONTENT = "2026年台账".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()
FULL = OSError(28, "No space left on device")


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """A store of its own, so that what lies in it can be counted."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def batch():
    return Batch(sha256=SHA256)


def files_in(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def test_serves_what_was_kept(batch):
    with files.kept(batch.file, CONTENT, name="台账.xlsx"):
        pass

    assert files.read(batch.file, sha256=SHA256, name="台账.xlsx") == CONTENT


def caused(error, cause):
    error.__cause__ = cause
    return error


def not_opened():
    """What Django raises where the file of SQLite is not there."""
    with pytest.raises(sqlite3.OperationalError) as refused:
        sqlite3.connect("/nowhere/db.sqlite3")
    return caused(OperationalError("unable to open"), refused.value)


@pytest.mark.parametrize(
    "refusal",
    [
        Invalid("no"),
        IntegrityError("twice"),
        KeyError("a fault of the program"),
        ProgrammingError("no such column"),
        not_opened(),
        caused(OperationalError("deadlock"), refusals.DeadlockDetected()),
        caused(OperationalError("lock"), refusals.LockNotAvailable()),
    ],
    ids=repr,
)
def test_what_is_refused_leaves_no_file(batch, store, refusal):
    with pytest.raises(type(refusal)), files.kept(batch.file, CONTENT, name="台账.xlsx"):
        raise refusal

    assert files_in(store) == []


def test_keeps_the_file_where_the_database_did_not_answer(batch, store):
    """The row may have been written before the connection broke."""
    broken = caused(OperationalError("server closed the connection"), PostgresError())
    with pytest.raises(OperationalError), files.kept(batch.file, CONTENT, name="台账.xlsx"):
        raise broken

    assert [path.read_bytes() for path in files_in(store)] == [CONTENT]


@pytest.mark.parametrize("altered", [CONTENT + b" ", CONTENT[:-1], b""])
def test_refuses_altered_bytes(batch, store, altered):
    with files.kept(batch.file, CONTENT, name="台账.xlsx"):
        pass
    files_in(store)[0].write_bytes(altered)

    with pytest.raises(Tampered, match=SHA256):
        files.read(batch.file, sha256=SHA256, name="台账.xlsx")


def test_says_what_is_missing(batch, store):
    with files.kept(batch.file, CONTENT, name="台账.xlsx"):
        pass
    files_in(store)[0].unlink()

    with pytest.raises(FileMissing, match=r"台账\.xlsx.*" + SHA256):
        files.read(batch.file, sha256=SHA256, name="台账.xlsx")


def test_full_disk_is_a_refusal(batch, monkeypatch):
    monkeypatch.setattr(default_storage, "save", mock.Mock(side_effect=FULL))

    with (
        pytest.raises(StoreUnavailable),
        files.kept(batch.file, CONTENT, name="台账.xlsx"),
    ):
        raise AssertionError("must not write a row without its file")


@pytest.mark.django_db
def test_job_that_meets_an_absent_store_is_tried_again():
    def fail(key: str) -> jobs.Effect:
        raise StoreUnavailable("away")

    job = jobs.request(JobKind.BATCH, 1)

    assert not jobs.perform(job.pk, work={JobKind.BATCH: fail})

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.RUNNING, "away")
    assert jobs.sweep(job.lease_until) == [job]
