"""Transactions are short: what takes long is done before one is opened."""

from django.db import connection


def require_none(work: str) -> None:
    """Raise where a transaction is open: `work` would hold its locks for as long as it takes."""
    blocks = connection.atomic_blocks
    # The transaction around a test is not the program's.
    if blocks and not getattr(blocks[-1], "_from_testcase", False):
        raise RuntimeError(f"{work} takes long and must not run inside a transaction.")
