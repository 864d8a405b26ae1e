"""Log lines as text or JSON, with the id of the request, without secrets and personal text."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from commitments.domain.platform import tracing
from commitments.domain.platform.scrubbing import scrub


class Text(logging.Formatter):
    """One line: time, level, where, what, and the id of the request where there is one."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        request_id = tracing.current()
        return scrub(super().format(record)) + (f" request={request_id}" if request_id else "")


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, str] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(record.getMessage()),
        }
        if request_id := tracing.current():
            line["request_id"] = request_id
        if record.exc_info:
            line["error"] = scrub(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


FORMATS = {"text": "tracker.logs.Text", "json": "tracker.logs.Json"}


def configuration(*, form: str, level: str) -> dict[str, Any]:
    """The value of Django's LOGGING."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": FORMATS[form]}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        # The access line says the same of every request.
        "loggers": {"django.server": {"handlers": [], "propagate": True}},
    }
