"""Commands that read files and print JSON Lines: one clear line where a file cannot be read."""

import os
import sys
from collections.abc import Iterable
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from commitments.domain.platform import transactions
from commitments.reading import isolated
from commitments.reading.errors import UnreadableFile
from commitments.reading.values import Reading

UNREADABLE = 2


class FileCommand(BaseCommand):
    """Reading needs neither database nor settings to be in order."""

    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def read(self, path: Path) -> Reading:
        transactions.require_none("Reading a file")
        limit: int = settings.UPLOAD_LIMIT
        try:
            # A file over the limit by its own account is not even loaded.
            if path.stat().st_size > limit:
                raise UnreadableFile("too_large", limit=f"{limit / 1024**2:g}")
            return isolated.read(path.read_bytes(), path.name, limit=limit)
        except OSError as error:
            self._refuse(f"{path}: {error.strerror or error}")
        except UnreadableFile as error:
            self._refuse(f"{path}: {error}")

    def _refuse(self, reason: str) -> NoReturn:
        self.stderr.write(" ".join(reason.split()))
        raise SystemExit(UNREADABLE)

    def print_lines(self, lines: Iterable[str], *, ending: str = "\n") -> None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        try:
            for line in lines:
                self.stdout.write(line, ending=ending)
            sys.stdout.flush()
        except BrokenPipeError:
            # `extract FILE | head`: the reader of the pipe has seen enough. Python would flush
            # what is left once more at exit, and complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def plain(value: object) -> object:
    """Dates in ISO form, whole numbers without a fraction."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
