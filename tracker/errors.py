"""What answers a request that failed outside everything that expects errors.

A database that is away, or whose lock cannot be had, is no fault of the program: 503, and when to
come back. Nothing here asks the database.
"""

import sys
from http import HTTPStatus

from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from commitments.api import problems
from commitments.domain.platform import database

API = "/api/"


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an unexpected error; Django calls this while it handles one."""
    if database.is_away(sys.exc_info()[1]):
        return _unavailable(request)
    if _is_for_programs(request):
        return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong on the server."))
    return defaults.server_error(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django does not understand.

    It takes a session that could not be stored for one that somebody has ended meanwhile.
    """
    cause = exception.__context__ if isinstance(exception, SessionInterrupted) else None
    while cause is not None:
        if database.is_away(cause):
            return _unavailable(request)
        cause = cause.__context__
    return defaults.bad_request(request, exception)


def _unavailable(request: HttpRequest) -> HttpResponse:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    if _is_for_programs(request):
        detail = _("The database does not answer at the moment; try again later.")
        response: HttpResponse = _problem(status, detail, code="database_unavailable")
    else:
        response = HttpResponse(render_to_string("503.html"), status=status)
    response.headers["Retry-After"] = str(database.RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)


def _problem(status: HTTPStatus, detail: str, *, code: str = "") -> JsonResponse:
    document = problems.document(status, detail, code=code)
    return JsonResponse(document, status=status, content_type=problems.MEDIA_TYPE)
