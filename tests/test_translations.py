"""Every text of the interface has its Chinese wording, and what runs is what was translated."""

import gettext
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

CATALOG = Path("commitments/locale/zh_Hans/LC_MESSAGES/django.po")
NOT_SOURCES = shutil.ignore_patterns("__pycache__", "*.mo", "static")


def collect_messages(folder: Path) -> Path:
    """The catalog as it would be after collecting the texts of the code anew, in a copy."""
    for name in ("commitments", "tracker"):
        shutil.copytree(settings.BASE_DIR / name, folder / name, ignore=NOT_SOURCES)
    shutil.copy(settings.BASE_DIR / "manage.py", folder)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "zh_Hans", "--no-wrap"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / CATALOG


def entries(catalog: Path, kind: str) -> str:
    found = subprocess.run(
        ["msgattrib", kind, "--no-obsolete", "--no-wrap", str(catalog)],
        check=True,
        capture_output=True,
        text=True,
    )
    return found.stdout


def load(path: Path) -> dict[object, str]:
    with path.open("rb") as file:
        return vars(gettext.GNUTranslations(file))["_catalog"]


def test_no_text_is_left_in_english(tmp_path: Path) -> None:
    catalog = collect_messages(tmp_path)

    assert entries(catalog, "--untranslated") == ""
    assert entries(catalog, "--only-fuzzy") == ""


def test_the_compiled_catalog_is_the_catalog(tmp_path: Path) -> None:
    compiled = tmp_path / "django.mo"
    source = settings.BASE_DIR / CATALOG
    subprocess.run(["msgfmt", "--check", "-o", str(compiled), str(source)], check=True)

    assert load(source.with_suffix(".mo")) == load(compiled)
