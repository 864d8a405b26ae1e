"""The store of files: a folder or a bucket, reached only through Django's storage.

A store may be on another machine, slow or away: what goes wrong there is a refusal with a message,
and a job that met it is tried again. What is served is what was received, by its SHA-256.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from commitments.domain.platform import database, transactions
from commitments.domain.platform.errors import FileMissing, StoreUnavailable, Tampered

logger = logging.getLogger(__name__)


@contextmanager
def kept(file: FieldFile, data: bytes, *, name: str) -> Iterator[None]:
    """Store bytes for the row that the block writes; one that is refused leaves no file behind.

    The store may be slow, so no transaction may be open yet. A row that had a file before gets
    this one instead. Where nobody knows whether the row was written the file stays: one too many
    is better than one too few.
    """
    transactions.require_none("Storing a file")
    before = file.name
    with _reaching_the_store():
        file.save(name, ContentFile(data), save=False)
    try:
        yield
    except Exception as error:
        if not database.may_have_stored(error):
            with suppress(OSError):
                file.delete(save=False)
        raise
    if before and before != file.name:
        with suppress(OSError):
            file.storage.delete(before)


def read(file: FieldFile, *, sha256: str, name: str) -> bytes:
    """Return the stored bytes; raise `FileMissing` or `Tampered` where they are not as kept."""
    known = {"name": name, "sha256": sha256}
    try:
        with _reaching_the_store(), file.open("rb") as stored:
            content: bytes = stored.read()
    except FileNotFoundError as error:
        message = _(
            "“%(name)s” is missing from the archive. Restore it from a backup: "
            "its SHA-256 is %(sha256)s."
        )
        raise FileMissing(message % known) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        message = _(
            "“%(name)s” is no longer the file that was archived. Restore it from a backup: "
            "its SHA-256 is %(sha256)s."
        )
        raise Tampered(message % known)
    return content


@contextmanager
def _reaching_the_store() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        logger.warning("The store of files: %s", error)
        raise StoreUnavailable(
            _("The store of files does not answer or is full; try again later.")
        ) from error
