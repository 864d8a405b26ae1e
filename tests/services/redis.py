"""A private Redis: own port, nothing kept, gone at the end."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.programs import Program, free_port, listens


def find_redis() -> str:
    found = shutil.which("redis-server")
    if found is None:
        raise FileNotFoundError("redis-server was not found: run `make system`.")
    return found


@contextmanager
def running(log: Path) -> Iterator[str]:
    """The address of a server that lives as long as the block."""
    port = free_port()
    server = Program.start(
        [
            *(find_redis(), "--port", str(port), "--bind", "127.0.0.1"),
            *("--save", "", "--appendonly", "no", "--dir", str(log.parent)),
        ],
        log=log,
    )
    try:
        server.wait_until(lambda: listens(port))
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.stop()
