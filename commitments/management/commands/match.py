"""Print what a later document says became of the targets of an earlier one, as JSON Lines."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from commitments.domain.documents import matching as handed
from commitments.domain.platform import transactions
from commitments.extraction import Outcome, Source
from commitments.extraction import read as read_text
from commitments.management.commands.extract import as_json
from commitments.management.files import FileCommand, plain
from commitments.matching import Index, Proposal, match
from commitments.matching.explain import reasons


class Command(FileCommand):
    """Reads two files and writes one line for each target of the earlier one."""

    help = "Print what a later document says of the targets of an earlier one, as JSON Lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for which in ("earlier", "later"):
            parser.add_argument(which, type=Path)
            parser.add_argument(
                f"--published-{which}", type=date.fromisoformat, metavar="YYYY-MM-DD"
            )

    def handle(self, *args: Any, **options: Any) -> None:
        earlier = self._outcome(options["earlier"], options["published_earlier"])
        later = self._outcome(options["later"], options["published_later"])
        self.print_lines(_lines(earlier, later))

    def _outcome(self, path: Path, published: date | None) -> Outcome:
        reading = self.read(path)
        transactions.require_none("Reading a text")
        given = Source(published, reading.title, None)
        return read_text(reading.text, given, reading.structure)


def _lines(earlier: Outcome, later: Outcome) -> Iterator[str]:
    proposals = match(Index(handed.tracked(earlier)), handed.paper(later))
    for key, claim in enumerate(handed.targets(earlier.claims)):
        found = [_as_json(each) for each in proposals.get(str(key), ())]
        line = {"target": as_json(claim), "proposals": found}
        yield json.dumps(line, ensure_ascii=False)


def _as_json(proposal: Proposal) -> dict[str, object]:
    return {
        "start": proposal.start,
        "end": proposal.end,
        "quote": proposal.quote,
        "value": plain(float(proposal.value)),
        "unit": proposal.unit,
        "as_of": plain(proposal.as_of),
        "tier": proposal.tier.value,
        "verdict": proposal.outcome.value,
        "reasons": reasons(proposal),
    }
