"""Which request a line of the log belongs to: its id goes from the web server to the job."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

# What a proxy sends is written into logs and a column: nothing else passes.
ACCEPTED = re.compile(r"[A-Za-z0-9._-]{1,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The id of the request or job in hand, or nothing."""
    return _current.get()


def accepted(given: str) -> str:
    """The id that came with a request, or a new one."""
    return given if ACCEPTED.fullmatch(given) else uuid4().hex


@contextmanager
def following(request_id: str) -> Iterator[str]:
    """Work under this id until the block ends."""
    token = _current.set(request_id)
    try:
        yield request_id
    finally:
        _current.reset(token)
