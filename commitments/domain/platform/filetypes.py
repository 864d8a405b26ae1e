"""Which files may serve as evidence: the ending of the name and the content have to agree.

What a browser or an office program could run is refused: pages, drawings with scripts,
programs, macros, and archives, which can hide any of these.
"""

import re
from pathlib import PurePath

from django.utils.translation import gettext as _

from commitments.domain.platform.errors import Invalid
from commitments.reading.detect import PDF_MARK, Format, content, has_macros
from commitments.reading.errors import UnreadableFile

OFFICE = "application/vnd.openxmlformats-officedocument"
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
    media_type, formats = KINDS[ending]
    if not _is_one_of(data, formats):
        raise _refusal(
            _("The content of the file is not what its ending “.%(ending)s” says.")
            % {"ending": ending}
        )
    return media_type


def _is_one_of(data: bytes, formats: set[Format]) -> bool:
    try:
        found = content(data)
        if found in OFFICE_FILES and has_macros(data):
            raise _refusal(_("The file contains macros; save it without them."))
    except UnreadableFile as error:
        if error.code == "password":
            raise _refusal(
                _("The file is protected by a password; save it without one.")
            ) from error
        return False
    if found is None:
        return Format.PLAIN in formats and _is_text(data)
    # Some programs run what stands before the document.
    if found is Format.PDF and ACTIVE_TEXT.search(data[: data.index(PDF_MARK)]):
        return False
    return found in formats


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


def _refusal(message: str) -> Invalid:
    return Invalid(message, field="file")


OFFICE_FILES = {
    Format.WORD, Format.SHEET, Format.SLIDES,
    Format.OLD_WORD, Format.OLD_SHEET, Format.OLD_SLIDES, Format.OLE,
}  # fmt: skip
KINDS: dict[str, tuple[str, set[Format]]] = {
    "pdf": ("application/pdf", {Format.PDF}),
    "ofd": ("application/ofd", {Format.OFD}),
    "docx": (f"{OFFICE}.wordprocessingml.document", {Format.WORD}),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", {Format.SHEET}),
    "pptx": (f"{OFFICE}.presentationml.presentation", {Format.SLIDES}),
    "doc": ("application/msword", {Format.OLD_WORD, Format.OLE}),
    "xls": ("application/vnd.ms-excel", {Format.OLD_SHEET, Format.OLE}),
    "ppt": ("application/vnd.ms-powerpoint", {Format.OLD_SLIDES, Format.OLE}),
    "wps": ("application/vnd.ms-works", {Format.OLD_WORD, Format.OLE}),
    "et": ("application/vnd.ms-excel", {Format.OLD_SHEET, Format.OLE}),
    "png": ("image/png", {Format.PNG}),
    "jpg": ("image/jpeg", {Format.JPEG}),
    "jpeg": ("image/jpeg", {Format.JPEG}),
    "txt": ("text/plain", {Format.PLAIN}),
    "csv": ("text/csv", {Format.PLAIN}),
}
