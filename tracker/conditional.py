"""What programs need not fetch twice: an unchanged answer of the API is a short 304.

A tag covers every byte of an answer, also what changes without an edit, such as a verdict. Where a
row counts its edits, the tag begins with that number, which is all that `If-Match` looks at.
"""

import hashlib
import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers

API = "/api/"
VERSION = re.compile(r'"([0-9]+)"')
VARIES_BY = ("Accept-Language", "Authorization", "Cookie")


class Tags(ConditionalGetMiddleware):
    """Tag what the API lets read, and answer 304 to who has it already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not request.path.startswith(API) or request.method not in {"GET", "HEAD"}:
            return response
        patch_vary_headers(response, VARIES_BY)
        if not response.has_header("Cache-Control"):
            # Ask each time; nobody else may keep it.
            patch_cache_control(response, private=True, no_cache=True)
        if version := VERSION.fullmatch(response.headers.get("ETag", "")):
            response.headers["ETag"] = f'"{version[1]}-{digest(response)}"'
        return super().process_response(request, response)


class Compression(GZipMiddleware):
    """Compress what the API answers. Pages hold the secrets of forms, which it could give away."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not request.path.startswith(API):
            return response
        return super().process_response(request, response)


def digest(response: HttpResponseBase) -> str:
    return hashlib.blake2b(response.content, digest_size=12).hexdigest()  # type: ignore[attr-defined]
