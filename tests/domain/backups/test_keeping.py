"""Backups by schedule: one a moment, so many kept, none removed before the new one is whole."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import override_settings
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from commitments import tasks
from commitments.choices import JobKind, JobState
from commitments.domain import job_handlers
from commitments.domain.backups import archive, keeping, taking
from commitments.domain.platform.errors import Invalid
from commitments.models import Job

NOW = datetime(2026, 4, 1, 18, 30, 20, tzinfo=UTC)  # 02:30 of the next day in Beijing


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(BACKUP_DIR=tmp_path / "backups", MEDIA_ROOT=str(tmp_path / "media")):
        yield tmp_path / "backups"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.django_db(transaction=True)
def test_a_job_takes_a_backup_and_keeps_so_many(folder: Path) -> None:
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"tracker-2026-03-0{day}T0230.zip").write_bytes(b"older")
    (folder / "taken-by-hand.zip").write_bytes(b"not ours")
    stale, copy = folder / ".tracker-backup-abc.part", folder / ".tracker-backup-def"
    stale.write_bytes(b"half")
    copy.mkdir()
    (copy / "database.sqlite3").write_bytes(b"of a process that was killed")
    for remains in (stale, copy):
        os.utime(remains, (time.time() - 100_000,) * 2)
    job = keeping.request(keep=3, now=NOW)

    assert job_handlers.perform(job.pk)

    new = "tracker-2026-04-02T0230.zip"
    assert names(folder) == [
        "taken-by-hand.zip",
        "tracker-2026-03-03T0230.zip",
        "tracker-2026-03-04T0230.zip",
        new,
    ]
    assert taking.check(folder / new).manifest.rows > 0

    # Delivered once more, after a worker that could not say it was done: nothing changes.
    before = (folder / new).stat().st_mtime_ns
    keeping.prepare(job.key)()
    assert (folder / new).stat().st_mtime_ns == before


@pytest.mark.django_db(transaction=True)
def test_nothing_older_is_removed_when_the_new_one_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"tracker-2026-03-0{day}T0230.zip").write_bytes(b"older")
    before = names(folder)

    def damaged(_reader: archive.Reader) -> None:
        raise archive.BadBackup("damaged while written")

    monkeypatch.setattr(archive.Reader, "check", damaged)
    job = keeping.request(keep=1, now=NOW)

    assert not job_handlers.perform(job.pk)

    assert names(folder) == before
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "damaged while written")


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_cannot_be_written_fails_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with override_settings(BACKUP_DIR=tmp_path / "file" / "backups"):
        job = keeping.request(keep=3, now=NOW)
        assert not job_handlers.perform(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert str(tmp_path / "file") in job.error


@pytest.mark.django_db
def test_two_schedulers_in_one_minute_make_one_backup() -> None:
    first = keeping.request(keep=14, now=NOW)
    Job.objects.filter(pk=first.pk).update(state=JobState.DONE, finished_at=NOW)

    assert keeping.request(keep=14, now=NOW) == first
    assert first.key == "2026-04-02T02:30/14"


@pytest.mark.django_db
@pytest.mark.parametrize("keep", [0, -1, 1001])
def test_a_number_kept_that_makes_no_sense_is_refused(keep: int) -> None:
    with pytest.raises(Invalid):
        keeping.request(keep=keep, now=NOW)

    assert not Job.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kwargs", ["", "[]", "{", '{"keep": "many"}'])
def test_a_number_that_cannot_be_read_is_the_default(kwargs: str) -> None:
    crontab, _made = CrontabSchedule.objects.get_or_create(minute="30", hour="2")
    PeriodicTask.objects.create(name="b", task=keeping.TASK, crontab=crontab, kwargs=kwargs)

    assert keeping.schedule().keep == keeping.DEFAULT_KEPT


@pytest.mark.django_db
def test_the_task_requests_a_job() -> None:
    tasks.back_up(keep=7)

    job = Job.objects.get(kind=JobKind.BACKUP)
    assert job.key.endswith("/7")
