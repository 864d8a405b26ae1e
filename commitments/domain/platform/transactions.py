"""Transactions are short: what takes long is done before one is opened."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db import connection

Portion = TypeVar("Portion")
# SQLite has no queue for its write lock: whoever waits looks again every tenth of a second, and
# beside a job that writes without a pause hardly ever finds it free.
LEFT_FREE_SECONDS = 0.12


def require_none(work: str) -> None:
    """Raise where a transaction is open: `work` would hold its locks for as long as it takes."""
    blocks = connection.atomic_blocks
    # The transaction around a test is not the program's.
    if blocks and not getattr(blocks[-1], "_from_testcase", False):
        raise RuntimeError(f"{work} takes long and must not run inside a transaction.")


def giving_way(portions: Iterable[Portion]) -> Iterator[Portion]:
    """The portions of a long job, each written in a transaction of its own.

    Between two of them the write lock stays free for long enough that others get it.
    """
    for number, portion in enumerate(portions):
        if number and connection.vendor == "sqlite" and not connection.in_atomic_block:
            time.sleep(LEFT_FREE_SECONDS)
        yield portion
