"""Print the claims of one file as JSON Lines, without a database."""

import json
import os
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from commitments.extraction import Claim, extract
from commitments.reading.errors import UnreadableFile
from commitments.reading.reader import read
from commitments.reading.values import Reading

UNREADABLE = 2


class Command(BaseCommand):
    """Reads a file and writes what it promises and reports, one claim a line."""

    help = "Print the claims of a file as JSON Lines."
    # Reading needs neither database nor settings to be in order.
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--published", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--title")
        parser.add_argument("--issuer")
        parser.add_argument(
            "--text", action="store_true", help="Print the text that the offsets point into."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        limit: int = settings.UPLOAD_LIMIT
        try:
            # A file over the limit by its own account is not even loaded.
            if path.stat().st_size > limit:
                raise UnreadableFile("too_large", limit=f"{limit / 1024**2:g}")
            reading = read(path.read_bytes(), path.name, limit=limit)
        except OSError as error:
            self._refuse(f"{path}: {error.strerror or error}")
        except UnreadableFile as error:
            self._refuse(f"{path}: {error}")
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        try:
            self._print(reading, options)
            sys.stdout.flush()
        except BrokenPipeError:
            # `extract FILE | head`: the reader of the pipe has seen enough. Python would flush
            # what is left once more at exit, and complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _print(self, reading: Reading, options: dict[str, Any]) -> None:
        if options["text"]:
            self.stdout.write(reading.text, ending="")
            return
        claims = extract(
            reading.text,
            published=options["published"],
            title=options["title"] or reading.title,
            issuer=options["issuer"],
            structure=reading.structure,
        )
        for claim in claims:
            self.stdout.write(json.dumps(as_json(claim), ensure_ascii=False))

    def _refuse(self, reason: str) -> None:
        self.stderr.write(" ".join(reason.split()))
        raise SystemExit(UNREADABLE)


def as_json(claim: Claim) -> dict[str, object]:
    """The claim with dates in ISO form, whole numbers without a fraction."""
    plain: dict[str, object] = {}
    for name, value in asdict(claim).items():
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, float) and name != "confidence" and value.is_integer():
            value = int(value)
        plain[name] = value
    return plain
