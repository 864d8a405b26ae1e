"""Open a letter: its words are its own text, and each file that came in it becomes a document."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commitments import reading
from commitments.domain.documents import ingest
from commitments.domain.platform import files, transactions
from commitments.domain.platform.errors import AlreadyKnown, Unreadable
from commitments.models import Document
from commitments.reading import isolated, mail
from commitments.reading.detect import Format, content
from commitments.reading.values import Enclosure


def read(document: Document) -> reading.Reading:
    """Read the stored file of a document; what comes in a letter is received on the way."""
    data = files.read(document.file, sha256=document.sha256, name=str(document))
    if content(data) is Format.MAIL:
        return _open(document, data)
    return ingest.read_bytes(data, document.filename)


def _open(document: Document, data: bytes) -> reading.Reading:
    """Receive each enclosure like any other file, and give the letter's own words.

    Everything here may be done twice: what was received before a worker was killed is found again.
    """
    transactions.require_none("Reading a file")
    with ingest.refusals():
        letter, *attached = isolated.unpack(data, limit=settings.UPLOAD_LIMIT)
    received = [part for part in attached if part.error is None]
    unread = [_unread(part) for part in attached if part.error is not None]
    if letter.error is not None and letter.error.code != "empty":
        unread.insert(0, _unread(letter))
    if letter.reading is None and not received:
        raise Unreadable("\n".join(unread) or _(reading.MESSAGES["empty"]), field="file")
    for part in received:
        _receive(document, part)
    said = letter.reading or _list_of(letter, received)
    return ingest.storable(
        replace(
            said,
            media_type=mail.MEDIA_TYPE,
            title=_subject(letter),
            unread_parts=tuple(unread),
        )
    )


def _receive(letter: Document, part: Enclosure) -> None:
    """Keep an enclosure, with what was said of its letter; one that is there already is linked."""
    try:
        enclosure = ingest.received(
            part.data,
            by=letter.added_by,
            filename=part.filename,
            issuer=letter.issuer,
            kind=letter.kind,
            published_on=letter.published_on,
            source_url=letter.source_url,
        )
        name = enclosure.filename or ingest.TEXT_NAME
        with files.kept(enclosure.file, part.data, name=name), transaction.atomic():
            ingest.store(enclosure, by=letter.added_by)
            letter.enclosures.add(enclosure)
    except (AlreadyKnown, IntegrityError):
        # Also where another worker has just received the same file from another letter.
        sha256 = hashlib.sha256(part.data).hexdigest()
        letter.enclosures.add(Document.objects.without_text().get(sha256=sha256))


def _unread(part: Enclosure) -> str:
    assert part.error is not None
    return _("%(name)s: %(reason)s") % {
        "name": part.filename,
        "reason": ingest.why_not(part.error),
    }


def _list_of(letter: Enclosure, received: Sequence[Enclosure]) -> reading.Reading:
    """The text of a letter without words of its own: its subject and what it brings."""
    names = (_subject(letter), *(part.filename for part in received))
    return reading.Reading("\n".join(name for name in names if name), mail.MEDIA_TYPE)


def _subject(letter: Enclosure) -> str | None:
    subject = letter.filename.rpartition(".")[0]
    return None if subject == mail.NAMELESS else subject
