"""Open the package that a .docx is, and parse its parts, as if a stranger had made it."""

import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from commitments.reading import archive
from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile

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


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document by name."""

    parts: zipfile.ZipFile

    @classmethod
    def open(cls, data: bytes) -> "Package":
        return cls(archive.opened(data, Format.WORD))

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; None where the package has no such part."""
        data = archive.part(self.parts, name, Format.WORD)
        return None if data is None else parsed(data)

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


def parsed(data: bytes) -> etree._Element:
    """The root of a part without entities and without a DTD."""
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
