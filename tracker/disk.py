"""Uploads as files on disk, whole or not at all."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DiskStorage(FileSystemStorage):
    """Django's storage leaves what a full disk cut off; this one writes aside and renames."""

    def _save(self, name: str, content: "File[Any]") -> str:
        aside = self._write_aside(content)
        try:
            name, path = self._reserve(name)
            os.replace(aside, path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        return name

    def _write_aside(self, content: "File[Any]") -> Path:
        folder = Path(self.location)
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
        aside = Path(name)
        try:
            with open(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(descriptor)
            if self.file_permissions_mode is not None:
                aside.chmod(self.file_permissions_mode)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        return aside

    def _reserve(self, name: str) -> tuple[str, Path]:
        """Create the file under a free name: of two who want the same name, one gets another."""
        path = Path(self.path(name))
        path.parent.mkdir(
            mode=self.directory_permissions_mode or 0o777, parents=True, exist_ok=True
        )
        while True:
            try:
                path.touch(exist_ok=False)
            except FileExistsError:
                name = self.get_available_name(name)
                path = Path(self.path(name))
            else:
                return name, path
