"""Read a letter with what is attached to it: each a document of its own, or all as one text."""

import email
import email.policy
from collections.abc import Callable, Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from typing import Any, Final, TypeAlias

from commitments.reading import charsets, plain, reader
from commitments.reading.detect import Format, content
from commitments.reading.errors import UnreadableFile
from commitments.reading.html import document as html
from commitments.reading.parts import Line
from commitments.reading.values import Enclosure, Reading
from commitments.reading.writer import Writer
from commitments.structure import MarkKind

# Generic for the type checker only.
Letter: TypeAlias = "Message[Any, Any]"
# What becomes of the bytes of one document, by its name and the limit of size.
Taken: TypeAlias = Callable[[str, bytes, int], Enclosure]

MEDIA_TYPE: Final = "message/rfc822"
MOST_PARTS: Final = 200
# A letter is forwarded in a letter, hardly deeper.
MOST_LETTERS: Final = 5
NAMELESS: Final = "1"
# The parser goes down into a letter by recursion, and trusts its fields.
UNPARSABLE: Final = (
    MessageError,
    RecursionError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)


def read(data: bytes) -> Reading:
    """The letter, then each attachment under its name."""
    letter, *attached = read_many(data)
    writer = Writer()
    unread = []
    if letter.reading:
        writer.add_reading(letter.reading)
    for enclosure in attached:
        if enclosure.reading:
            writer.add(Line(enclosure.filename, MarkKind.HEADING))
            writer.add_reading(enclosure.reading)
        else:
            unread.append(f"{enclosure.filename}: {enclosure.error}")
    return Reading(
        writer.text,
        MEDIA_TYPE,
        title=letter.filename.rpartition(".")[0] or None,
        structure=writer.structure,
        unread_parts=tuple(unread),
    )


def read_many(
    data: bytes, filename: str = "", *, limit: int = reader.DEFAULT_LIMIT
) -> list[Enclosure]:
    """The documents in a file: a letter comes first, then its attachments; any other file is one.

    A document that cannot be read says why, and the others are read all the same.
    """
    if content(data) is not Format.MAIL:
        return [_enclosure(filename, data, limit)]
    if len(data) > limit:
        raise UnreadableFile("too_large", limit=f"{limit / 1024**2:g}")
    return list(_documents(_parsed(data), limit, MOST_LETTERS, _enclosure))


def unpack(data: bytes, *, limit: int = reader.DEFAULT_LIMIT) -> list[Enclosure]:
    """The letter, which is read, and its attachments as they came, which are not.

    An attachment that a glance shows to be no document says why.
    """
    letter, *attached = _documents(_parsed(data), limit, MOST_LETTERS, _glanced)
    return [_enclosure(letter.filename, letter.data, limit), *attached]


def read_web_archive(data: bytes) -> Reading:
    """The page of a .mht, without its pictures."""
    for part in _leaves(_parsed(data)):
        if part.get_content_type() == "text/html":
            return html.read(_bytes(part))
    raise UnreadableFile("damaged", found=Format.WEB_ARCHIVE)


def _parsed(data: bytes) -> Letter:
    try:
        return email.message_from_bytes(data, policy=email.policy.compat32)
    except UNPARSABLE as error:
        raise UnreadableFile("damaged", found=Format.MAIL) from error


def _documents(letter: Letter, limit: int, depth: int, take: Taken) -> Iterator[Enclosure]:
    subject = " ".join(_decoded(letter.get("Subject")).split()) or NAMELESS
    bodies: list[Letter] = []
    attached: list[Letter] = []
    for part in _leaves(letter):
        named = part.get_filename() or part.get_content_disposition() == "attachment"
        is_body = part.get_content_type() in ("text/plain", "text/html") and not named
        (bodies if is_body else attached).append(part)
    yield take(*_letter(subject, bodies), limit)
    for number, part in enumerate(attached, 1):
        if part.get_content_type() == "message/rfc822":
            if depth > 1:
                inner: Any = part.get_payload()
                yield from _documents(inner[0], limit, depth - 1, take)
        elif name := _decoded(part.get_filename()) or _nameless(part, number):
            yield take(name, _bytes(part), limit)


def _leaves(letter: Letter) -> list[Letter]:
    """The parts that hold something, letters in the letter as one each."""
    found: list[Letter] = []
    waiting = [letter]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            inner: Any = part.get_payload()
            waiting += reversed(inner)
        else:
            found.append(part)
        if len(found) + len(waiting) > MOST_PARTS:
            raise UnreadableFile("unpacks_too_large")
    return found


def _letter(subject: str, bodies: list[Letter]) -> tuple[str, bytes]:
    """Name and bytes of the letter itself: a page where it has a table, plain text otherwise."""
    pages = [part for part in bodies if part.get_content_type() == "text/html"]
    texts = [part for part in bodies if part.get_content_type() == "text/plain"]
    tabular = next((page for page in pages if b"<table" in _bytes(page).lower()), None)
    page = tabular or (pages[0] if pages and not texts else None)
    if page is not None:
        return f"{subject}.html", _bytes(page)
    written = "\n".join(_text(part) for part in texts)
    return f"{subject}.txt", written.encode()


def _glanced(name: str, data: bytes, limit: int) -> Enclosure:
    try:
        reader.recognise(data, name, limit=limit)
    except UnreadableFile as error:
        return Enclosure(name, data, error=error)
    return Enclosure(name, data)


def _enclosure(name: str, data: bytes, limit: int) -> Enclosure:
    try:
        return Enclosure(name, data, reader.read(data, name, limit=limit))
    except UnreadableFile as error:
        return Enclosure(name, data, error=error)


def _nameless(part: Letter, number: int) -> str:
    """A name for an attachment without one; a picture without a name adorns the letter."""
    return "" if part.get_content_maintype() == "image" else str(number)


def _bytes(part: Letter) -> bytes:
    # The parser decodes with whatever the letter names, and fails where that is no character set.
    if charsets.codec(part.get_content_charset("")) is None:
        del part["Content-Type"]
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Letter) -> str:
    data = _bytes(part)
    codec = charsets.codec(part.get_content_charset() or "")
    try:
        return data.decode(codec) if codec else plain.decode(data)
    except (UnicodeDecodeError, UnreadableFile):
        return data.decode("utf-8", "replace").replace("\x00", "")


def _decoded(field: object) -> str:
    """A field of the head, in which other characters than ASCII are spelled =?gbk?b?…?=."""
    if not field:
        return ""
    words = []
    try:
        for piece, charset in decode_header(str(field)):
            data = piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")
            words.append(data.decode(charsets.codec(charset or "") or "utf-8", "replace"))
    except (MessageError, ValueError, LookupError):
        return str(field).encode("utf-8", "replace").decode()
    return "".join(words).replace("\x00", "")
