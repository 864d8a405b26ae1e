"""Keep files and rows together: none without the other, and no file written in a transaction."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from commitments.domain.platform import transactions
from commitments.domain.platform.errors import StorageFailed

logger = logging.getLogger(__name__)


@contextmanager
def stored(file: FieldFile, data: bytes, *, name: str) -> Iterator[None]:
    """Store the bytes, then run the block that writes the row; where it fails, remove them.

    A row that had a file gets the new one; the old one goes once the row is written.
    """
    transactions.require_none("Storing a file")
    before = file.name
    try:
        file.save(name, ContentFile(data), save=False)
    except OSError as error:
        logger.error("A file cannot be stored: %s", error)
        message = _("The file cannot be stored: %(reason)s. Tell the administrator.")
        raise StorageFailed(message % {"reason": error.strerror or error}, field="file") from error
    try:
        yield
    except BaseException:
        file.storage.delete(str(file.name))
        raise
    if before and before != file.name:
        file.storage.delete(before)
