"""A database that is away, or whose lock is taken, for the tests of what is said then."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tests.services.programs import free_port

IMPATIENT = {"sqlite": "PRAGMA busy_timeout = 50", "postgresql": "SET lock_timeout = 50"}
WRITTEN = ("django_session", "axes_accessattempt", "commitments_document", "commitments_evidence")


@contextmanager
def database_away() -> Iterator[None]:
    """Nothing is where the settings say that the database is."""
    known = dict(connection.settings_dict)
    connection.close()
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = "/nowhere/db.sqlite3"
    else:
        connection.settings_dict["PORT"] = str(free_port())
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(known)


@contextmanager
def write_lock_taken() -> Iterator[None]:
    """Another process is in the middle of a write, for longer than anybody waits."""
    other = connection.copy()
    with connection.cursor() as cursor:
        cursor.execute(IMPATIENT[connection.vendor])
    try:
        with other.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("BEGIN IMMEDIATE")
            else:
                cursor.execute("BEGIN")
                cursor.execute(f"LOCK TABLE {', '.join(WRITTEN)} IN ACCESS EXCLUSIVE MODE")
        yield
    finally:
        other.close()
        connection.close()
