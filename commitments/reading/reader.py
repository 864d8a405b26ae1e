"""Read a file of any known format."""

from typing import Final

from commitments.reading.detect import Format, detect
from commitments.reading.errors import UnreadableFile
from commitments.reading.plain import MARK
from commitments.reading.values import Reading

DEFAULT_LIMIT: Final = 50 * 1024 * 1024


def read(data: bytes, name: str = "", *, limit: int = DEFAULT_LIMIT) -> Reading:
    """The text and pages of a file, or `UnreadableFile` with the reason."""
    if not data:
        raise UnreadableFile("empty")
    if len(data) > limit:
        raise UnreadableFile("too_large", limit=f"{limit / 1024**2:g}")
    reading = _read_as(detect(data, name), data)
    if not reading.text.lstrip(MARK).strip():
        raise UnreadableFile("empty")
    return reading


def _read_as(found: Format, data: bytes) -> Reading:
    # Imported where needed: the libraries behind a format take longer to load than most
    # files take to read.
    match found:
        case Format.PLAIN:
            from commitments.reading import plain

            return plain.read(data)
        case Format.HTML:
            from commitments.reading import html

            return html.read(data)
        case Format.WORD:
            from commitments.reading import word

            return word.read(data)
        case Format.PDF:
            from commitments.reading import pdf

            return pdf.read(data)
        case Format.IMAGE:
            from commitments.reading import scanned

            return scanned.read(data)
