"""Databases that former versions left behind: restored beside the tests' own, and read raw."""

import gzip
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from django.apps import apps
from django.db import connection

from tests.upgrade.changes import Tables

Schema = dict[str, object]

FOLDER = Path(__file__).parent
KEPT = sorted(path for path in FOLDER.iterdir() if (path / "sqlite.sql.gz").exists())


@contextmanager
def restored(kept: Path) -> Iterator[None]:
    """Restore a dump into an empty database and let Django work on that one."""
    dump = kept / f"{connection.vendor}.sql.gz"
    script = gzip.decompress(dump.read_bytes()).decode()
    with empty():
        _run(script)
        # A dump changes settings of its session, such as the search path.
        connection.close()
        yield


@contextmanager
def empty() -> Iterator[None]:
    """Let Django work on a database without tables for a while."""
    with _empty_database() as name, _connected_to(name):
        yield


def _run(script: str) -> None:
    """Execute a script of many statements, as each database wants it."""
    if connection.vendor == "sqlite":
        # Tables come in the order of their names, some before those that they refer to.
        with connection.constraint_checks_disabled():
            connection.connection.executescript(script)
    else:
        with connection.cursor() as cursor:
            cursor.execute(script)


def read_tables() -> Tables:
    """All rows as plain SQL finds them; the ORM takes no part."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: _read(cursor, name) for name in names}


def read_schema() -> Schema:
    """Columns and constraints of each table; names that the database made up do not count."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: _shape(cursor, name) for name in names}


def _shape(cursor, table: str) -> tuple[object, ...]:  # type: ignore[no-untyped-def]
    columns = connection.introspection.get_table_description(cursor, table)
    found = connection.introspection.get_constraints(cursor, table)
    parts = ("columns", "primary_key", "unique", "foreign_key", "check", "index")
    return (
        sorted(repr((c.name, c.type_code, c.internal_size, c.null_ok)) for c in columns),
        sorted(repr([constraint[part] for part in parts]) for constraint in found.values()),
        sorted(name for name in found if name in _declared()),
    )


@cache
def _declared() -> frozenset[str]:
    """Names that the models give to their constraints and indexes."""
    return frozenset(
        one.name
        for model in apps.get_models()
        for one in (*model._meta.constraints, *model._meta.indexes)
    )


def _read(cursor, table: str) -> dict[object, dict[str, object]]:  # type: ignore[no-untyped-def]
    key = connection.introspection.get_primary_key_column(cursor, table)
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    columns = [column[0] for column in cursor.description]
    rows = (dict(zip(columns, row, strict=True)) for row in cursor.fetchall())
    return {row[key]: row for row in rows}


@contextmanager
def _empty_database() -> Iterator[str]:
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory(prefix="commitments-upgrade-") as folder:
            yield str(Path(folder) / "upgrade.sqlite3")
        return
    name = f"upgrade_{os.getpid()}"
    server = connection.get_connection_params()
    with psycopg.connect(**server, autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name}")
        try:
            yield name
        finally:
            session.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    former = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = former
