"""Evidence: the files and links that support an update."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import FileResponse
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from commitments.api import downloads
from commitments.api.base import OfUpdate, TakesFiles, VersionedResource
from commitments.api.fields import (
    Input,
    ModelSerializer,
    ReasonSerializer,
    RemarkSerializer,
    Upload,
    Username,
    VisibleRelatedField,
)
from commitments.api.filters import IdFilter, UnitFilter, any_of
from commitments.domain.reporting import evidence, progress
from commitments.models import Evidence, ProgressUpdate


class EvidenceSerializer(ModelSerializer):
    state = serializers.SerializerMethodField(help_text="As of today: what is verified expires.")
    added_by = Username()
    decided_by = Username(allow_null=True)
    download = serializers.SerializerMethodField(
        help_text="Address of the file; null for a link or citation."
    )

    class Meta:
        model = Evidence
        fields = [
            "id",
            "version",
            "update",
            "kind",
            "title",
            "filename",
            "sha256",
            "download",
            "url",
            "captured_on",
            "document",
            "start",
            "end",
            "quote",
            "period_start",
            "period_end",
            "state",
            "expires_on",
            "decided_at",
            "decided_by",
            "decision_reason",
            "added_at",
            "added_by",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(Evidence.State.choices))
    def get_state(self, row: Evidence) -> str:
        return row.state_on(timezone.localdate())

    @extend_schema_field({"type": "string", "format": "uri", "nullable": True})
    def get_download(self, row: Evidence) -> str | None:
        if row.kind != Evidence.Kind.FILE:
            return None
        return str(reverse("api:evidence-file", [row.pk], request=self.context["request"]))


class AboutSerializer(Input):
    # A field of ours, named like a method of serializers that nobody calls here.
    update = VisibleRelatedField(queryset=ProgressUpdate.objects.all())  # type: ignore[assignment]
    title = serializers.CharField(max_length=200, required=False)
    period_start = serializers.DateField(
        required=False, allow_null=True, help_text="The evidence speaks of the time from here on."
    )
    period_end = serializers.DateField(required=False, allow_null=True)


class EvidenceFileSerializer(AboutSerializer):
    """A file, sent as a form."""

    file = Upload()


class EvidenceLinkSerializer(AboutSerializer):
    """An address on the web, sent as JSON."""

    url = serializers.URLField(max_length=500)


class VerifySerializer(RemarkSerializer):
    """How long it proves something."""

    expires_on = serializers.DateField(
        required=False, allow_null=True, help_text="The last day; without one, for good."
    )


class EvidenceFilterSet(filters.FilterSet):
    update = IdFilter()
    commitment = IdFilter("update__commitment")
    unit = UnitFilter("update__organization")
    kind = any_of(Evidence.Kind.choices)
    state = any_of(Evidence.State.choices, method="in_state")

    def in_state(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """As of today: what was verified and has expired is the one and no longer the other."""
        if not value:
            return queryset
        stored = set(value) - {Evidence.State.EXPIRED, Evidence.State.VERIFIED}
        wanted, today = Q(state__in=stored), timezone.localdate()
        verified = Q(state=Evidence.State.VERIFIED)
        if Evidence.State.EXPIRED in value:
            wanted |= verified & Q(expires_on__lt=today)
        if Evidence.State.VERIFIED in value:
            wanted |= verified & (Q(expires_on=None) | Q(expires_on__gte=today))
        return queryset.filter(wanted)


class EvidenceViewSet(VersionedResource, TakesFiles, OfUpdate):
    """Files and links that support an update. They speak of a period, not of the day they came."""

    queryset = Evidence.objects.select_related("added_by", "decided_by")
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilterSet
    orderings = {"id": ()}
    default_ordering = "-id"
    may_match = frozenset({"verify", "reject"})
    needs = {"file": "view", "verify": "verify_evidence", "reject": "verify_evidence"}

    @extend_schema(
        request={
            "multipart/form-data": EvidenceFileSerializer,
            "application/json": EvidenceLinkSerializer,
        },
        responses={201: EvidenceSerializer},
    )
    def create(self, request: Request) -> Response:
        """Attach evidence to an update.

        Send a file as `multipart/form-data`, a link as JSON. The update must still be a draft
        or have been returned.
        """
        given = self.supplied(
            EvidenceFileSerializer if self.sends_file() else EvidenceLinkSerializer
        )
        return self.shown(_attach(given, self.person).pk, HTTPStatus.CREATED)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, pk: int) -> FileResponse:
        """Download the file.

        As an attachment under a generated name; `filename` says what it was called.
        """
        found = self.get_object()
        return downloads.stored(found.file, sha256=found.sha256, name=f"evidence-{pk}")

    @extend_schema(request=VerifySerializer, responses=EvidenceSerializer)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, pk: int) -> Response:
        """Verify evidence, for good or until a day."""
        self.do(evidence.verify, **self.supplied(VerifySerializer))
        return self.shown(pk)

    @extend_schema(request=ReasonSerializer, responses=EvidenceSerializer)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: int) -> Response:
        """Not accept it as proof, with a reason."""
        self.do(evidence.reject, **self.supplied(ReasonSerializer))
        return self.shown(pk)


def _attach(given: dict[str, Any], by: User) -> Evidence:
    update = given.pop("update").pk
    if "url" in given:
        return progress.attach_link(update, by=by, **given)
    upload = given.pop("file")
    return progress.attach_file(update, upload.read(), by=by, filename=upload.name, **given)
