"""Serve stored files as downloads that browsers do not execute."""

from io import BytesIO

from django.contrib import messages
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect

from commitments.domain.platform import files
from commitments.domain.platform.errors import DomainError


def stored(
    request: HttpRequest, file: FieldFile, *, sha256: str, name: str, back: str
) -> HttpResponseBase:
    """Serve a stored file under its original name; what is wrong with it is said on page `back`."""
    if not file:
        raise Http404
    try:
        content = files.read(file, sha256=sha256, name=name)
    except DomainError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(back)
    response = FileResponse(BytesIO(content), as_attachment=True, filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    return response
