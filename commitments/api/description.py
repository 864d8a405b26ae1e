"""The address of the OpenAPI description, which anybody may read."""

from functools import lru_cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request

RENDERERS = {"json": OpenApiJsonRenderer, "yaml": OpenApiYamlRenderer}
_alone = Lock()


class DescriptionView(SpectacularAPIView):
    """OpenAPI description of this interface, as YAML or JSON.

    It is the same for everybody and takes a second of processor, so each process generates it once
    for a language and a format. One thread at a time: drf-spectacular loads its extensions
    at first use, and fails where two threads do.
    """

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        renderer = request.accepted_renderer
        language = request.GET.get("lang")
        # A language that nobody prepared would stay in the memory of gettext for good.
        known = language if language in dict(settings.LANGUAGES) else translation.get_language()
        with _alone:
            body = _describe(str(known), renderer.format)
        name = f'inline; filename="openapi.{renderer.format}"'
        return HttpResponse(
            body, content_type=renderer.media_type, headers={"Content-Disposition": name}
        )


@lru_cache
def _describe(language: str, form: str) -> str | bytes:
    with translation.override(language):
        described = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    rendered: str | bytes = RENDERERS[form]().render(described)
    return rendered
