"""The database of a backup on SQLite: a copy of the file."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from commitments.domain.backups.archive import (
    UNFINISHED,
    BadBackup,
    Manifest,
    Reader,
    Sequence,
    Table,
    Writer,
)

MEMBER = "database.sqlite3"
PATIENCE = 60


class Snapshot:
    """A copy of the database at one moment."""

    engine_version = sqlite3.sqlite_version

    def __init__(self, path: Path, session: sqlite3.Connection) -> None:
        self._path = path
        self._session = session

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        return self._session.execute(sql).fetchall()

    def write(self, writer: Writer) -> None:
        with self._path.open("rb") as source:
            writer.copy(MEMBER, source)

    def tables(self) -> dict[str, Table]:
        return _tables(self._session)

    def sequences(self) -> tuple[Sequence, ...]:
        """None: SQLite keeps them in a table of its own."""
        return ()


@contextmanager
def snapshot(folder: Path) -> Iterator[Snapshot]:
    """Copy the database in one step: copied page by page it would start again at every write."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=f"{UNFINISHED}-") as scratch:
        copy = Path(scratch) / MEMBER
        with closing(sqlite3.connect(copy)) as session:
            with closing(sqlite3.connect(_path(), timeout=PATIENCE)) as source:
                source.backup(session, pages=-1)
            # The copy is one file, without a log beside it.
            session.execute("PRAGMA journal_mode=DELETE")
            yield Snapshot(copy, session)


def restore(reader: Reader) -> None:
    """Write the file aside, check it, and rename it."""
    connection.close()
    path = _path()
    aside = path.with_name(f"{path.name}.restoring")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for chunk in reader.chunks(MEMBER):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        _check(aside, reader.manifest)
        for leftover in (path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            leftover.unlink(missing_ok=True)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def remove() -> None:
    """Take back a restore that could not be finished."""
    connection.close()
    _path().unlink(missing_ok=True)


def verify(manifest: Manifest) -> None:
    """Check the restored database where it now lies."""
    _check(_path(), manifest)


def _check(path: Path, manifest: Manifest) -> None:
    try:
        with closing(sqlite3.connect(path)) as session:
            sound = session.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            related = session.execute("PRAGMA foreign_key_check").fetchone() is None
            complete = _tables(session) == manifest.tables
    except sqlite3.DatabaseError:
        sound = related = complete = False
    if not (sound and related and complete):
        raise BadBackup(_("The database in the backup is damaged."))


def _tables(session: sqlite3.Connection) -> dict[str, Table]:
    names = session.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' ORDER BY name"
    ).fetchall()
    found = {}
    for (name,) in names:
        quoted = '"{}"'.format(name.replace('"', '""'))
        columns = session.execute(f"PRAGMA table_info({quoted})").fetchall()
        [rows] = session.execute(f"SELECT count(*) FROM {quoted}").fetchone()
        found[name] = Table(tuple(column[1] for column in columns), rows)
    return found


def _path() -> Path:
    return Path(connection.settings_dict["NAME"])
