"""An empty database with every migration applied: made once, copied from then on.

Applying all migrations takes many times as long as any test; the copy is thrown away when a
migration or a package changes.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    *("django", "django-celery-beat", "django-simple-history", "djangorestframework"),
    *("django-axes", "django-otp", "django-allauth"),
)


def copy_to(place: Path, *, cache: Path) -> None:
    """Put a migrated database at a place, instead of any that is there."""
    for leftover in place.parent.glob(f"{place.name}*"):
        leftover.unlink()
    shutil.copyfile(_made(cache), place)


def fill(*, cache: Path) -> None:
    """Give the empty database that Django works on all its tables."""
    from django.core.management import call_command
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.close()
        copy_to(Path(name), cache=cache)
    elif "TEST_DATABASE_URL" in os.environ:
        call_command("migrate", verbosity=0)
    else:
        connection.close()
        server = os.environ["DATABASE_URL"]
        template = template_on(server, cache=cache)
        with psycopg.connect(server, autocommit=True) as session:
            session.execute(f"DROP DATABASE {name}")
            session.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def template_on(server: str, *, cache: Path) -> str:
    """The name of a migrated database on a PostgreSQL server, for others to be copied from."""
    name = f"migrated_{_fingerprint()}"
    with _alone(cache), psycopg.connect(server, autocommit=True) as session:
        known = session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            fresh = f"{name}_fresh"
            session.execute(f"DROP DATABASE IF EXISTS {fresh}")
            session.execute(f"CREATE DATABASE {fresh}")
            with tempfile.TemporaryDirectory() as folder:
                _migrate(f"{server.rpartition('/')[0]}/{fresh}", Path(folder))
            session.execute(f"ALTER DATABASE {fresh} RENAME TO {name}")
    return name


def _made(cache: Path) -> Path:
    made = cache / f"{_fingerprint()}.sqlite3"
    with _alone(cache):
        if not made.exists():
            with tempfile.TemporaryDirectory(dir=cache) as folder:
                fresh = Path(folder) / "db.sqlite3"
                _migrate(f"sqlite:///{fresh}", Path(folder))
                fresh.replace(made)
    return made


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Processes that share the work wait here for the first one, instead of doing the same."""
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(database: str, folder: Path) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"],
        check=True,
        env=os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": database},
    )


def _fingerprint() -> str:
    found = hashlib.sha256()
    for package in PACKAGES:
        found.update(f"{package} {metadata.version(package)}\n".encode())
    for path in sorted((ROOT / "commitments" / "migrations").glob("*.py")):
        found.update(path.read_bytes())
    for path in (ROOT / "tracker" / "settings.py", ROOT / "requirements.txt"):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
