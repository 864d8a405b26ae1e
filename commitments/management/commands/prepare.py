"""`manage.py prepare`: everything that must be done once before the services start."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from commitments.management import first_start, preflight


class Command(BaseCommand):
    """For set-ups where web server, worker and scheduler are started one by one."""

    help = "Migrate, collect static files, load the seed and make the administrator."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            preflight.check_data_folder(settings.DATA_DIR)
            preflight.check_directory()
            preflight.wait_for_database(sys.stdout)
            preflight.check_broker(settings.CELERY_BROKER_URL)
            preflight.check_store()
            first_start.prepare(sys.stdout)
        except preflight.Unready as problem:
            sys.stderr.write(f"{problem}\n")
            raise SystemExit(2) from None
        administrator = first_start.ensure_administrator()
        sys.stdout.write("\n".join([*first_start.sign_in_lines(administrator), ""]))
