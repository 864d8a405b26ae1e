"""The database of a backup on PostgreSQL: each table as COPY writes it, from one snapshot.

No pg_dump: it may be missing, and refuses a server newer than itself. Tables are created by the
migrations that made them, so a backup restores on another version of PostgreSQL too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from commitments.domain.backups import schema
from commitments.domain.backups.archive import (
    BadBackup,
    HashingWriter,
    Manifest,
    Reader,
    Sequence,
    Table,
    Writer,
)

FOLDER = "database/"
# How values are written must not depend on what a server or an account has as default.
SESSION = """
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO';
SET LOCAL intervalstyle = 'postgres';
SET LOCAL bytea_output = 'hex';
SET LOCAL extra_float_digits = 1;
SET LOCAL statement_timeout = 0;
"""
COLUMNS = """
SELECT t.table_name, c.column_name
  FROM information_schema.tables t
  JOIN information_schema.columns c USING (table_schema, table_name)
 WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
   AND c.is_generated = 'NEVER'
 ORDER BY t.table_name, c.ordinal_position
"""
KEYS = """
SELECT c.relname, a.attname
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
 WHERE i.indisprimary AND c.relnamespace = current_schema()::regnamespace
 ORDER BY c.relname, a.attnum
"""
SEQUENCES = """
SELECT t.relname, a.attname, coalesce(pg_sequence_last_value(s.oid), 0)
  FROM pg_class s
  JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass
                  AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
  JOIN pg_class t ON t.oid = d.refobjid
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
 WHERE s.relkind = 'S' AND t.relnamespace = current_schema()::regnamespace
 ORDER BY t.relname, a.attname
"""
Session = psycopg.Connection[tuple[Any, ...]]


class Snapshot:
    """A transaction that sees the database as it was when the backup began."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[str, int] = {}
        self.engine_version = str(session.info.server_version)

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        return self._session.execute(statement.encode()).fetchall()

    def write(self, writer: Writer) -> None:
        for table, columns in _columns(self._session).items():
            with writer.open(f"{FOLDER}{table}") as target:
                self._rows[table] = _copy_out(self._session, table, columns, target)

    def tables(self) -> dict[str, Table]:
        columns = _columns(self._session)
        return {table: Table(columns[table], rows) for table, rows in self._rows.items()}

    def sequences(self) -> tuple[Sequence, ...]:
        """Read last: they belong to no snapshot, and may only be ahead of it."""
        return tuple(Sequence(*row) for row in self.query(SEQUENCES))


@contextmanager
def snapshot(_folder: object) -> Iterator[Snapshot]:
    with psycopg.connect(**connection.get_connection_params()) as session:
        session.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        session.read_only = True
        session.execute(SESSION)
        yield Snapshot(session)


def restore(reader: Reader) -> None:
    """Create the tables and fill them in one transaction: all of it or nothing."""
    manifest = reader.manifest
    with transaction.atomic():
        schema.create([_node(name) for name in manifest.migrations])
        session = _session()
        session.execute(SESSION)
        found = _columns(session)
        if {table: {*columns} for table, columns in found.items()} != {
            table: {*each.columns} for table, each in manifest.tables.items()
        }:
            raise BadBackup(_("The tables of the backup are not those of this version."))
        # Migrations and their data wrote rows of their own.
        session.execute(
            sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, sorted(found))))
        )
        # Tables come by name, some before those that they refer to. A migration that adds a foreign
        # key leaves it immediate for the rest of the transaction.
        session.execute("SET CONSTRAINTS ALL DEFERRED")
        for table, each in manifest.tables.items():
            _copy_in(session, reader, table, each)
        for sequence in manifest.sequences:
            _set_sequence(session, sequence)
        session.execute("SET CONSTRAINTS ALL IMMEDIATE")


def remove() -> None:
    """Take back a restore that could not be finished: drop the tables, which it created."""
    tables = connection.introspection.table_names()
    if tables:
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        connection.ensure_connection()
        _session().execute(sql.SQL("DROP TABLE {} CASCADE").format(names))


def verify(manifest: Manifest) -> None:
    """Write each table once more, to nowhere, and compare the hashes."""
    with transaction.atomic():
        session = _session()
        session.execute(SESSION)
        for table, each in manifest.tables.items():
            hashing = HashingWriter()
            _copy_out(session, table, each.columns, hashing)
            if hashing.member != manifest.members.get(f"{FOLDER}{table}"):
                sentence = _("Table “%(table)s” differs from the backup after restoring.")
                raise BadBackup(sentence % {"table": table})


def _session() -> Session:
    connection.ensure_connection()
    return cast(Session, connection.connection)


def _node(name: str) -> schema.Node:
    app, _dot, migration = name.partition(".")
    return app, migration


def _columns(session: Session) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table, column in session.execute(COLUMNS):
        found[table] = (*found.get(table, ()), column)
    return found


def _keys(session: Session, table: str) -> list[str]:
    return [column for owner, column in session.execute(KEYS) if owner == table]


def _copy_out(session: Session, table: str, columns: tuple[str, ...], target: HashingWriter) -> int:
    """Rows in the order of the primary key, so that the same rows give the same bytes."""
    order = _keys(session, table) or columns
    statement = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
        _listed(columns), sql.Identifier(table), _listed(order)
    )
    rows = 0
    with session.cursor().copy(statement) as copy:
        for block in copy:
            target.write(block)
            # The text format escapes line ends inside values.
            rows += bytes(block).count(b"\n")
    return rows


def _copy_in(session: Session, reader: Reader, table: str, each: Table) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), _listed(each.columns)
    )
    with session.cursor().copy(statement) as copy:
        for chunk in reader.chunks(f"{FOLDER}{table}"):
            copy.write(chunk)


def _set_sequence(session: Session, sequence: Sequence) -> None:
    """As it was: a number that was given once, and its row deleted, is not given again."""
    session.execute(
        "SELECT setval(pg_get_serial_sequence(quote_ident(%s), %s), greatest(%s, 1), %s)",
        (sequence.table, sequence.column, sequence.last, sequence.last > 0),
    )


def _listed(names: Any) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
