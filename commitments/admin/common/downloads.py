"""Serve stored files as downloads that browsers do not execute."""

from collections.abc import Callable
from typing import IO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponseBase


def stored(
    file: FieldFile, name: str, opener: Callable[[], IO[bytes]] | None = None
) -> HttpResponseBase:
    """Serve a stored file under its original name, always as a download."""
    if not file:
        raise Http404
    try:
        content = opener() if opener else file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=name or file.name or "")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    return response
