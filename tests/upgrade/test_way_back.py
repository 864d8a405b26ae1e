"""Back up a former version, upgrade it, and go back by restoring: every row as it was."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from commitments.models import Commitment
from tests.domain.backups.installations import empty_installation, files
from tests.upgrade import databases

pytestmark = [pytest.mark.database, pytest.mark.slow]


@pytest.fixture(autouse=True)
def database(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.mark.parametrize("kept", databases.KEPT, ids=lambda kept: kept.name)
def test_the_way_back_leads_to_every_row_and_file_of_the_former_version(
    kept: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "before-upgrade.zip"
    media = tmp_path / "media"
    shutil.copytree(kept / "media", media)

    with override_settings(MEDIA_ROOT=str(media)), databases.restored(kept):
        before = databases.read_tables()
        # The new program backs up the old tables.
        call_command("backup", backup)
        call_command("migrate", interactive=False, verbosity=0)
        upgraded = databases.read_tables()
    assert upgraded.keys() != before.keys()

    with empty_installation(tmp_path / "back") as restored:
        call_command("restore", backup)
        assert databases.read_tables() == before
        assert files(restored) == _of_this_database(files(media), kept)

        # And forward again: the restored database migrates like the first one.
        call_command("migrate", interactive=False, verbosity=0)
        assert databases.read_tables().keys() == upgraded.keys()
        assert Commitment.objects.exists()


def _of_this_database(stored: dict[str, str], kept: Path) -> dict[str, str]:
    """The kept folder holds the files of both dumps, the one of SQLite and that of PostgreSQL."""
    dump = gzip.decompress((kept / f"{connection.vendor}.sql.gz").read_bytes()).decode()
    return {name: sha256 for name, sha256 in stored.items() if name in dump}
