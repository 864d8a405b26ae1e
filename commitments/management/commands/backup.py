"""Back up the whole installation into one file, while everything runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils.translation import gettext as _

from commitments.domain.backups import taking
from commitments.domain.platform.errors import DomainError
from commitments.management import refusals


class Command(BaseCommand):
    help = "Write database, uploads and secret key into one file; or check such a file."
    # Also just before an upgrade, when the new program meets the old schema.
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--check", action="store_true", help="Read a backup and check every byte of it."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].absolute()
        try:
            taken = taking.check(path) if options["check"] else taking.take(path)
        except (DomainError, DatabaseError) as error:
            refusals.refuse(self, error)
        said = {
            "path": path,
            "size": f"{taken.size / 1024**2:.1f}",
            "rows": taken.manifest.rows,
            "tables": len(taken.manifest.tables),
            "files": len(taken.manifest.files),
            "made": taken.manifest.made_at,
            "program": taken.manifest.program,
        }
        sentence = (
            _(
                "%(path)s is a whole backup of %(made)s, program version %(program)s: "
                "%(rows)s rows of %(tables)s tables, %(files)s files, %(size)s MB."
            )
            if options["check"]
            else _(
                "Backed up and checked: %(rows)s rows of %(tables)s tables, %(files)s files, "
                "secret key. %(path)s, %(size)s MB. Keep it as secret as the installation."
            )
        )
        self.stdout.write(sentence % said)
        for name in taken.manifest.missing:
            self.stderr.write(_("Missing from the storage, so not backed up: %s") % name)
