"""Assignments: which unit does what for a commitment, and that it received it."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import CommitmentPart, VersionedResource
from commitments.api.fields import ModelSerializer, UnitReferenceSerializer, Username
from commitments.api.filters import IdFilter, UnitFilter, any_of, since, until
from commitments.domain.tracking import assign
from commitments.models import Assignment


class AssignmentSerializer(ModelSerializer):
    organization = UnitReferenceSerializer(read_only=True)
    person = Username(allow_null=True)
    acknowledged_by = Username(allow_null=True)

    class Meta:
        model = Assignment
        fields = [
            "id",
            "version",
            "commitment",
            "organization",
            "role",
            "post",
            "person",
            "duty",
            "due_on",
            "acknowledged_at",
            "acknowledged_by",
        ]
        read_only_fields = fields


class AssignmentFilterSet(filters.FilterSet):
    commitment = IdFilter()
    unit = UnitFilter()
    role = any_of(Assignment.Role.choices)
    is_acknowledged = filters.BooleanFilter(
        "acknowledged_at", "isnull", exclude=True, help_text="The unit signed for it."
    )
    due_after = since("due_on", "Due")
    due_before = until("due_on", "Due")


class AssignmentViewSet(VersionedResource, CommitmentPart):
    """One unit leads a commitment, others support it. Assign through the commitment."""

    queryset = Assignment.objects.select_related("organization", "person", "acknowledged_by")
    serializer_class = AssignmentSerializer
    filterset_class = AssignmentFilterSet
    orderings = {"id": (), "due_on": ("due_on",)}
    default_ordering = "-id"
    may_match = frozenset({"acknowledge"})
    # Who reports for a unit also signs for it.
    needs = {"acknowledge": "add_progressupdate"}

    @extend_schema(request=None, responses=AssignmentSerializer)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, pk: int) -> Response:
        """Sign for what a unit was given (签收).

        Once; signing for it again is refused with 409.
        """
        self.do(assign.acknowledge)
        return self.shown(pk)
