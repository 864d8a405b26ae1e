"""Which files may serve as evidence: the ending of the name and the content have to agree.

What a browser or an office program could run is refused: pages, drawings with scripts,
programs, macros, and archives, which can hide any of these.
"""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePath

from django.utils.translation import gettext as _

from commitments.domain.platform.errors import Invalid

OFFICE = "application/vnd.openxmlformats-officedocument"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
HEAD = 1024
TEXT_ENCODINGS = ("utf-8-sig", "gb18030")
# A text that a program would take for more than a text.
ACTIVE_TEXT = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|\?xml|\?php)|\A#!", re.IGNORECASE
)
RUNNABLE = re.compile(
    r"exe|com|scr|msi|dll|bat|cmd|ps1|vbs|jse?|wsf|hta|jar|sh|php|aspx?|jsp|py|lnk|swf"
    r"|svg|s?html?|xhtml|mht|mhtml|xml"
)


def check(data: bytes, filename: str) -> str:
    """The media type of a file that may be kept; anything else is refused in words."""
    *inner, ending = [part.lower() for part in PurePath(filename).name.split(".")[1:]] or [""]
    if any(map(RUNNABLE.fullmatch, inner)):
        raise _refusal(_("The name of the file has two endings."))
    if ending not in KINDS:
        allowed = " ".join(sorted(KINDS))
        raise _refusal(
            _("Files of this kind are not accepted; send one of: %(kinds)s.") % {"kinds": allowed}
        )
    media_type, holds = KINDS[ending]
    if not holds(data):
        raise _refusal(
            _("The content of the file is not what its ending “.%(ending)s” says.")
            % {"ending": ending}
        )
    return media_type


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:HEAD] and not ACTIVE_TEXT.search(data[: data.index(b"%PDF-")])


def _starts(mark: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(mark)


def _is_text(data: bytes) -> bool:
    if b"\x00" in data or ACTIVE_TEXT.search(data[:HEAD]):
        return False
    for encoding in TEXT_ENCODINGS:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _is_ole(data: bytes) -> bool:
    """Office files before 2007, without macros."""
    if not data.startswith(OLE_MARK):
        return False
    if ENCRYPTED in data:
        raise _refusal(_("The file is protected by a password; save it without one."))
    if OLE_MACROS in data:
        raise _refusal(_("The file contains macros; save it without them."))
    return True


def _is_package(part: str) -> Callable[[bytes], bool]:
    """A zip with a part that only this kind has, and no macros."""

    def holds(data: bytes) -> bool:
        if data.startswith(OLE_MARK):
            return _is_ole(data) and False
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            return False
        if any(PurePath(name).name.lower().startswith("vbaproject") for name in names):
            raise _refusal(_("The file contains macros; save it without them."))
        return data.startswith(b"PK\x03\x04") and part in names

    return holds


def _refusal(message: str) -> Invalid:
    return Invalid(message, field="file")


JPEG = ("image/jpeg", _starts(b"\xff\xd8\xff"))
KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    "pdf": ("application/pdf", _is_pdf),
    "ofd": ("application/ofd", _is_package("OFD.xml")),
    "docx": (f"{OFFICE}.wordprocessingml.document", _is_package("word/document.xml")),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", _is_package("xl/workbook.xml")),
    "pptx": (f"{OFFICE}.presentationml.presentation", _is_package("ppt/presentation.xml")),
    "doc": ("application/msword", _is_ole),
    "xls": ("application/vnd.ms-excel", _is_ole),
    "ppt": ("application/vnd.ms-powerpoint", _is_ole),
    "wps": ("application/vnd.ms-works", _is_ole),
    "et": ("application/vnd.ms-excel", _is_ole),
    "png": ("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    "jpg": JPEG,
    "jpeg": JPEG,
    "txt": ("text/plain", _is_text),
    "csv": ("text/csv", _is_text),
}
