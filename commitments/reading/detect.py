"""Tell what a file is from its content, the one place where types are recognised.

Nothing here parses a document, and each step takes time proportional to the bytes at most.
"""

import re
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from commitments.reading import archive
from commitments.reading.errors import UnreadableFile


class Format(StrEnum):
    """What a file is, by the name that messages call it."""

    PLAIN = "TXT"
    HTML = "HTML"
    WORD = "DOCX"
    OLD_WORD = "DOC"
    WORD_XML = "Word XML"
    RTF = "RTF"
    OPEN_TEXT = "ODT"
    PDF = "PDF"
    OFD = "OFD"
    SHEET = "XLSX"
    OLD_SHEET = "XLS"
    OPEN_SHEET = "ODS"
    MAIL = "EML"
    WEB_ARCHIVE = "MHT"
    PNG = "PNG"
    JPEG = "JPG"
    TIFF = "TIFF"
    BMP = "BMP"
    WEBP = "WEBP"
    SLIDES = "PPTX"
    OLD_SLIDES = "PPT"
    ZIP = "ZIP"
    OLE = "OLE"


IMAGES: Final = frozenset((Format.PNG, Format.JPEG, Format.TIFF, Format.BMP, Format.WEBP))
WORD_PROCESSED: Final = frozenset(
    (Format.WORD, Format.OLD_WORD, Format.WORD_XML, Format.RTF, Format.OPEN_TEXT)
)
WEB_PAGES: Final = frozenset((Format.HTML, Format.WEB_ARCHIVE))
WORKBOOKS: Final = frozenset((Format.SHEET, Format.OLD_SHEET, Format.OPEN_SHEET))

TEXT: Final = frozenset((Format.PLAIN,))

# What the ending of a name promises. Word processors and web servers save under each other's
# endings, and every program opens such a file all the same; so does this one.
DOCUMENT: Final = WORD_PROCESSED | WEB_PAGES
TABLE: Final = WORKBOOKS | WEB_PAGES
BY_EXTENSION: Final[dict[str, frozenset[Format]]] = (
    dict.fromkeys((".txt", ".text"), TEXT)
    | dict.fromkeys((".htm", ".html", ".xhtml", ".shtml", ".mht", ".mhtml"), WEB_PAGES)
    | dict.fromkeys((".docx", ".doc", ".dot", ".docm", ".wps", ".wpt", ".rtf", ".odt"), DOCUMENT)
    | dict.fromkeys((".xlsx", ".xls", ".xlsm", ".et", ".ett", ".ods"), TABLE)
    | dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"), IMAGES)
    | {
        ".pdf": frozenset((Format.PDF,)),
        ".ofd": frozenset((Format.OFD,)),
        ".eml": frozenset((Format.MAIL,)),
    }
)
# Formats that cannot be read, with what to save them as.
REFUSED: Final[dict[str, str]] = {
    Format.SLIDES: "PDF",
    Format.OLD_SLIDES: "PDF",
    Format.ZIP: "DOCX",
    Format.OLE: "DOCX",
    "CEB": "PDF",
    "CAJ": "PDF",
    "SVG": "PDF",
    "XML": "TXT",
    "JSON": "TXT",
    "RAR": "DOCX",
    "7Z": "DOCX",
    "MSG": "EML",
}

MARKS: Final = (
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
    (b"{\\rtf", Format.RTF),
)
PDF_MARK: Final = b"%PDF-"
# A PDF may begin with a little waste; its readers look this far, and so do we.
PDF_HEAD: Final = 1024

# The container of Office files before 2007, and of encrypted ones since. A stream is found by
# its name in the directory.
OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
OLE_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")
OLE_STREAMS: Final = (
    ("WordDocument".encode("utf-16-le"), Format.OLD_WORD),
    ("Workbook".encode("utf-16-le"), Format.OLD_SHEET),
    ("PowerPoint Document".encode("utf-16-le"), Format.OLD_SLIDES),
    # Excel 5; last, because the word is part of longer ones.
    ("\x00Book\x00".encode("utf-16-le")[1:], Format.OLD_SHEET),
)
ZIP_PARTS: Final = (
    ("OFD.xml", Format.OFD),
    ("xl/workbook.xml", Format.SHEET),
    ("xl/workbook.bin", Format.SHEET),
    ("ppt/presentation.xml", Format.SLIDES),
)
OPEN_DOCUMENTS: Final = {
    b"application/vnd.oasis.opendocument.text": Format.OPEN_TEXT,
    b"application/vnd.oasis.opendocument.spreadsheet": Format.OPEN_SHEET,
}

TEXT_HEAD: Final = 4096
BYTE_ORDER_MARKS: Final = b"\xef\xbb\xbf\xff\xfe"
BLANK: Final = b" \t\r\n\x0c"
HTML_TAG: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
WORD_2003: Final = b"http://schemas.microsoft.com/office/word/2003/wordml"
WORD_PROGRAM: Final = b'progid="Word.Document"'
# Fields of a letter's head, one of which has to be among the first lines.
MAIL_FIELD: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]")
MAIL_SIGNS: Final = re.compile(
    rb"^(?:MIME-Version|Received|Message-ID|Return-Path|Delivered-To|DKIM-Signature):",
    re.IGNORECASE | re.MULTILINE,
)
WEB_ARCHIVE_SIGN: Final = re.compile(rb"^Content-Type:\s*multipart/related", re.I | re.M)


def detect(data: bytes, filename: str) -> Format:
    """The format to read the file as; content and ending of the name have to agree."""
    extension = PurePath(filename).suffix.lower()
    promised = BY_EXTENSION.get(extension)
    found = content(data)
    if found is None:
        return _text(extension, promised)
    if promised == TEXT and found in (Format.HTML, Format.WORD_XML, Format.MAIL):
        # Marked-up text is text: a .txt is read as the characters it holds, whatever they say.
        return Format.PLAIN
    if found in REFUSED:
        name = _refused(extension) or found
        raise UnreadableFile("unsupported", found=name, advice=REFUSED[name])
    if (promised and found not in promised) or _refused(extension):
        raise UnreadableFile("mismatch", extension=extension, found=found)
    return found


def _text(extension: str, promised: frozenset[Format] | None) -> Format:
    """Bytes without any mark are text, unless the name promises something that has one."""
    if name := _refused(extension):
        raise UnreadableFile("unsupported", found=name, advice=REFUSED[name])
    if promised is None or Format.PLAIN in promised:
        return Format.PLAIN
    if extension in (".htm", ".html", ".xhtml", ".shtml"):
        return Format.HTML
    found = extension.removeprefix(".").upper()
    raise UnreadableFile("damaged", found=found)


def _refused(extension: str) -> str | None:
    name = extension.removeprefix(".").upper()
    return name if name in REFUSED else None


def content(data: bytes) -> Format | None:
    """What the bytes are by their own marks; None for what may be text.

    >>> content(b"%PDF-1.7"), content("到2030年".encode())
    (<Format.PDF: 'PDF'>, None)
    """
    if PDF_MARK in data[:PDF_HEAD]:
        return Format.PDF
    if data.startswith(archive.MARK):
        return _in_zip(data)
    if data.startswith(OLE_MARK):
        return _in_ole(data)
    for mark, found in MARKS:
        if data.startswith(mark):
            return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Format.WEBP
    # Two letters are no mark; four bytes that are always zero make one.
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return Format.BMP
    return _in_text(data[:TEXT_HEAD].replace(b"\x00", b"").lstrip(BYTE_ORDER_MARKS))


def has_macros(data: bytes) -> bool:
    """Whether an office file carries programs."""
    if data.startswith(OLE_MARK):
        return OLE_MACROS in data
    with archive.opened(data, Format.ZIP) as parts:
        names = (PurePath(name).name.lower() for name in parts.namelist())
        return any(name.startswith("vbaproject") for name in names)


def _in_zip(data: bytes) -> Format:
    with archive.opened(data, Format.ZIP) as parts:
        names = set(parts.namelist())
        for part, found in ZIP_PARTS:
            if part in names:
                return found
        if "mimetype" in names:
            kind = archive.part(parts, "mimetype", Format.ZIP) or b""
            return OPEN_DOCUMENTS.get(kind.strip(), Format.ZIP)
    return Format.WORD if "[Content_Types].xml" in names else Format.ZIP


def _in_ole(data: bytes) -> Format:
    if ENCRYPTED in data:
        raise UnreadableFile("password")
    return next((found for stream, found in OLE_STREAMS if stream in data), Format.OLE)


def _in_text(head: bytes) -> Format | None:
    at = _past_prologue(head)
    if HTML_TAG.match(head, at):
        return Format.HTML
    if head[at : at + 1] == b"<" and (WORD_2003 in head or WORD_PROGRAM in head):
        return Format.WORD_XML
    if MAIL_FIELD.match(head) and MAIL_SIGNS.search(head):
        return Format.WEB_ARCHIVE if WEB_ARCHIVE_SIGN.search(head) else Format.MAIL
    return None


def _past_prologue(head: bytes) -> int:
    """Where the markup begins, after blanks, comments and processing instructions."""
    at = 0
    while True:
        while head[at : at + 1] and head[at : at + 1] in BLANK:
            at += 1
        for opening, closing in ((b"<!--", b"-->"), (b"<?", b"?>")):
            if head.startswith(opening, at):
                end = head.find(closing, at + len(opening))
                break
        else:
            return at
        if end < 0:
            return at
        at = end + len(closing)
