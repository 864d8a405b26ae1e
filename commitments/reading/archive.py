"""Open a zip file, the container of most office formats, as if a stranger had made it."""

import io
import zipfile
import zlib
from typing import Final

from commitments.reading.errors import UnreadableFile

# A photograph hardly shrinks, so a file within the limit for uploads stays within the first;
# the longest plan we know has 5 MB of text markup, and markup shrinks by 10 to 40.
MAX_UNPACKED: Final = 400 * 1024 * 1024
MAX_PART: Final = 64 * 1024 * 1024
MAX_RATIO: Final = 200
RATIO_COUNTS_FROM: Final = 1024 * 1024
MAX_PARTS: Final = 20_000
ENCRYPTED_FLAG: Final = 0x1

MARK: Final = b"PK\x03\x04"
DIRECTORY_ENTRY: Final = b"PK\x01\x02"
BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    MemoryError,
)


def opened(data: bytes, found: str) -> zipfile.ZipFile:
    """The archive, once its directory shows that it stays within the limits.

    `found` is the name of the format, for the message.
    """
    # `zipfile` builds an object for each entry of the directory before it can be asked.
    if data.count(DIRECTORY_ENTRY) > MAX_PARTS:
        raise UnreadableFile("unpacks_too_large")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN_ZIP as error:
        raise UnreadableFile("damaged", found=found) from error
    parts = archive.infolist()
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise UnreadableFile("password")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableFile("unpacks_too_large")
    return archive


def part(archive: zipfile.ZipFile, name: str, found: str) -> bytes | None:
    """A part unpacked, or None where there is no such part."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    refuse_bomb(info)
    try:
        return archive.read(info)
    except BROKEN_ZIP as error:
        raise UnreadableFile("damaged", found=found) from error


def refuse_bomb(info: zipfile.ZipInfo) -> None:
    """Refuse a part that is larger than any real one, or shrank more than real ones do."""
    swollen = info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if info.file_size > MAX_PART or (swollen and info.file_size > RATIO_COUNTS_FROM):
        raise UnreadableFile("unpacks_too_large")
