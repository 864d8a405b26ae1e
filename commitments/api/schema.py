"""The OpenAPI schema: summaries from docstrings, every error response declared."""

from typing import Any

from django.db.models import Model
from django.utils.translation import override
from drf_spectacular.openapi import AutoSchema as SpectacularSchema
from drf_spectacular.plumbing import get_doc
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from commitments.api.fields import Input
from commitments.api.history import ChangeSerializer
from commitments.api.problems import MEDIA_TYPE

STANDARD = {"list": "List {plural}", "retrieve": "Get one {single}"}
REFUSALS = {
    400: "Something to mend; `errors` names the fields.",
    401: "Who is asking? Send a token.",
    403: "The person lacks the permission.",
    404: "There is nothing at this address, or nothing that this person may see.",
    409: "Not possible in the state that the thing is in now.",
    412: "Others changed it since; `edits` says what, `version` which edit is the last.",
    413: "Too large.",
    415: "Send JSON, or a form where files are taken.",
    422: "The `Idempotency-Key` came with another request before.",
    428: "Send `If-Match` with the `ETag` that you saw, or `*`.",
    429: "Too many attempts; wait as long as `Retry-After` says.",
    503: "The database or the store of files is away; wait as long as `Retry-After` says.",
}
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of the answer that the change rests on; `*` for any.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A text of your own for this request, such as a UUID. Sent again with it within "
    "seven days, the request is not done again and gets the same answer.",
)
WRITING = {"POST", "PUT", "PATCH", "DELETE"}


class FaultSerializer(serializers.Serializer[Any]):
    """One thing to mend."""

    field = serializers.CharField(
        allow_null=True, help_text="Path of the input, such as `measurements.0.value`."
    )
    code = serializers.CharField()
    message = serializers.CharField()


class EditSerializer(serializers.Serializer[Any]):
    """What one person changed meanwhile."""

    at = serializers.DateTimeField()
    by = serializers.CharField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    changes = ChangeSerializer(many=True)


class ProblemSerializer(serializers.Serializer[Any]):
    """A refusal, as RFC 9457 wants it."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="For people.")
    code = serializers.CharField(help_text="For programs: stable, never translated.")
    errors = FaultSerializer(many=True)  # type: ignore[assignment]  # the member of RFC 9457
    version = serializers.IntegerField(required=False, help_text="With 412: the last edit.")
    edits = EditSerializer(many=True, required=False, help_text="With 412: what others changed.")


class AutoSchema(SpectacularSchema):
    """Summaries and refusals that need not be written down at every operation."""

    def get_summary(self) -> str | None:
        action = getattr(self.view, "action", "")
        if action in STANDARD:
            options = self._model()._meta
            with override("en"):
                single, plural = str(options.verbose_name), str(options.verbose_name_plural)
            return STANDARD[action].format(single=single, plural=plural)
        return self._said()[0]

    def get_description(self) -> str:  # type: ignore[override]  # as spectacular has it
        action = getattr(self.view, "action", "")
        return get_doc(self.view.__class__) if action in STANDARD else self._said()[1]

    def _model(self) -> type[Model]:
        """The model that a standard action lists or shows."""
        view: Any = self.view
        model: type[Model] = view.queryset.model
        return model

    def _said(self) -> tuple[str, str]:
        """The first line of the docstring and what follows it."""
        action = getattr(self.view, "action", "") or self.method.lower()
        method = getattr(self.view, action)
        first, _, rest = get_doc(method).partition("\n")
        return first.rstrip("."), rest.strip()

    def get_override_parameters(self) -> list[Any]:
        parameters = list(super().get_override_parameters())
        if self._takes_if_match():
            parameters.append(IF_MATCH)
        if self._takes_key():
            parameters.append(IDEMPOTENCY_KEY)
        return parameters

    def _takes_key(self) -> bool:
        """Everything that a signed-in program creates or does."""
        return self.method == "POST" and bool(self.view.permission_classes)

    def _takes_if_match(self) -> bool:
        """The views name such actions; their classes import this one and cannot be named here."""
        view = self.view
        heeding = getattr(view, "may_match", frozenset()) | getattr(view, "must_match", frozenset())
        return getattr(view, "action", "") in heeding

    def _postprocess_serializer_schema(
        self, schema: dict[str, Any], serializer: Any, direction: Any
    ) -> Any:
        if isinstance(serializer, Input):
            schema["additionalProperties"] = False
        return super()._postprocess_serializer_schema(  # type: ignore[no-untyped-call]
            schema, serializer, direction
        )

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        for status in self._refusals():
            refusal = OpenApiResponse(ProblemSerializer, description=REFUSALS[status])
            bodies[str(status)] = self._get_response_for_code(  # type: ignore[no-untyped-call]
                refusal, str(status), media_types=[MEDIA_TYPE]
            )
        return dict(sorted(bodies.items()))

    def _refusals(self) -> list[int]:
        statuses = [400]
        if self.view.permission_classes:
            statuses += [401, 403]
        if "{" in self.path:
            statuses.append(404)
        if self.method in WRITING:
            statuses += [409, 413, 415]
        if self.method in WRITING and "{" in self.path:
            statuses.append(412)
        if self._takes_key():
            statuses.append(422)
        if getattr(self.view, "action", "") in getattr(self.view, "must_match", ()):
            statuses.append(428)
        if getattr(self.view, "throttle_classes", None):
            statuses.append(429)
        return [*statuses, 503]
