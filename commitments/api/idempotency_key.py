"""A request sent again with its `Idempotency-Key` gets the first answer again, and is done once.

A refusal or a fault gives the key back: what a verb does is one transaction, and was undone. Where
a process dies before it has answered, nobody knows whether the work was done; the key stays taken.

Source: IETF, draft-ietf-httpapi-idempotency-key-header.
"""

import hashlib
import json
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.domain.platform import idempotency
from commitments.models import IdempotentRequest

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
KEY = re.compile(r"[\x21-\x7e]{1,255}")


class KeyReused(APIException):
    """The key came with another request before."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_detail = _("This Idempotency-Key came with another request before; take a new one.")
    default_code = "idempotency_key_reused"


class KeyTaken(APIException):
    """The first request with the key has not been answered."""

    status_code = HTTPStatus.CONFLICT
    default_detail = _(
        "The first request with this Idempotency-Key is being answered, or broke off. Ask again in "
        "a moment; if this stays, look whether it was done before you send it with a new key."
    )
    default_code = "idempotency_key_taken"


def once(
    handler: Callable[..., Response], key: str, request: Request, *args: Any, **kwargs: Any
) -> Response:
    """The answer of a handler, which is called only for the first request with this key."""
    if not KEY.fullmatch(key):
        raise ValidationError(_("An Idempotency-Key has 1 to 255 printable ASCII characters."))
    fingerprint = _fingerprint(request)
    taken, is_new = idempotency.take(cast(User, request.user), key, fingerprint)
    if not is_new:
        return _replayed(taken, fingerprint)
    try:
        response = handler(request, *args, **kwargs)
    except Exception:
        idempotency.release(taken)
        raise
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        idempotency.release(taken)
    else:
        headers = {name: value for name, value in response.items() if name != "Content-Type"}
        body = JSONRenderer().render(response.data).decode()
        idempotency.save_answer(taken, response.status_code, headers, body)
    return response


def _fingerprint(request: Request) -> str:
    """A hash of address and content, whatever boundary a form has this time."""
    data = request.data
    content = dict(data.lists()) if isinstance(data, QueryDict) else data
    asked = [request.method, request.get_full_path(), content]
    text = json.dumps(asked, sort_keys=True, default=_content)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _content(file: "UploadedFile[Any]") -> list[str | None]:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return [file.name, digest.hexdigest()]


def _replayed(taken: IdempotentRequest, fingerprint: str) -> Response:
    if taken.fingerprint != fingerprint:
        raise KeyReused
    if taken.status is None:
        raise KeyTaken
    data = json.loads(taken.body) if taken.body else None
    return Response(data, taken.status, headers={**taken.headers, REPLAYED: "true"})
