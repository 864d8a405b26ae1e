"""Take in a document: keep the file as received, read it in a job, try again where that failed."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TypedDict, Unpack

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments import reading
from commitments.choices import DocumentKind, DocumentState, JobKind
from commitments.domain.platform import audit, filenames, files, jobs, rights, transactions
from commitments.domain.platform.errors import AlreadyKnown, Conflict, Invalid, Unreadable
from commitments.models import Document, Job
from commitments.reading import isolated, reader

TEXT_NAME = "document.txt"
LONGEST_TITLE = 200


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
    """A document received and the job that reads it."""

    document: Document
    job: Job


def add_document(data: bytes, *, by: User, **described: Unpack[Described]) -> Ingested:
    """Keep a file as received and request a job that reads it.

    What is no document at first sight is refused here; what turns out to be none is kept, with
    the reason. The same bytes are kept once: sent again after a failure, they are read again.
    """
    document = received(data, by=by, **described)
    with files.kept(document.file, data, name=document.filename or TEXT_NAME):
        return store(document, by=by)


def add_text(text: str, *, by: User, **described: Unpack[Described]) -> Ingested:
    """Keep a text, character for character, and request a job that looks for its commitments."""
    transactions.require_none("Reading a text")
    data = text.encode(errors="surrogatepass")
    document = received(data, by=by, **described)
    with refusals():
        fill(document, reader.read(data, TEXT_NAME, limit=settings.UPLOAD_LIMIT))
    with files.kept(document.file, data, name=document.filename or TEXT_NAME):
        return store(document, by=by)


def received(data: bytes, *, by: User, **described: Unpack[Described]) -> Document:
    """A document that is neither read nor stored yet; or the one that failed with these bytes."""
    name = filenames.plain(described.get("filename", ""))
    with refusals():
        reader.recognise(data, name, limit=settings.UPLOAD_LIMIT)
    sha256 = hashlib.sha256(data).hexdigest()
    document = Document.objects.filter(sha256=sha256).first() or Document(sha256=sha256)
    _refuse_known(document)
    document.filename, document.added_by = name, by
    document.title = described.get("title", "")
    document.issuer = described.get("issuer", "")
    document.kind = described.get("kind", DocumentKind.OTHER)
    document.published_on = described.get("published_on")
    document.source_url = described.get("source_url", "")
    return document


@transaction.atomic
def store(document: Document, *, by: User) -> Ingested:
    """Store a document that was received, and request the job that reads it."""
    same = Document.objects.select_for_update().without_text().filter(sha256=document.sha256)
    if known := same.first():
        _refuse_known(known)
        document.pk, document._state.adding = known.pk, False
    document.state, document.problem = DocumentState.RECEIVED, ""
    audit.save(document, by=by)
    return Ingested(document, jobs.request(JobKind.EXTRACT, document.pk))


def read_bytes(data: bytes, filename: str) -> reading.Reading:
    """Read a file in a child process, outside any transaction."""
    transactions.require_none("Reading a file")
    with refusals():
        found = isolated.read(data, filename, limit=settings.UPLOAD_LIMIT)
    return storable(found)


def storable(found: reading.Reading) -> reading.Reading:
    """What was read, if the database can hold it."""
    if "\0" in found.text:
        # PostgreSQL stores no NUL, and taking it out would shift every offset.
        raise Unreadable(_("The text holds a NUL character."), field="file")
    return found


def fill(document: Document, found: reading.Reading) -> None:
    """Enter what was read; a title that somebody gave stays."""
    document.text = found.text
    document.media_type = found.media_type
    document.page_starts = list(found.page_starts)
    document.structure = found.structure.as_json()
    document.unread_pages = list(found.unread_pages)
    document.struck_out = list(found.struck_out)
    document.unread_parts = list(found.unread_parts)
    title = document.title or found.title or PurePath(document.filename).stem
    document.title = (title.strip() or _first_line(found.text))[:LONGEST_TITLE]


def note_failure(key: str, problem: str) -> None:
    """Say on the document why it could not be read; one that was read before stays as it is."""
    document = Document.objects.select_for_update().without_text().filter(pk=key).first()
    if document is None or document.state == DocumentState.READ:
        return
    document.state, document.problem = DocumentState.FAILED, problem
    audit.save(document, by=audit.system_user(), fields=["state", "problem"])


@transaction.atomic
def retry(document_id: int, *, by: User) -> Ingested:
    """Read a document again that could not be read."""
    rights.require_permission(by, "add_document", _("You may not add documents."))
    found = Document.objects.select_for_update().without_text().filter(pk=document_id)
    document = found.first()
    if document is None:
        raise Invalid(_("There is no such document."))
    if document.state != DocumentState.FAILED:
        raise Conflict(_("Only a document that could not be read is read again."))
    document.state, document.problem = DocumentState.RECEIVED, ""
    audit.save(document, by=by, fields=["state", "problem"])
    return Ingested(document, jobs.request(JobKind.EXTRACT, document.pk))


def _refuse_known(document: Document) -> None:
    if document.pk is not None and document.state != DocumentState.FAILED:
        raise AlreadyKnown(
            _("This file was added before as “%(title)s”.") % {"title": document},
            field="file",
        )


@contextmanager
def refusals() -> Iterator[None]:
    """Translate what the reader refuses into a refusal at the file."""
    try:
        yield
    except reading.UnreadableFile as error:
        raise Unreadable(why_not(error), field="file") from error


def why_not(error: reading.UnreadableFile) -> str:
    """Why a file cannot be read, in the user's language."""
    return _(reading.MESSAGES[error.code]) % error.details


def _first_line(text: str) -> str:
    lines = (line.strip(" \t\ufeff\u3000") for line in text.splitlines())
    return next((line for line in lines if line), "")[:80]
