"""One translation of everything that can be refused into problem documents (RFC 9457)."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from commitments.api.fields import plain
from commitments.domain.platform.database import RETRY_AFTER
from commitments.domain.platform.errors import (
    Conflict,
    DomainError,
    Edit,
    NotAllowed,
    Stale,
    StoreUnavailable,
    Unconfirmed,
)

MEDIA_TYPE = "application/problem+json"
NON_FIELD = "non_field_errors"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend; `field` is a path such as `measurements.0.value`."""

    field: str | None
    code: str
    message: str


def handle(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The exception handler of every view; None leaves an unexpected error to be logged."""
    if isinstance(error, Stale):
        return _outdated(error)
    if isinstance(error, Unconfirmed):
        return _unconfirmed(error)
    if isinstance(error, DomainError):
        return _refusal(error)
    if isinstance(error, IntegrityError):
        # Two requests that each looked right: the database let one through.
        logger.warning("Refused by a constraint: %s", error)
        return problem(HTTPStatus.CONFLICT, _("Somebody changed this at the same time; try again."))
    if isinstance(error, RequestDataTooBig):
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("The request is too large."))
    if isinstance(error, SuspiciousOperation):
        return problem(HTTPStatus.BAD_REQUEST, _("This request cannot be understood."))
    response = exception_handler(error, dict(context))
    return None if response is None else _standard(error, response)


def document(
    status: HTTPStatus, detail: str, *, code: str = "", faults: tuple[Fault, ...] = ()
) -> dict[str, Any]:
    """The members of a problem document."""
    return {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "code": code or status.name.lower(),
        "errors": [{"field": f.field, "code": f.code, "message": f.message} for f in faults],
    }


def problem(
    status: HTTPStatus,
    detail: str,
    *,
    code: str = "",
    faults: tuple[Fault, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    body = document(status, detail, code=code, faults=faults)
    return Response(body, status.value, headers=headers, content_type=MEDIA_TYPE)


def faults_in(details: Any, path: tuple[str, ...] = ()) -> Iterator[Fault]:
    """Flatten the errors of a serializer, however deeply nested."""
    if isinstance(details, dict) and details.keys() == {"message", "code"}:
        named = [part for part in path if part != NON_FIELD]
        yield Fault(".".join(named) or None, str(details["code"]), str(details["message"]))
    elif isinstance(details, dict):
        for key, part in details.items():
            yield from faults_in(part, (*path, str(key)))
    else:
        # A list holds either several objections to one value or one entry a row.
        for place, part in enumerate(details):
            leaf = isinstance(part, dict) and part.keys() == {"message", "code"}
            yield from faults_in(part, path if leaf else (*path, str(place)))


def _refusal(error: DomainError) -> Response:
    status, headers = HTTPStatus.BAD_REQUEST, None
    if isinstance(error, NotAllowed):
        status = HTTPStatus.FORBIDDEN
    elif isinstance(error, Conflict):
        status = HTTPStatus.CONFLICT
    elif isinstance(error, StoreUnavailable):
        status, headers = HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": str(RETRY_AFTER)}
    faults = (Fault(error.field, error.code, str(error)),) if error.field else ()
    return problem(status, str(error), code=error.code, faults=faults, headers=headers)


def _unconfirmed(error: Unconfirmed) -> Response:
    """What is doubtful, each at its field; sent again with these in `confirm`, it is taken."""
    faults = tuple(Fault(q.field, str(q.doubt), str(q.message)) for q in error.questions)
    response = problem(HTTPStatus.BAD_REQUEST, str(error), code=error.code, faults=faults)
    response.data["confirm"] = list(dict.fromkeys(str(q.doubt) for q in error.questions))
    return response


def _outdated(error: Stale) -> Response:
    """What others changed meanwhile, so that the client can show it beside its own."""
    response = problem(HTTPStatus.PRECONDITION_FAILED, str(error), code=error.code)
    response.data |= {"version": error.current, "edits": [_edit(edit) for edit in error.edits]}
    return response


def _edit(edit: Edit) -> dict[str, Any]:
    changes = [
        {"field": f.field, "before": plain(f.before), "after": plain(f.after)} for f in edit.fields
    ]
    by = edit.by.username if edit.by else None
    return {"at": edit.at, "by": by, "reason": edit.reason, "changes": changes}


def _standard(error: Exception, response: Response) -> Response:
    """Errors that Django and the REST framework raise themselves."""
    status = HTTPStatus(response.status_code)
    headers = {
        name: response[name] for name in ("WWW-Authenticate", "Retry-After") if name in response
    }
    if isinstance(error, exceptions.ValidationError):
        faults = tuple(faults_in(error.get_full_details()))
        detail = " ".join(dict.fromkeys(fault.message for fault in faults))
        return problem(status, detail, code="invalid", faults=faults)
    code = error.default_code if isinstance(error, exceptions.APIException) else ""
    data = response.data if isinstance(response.data, dict) else {}
    return problem(status, str(data.get("detail", status.phrase)), code=code, headers=headers)
