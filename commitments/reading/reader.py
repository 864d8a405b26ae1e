"""Read a file of any known format."""

from importlib import import_module
from typing import Final

from commitments.reading import detect
from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile
from commitments.reading.plain import MARK
from commitments.reading.values import Reading

DEFAULT_LIMIT: Final = 50 * 1024 * 1024
MODULES: Final = {
    Format.PLAIN: "plain",
    Format.HTML: "html.document",
    Format.WORD: "word.document",
    Format.PDF: "pdf.document",
    Format.OFD: "ofd",
    Format.MAIL: "mail",
}


def read(data: bytes, name: str = "", *, limit: int = DEFAULT_LIMIT) -> Reading:
    """The text and pages of a file, or `UnreadableFile` with the reason."""
    reading = _read_as(recognise(data, name, limit=limit), data)
    if not reading.text.lstrip(MARK).strip():
        raise UnreadableFile("empty")
    return reading


def recognise(data: bytes, name: str = "", *, limit: int = DEFAULT_LIMIT) -> Format:
    """What the file will be read as; `UnreadableFile` where a glance says that it will not be."""
    if not data:
        raise UnreadableFile("empty")
    if len(data) > limit:
        raise UnreadableFile("too_large", limit=f"{limit / 1024**2:g}")
    return detect.detect(data, name)


def _read_as(found: Format, data: bytes) -> Reading:
    # Imported where needed: the libraries behind a format take longer to load than most
    # files take to read.
    if found in detect.WORD_PROCESSED and found is not Format.WORD:
        from commitments.reading import office

        return office.read(data, found)
    if found is Format.WEB_ARCHIVE:
        from commitments.reading import mail

        return mail.read_web_archive(data)
    module = import_module(f"commitments.reading.{_module(found)}")
    reading: Reading = module.read(data)
    return reading


def _module(found: Format) -> str:
    """The module that reads a format."""
    if found in detect.IMAGES:
        return "pdf.scanned"
    return "sheets.sheet" if found in detect.WORKBOOKS else MODULES[found]
