"""Keep the data folder for the account that runs the service, on an installation of any age.

New files are private from the start (the umask in the settings); this closes what older versions
left open to every user of the machine.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

FOLDER, FILE = 0o700, 0o600
# Of SQLite, beside the database itself.
COMPANIONS = ("", "-wal", "-shm", "-journal")
# What the service keeps in its folder; other things there are none of its business.
OURS = ("media", "static", "broker", "secret_key")


def close(data_dir: Path, database: Path | None) -> None:
    """Take all rights from others; walks the folder only while that itself is open to them."""
    if not _is_private(data_dir):
        for name in OURS:
            for path in _below(data_dir / name):
                path.chmod(FOLDER if path.is_dir() else FILE)
        data_dir.chmod(FOLDER)
    for path in _database_files(database):
        if not _is_private(path):
            path.chmod(FILE)


def database() -> Path | None:
    """The file of the embedded database, which need not be in the data folder."""
    config = settings.DATABASES["default"]
    is_file = config["ENGINE"] == "django.db.backends.sqlite3"
    return Path(str(config["NAME"])) if is_file else None


def _is_private(path: Path) -> bool:
    return not path.stat().st_mode & 0o077


def _below(path: Path) -> Iterator[Path]:
    if path.exists() and not path.is_symlink():
        yield path
        yield from (inner for inner in path.rglob("*") if not inner.is_symlink())


def _database_files(database: Path | None) -> Iterator[Path]:
    if database is not None:
        beside = (database.with_name(database.name + suffix) for suffix in COMPANIONS)
        yield from (path for path in beside if path.exists())
