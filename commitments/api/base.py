"""Permissions, base querysets and pagination shared by all resources."""

import json
import re
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any, ClassVar, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import RequestDataTooBig
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, permissions, viewsets
from rest_framework.exceptions import APIException, ParseError
from rest_framework.generics import get_object_or_404
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api import idempotency_key
from commitments.api.fields import Input
from commitments.api.filters import StrictFilterBackend
from commitments.api.paging import KeysetPagination
from commitments.domain.reporting import progress
from commitments.models import Commitment

# What stands behind the version tells answers apart that differ without an edit; compressed
# answers have weak tags.
ENTITY_TAG = re.compile(r'(?:W/)?"(?P<version>[0-9]{1,9})(?:-[0-9a-f]{1,64})?"')
LENGTH = re.compile(r"\s*[0-9]{1,18}\s*")
BY_ACTION = {
    "list": "view",
    "retrieve": "view",
    "create": "add",
    "partial_update": "change",
    "destroy": "delete",
}


class HasModelPermission(permissions.BasePermission):
    """Check the model permission of an action; querysets restrict the rows.

    An action beyond reading and writing is named in the view's `needs`, so that a new one without
    a permission fails at once instead of standing open.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        if view.action in (None, "metadata"):  # a method not offered: answered with 405 later
            return True
        verb = view.needs.get(view.action) or BY_ACTION[view.action]
        options = view.queryset.model._meta
        name = verb if "_" in verb else f"{verb}_{options.model_name}"
        return bool(request.user.has_perm(f"{options.app_label}.{name}"))


def refuse_oversize(request: Request) -> None:
    """Django counts what it reads into memory; parsers here read past that count."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    if not LENGTH.fullmatch(told) or int(told) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise RequestDataTooBig


class IfMatchMissing(APIException):
    """A write without `If-Match` that could overwrite edits of others."""

    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_detail = _("Send If-Match with the ETag that you saw, or * to write in any case.")
    default_code = "if_match_required"


class StrictJson(JSONParser):
    """A JSON parser that refuses nesting too deep to read, and halves of characters."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            data = super().parse(*args, **kwargs)
            # A lone surrogate such as \\ud800 can be neither stored nor shown.
            json.dumps(data, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError) as error:
            raise ParseError from error
        return data


class JsonAlways(DefaultContentNegotiation):
    """Always answer JSON, whatever `Accept` says."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


class Resource(viewsets.GenericViewSet[Any]):
    """The base of all viewsets."""

    permission_classes = [HasModelPermission]
    content_negotiation_class = JsonAlways
    pagination_class: type[KeysetPagination] | None = KeysetPagination
    filter_backends = [StrictFilterBackend]
    parser_classes = [StrictJson]
    # The schema describes the interface; OPTIONS would do so a second time.
    metadata_class = None
    lookup_value_converter = "int"
    # Sort orders by name, each with its columns; the id is added as tiebreak.
    orderings: ClassVar[dict[str, tuple[str, ...]]] = {"id": ()}
    default_ordering = "id"
    filtered: ClassVar[frozenset[str]] = frozenset({"list"})
    # Permission of each action beyond list, retrieve, create and partial_update.
    needs: ClassVar[dict[str, str]] = {}
    # The action that a POST asks for; the router sets it.
    post: Callable[..., Response]

    @property
    def person(self) -> User:
        """The signed-in user; every resource requires a permission."""
        return cast(User, self.request.user)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_oversize(request)
        super().initial(request, *args, **kwargs)
        key = request.headers.get(idempotency_key.HEADER)
        if request.method == "POST" and key is not None and self.action:
            self.post = partial(idempotency_key.once, self.post, key)

    def get_queryset(self) -> QuerySet[Any]:
        """What the person may see: one place for all resources, nested ones and downloads too."""
        queryset = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return queryset
        visible: QuerySet[Any] = self.visible(queryset)
        return visible

    def supplied(self, kind: type[Input], **context: Any) -> dict[str, Any]:
        """What the client sent, checked."""
        given = {**self.get_serializer_context(), **context}
        serializer = kind(data=self.request.data, context=given)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def shown(self, pk: int, status: int = HTTPStatus.OK) -> Response:
        """One row as it is now, read again with all that its answer needs."""
        row = get_object_or_404(self.get_queryset(), pk=pk)
        return Response(self.get_serializer(row).data, status)

    def visible(self, queryset: Any) -> Any:
        """Everything, where the permission to view says it all."""
        return queryset

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filters are for lists; one row is found by its id."""
        return super().filter_queryset(queryset) if self.action in self.filtered else queryset


class ReadResource(mixins.ListModelMixin, mixins.RetrieveModelMixin, Resource):
    """A resource to list and to look at."""


class VersionedResource(ReadResource):
    """A resource that counts its edits: `ETag` and `version` say which edit an answer shows, and
    a write with `If-Match` holds for that one only."""

    # Actions that heed `If-Match`, and those that are not done without it: they would write over
    # what others wrote meanwhile.
    may_match: ClassVar[frozenset[str]] = frozenset()
    must_match: ClassVar[frozenset[str]] = frozenset({"partial_update"})

    def expected_version(self) -> int | None:
        """The edit that the client saw; None for `*` and, where it may be left out, for none."""
        given = self.request.headers.get("If-Match", "").strip()
        if given == "*" or not (given or self.action in self.must_match):
            return None
        if not given:
            raise IfMatchMissing
        tag = ENTITY_TAG.fullmatch(given)
        # A tag that was never given out matches no edit.
        return int(tag["version"]) if tag else 0

    def do(self, verb: Callable[..., Any], **given: Any) -> Any:
        """Apply a verb of the domain to the row asked for, as the client saw it."""
        return verb(
            self.get_object().pk,
            by=self.person,
            expected_version=self.expected_version(),
            **given,
        )

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return _tagged(super().retrieve(request, *args, **kwargs))

    def shown(self, pk: int, status: int = HTTPStatus.OK) -> Response:
        return _tagged(super().shown(pk, status))


def _tagged(response: Response) -> Response:
    response["ETag"] = f'"{response.data["version"]}"'
    return response


class TakesFiles(Resource):
    """A resource to which files are sent as forms, and everything else as JSON."""

    parser_classes = [StrictJson, MultiPartParser]

    def sends_file(self) -> bool:
        return str(self.request.content_type).startswith("multipart/")


class OwnResource(ReadResource):
    """A resource whose queryset restricts units to their own rows."""

    def visible(self, queryset: Any) -> Any:
        return queryset.visible_to(self.person)


class CommitmentPart(ReadResource):
    """A resource that is seen with its commitment."""

    def visible(self, queryset: Any) -> Any:
        commitments = Commitment.objects.visible_to(self.person)
        return queryset.filter(commitment__in=commitments.values("pk"))


class OfUpdate(OwnResource):
    """A part of an update that can be removed until the update is submitted."""

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: int) -> Response:
        """Remove it from an update that is not yet submitted."""
        progress.remove(self.get_object(), by=self.person)
        return Response(status=HTTPStatus.NO_CONTENT)
