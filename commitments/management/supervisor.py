"""Run several programs as one: started together, restarted when they die, stopped together.

A signal goes to the programs themselves, never to their process groups: a Celery worker whose
pool processes are killed under it cannot finish the task in hand, and hangs.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from commitments.management import logfile
from commitments.management.logfile import LogFile

POLL = 0.1
# An idle worker needs up to six seconds to notice, a task in hand may take longer to finish;
# what is cut off then is done again by the sweep.
GRACE_SECONDS = 15.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1

# A program that has run for this long was able to live: its next death counts as the first.
STEADY_SECONDS = 60.0
MOST_DEATHS = 6
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0


def die_with_parent() -> None:
    """Have the kernel end this process when its parent is killed outright (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Part:
    """One program of the service, through all of its lives."""

    def __init__(self, name: str, command: Sequence[str], folder: Path | None) -> None:
        self.name = name
        self.deaths = 0  # in a row, without a steady life between
        self._command = command
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self._started = self._due = 0.0

    def start(self, write: Callable[[str, str], None]) -> None:
        self._started = time.monotonic()
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            cwd=self._folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            # A session of its own: Ctrl-C in the terminal reaches only the supervisor.
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        self._process = process

        def relay() -> None:
            assert process.stdout is not None
            for line in process.stdout:
                write(self.name, line)

        self._reader = threading.Thread(target=relay, daemon=True)
        self._reader.start()

    @property
    def lives(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def is_due(self) -> bool:
        """Whether the pause after its death is over."""
        return self._process is None and time.monotonic() >= self._due

    def bury(self) -> int | None:
        """The exit code of a program that has just died; None otherwise."""
        if self._process is None or self._process.poll() is None:
            return None
        code = self._process.returncode
        self.deaths = 1 if time.monotonic() - self._started >= STEADY_SECONDS else self.deaths + 1
        self.kill()
        return code

    def pause(self, first: float) -> float:
        """Put the next start off, for longer after each death; return for how long."""
        seconds = float(min(first * 2 ** (self.deaths - 1), LONGEST_PAUSE))
        self._due = time.monotonic() + seconds
        return seconds

    def terminate(self) -> None:
        if self._process is not None:
            self._process.terminate()

    def kill(self) -> None:
        """End what is left of it; a program that has ended may have left children behind."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._reader.join(timeout=1)
        self._process = None


class Supervisor:
    """The programs by name, from start to stop."""

    def __init__(
        self,
        commands: Mapping[str, Sequence[str]],
        out: TextIO,
        *,
        folder: Path | None = None,
        first_pause: float = FIRST_PAUSE,
        form: Callable[[str, str, int], str] = logfile.as_text,
        log: LogFile | None = None,
    ) -> None:
        self._parts = [Part(name, command, folder) for name, command in commands.items()]
        self._out = out
        self._form, self._log = form, log
        self._width = max(map(len, commands))
        self._first_pause = first_pause
        self._signals = 0

    def run(self, *, is_ready: Callable[[], bool], when_ready: Callable[[], bool]) -> int:
        """Until somebody stops it (0), or until a program cannot live (1).

        `when_ready` is asked again while it answers False.
        """
        for number in STOP_SIGNALS:
            signal.signal(number, self._note_signal)
        try:
            ready = False
            while not self._signals:
                if not all(map(self._keep_alive, self._parts)):
                    return 1
                ready = ready or (is_ready() and when_ready())
                time.sleep(POLL)
            return 0
        finally:
            self._stop()

    def write(self, name: str, line: str) -> None:
        """One line of who says it, also in the log; a closed terminal is no reason to stop."""
        said = self._form(name, line, self._width)
        if self._log is not None:
            self._log.write(said)
        with suppress(OSError):
            self._out.write(f"{said}\n")
            self._out.flush()

    def _note_signal(self, *_: object) -> None:
        self._signals += 1

    def _keep_alive(self, part: Part) -> bool:
        """Start a program, or start it again after a pause; False when it cannot live."""
        if part.is_due:
            part.start(self.write)
            return True
        code = part.bury()
        if code is None:
            return True
        if part.deaths >= MOST_DEATHS:
            self.write(
                "up",
                f"{part.name} 连续 {part.deaths} 次启动失败 cannot live: it ended {part.deaths} "
                f"times in a row, last with code {code}; its lines above say why.",
            )
            return False
        seconds = part.pause(self._first_pause)
        self.write("up", f"{part.name} ended with code {code}; it starts again in {seconds:g} s.")
        return True

    def _stop(self) -> None:
        """Ask, wait, then insist; a second signal insists at once."""
        asked = self._signals
        self.write("up", "正在停止 … Stopping, a few seconds ...")
        for part in self._parts:
            part.terminate()
        patience = time.monotonic() + GRACE_SECONDS
        while (
            any(part.lives for part in self._parts)
            and time.monotonic() < patience
            and self._signals == asked
        ):
            time.sleep(POLL)
        for part in self._parts:
            part.kill()
