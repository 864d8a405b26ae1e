"""Manual evaluations: what a person says of a commitment in place of what was computed."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import CommitmentPart, VersionedResource
from commitments.api.fields import DECIDED_ON, ModelSerializer, RemarkSerializer, Username
from commitments.api.filters import IdFilter, any_of
from commitments.domain.tracking import overrides
from commitments.models import Override


class OverrideSerializer(ModelSerializer):
    set_by = Username()
    revoked_by = Username(allow_null=True)

    class Meta:
        model = Override
        fields = [
            "id",
            "version",
            "commitment",
            "progress",
            "reason",
            "starts_on",
            "ends_on",
            "set_at",
            "set_by",
            "revoked_at",
            "revoked_by",
            "decided_on",
        ]
        read_only_fields = fields
        extra_kwargs = {"decided_on": {"help_text": DECIDED_ON}}


class OverrideFilterSet(filters.FilterSet):
    commitment = IdFilter()
    progress = any_of(Override.Progress.choices)
    is_revoked = filters.BooleanFilter(
        "revoked_at", "isnull", exclude=True, help_text="Ended before its time."
    )


class OverrideViewSet(VersionedResource, CommitmentPart):
    """A manual evaluation has a reason and an end, and never hides the computed one: that is the
    `computed` of the commitment. Set one through the commitment."""

    queryset = Override.objects.select_related("set_by", "revoked_by")
    serializer_class = OverrideSerializer
    filterset_class = OverrideFilterSet
    orderings = {"id": (), "ends_on": ("ends_on",)}
    default_ordering = "-id"
    may_match = frozenset({"revoke"})
    needs = {"revoke": "override_progress"}

    @extend_schema(request=RemarkSerializer, responses=OverrideSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: int) -> Response:
        """Revoke an override before its end; the computed evaluation counts again."""
        self.do(overrides.revoke, **self.supplied(RemarkSerializer))
        return self.shown(pk)
