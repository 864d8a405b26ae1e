"""Take in a document: read the file, keep it, and ask for its commitments to be found."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TypedDict, Unpack

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from commitments import reading
from commitments.choices import DocumentKind, JobKind
from commitments.domain.platform import audit, filenames, jobs, transactions
from commitments.domain.platform.errors import AlreadyKnown, Unreadable
from commitments.models import Document, Job
from commitments.reading import isolated


class Described(TypedDict, total=False):
    """What is said of a file beside its bytes; a title not given is looked for in the text."""

    filename: str
    title: str
    issuer: str
    kind: DocumentKind | str
    published_on: date | None
    source_url: str


@dataclass(frozen=True, slots=True)
class Ingested:
    """A new document and the job that reads it."""

    document: Document
    job: Job


def add_document(data: bytes, *, by: User, **described: Unpack[Described]) -> Ingested:
    """Keep a file as received. Only what can be read is kept; the same bytes are kept once."""
    return store(read_document(data, by=by, **described), by=by)


@transaction.atomic
def store(document: Document, *, by: User) -> Ingested:
    """Store a document that was read, and request the extraction of its commitments."""
    _refuse_known(document.sha256)
    audit.save(document, by=by)
    return Ingested(document, jobs.request(JobKind.EXTRACT, document.pk))


def read_document(
    data: bytes,
    *,
    by: User,
    filename: str = "",
    title: str = "",
    issuer: str = "",
    kind: DocumentKind | str = DocumentKind.OTHER,
    published_on: date | None = None,
    source_url: str = "",
) -> Document:
    """Read a file, outside any transaction, into a document that is not stored yet."""
    sha256 = hashlib.sha256(data).hexdigest()
    _refuse_known(sha256)
    name = filenames.plain(filename)
    found = _read(data, name)
    document = Document(
        title=title or found.title or PurePath(name).stem or _first_line(found.text),
        issuer=issuer,
        kind=kind,
        published_on=published_on,
        source_url=source_url,
        filename=name,
        media_type=found.media_type,
        sha256=sha256,
        text=found.text,
        page_starts=list(found.page_starts),
        structure=found.structure.as_json(),
        added_by=by,
    )
    document.title = document.title[:200]
    document.file = ContentFile(data, name=name or "document.txt")
    return document


def _refuse_known(sha256: str) -> None:
    known = Document.objects.without_text().filter(sha256=sha256).first()
    if known:
        raise AlreadyKnown(
            _("This file was added before as “%(title)s”.") % {"title": known.title},
            field="file",
        )


def _read(data: bytes, filename: str) -> reading.Reading:
    transactions.require_none("Reading a file")
    try:
        found = isolated.read(data, filename, limit=settings.UPLOAD_LIMIT)
    except reading.UnreadableFile as error:
        message = _(reading.MESSAGES[error.code]) % error.details
        raise Unreadable(message, field="file") from error
    if "\0" in found.text:
        # PostgreSQL stores no NUL, and taking it out would shift every offset.
        raise Unreadable(_("The text holds a NUL character."), field="file")
    return found


def _first_line(text: str) -> str:
    lines = (line.strip(" \t\ufeff\u3000") for line in text.splitlines())
    return next(line for line in lines if line)[:80]
