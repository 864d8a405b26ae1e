"""Decode plain text: the characters of the file, with nothing changed.

>>> decode("到2030年\\r\\n达到60%".encode("gb18030"))
'到2030年\\r\\n达到60%'
"""

import codecs
import re
from typing import Final

from commitments.reading.errors import UnreadableFile
from commitments.reading.values import Reading

MEDIA_TYPE: Final = "text/plain"
MARK: Final = "\ufeff"

# UTF-32 stands first: its little-endian mark begins with that of UTF-16.
BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
GUESSES: Final = ("gb18030", "utf-16-le", "utf-16-be")

# Everything below the space that is not tab, line feed, vertical tab, form feed or return.
CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
CONTROL_SHARE: Final = 0.02

# A wrong guess decodes into rare characters; real text stays among these.
FAMILIAR_SHARE: Final = 0.75
SAMPLE: Final = 20_000


def read(data: bytes) -> Reading:
    return Reading(decode(data), MEDIA_TYPE)


def decode(data: bytes) -> str:
    """The text of the bytes, by their mark, else as UTF-8, else by the likeliest guess."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            # In UTF-8 the mark is a character like any other: whoever decodes the file finds the
            # same offsets. Elsewhere it belongs to the encoding and is no part of the text.
            begin = 0 if encoding == "utf-8" else len(mark)
            return _checked(_decoded(data[begin:], encoding))
    text = _decoded(data, "utf-8")
    if text is None or "\x00" in text:
        text = _guess(data)
    return _checked(text)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> str | None:
    texts = [text for encoding in GUESSES if (text := _decoded(data, encoding))]
    best = max(texts, key=_familiarity, default=None)
    return best if best and _familiarity(best) >= FAMILIAR_SHARE else None


def _familiarity(text: str) -> float:
    """The share of characters that everyday Chinese or English is written in."""
    sample = text[:SAMPLE]
    return sum(map(_is_familiar, sample)) / len(sample)


def _is_familiar(character: str) -> bool:
    """ASCII, or the signs and the 3,755 most used characters of GB 2312."""
    if character < "\x80":
        return character.isprintable() or character.isspace()
    try:
        row = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return row <= 0xA3 or 0xB0 <= row <= 0xD7


def _checked(text: str | None) -> str:
    if text is None:
        raise UnreadableFile("not_text")
    # A database cannot keep a NUL, and no text holds one.
    if "\x00" in text or len(CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise UnreadableFile("not_text")
    return text
