"""Restore a backup into an empty installation: everything is checked before and after."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from commitments.domain.backups import archive, schema
from commitments.domain.backups.archive import BadBackup, HashingWriter, Manifest, Reader
from commitments.domain.backups.taking import engine
from commitments.domain.platform.errors import DomainError


class CannotRestore(DomainError):
    """The installation is not ready for a backup; nothing was written."""

    code = "cannot_restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    manifest: Manifest
    # Where the key is given by the environment, it is left alone; then this says whether it fits.
    key_written: bool
    key_fits: bool


def restore(path: Path) -> Restored:
    """Restore all of it or nothing. Uploads come before the rows that name them."""
    with archive.opened(path) as reader:
        _require_restorable(reader.manifest)
        reader.check()
        _require_empty()
        attempt = _Attempt(reader)
        try:
            return attempt.run()
        except BaseException as error:
            attempt.take_back()
            if isinstance(error, OSError | DatabaseError):
                reason = str(error).strip().splitlines()[0]
                raise CannotRestore(_("Restoring failed: %s") % reason) from error
            raise


def _require_restorable(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        names = {"theirs": manifest.engine, "ours": connection.vendor}
        raise BadBackup(
            _("The backup is of a %(theirs)s database; DATABASE_URL names a %(ours)s one.") % names
        )
    applied = [cast(schema.Node, tuple(name.split(".", 1))) for name in manifest.migrations]
    unknown = schema.unknown(applied)
    if unknown:
        names = {"program": manifest.program, "migration": ".".join(unknown[0])}
        raise BadBackup(
            _(
                "The backup was made by another version of the program (%(program)s), with "
                "migration %(migration)s unknown to this one: install that version to restore it."
            )
            % names
        )


def _require_empty() -> None:
    if connection.introspection.table_names():
        raise CannotRestore(
            _(
                "The database already has tables. Restore into an empty one: another DATA_DIR, "
                "or a new DATABASE_URL."
            )
        )
    stored = _any_file("")
    if stored:
        raise CannotRestore(
            _("The storage of uploads is not empty (%s). Name an empty one.") % stored
        )


def _any_file(folder: str) -> str:
    """Return the name of one stored file, or nothing."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return ""
    if files:
        return f"{folder}/{files[0]}".lstrip("/")
    found = (_any_file(f"{folder}/{inner}".lstrip("/")) for inner in folders if inner)
    return next(filter(None, found), "")


@dataclass(slots=True)
class _Attempt:
    """The writing part of a restore, and its way back."""

    reader: Reader
    stored: list[str] = field(default_factory=list)

    def run(self) -> Restored:
        for name in self.reader.manifest.files:
            self._store(name)
        engine().restore(self.reader)
        engine().verify(self.reader.manifest)
        self._verify_files()
        key = b"".join(self.reader.chunks(archive.KEY)).decode()
        return Restored(self.reader.manifest, *_restore_key(key))

    def take_back(self) -> None:
        """Leave the installation as empty as it was; what fails here must not hide the cause."""
        for name in self.stored:
            with suppress(OSError, DomainError):
                default_storage.delete(name)
        with suppress(OSError, DatabaseError):
            engine().remove()

    def _store(self, name: str) -> None:
        self.stored.append(name)
        with self.reader.zip.open(f"{archive.FILES}{name}") as source:
            kept = default_storage.save(name, File(source))
        if kept != name:
            self.stored.append(kept)
            raise CannotRestore(_("The storage keeps “%s” under another name.") % name)

    def _verify_files(self) -> None:
        for name, member in self.reader.manifest.files.items():
            hashing = HashingWriter()
            with default_storage.open(name, "rb") as stored:
                for chunk in archive.chunks(stored):
                    hashing.write(chunk)
            if hashing.member != member:
                raise CannotRestore(_("“%s” differs from the backup after restoring.") % name)


def _restore_key(key: str) -> tuple[bool, bool]:
    """Write the key where the program keeps its own, unless the environment gives one."""
    path: Path = settings.DATA_DIR / "secret_key"
    own = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    if own != settings.SECRET_KEY:
        return False, key == settings.SECRET_KEY
    aside = path.with_name("secret_key.restoring")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(key.encode())
    aside.replace(path)
    return True, True
