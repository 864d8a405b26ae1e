"""The language of a response: the one chosen in the interface, else Chinese.

A program, which signs its requests with a token, is answered in the language that it asks for.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class LanguageMiddleware:
    """Django's own middleware also obeys Accept-Language, and browsers on shared office PCs
    often ask for English without anybody having meant it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = dict(settings.LANGUAGES)
        if chosen in known:
            language = chosen
        elif "Authorization" in request.headers:
            language = translation.get_language_from_request(request)
        else:
            language = settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response
