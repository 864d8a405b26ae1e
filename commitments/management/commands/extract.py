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
from django.core.management.base import BaseCommand, CommandError

from commitments.domain.platform import transactions
from commitments.extraction import Claim, pipeline
from commitments.extraction.account import account
from commitments.extraction.explain import explain
from commitments.extraction.spans import Source
from commitments.reading import isolated
from commitments.reading.errors import UnreadableFile
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

        parser.add_argument(
            "--explain",
            nargs="?",
            const="",
            metavar="START:END",
            help="Print what every rule proposed, what stands, what lost and why.",
        )
        parser.add_argument(
            "--account",
            action="store_true",
            help="Print what became of every number and of every promised clause.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        transactions.require_none("Reading a file")
        path: Path = options["file"]
        limit: int = settings.UPLOAD_LIMIT
        try:
            # A file over the limit by its own account is not even loaded.
            if path.stat().st_size > limit:
                raise UnreadableFile("too_large", limit=f"{limit / 1024**2:g}")
            reading = isolated.read(path.read_bytes(), path.name, limit=limit)
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
        transactions.require_none("Reading a text")
        given = Source(options["published"], options["title"] or reading.title, options["issuer"])
        outcome = pipeline.read(reading.text, given, reading.structure)
        if options["explain"] is not None:
            for line in explain(outcome, *_stretch(options["explain"])):
                self.stdout.write(line)
        elif options["account"]:
            for entry in account(outcome):
                self.stdout.write(json.dumps(asdict(entry), ensure_ascii=False))
        else:
            for claim in outcome.claims:
                self.stdout.write(json.dumps(as_json(claim), ensure_ascii=False))

    def _refuse(self, reason: str) -> None:
        self.stderr.write(" ".join(reason.split()))
        raise SystemExit(UNREADABLE)


def _stretch(named: str) -> tuple[int, int | None]:
    """START:END as offsets; nothing means the whole text."""
    start, _, end = named.partition(":")
    try:
        return int(start or 0), int(end) if end else None
    except ValueError:
        raise CommandError(f"--explain takes START:END, not {named!r}") from None


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
