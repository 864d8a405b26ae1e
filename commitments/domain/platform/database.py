"""Whether an error says that the database is away, rather than that a statement is wrong."""

import sqlite3

from django.db import InterfaceError, OperationalError

# How many seconds somebody who met a database that is away should wait.
RETRY_AFTER = 30
# PostgreSQL's class of refusals that a second try meets again: too many columns, too long a key.
LIMIT_EXCEEDED = "54"


def is_away(error: BaseException | None) -> bool:
    """Whether the database, or its lock, cannot be had now, so that trying later may help.

    Drivers report some wrong statements by the same classes; those are faults of the program.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return isinstance(error, OperationalError) and code != sqlite3.SQLITE_ERROR
    return not str(getattr(cause, "sqlstate", "")).startswith(LIMIT_EXCEEDED)
