"""A second, empty installation beside the one under test, and what both hold."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from tests.upgrade import databases


@contextmanager
def empty_installation(folder: Path) -> Iterator[Path]:
    """Let the program work on an empty database, storage and data folder."""
    folder.mkdir()
    key = folder / "secret_key"
    key.write_text(settings.SECRET_KEY, encoding="utf-8")
    media = folder / "media"
    with override_settings(DATA_DIR=folder, MEDIA_ROOT=str(media)), databases.empty():
        yield media


def files(media: Path) -> dict[str, str]:
    """The SHA-256 of each stored file by its name."""
    return {
        str(path.relative_to(media)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in media.rglob("*")
        if path.is_file()
    }
