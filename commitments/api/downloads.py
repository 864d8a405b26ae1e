"""Send stored files so that no browser runs or renders them."""

import re
from io import BytesIO
from pathlib import PurePath
from typing import IO
from urllib.parse import quote

from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound

from commitments.domain.platform import files

SAFE_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
OPAQUE = "application/octet-stream"


def stored(file: FieldFile, *, sha256: str, name: str) -> FileResponse:
    """A file from the store under a generated name; only a harmless ending of its own is kept."""
    if not file:
        raise NotFound(_("There is no file."))
    suffix = PurePath(file.name or "").suffix.lower()
    name += suffix if SAFE_SUFFIX.fullmatch(suffix) else ""
    return _attachment(BytesIO(files.read(file, sha256=sha256, name=name)), name, OPAQUE)


def made(data: bytes, *, name: str, plain_name: str, media_type: str) -> FileResponse:
    """A file that was made for this answer; `plain_name` is for clients that know ASCII only."""
    response = _attachment(BytesIO(data), plain_name, media_type)
    response["Content-Disposition"] += f"; filename*=UTF-8''{quote(name, safe='')}"
    return response


def _attachment(opened: IO[bytes], name: str, media_type: str) -> FileResponse:
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
