"""Issue a status report (通报) and write its files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments import rendering
from commitments.domain.platform import audit
from commitments.domain.platform.errors import DomainError
from commitments.domain.reporting import issued_files, status_reports


class Command(BaseCommand):
    help = "Issue the numbered status report of a period: 2026, 2026-H1, 2026-Q1 or 2026-03."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--period", required=True)
        parser.add_argument(
            "--output", type=Path, default=Path(), help="Folder for the files; default: here."
        )
        parser.add_argument(
            "--format", choices=sorted(rendering.FORMATS), action="append", dest="formats"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["output"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.", returncode=2)
        try:
            issued = status_reports.issue(options["period"], by=audit.system_user())
            files = [
                issued_files.read(issued, format)
                for format in options["formats"] or rendering.FORMATS
            ]
            for file in files:
                (folder / file.name).write_bytes(file.content)
                self.stdout.write(str(folder / file.name))
        except (DomainError, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
