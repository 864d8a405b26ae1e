"""Take a backup while everything runs: first the database, then the uploads that it names.

No upload is ever changed, and each is stored before its row is: what a snapshot names is in the
storage. Should a file be missing all the same, the backup says which.
"""

import os
import platform
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import django
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.domain.backups import archive, postgresql, schema, sqlite
from commitments.domain.backups.archive import UNFINISHED, Manifest, Writer
from commitments.domain.platform import transactions
from commitments.domain.platform.errors import DomainError

# What processes that were killed have left behind.
REMAINS = ".tracker-*"
REMAINS_AFTER = timedelta(days=1)
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY id"


class CannotBackUp(DomainError):
    """Something outside the program is in the way; the text says what."""

    code = "cannot_back_up"


@dataclass(frozen=True, slots=True)
class Taken:
    """A finished backup, and what it holds."""

    path: Path
    size: int
    manifest: Manifest


def engine() -> ModuleType:
    """What copies and restores the database in use."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def take(path: Path) -> Taken:
    """Write a backup aside, read it back and check it, then give it its name."""
    transactions.require_none("Taking a backup")
    if path.exists():
        raise CannotBackUp(_("%(path)s is there already; choose another name.") % {"path": path})
    try:
        _remove_remains(path.parent)
        with _written_aside(path) as aside:
            with zipfile.ZipFile(aside, "w") as container:
                _write(Writer(container), path.parent)
            with archive.opened(aside) as reader:
                reader.check()
            _sync(aside)
        return Taken(path, path.stat().st_size, reader.manifest)
    except OSError as error:
        said = {"path": path, "reason": error.strerror or error}
        raise CannotBackUp(_("%(path)s cannot be written: %(reason)s.") % said) from error


def check(path: Path) -> Taken:
    """Read a whole backup; raises `BadBackup` unless every byte is as it was written."""
    with archive.opened(path) as reader:
        reader.check()
        return Taken(path, path.stat().st_size, reader.manifest)


def _remove_remains(folder: Path) -> None:
    """What a process that was killed has left behind; another may be at work beside this one."""
    before = (timezone.now() - REMAINS_AFTER).timestamp()
    for path in folder.glob(REMAINS):
        with suppress(FileNotFoundError):
            if path.lstat().st_mtime >= before:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


@contextmanager
def _written_aside(path: Path) -> Iterator[Path]:
    """A new file that only its owner reads; it takes its name when the block succeeds."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f"{UNFINISHED}-", suffix=".part")
    os.close(number)
    aside = Path(name)
    try:
        yield aside
        aside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            aside.unlink()


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _write(writer: Writer, folder: Path) -> None:
    made_at = timezone.now().isoformat(timespec="seconds")
    with engine().snapshot(folder) as snapshot:
        snapshot.write(writer)
        applied = snapshot.query(MIGRATIONS)
        named = _named_files(snapshot, applied)
        tables, sequences = snapshot.tables(), snapshot.sequences()
        engine_version = snapshot.engine_version
    missing = [name for name in named if not _copy_file(writer, name)]
    with writer.open(archive.KEY) as target:
        target.write(settings.SECRET_KEY.encode())
    writer.finish(
        Manifest(
            format=archive.FORMAT,
            format_version=archive.FORMAT_VERSION,
            made_at=made_at,
            program=settings.VERSION,
            python=platform.python_version(),
            django=django.get_version(),
            engine=connection.vendor,
            engine_version=engine_version,
            migrations=tuple(f"{app}.{name}" for app, name in applied),
            tables=tables,
            sequences=sequences,
            members=writer.members,
            missing=tuple(missing),
        )
    )


def _named_files(
    snapshot: sqlite.Snapshot | postgresql.Snapshot, applied: list[schema.Node]
) -> list[str]:
    named: set[str] = set()
    for table, column in schema.file_columns(applied):
        rows = snapshot.query(f'SELECT DISTINCT "{column}" FROM "{table}"')
        named |= {name for (name,) in rows if name}
    return sorted(named)


def _copy_file(writer: Writer, name: str) -> bool:
    """Copy an upload; most are packed already."""
    try:
        with default_storage.open(name, "rb") as source:
            writer.copy(f"{archive.FILES}{name}", source, packed=False)
    except FileNotFoundError:
        return False
    return True
