"""Extensions: a later due date, asked for before the date and decided by the office."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import CommitmentPart, VersionedResource
from commitments.api.fields import (
    DECIDED_ON,
    ModelSerializer,
    ReasonSerializer,
    RemarkSerializer,
    UnitReferenceSerializer,
    Username,
)
from commitments.api.filters import IdFilter, UnitFilter, any_of
from commitments.domain.tracking import extensions
from commitments.models import DeadlineExtension


class DeadlineExtensionSerializer(ModelSerializer):
    organization = UnitReferenceSerializer(read_only=True)
    requested_by = Username()
    decided_by = Username(allow_null=True)

    class Meta:
        model = DeadlineExtension
        fields = [
            "id",
            "version",
            "commitment",
            "organization",
            "former_due_on",
            "new_due_on",
            "reason",
            "state",
            "requested_at",
            "requested_by",
            "decided_at",
            "decided_by",
            "decision_reason",
            "target",
            "decided_on",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "target": {"help_text": "The version of the target that it made."},
            "decided_on": {"help_text": DECIDED_ON},
        }


class DeadlineExtensionFilterSet(filters.FilterSet):
    commitment = IdFilter()
    unit = UnitFilter()
    state = any_of(DeadlineExtension.State.choices)


class DeadlineExtensionViewSet(VersionedResource, CommitmentPart):
    """Requests for a later date and what was decided. Ask for one through the commitment."""

    queryset = DeadlineExtension.objects.select_related(
        "organization", "requested_by", "decided_by"
    )
    serializer_class = DeadlineExtensionSerializer
    filterset_class = DeadlineExtensionFilterSet
    orderings = {"id": (), "new_due_on": ("new_due_on",)}
    default_ordering = "-id"
    may_match = frozenset({"approve", "refuse"})
    needs = dict.fromkeys(["approve", "refuse"], "decide_extension")

    @extend_schema(request=RemarkSerializer, responses=DeadlineExtensionSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: int) -> Response:
        """Grant the later date.

        The due date moves, and the ledger of targets gets a version that says why.
        """
        self.do(extensions.approve, **self.supplied(RemarkSerializer))
        return self.shown(pk)

    @extend_schema(request=ReasonSerializer, responses=DeadlineExtensionSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: int) -> Response:
        """Leave the date as it is, with a reason."""
        self.do(extensions.refuse, **self.supplied(ReasonSerializer))
        return self.shown(pk)
