"""Open the zip that a .docx is, and parse its parts, as if a stranger had made it."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile

# A photograph hardly shrinks, so a file within the limit for uploads stays within the first;
# the longest plan we know has 5 MB of text markup, and markup shrinks by 10 to 40.
MAX_UNPACKED: Final = 400 * 1024 * 1024
MAX_PART: Final = 64 * 1024 * 1024
MAX_RATIO: Final = 200
RATIO_COUNTS_FROM: Final = 1024 * 1024
MAX_PARTS: Final = 20_000
ENCRYPTED_FLAG: Final = 0x1

# ISO 29500 Strict says the same as the customary form under other names.
STRICT_NAMES: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)

BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document by name."""

    archive: zipfile.ZipFile

    @classmethod
    def open(cls, data: bytes) -> "Package":
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise UnreadableFile("damaged", found=Format.WORD) from error
        parts = archive.infolist()
        if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
            raise UnreadableFile("password")
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise UnreadableFile("unpacks_too_large")
        return cls(archive)

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; None where the package has no such part."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        _refuse_bomb(info)
        try:
            data = self.archive.read(info)
        except BROKEN_ZIP as error:
            raise UnreadableFile("damaged", found=Format.WORD) from error
        return _parsed(data)

    def related(self, name: str) -> dict[str, str]:
        """The parts that a part names, by the last word of the relation: styles, footnotes, …"""
        path = PurePosixPath(name)
        root = self.part(str(path.parent / "_rels" / f"{path.name}.rels"))
        if root is None:
            return {}
        return {
            relation.get("Type", "").rpartition("/")[2]: _resolved(path, relation.get("Target", ""))
            for relation in root.iter("{*}Relationship")
            if relation.get("TargetMode") != "External"
        }


def _resolved(source: PurePosixPath, target: str) -> str:
    """A target is relative to the folder of the part that names it, or begins with a slash."""
    return target[1:] if target.startswith("/") else str(source.parent / target)


def _refuse_bomb(info: zipfile.ZipInfo) -> None:
    swollen = info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if info.file_size > MAX_PART or (swollen and info.file_size > RATIO_COUNTS_FROM):
        raise UnreadableFile("unpacks_too_large")


def _parsed(data: bytes) -> etree._Element:
    for strict, customary in STRICT_NAMES:
        data = data.replace(strict, customary)
    # lxml's own limits on depth and entities stay on; with entities unresolved and a DTD
    # refused below there is nothing left for defusedxml to do.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("damaged", found=Format.WORD) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile("damaged", found=Format.WORD)
    return root
