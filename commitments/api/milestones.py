"""Milestones: the dated steps of a commitment, and which of them are done."""

from typing import Any

from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import CommitmentPart, VersionedResource
from commitments.api.fields import Input, ModelSerializer, Quantity, ReasonSerializer
from commitments.api.filters import IdFilter, since, until
from commitments.domain.tracking import milestones
from commitments.domain.tracking.milestones import Planned
from commitments.models import Milestone

MOST_STEPS = 200


class MilestoneSerializer(ModelSerializer):
    class Meta:
        model = Milestone
        fields = ["id", "version", "commitment", "due_on", "title", "planned", "done_on"]
        read_only_fields = fields
        extra_kwargs = {"planned": {"help_text": "Null for a step that is done or not."}}


class PlannedSerializer(Input):
    """A step: with a planned value, or with a title and to be done."""

    due_on = serializers.DateField()
    title = serializers.CharField(max_length=200, required=False, allow_blank=True)
    planned = Quantity(required=False, allow_null=True)

    def to_internal_value(self, data: Any) -> Planned:
        return Planned(**super().to_internal_value(data))


class MilestonesSerializer(Input):
    """The whole table: a step that is left out goes, one of the same date and title stays."""

    milestones = PlannedSerializer(many=True, max_length=MOST_STEPS)  # type: ignore[call-arg]
    reason = serializers.CharField(required=False, allow_blank=True)

    def validate_milestones(self, given: list[Planned]) -> list[Planned]:
        if len({(step.due_on, step.title) for step in given}) < len(given):
            raise serializers.ValidationError(_("There is a milestone of this name and date."))
        return given


class DoneSerializer(Input):
    """When it was done; today, unless said otherwise."""

    done_on = serializers.DateField(required=False)


class MilestoneFilterSet(filters.FilterSet):
    commitment = IdFilter()
    is_done = filters.BooleanFilter("done_on", "isnull", exclude=True, help_text="Done.")
    due_after = since("due_on", "Due")
    due_before = until("due_on", "Due")


class MilestoneViewSet(VersionedResource, CommitmentPart):
    """Milestones on the way. One with a planned value is measured, any other is done. Set the
    table through the commitment."""

    queryset = Milestone.objects.all()
    serializer_class = MilestoneSerializer
    filterset_class = MilestoneFilterSet
    orderings = {"due_on": ("due_on",), "id": ()}
    default_ordering = "due_on"
    may_match = frozenset({"done", "reopen"})
    needs = dict.fromkeys(["done", "reopen"], "plan_commitment")

    @extend_schema(request=DoneSerializer, responses=MilestoneSerializer)
    @action(detail=True, methods=["post"])
    def done(self, request: Request, pk: int) -> Response:
        """Say that the step was done, and when."""
        self.do(milestones.mark_done, **self.supplied(DoneSerializer))
        return self.shown(pk)

    @extend_schema(request=ReasonSerializer, responses=MilestoneSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: int) -> Response:
        """Take back that the step was done, with a reason."""
        self.do(milestones.mark_open, **self.supplied(ReasonSerializer))
        return self.shown(pk)
