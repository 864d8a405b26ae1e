"""An empty SQLite database with every migration applied: made once, copied from then on.

Applying all migrations takes many times as long as any test; the copy is thrown away when a
migration or a package changes.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

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


def _made(cache: Path) -> Path:
    made = cache / f"{_fingerprint()}.sqlite3"
    if not made.exists():
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            fresh = Path(folder) / "db.sqlite3"
            surroundings = os.environ | {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{fresh}"}
            subprocess.run(
                [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"],
                check=True,
                env=surroundings,
            )
            # Two processes may make it at once: the later one replaces the same by the same.
            fresh.replace(made)
    return made


def _fingerprint() -> str:
    found = hashlib.sha256()
    for package in PACKAGES:
        found.update(f"{package} {metadata.version(package)}\n".encode())
    for path in sorted((ROOT / "commitments" / "migrations").glob("*.py")):
        found.update(path.read_bytes())
    for path in (ROOT / "tracker" / "settings.py", ROOT / "requirements.txt"):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
