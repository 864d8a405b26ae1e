"""Read a file in a child process with limits of time and memory.

The libraries behind the formats have no limits of their own, and those in C end the process that
asked too much of them. In a child that costs one clear error: the caller lives on.

    reading = isolated.read(data, "计划.doc", limits=Limits(seconds=60, megabytes=1024))
"""

import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Final

from commitments.reading import reader
from commitments.reading.detect import content
from commitments.reading.errors import UnreadableFile
from commitments.reading.orphans import end_with_parent
from commitments.reading.values import Enclosure, Reading

ROOT: Final = str(Path(__file__).resolve().parents[2])
MODULE: Final = "commitments.reading.isolated"
# The child sees no secret of its parent's.
PASSED_ON: Final = ("PATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV", "SYSTEMROOT")
PLAIN_ENDINGS: Final = ("", ".txt", ".text")
MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take; memory is the address space of the child.

    Recognising a scan takes some seconds a page and 1.5 GB.
    """

    seconds: int = 600
    megabytes: int = 3072


DEFAULTS: Final = Limits()


def read(
    data: bytes, filename: str = "", *, limit: int = reader.DEFAULT_LIMIT, limits: Limits = DEFAULTS
) -> Reading:
    """What `reading.read` gives, read in a child process; or `UnreadableFile`.

    Plain text is read at once: there is nothing in it that could do harm.
    """
    if content(data) is None and PurePath(filename).suffix.lower() in PLAIN_ENDINGS:
        return reader.read(data, filename, limit=limit)
    options = {"filename": filename, "limit": limit}
    return Reading.of_json(call(f"{MODULE}:_read", data, options, limits))


def read_many(
    data: bytes, filename: str = "", *, limit: int = reader.DEFAULT_LIMIT, limits: Limits = DEFAULTS
) -> list[Enclosure]:
    """What `reading.read_many` gives, read in a child process; or `UnreadableFile`."""
    options = {"filename": filename, "limit": limit}
    found = call(f"{MODULE}:_read_many", data, options, limits)
    return [Enclosure.of_json(stored) for stored in found]


def unpack(
    data: bytes, *, limit: int = reader.DEFAULT_LIMIT, limits: Limits = DEFAULTS
) -> list[Enclosure]:
    """What `mail.unpack` gives of a letter, unpacked in a child process; or `UnreadableFile`."""
    found = call(f"{MODULE}:_unpack", data, {"limit": limit}, limits)
    return [Enclosure.of_json(stored) for stored in found]


def call(task: str, data: bytes, options: dict[str, Any], limits: Limits = DEFAULTS) -> Any:
    """The JSON value of a function, named `module:function`, of the bytes and the options."""
    # What a killed child leaves lying about goes with the folder.
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        child = subprocess.Popen(
            [sys.executable, "-m", MODULE, task, str(limits.seconds), str(limits.megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment | {"PYTHONPATH": ROOT, "TMPDIR": folder, "MALLOC_ARENA_MAX": "2"},
            start_new_session=True,
        )
        try:
            sent = json.dumps(options).encode() + b"\n" + data
            answer, _ = child.communicate(sent, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise UnreadableFile("took_too_long", seconds=str(limits.seconds)) from None
        finally:
            _end(child)
    return _result(child.returncode, answer, limits)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child and all that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def _result(code: int, answer: bytes, limits: Limits) -> Any:
    if code == -signal.SIGXCPU:
        raise UnreadableFile("took_too_long", seconds=str(limits.seconds))
    if code == -signal.SIGKILL:
        # The system takes the largest process when memory runs out.
        raise UnreadableFile("needs_memory", limit=str(limits.megabytes))
    try:
        found = json.loads(answer) if code == 0 else None
    except ValueError:
        found = None
    match found:
        case {"result": result}:
            return result
        case {"error": "needs_memory"}:
            raise UnreadableFile("needs_memory", limit=str(limits.megabytes))
        case {"error": error, "details": details}:
            raise UnreadableFile(error, **details)
    raise UnreadableFile("crashed")


def _read(data: bytes, filename: str, limit: int) -> Any:
    return reader.read(data, filename, limit=limit).as_json()


def _read_many(data: bytes, filename: str, limit: int) -> Any:
    from commitments.reading.mail import read_many

    return [document.as_json() for document in read_many(data, filename, limit=limit)]


def _unpack(data: bytes, limit: int) -> Any:
    from commitments.reading.mail import unpack

    return [part.as_json() for part in unpack(data, limit=limit)]


def _serve(task: str, seconds: int, megabytes: int, source: BinaryIO) -> dict[str, Any]:
    """The child's side: take the limits on, do the task, and say what came of it."""
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, megabytes * MEGABYTE)
    try:
        module, _, function = task.partition(":")
        perform = getattr(importlib.import_module(module), function)
        options = json.loads(source.readline())
        return {"result": perform(source.read(), **options)}
    except UnreadableFile as error:
        return {"error": error.code, "details": error.details}
    except MemoryError:
        return {"error": "needs_memory"}


def _limit(kind: int, value: int) -> None:
    """Only the soft limit: an office program that is started may raise its own again."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard < 0 else min(value, hard), hard))


def main() -> None:
    task, seconds, megabytes = sys.argv[1:]
    end_with_parent()
    # What a library prints must not stand in the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    found = json.dumps(_serve(task, int(seconds), int(megabytes), sys.stdin.buffer))
    answer.write(found.encode())
    answer.close()


if __name__ == "__main__":
    main()
