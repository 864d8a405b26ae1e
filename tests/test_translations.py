"""Every text of the interface has its Chinese wording, and what runs is what was translated."""

import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from commitments import choices, reading
from commitments.models import Counter

CHINESE = re.compile(r"[\u4e00-\u9fff]")
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


@pytest.mark.parametrize("code", sorted(reading.MESSAGES))
def test_every_reader_error_has_chinese(code):
    with translation.override("zh-hans"):
        assert CHINESE.search(translation.gettext(reading.MESSAGES[code]))


def test_every_table_field_and_choice_has_chinese():
    with translation.override("zh-hans"):
        for model in apps.get_app_config("commitments").get_models():
            if model._meta.model_name.startswith("historical") or model is Counter:
                continue
            for field in model._meta.concrete_fields:
                if field.editable and not field.primary_key and field.name != "sha256":
                    assert CHINESE.search(str(field.verbose_name)), f"{model.__name__}.{field}"
        for name in dir(choices):
            labels = getattr(getattr(choices, name), "labels", [])
            assert all(CHINESE.search(str(label)) for label in labels), name


def test_english_is_the_language_of_the_source():
    with translation.override("en"):
        assert translation.gettext("Candidates") == "Candidates"
        assert str(choices.Progress.BEHIND.label) == "Behind schedule"
