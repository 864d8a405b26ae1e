"""What the service writes is for its own account on the machine alone."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from commitments.management import privacy

ONE_OF_EACH = """
import django
django.setup()
from django.contrib.auth.models import User
from commitments.domain.documents import ingest
user = User.objects.get(is_superuser=True)
ingest.add_document("区体育局表示，到2030年底新建场地5处。".encode(), by=user, filename="来文.txt",
                    title="来文", published_on=None)
"""


def run(*command: str, data: Path) -> None:
    """A process of an installation, started by somebody with the usual open umask."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env = kept | {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    subprocess.run(
        [sys.executable, *command],
        env=env,
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
        umask=0o022,
        timeout=300,
    )


def open_to_others(folder: Path) -> list[str]:
    return [
        f"{stat.filemode(path.stat().st_mode)} {path}"
        for path in (folder, *folder.rglob("*"))
        if path.stat().st_mode & 0o077
    ]


@pytest.mark.slow
def test_everything_an_installation_writes_is_private(tmp_path):
    data = tmp_path / "data"

    run("manage.py", "prepare", data=data)
    run("-c", ONE_OF_EACH, data=data)

    names = {path.name for path in data.iterdir()}
    assert {"db.sqlite3", "secret_key", "media", "static"} <= names
    assert list((data / "media").rglob("*.txt"))
    assert open_to_others(data) == []


def test_what_an_older_version_left_open_is_closed(tmp_path):
    data = tmp_path / "data"
    upload = data / "media" / "documents" / "来文.txt"
    upload.parent.mkdir(parents=True)
    database = data / "db.sqlite3"
    companions = [database.with_name(database.name + suffix) for suffix in ("-wal", "-shm")]
    for path in (upload, database, *companions, data / "secret_key"):
        path.touch()
    for path in (data, *data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)

    privacy.close(data, database)

    assert open_to_others(data) == []
    assert stat.S_IMODE(upload.stat().st_mode) == 0o600
    assert stat.S_IMODE(upload.parent.stat().st_mode) == 0o700


def test_a_database_elsewhere_is_closed_too(tmp_path):
    data, database = tmp_path / "data", tmp_path / "elsewhere.sqlite3"
    data.mkdir(mode=0o700)
    database.touch()
    database.chmod(0o644)

    privacy.close(data, database)

    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_what_is_not_ours_in_the_folder_stays_as_it_is(tmp_path):
    program = tmp_path / "program"
    program.touch()
    program.chmod(0o755)
    tmp_path.chmod(0o755)

    privacy.close(tmp_path, None)

    assert stat.S_IMODE(program.stat().st_mode) == 0o755
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
