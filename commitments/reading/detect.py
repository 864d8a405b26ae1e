"""Tell what a file is from its first bytes, and whether its name agrees."""

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from commitments.reading.errors import UnreadableFile


class Format(StrEnum):
    """What can be read, by the name that messages call it."""

    PLAIN = "TXT"
    HTML = "HTML"
    WORD = "DOCX"
    PDF = "PDF"
    IMAGE = "JPG/PNG"


BY_EXTENSION: Final = {
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
    ".shtml": Format.HTML,
    ".docx": Format.WORD,
    ".pdf": Format.PDF,
    ".png": Format.IMAGE,
    ".jpg": Format.IMAGE,
    ".jpeg": Format.IMAGE,
    ".tif": Format.IMAGE,
    ".tiff": Format.IMAGE,
    ".bmp": Format.IMAGE,
    ".webp": Format.IMAGE,
}

# Formats we know by name and cannot read, with what to save them as.
REFUSED: Final = {
    ".doc": "DOCX",
    ".dot": "DOCX",
    ".docm": "DOCX",
    ".wps": "DOCX",
    ".wpt": "DOCX",
    ".rtf": "DOCX",
    ".odt": "DOCX",
    ".ofd": "PDF",
    ".ceb": "PDF",
    ".caj": "PDF",
    ".xls": "DOCX",
    ".xlsx": "DOCX",
    ".et": "DOCX",
    ".ppt": "PDF",
    ".pptx": "PDF",
    ".mht": "HTML",
    ".mhtml": "HTML",
    ".svg": "PDF",
    ".xml": "TXT",
    ".json": "TXT",
    ".zip": "DOCX",
    ".rar": "DOCX",
    ".7z": "DOCX",
}

IMAGE_MARKS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
ZIP_MARK: Final = b"PK\x03\x04"
# The container of Office files before 2007, and of encrypted ones since.
OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")

# A PDF may begin with a little waste; its readers look this far, and so do we.
HEAD: Final = 1024
HTML_HEAD: Final = 4096
HTML_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def detect(data: bytes, name: str) -> Format:
    """The format to read the file as; content and ending of the name have to agree."""
    extension = PurePath(name).suffix.lower()
    found = _by_content(data)
    if isinstance(found, Format):
        return _agreed(found, extension)
    if found:
        raise UnreadableFile("unsupported", found=found, advice=_advice(found))
    if extension in REFUSED:
        shown = extension.removeprefix(".").upper()
        raise UnreadableFile("unsupported", found=shown, advice=REFUSED[extension])
    named = BY_EXTENSION.get(extension, Format.PLAIN)
    if named in (Format.PLAIN, Format.HTML):
        return named
    raise UnreadableFile("damaged", found=named)


def _agreed(found: Format, extension: str) -> Format:
    named = BY_EXTENSION.get(extension)
    if named is found:
        return found
    # Marked-up text is text: a .txt is read as the characters it holds, whatever they say.
    if named is Format.PLAIN and found is Format.HTML:
        return Format.PLAIN
    if named or extension in REFUSED:
        raise UnreadableFile("mismatch", extension=extension, found=found)
    return found


def _by_content(data: bytes) -> Format | str | None:
    """A format, the name of one that cannot be read, or None for what may be text."""
    if b"%PDF-" in data[:HEAD]:
        return Format.PDF
    if data.startswith(ZIP_MARK):
        return _in_zip(data)
    if data.startswith(OLE_MARK):
        if ENCRYPTED_STREAM in data:
            raise UnreadableFile("password")
        return "DOC"
    if data.startswith(b"{\\rtf"):
        return "RTF"
    if data.startswith(IMAGE_MARKS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Format.IMAGE
    head = data[:HTML_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return Format.HTML if HTML_START.match(head) else None


def _in_zip(data: bytes) -> Format | str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFile("damaged", found=Format.WORD) from error
    roots = {name.partition("/")[0] for name in names}
    for root, found in (("xl", "XLSX"), ("ppt", "PPTX"), ("OFD.xml", "OFD"), ("mimetype", "ODT")):
        if root in roots:
            return found
    return Format.WORD if "[Content_Types].xml" in names else "ZIP"


def _advice(found: str) -> str:
    return REFUSED["." + found.lower()]
