"""Load the documents in seeds/ that are not yet known."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.domain import seeds
from commitments.domain.platform.errors import DomainError


class Command(BaseCommand):
    help = "Load the source documents of a folder with a manifest; again adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.SEEDS_DIR)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = seeds.load(options["folder"])
        except (DomainError, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(
            f"{loaded.documents} documents, {loaded.candidates} candidates, "
            f"{loaded.commitments} commitments added."
        )
