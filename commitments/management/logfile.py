"""The log under `manage.py up`: what all parts say, in files that are rotated by size."""

import json
import logging
import os
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from commitments.domain.platform.scrubbing import scrub


class _Files(RotatingFileHandler):
    """Readable by their owner alone. A full disk must not stop the service."""

    def _open(self) -> TextIOWrapper:
        number = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(number, "a", encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        return


class LogFile:
    """`tracker.log` and so many older ones of the same size."""

    def __init__(self, folder: Path, *, most_bytes: int, files: int) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._files = _Files(
            folder / "tracker.log", maxBytes=most_bytes, backupCount=files - 1, encoding="utf-8"
        )

    def write(self, line: str) -> None:
        self._files.handle(logging.makeLogRecord({"msg": line}))


def as_text(name: str, line: str, width: int) -> str:
    """A line under the name of who says it."""
    return f"{name:<{width}} | {line.rstrip()}"


def as_json(name: str, line: str, _width: int) -> str:
    """The same as one JSON object, whether the program spoke JSON or not."""
    text = line.rstrip()
    try:
        said = json.loads(text) if text.startswith('{"') else None
    except ValueError:
        said = None
    if not isinstance(said, dict):
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        said = {"time": now, "level": "INFO", "message": scrub(text)}
    return json.dumps({"service": name} | said, ensure_ascii=False)


FORMATS = {"text": as_text, "json": as_json}
