"""The backup file: a zip of database, uploads and key, with a manifest of their SHA-256.

The manifest is written last, as the directory of a zip is: a file cut short has neither.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.utils import validate_file_name
from django.utils.translation import gettext as _

from commitments import codec
from commitments.domain.platform.errors import DomainError

FORMAT = "commitment-tracker-backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
KEY = "secret_key"
FILES = "files/"
MANIFEST_LIMIT = 64 * 1024 * 1024
CHUNK = 1024 * 1024
# What is being written beside a backup has names that begin so.
UNFINISHED = ".tracker-backup"


class BadBackup(DomainError):
    """The file is not a backup that this program can use."""

    code = "bad_backup"


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside, as it was written."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in the order of their values, and how many rows it has."""

    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """The last number given to a column; NULL values of the database are 0 here."""

    table: str
    column: str
    last: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds and what made it."""

    format: str
    format_version: int
    made_at: str
    program: str
    python: str
    django: str
    engine: str
    engine_version: str
    # Each "app.name", as recorded in the database.
    migrations: tuple[str, ...]
    tables: Mapping[str, Table]
    sequences: tuple[Sequence, ...]
    members: Mapping[str, Member]
    # Files that the database names and the storage did not have.
    missing: tuple[str, ...]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def files(self) -> dict[str, Member]:
        """Uploads by their name in the storage."""
        return {
            name.removeprefix(FILES): member
            for name, member in self.members.items()
            if name.startswith(FILES)
        }


# Where a bit has turned, `zipfile` meets what it takes for an encrypted member, an unknown method,
# a seek before the beginning.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError, OSError)


@dataclass(slots=True)
class Writer:
    """A backup being written."""

    zip: zipfile.ZipFile
    members: dict[str, Member] = field(default_factory=dict)

    @contextmanager
    def open(self, name: str, *, packed: bool = True) -> Iterator["HashingWriter"]:
        """Write one member; its hash is noted when the block ends."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        with self.zip.open(info, "w", force_zip64=True) as target:
            hashing = HashingWriter(target)
            yield hashing
        self.members[name] = Member(hashing.sha256.hexdigest(), hashing.size)

    def copy(self, name: str, source: IO[bytes], *, packed: bool = True) -> None:
        with self.open(name, packed=packed) as target:
            for chunk in chunks(source):
                target.write(chunk)

    def finish(self, manifest: Manifest) -> None:
        text = json.dumps(codec.encode(manifest), ensure_ascii=False, indent=1)
        self.zip.writestr(MANIFEST, text, zipfile.ZIP_DEFLATED)


class HashingWriter:
    """Hash and count what passes."""

    def __init__(self, target: IO[bytes] | None = None) -> None:
        self._target = target
        self.sha256 = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if self._target is not None:
            self._target.write(data)
        self.sha256.update(data)
        self.size += len(data)

    @property
    def member(self) -> Member:
        return Member(self.sha256.hexdigest(), self.size)


def chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


@dataclass(frozen=True, slots=True)
class Reader:
    """An opened backup whose manifest was read."""

    zip: zipfile.ZipFile
    manifest: Manifest

    def check(self) -> None:
        """Compare every byte with the manifest; raises `BadBackup`."""
        expected = self.manifest.members
        if {*self.zip.namelist()} != {*expected, MANIFEST} or KEY not in expected:
            raise BadBackup(_("The backup holds other files than its manifest names."))
        for name, member in expected.items():
            hashing = HashingWriter()
            for chunk in self.chunks(name):
                hashing.write(chunk)
                if hashing.size > member.size:
                    break
            if hashing.member != member:
                raise BadBackup(_("The backup is damaged: “%(name)s” differs.") % {"name": name})

    def chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self.zip.open(name) as source:
                yield from chunks(source)
        except DAMAGED as error:
            raise BadBackup(_("The backup is damaged: “%(name)s” differs.") % {"name": name}) from (
                error
            )


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """Open a backup and read its manifest; raises `BadBackup` with one sentence."""
    try:
        container = zipfile.ZipFile(path)
    except OSError as error:
        said = {"path": path, "reason": error.strerror or error}
        raise BadBackup(_("%(path)s cannot be read: %(reason)s.") % said) from error
    except DAMAGED as error:
        sentence = _("%(path)s is no backup, or was cut short.")
        raise BadBackup(sentence % {"path": path}) from error
    with container:
        yield Reader(container, _manifest(container, path))


def _manifest(container: zipfile.ZipFile, path: Path) -> Manifest:
    foreign = _("%(path)s is no backup of this program.") % {"path": path}
    try:
        if container.getinfo(MANIFEST).file_size > MANIFEST_LIMIT:
            raise BadBackup(foreign)
        data = json.loads(container.read(MANIFEST))
    except DAMAGED as error:
        raise BadBackup(foreign) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadBackup(foreign)
    if data.get("format_version") != FORMAT_VERSION:
        known = {"program": data.get("program", "?")}
        raise BadBackup(
            _("The backup has a newer format, of program version %(program)s: install that one.")
            % known
        )
    try:
        manifest = codec.decode(Manifest, data)
        for name in manifest.files:
            validate_file_name(name, allow_relative_path=True)
    except (codec.DecodeError, SuspiciousFileOperation) as error:
        raise BadBackup(foreign) from error
    return manifest
