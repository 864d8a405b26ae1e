"""Start a program for a test, wait until it is up, and stop it whatever happens."""

import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from commitments.management.supervisor import die_with_parent

POLL = 0.05


class DidNotStart(Exception):
    """The program ended, or was not up in time; carries what it printed."""


@dataclass(slots=True)
class Program:
    """A running program and the file that holds its output."""

    process: subprocess.Popen[bytes]
    log: Path

    @classmethod
    def start(
        cls,
        command: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        user: int | None = None,
        folder: Path | None = None,
    ) -> "Program":
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=env,
                user=user,
                cwd=folder,
                start_new_session=True,
                # A test run that is killed outright must leave nothing behind.
                preexec_fn=die_with_parent,
            )
        return cls(process, log)

    def wait_until(self, is_up: Callable[[], bool], *, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not is_up():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise DidNotStart(f"{self.process.args!r}:\n{self.output()}")
            time.sleep(POLL)

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self, *, seconds: float = 20) -> int:
        """Ask it to end, insist after a while; the exit code."""
        self.process.terminate()
        try:
            return self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
