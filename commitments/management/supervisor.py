"""Run several programs as one: started together, one stream of output, stopped together.

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
from typing import TextIO

PAUSE = 0.1
# An idle worker needs up to six seconds to notice, a task in hand may take longer to finish;
# what is cut off then is done again by the sweep.
GRACE_SECONDS = 15.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have the kernel end this process when its parent is killed outright (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """The programs by name, from start to stop."""

    def __init__(self, commands: Mapping[str, Sequence[str]], out: TextIO) -> None:
        self._commands = commands
        self._out = out
        self._width = max(map(len, commands))
        self._programs: dict[str, subprocess.Popen[str]] = {}
        self._readers: list[threading.Thread] = []
        self._signals = 0

    def run(self, *, is_ready: Callable[[], bool], when_ready: Callable[[], None]) -> int:
        """Until somebody stops it (0), or until a program ends by itself (1)."""
        for number in STOP_SIGNALS:
            signal.signal(number, self._note_signal)
        try:
            self._start()
            ready = False
            while not self._signals and not self._ended():
                if not ready and is_ready():
                    when_ready()
                    ready = True
                time.sleep(PAUSE)
            for name, code in self._ended().items():
                self.write("up", f"{name} ended by itself with code {code}; stopping the others.")
            return 1 if self._ended() else 0
        finally:
            self._stop()

    def write(self, name: str, line: str) -> None:
        """One line under the name of who says it; a closed terminal is no reason to stop."""
        with suppress(OSError):
            self._out.write(f"{name:<{self._width}} | {line.rstrip()}\n")
            self._out.flush()

    def _note_signal(self, *_: object) -> None:
        self._signals += 1

    def _start(self) -> None:
        for name, command in self._commands.items():
            self._programs[name] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
                # A session of its own: Ctrl-C in the terminal reaches only the supervisor.
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        for name, program in self._programs.items():
            reader = threading.Thread(target=self._relay, args=(name, program), daemon=True)
            reader.start()
            self._readers.append(reader)

    def _relay(self, name: str, program: subprocess.Popen[str]) -> None:
        assert program.stdout is not None
        for line in program.stdout:
            self.write(name, line)

    def _ended(self) -> dict[str, int]:
        codes = {name: program.poll() for name, program in self._programs.items()}
        return {name: code for name, code in codes.items() if code is not None}

    def _stop(self) -> None:
        """Ask, wait, then insist; a second signal insists at once."""
        asked = self._signals
        self.write("up", "正在停止 … Stopping, a few seconds ...")
        for program in self._programs.values():
            program.terminate()
        patience = time.monotonic() + GRACE_SECONDS
        while (
            len(self._ended()) < len(self._programs)
            and time.monotonic() < patience
            and self._signals == asked
        ):
            time.sleep(PAUSE)
        for program in self._programs.values():
            # Also where the program itself has ended: it may have left children behind.
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
        for reader in self._readers:
            reader.join(timeout=1)
