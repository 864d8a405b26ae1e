"""Print the claims of one file as JSON Lines, without a database."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from commitments.domain.platform import transactions
from commitments.extraction import Claim, pipeline
from commitments.extraction.account import account
from commitments.extraction.explain import explain
from commitments.extraction.spans import Source
from commitments.management.files import FileCommand, plain
from commitments.reading.values import Reading


class Command(FileCommand):
    """Reads a file and writes what it promises and reports, one claim a line."""

    help = "Print the claims of a file as JSON Lines."

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
        reading = self.read(options["file"])
        if options["text"]:
            self.print_lines([reading.text], ending="")
        else:
            self.print_lines(_lines(reading, options))


def _lines(reading: Reading, options: dict[str, Any]) -> Iterator[str]:
    transactions.require_none("Reading a text")
    given = Source(options["published"], options["title"] or reading.title, options["issuer"])
    outcome = pipeline.read(reading.text, given, reading.structure)
    if options["explain"] is not None:
        yield from explain(outcome, *_stretch(options["explain"]))
    elif options["account"]:
        for entry in account(outcome):
            yield json.dumps(asdict(entry), ensure_ascii=False)
    else:
        for claim in outcome.claims:
            yield json.dumps(as_json(claim), ensure_ascii=False)


def _stretch(named: str) -> tuple[int, int | None]:
    """START:END as offsets; nothing means the whole text."""
    start, _, end = named.partition(":")
    try:
        return int(start or 0), int(end) if end else None
    except ValueError:
        raise CommandError(f"--explain takes START:END, not {named!r}") from None


def as_json(claim: Claim) -> dict[str, object]:
    """The claim with dates in ISO form, whole numbers without a fraction."""
    return {
        name: value if name == "confidence" else plain(value)
        for name, value in asdict(claim).items()
    }
