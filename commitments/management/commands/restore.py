"""Restore a backup into an empty installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils.translation import gettext as _

from commitments.domain.backups import restoring
from commitments.domain.platform.errors import DomainError
from commitments.management import refusals


class Command(BaseCommand):
    help = "Restore a backup into an empty database and an empty storage; nothing is overwritten."
    # There is nothing to check before there is a database.
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restored = restoring.restore(options["file"].absolute())
        except (DomainError, DatabaseError) as error:
            refusals.refuse(self, error)
        manifest = restored.manifest
        said = {
            "rows": manifest.rows,
            "tables": len(manifest.tables),
            "files": len(manifest.files),
            "made": manifest.made_at,
            "program": manifest.program,
        }
        self.stdout.write(
            _(
                "Restored and checked: %(rows)s rows of %(tables)s tables and %(files)s files, "
                "as of %(made)s, program version %(program)s."
            )
            % said
        )
        if restored.key_written:
            self.stdout.write(_("The secret key was restored too."))
        elif restored.key_fits:
            self.stdout.write(_("SECRET_KEY is already the key of the backup."))
        else:
            self.stderr.write(
                _(
                    "SECRET_KEY is not the key of the backup: everybody must sign in again. "
                    "To keep sessions, set it to the text in the file's member secret_key."
                )
            )
        for name in manifest.missing:
            self.stderr.write(_("The backup did not have this file: %s") % name)
        self.stdout.write(_("Start it with: manage.py up"))
