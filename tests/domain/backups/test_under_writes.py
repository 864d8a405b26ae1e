"""A backup taken while others write is one moment of the installation, whole."""

import hashlib
import threading
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, connections, transaction
from django.test import override_settings

from commitments.domain.backups import restoring, taking
from commitments.domain.documents import ingest
from commitments.models import Batch, BatchRow, Counter, Document, Job
from tests import factories
from tests.domain.backups.installations import empty_installation, files
from tests.upgrade import databases

WRITERS = 3
BEFORE = 30
COUNTER = "written under the backup"


class Writers:
    """Threads that add documents with their files, jobs, history rows and a counter."""

    def __init__(self, by: User) -> None:
        self._by = by
        self._numbers = count(1)
        self._stopped = threading.Event()
        self.written: list[int] = []
        self.errors: list[Exception] = []
        self._threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]

    def __enter__(self) -> "Writers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, number: int) -> None:
        enough = threading.Event()
        while len(self.written) < number:
            assert not self.errors, self.errors
            enough.wait(0.01)

    def _write(self) -> None:
        with closing(connections["default"]):
            while not self._stopped.is_set() and not self.errors:
                try:
                    self.written.append(self._add())
                except Exception as error:
                    self.errors.append(error)

    def _add(self) -> int:
        content = f"到2030年底，新建第{next(self._numbers)}处。".encode() * 300
        document = Document(
            title="来文",
            filename="来文.txt",
            media_type="text/plain",
            sha256=hashlib.sha256(content).hexdigest(),
            text=content.decode(),
            added_by=self._by,
        )
        document.file = ContentFile(content, name="来文.txt")
        with transaction.atomic():
            counter = Counter.objects.select_for_update().get(name=COUNTER)
            counter.value += 1
            counter.save()
            return ingest.store(document, by=self._by).document.pk


def refer_forward(by: User) -> None:
    """Write rows that refer to tables later in the alphabet, by a key that a migration added."""
    batch = Batch.objects.create(source=Batch.Source.SELECTION, created_by=by)
    BatchRow.objects.create(batch=batch, number=1, commitment=factories.commitment(by=by))


@pytest.mark.django_db(transaction=True)
def test_a_restored_copy_equals_its_original_row_by_row_and_file_by_file(tmp_path: Path) -> None:
    media = tmp_path / "media"
    with override_settings(MEDIA_ROOT=str(media)):
        by = factories.user()
        Counter.objects.create(name=COUNTER, value=0)
        refer_forward(by)
        with Writers(by) as writers:
            writers.wait_for(BEFORE)
            known = set(writers.written)
            taking.take(tmp_path / "under-writes.zip")
            writers.wait_for(len(writers.written) + WRITERS)
        assert not writers.errors, writers.errors
        taking.take(tmp_path / "quiet.zip")
        original, original_files = databases.read_tables(), files(media)

    with empty_installation(tmp_path / "moment") as restored:
        restoring.restore(tmp_path / "under-writes.zip")
        copy, copied_files = databases.read_tables(), files(restored)
        documents = {document.pk: document for document in Document.objects.all()}
        assert documents.keys() >= known
        assert len(documents) == Counter.objects.get(name=COUNTER).value
        assert {int(job.key) for job in Job.objects.all()} == documents.keys()
        for document in documents.values():
            with default_storage.open(document.file.name) as stored:
                assert hashlib.sha256(stored.read()).hexdigest() == document.sha256
        connection.check_constraints()
    changing = f"{Counter._meta.db_table}"
    for table, rows in copy.items():
        assert table == changing or rows.items() <= original[table].items(), table
    assert len(documents) < len(original[Document._meta.db_table])
    assert copied_files.items() <= original_files.items()

    with empty_installation(tmp_path / "whole") as restored:
        restoring.restore(tmp_path / "quiet.zip")
        assert databases.read_tables() == original
        assert files(restored) == original_files


@pytest.mark.django_db(transaction=True)
def test_the_restored_installation_goes_on_numbering_where_its_original_stopped(
    tmp_path: Path,
) -> None:
    """A number whose row was deleted is given once, in the copy too."""
    media = tmp_path / "media"
    with override_settings(MEDIA_ROOT=str(media)):
        deleted = Counter.objects.create(name="gone", value=0)
        Job.objects.create(kind="assess", key="2026-01-01", available_at="2026-01-01T00:00Z")
        last = Job.objects.create(kind="assess", key="2026-01-02", available_at="2026-01-01T00:00Z")
        number = last.pk
        last.delete()
        deleted.delete()
        taking.take(tmp_path / "b.zip")

    with empty_installation(tmp_path / "copy"):
        restoring.restore(tmp_path / "b.zip")
        new = Job.objects.create(kind="assess", key="2026-01-03", available_at="2026-01-01T00:00Z")

    assert new.pk == number + 1
