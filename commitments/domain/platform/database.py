"""What an error of the database says: that it is away, that nothing was stored, or neither."""

import sqlite3

from django.db import InterfaceError, OperationalError

# How many seconds somebody who met a database that is away should wait.
RETRY_AFTER = 30
# PostgreSQL's class of refusals that a second try meets again: too many columns, too long a key.
LIMIT_EXCEEDED = "54"
# Who could not have a lock, or could not open the file, has stored nothing.
NOTHING_STORED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN}
ROLLED_BACK, LOCK_NOT_AVAILABLE = "40", "55"


def is_away(error: BaseException | None) -> bool:
    """Whether the database, or its lock, cannot be had now, so that trying later may help.

    Drivers report some wrong statements by the same classes; those are faults of the program.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return isinstance(error, OperationalError) and _code(cause) != sqlite3.SQLITE_ERROR
    return _class(cause) != LIMIT_EXCEEDED


def may_have_stored(error: BaseException) -> bool:
    """Whether a transaction that ended with this error may be stored all the same.

    A connection that broke at COMMIT does not say. Every other error is raised before it.
    """
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error) and _code(cause) in NOTHING_STORED:
        return False
    return is_away(error) and _class(cause) not in (ROLLED_BACK, LOCK_NOT_AVAILABLE)


def _code(cause: sqlite3.Error) -> int:
    """The primary result code; SQLite adds details in higher bits."""
    return int(getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def _class(cause: BaseException | None) -> str:
    """The class of PostgreSQL's error code."""
    return (getattr(cause, "sqlstate", None) or "")[:2]
