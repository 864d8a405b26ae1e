"""The ledger of targets: every version there ever was, with its reason and approver."""

from typing import Any

from django_filters import rest_framework as filters
from rest_framework import serializers

from commitments.api.base import CommitmentPart
from commitments.api.dimensions import MOST_GROUPS, GroupAimSerializer, GroupTargetSerializer
from commitments.api.fields import (
    DECIDED_ON,
    ConfirmField,
    Input,
    ModelSerializer,
    Quantity,
    RelatedField,
    Username,
)
from commitments.api.filters import IdFilter, any_of, since, until
from commitments.api.indicators import IndicatorSerializer
from commitments.api.milestones import MOST_STEPS, PlannedSerializer
from commitments.choices import Comparator, Path
from commitments.models import Citation, Target


class TargetSerializer(ModelSerializer):
    indicator = IndicatorSerializer(read_only=True)
    groups = GroupTargetSerializer(source="group_targets", many=True, read_only=True)
    approved_by = Username()

    class Meta:
        model = Target
        fields = [
            "id",
            "commitment",
            "version",
            "is_current",
            "indicator",
            "comparator",
            "value",
            "value_max",
            "change",
            "frequency",
            "path",
            "baseline",
            "baseline_on",
            "due_on",
            "is_assumed",
            "direction_confirmed",
            "groups",
            "reason",
            "citation",
            "approved_at",
            "approved_by",
            "decided_on",
        ]
        read_only_fields = fields
        extra_kwargs = {"decided_on": {"help_text": DECIDED_ON}}


class ReviseSerializer(Input):
    """A new version of the target; what is not given stays as it was."""

    reason = serializers.CharField()
    value = Quantity(required=False)
    value_max = Quantity(required=False, help_text="For `between` only.")
    comparator = serializers.ChoiceField(Comparator.choices, required=False)
    due_on = serializers.DateField(required=False)
    baseline = Quantity(required=False)
    path = serializers.ChoiceField(Path.choices, required=False)
    steps = PlannedSerializer(  # type: ignore[call-arg]
        many=True,
        required=False,
        max_length=MOST_STEPS,
        help_text="All planned values on the way; they set the path. Not given, they stay.",
    )
    decided_on = serializers.DateField(
        required=False,
        help_text="The day of a decision that is entered later; it counts from that day.",
    )
    confirm = ConfirmField(source="confirmed")
    groups = GroupAimSerializer(  # type: ignore[call-arg]
        many=True,
        required=False,
        max_length=MOST_GROUPS,
        help_text="The targets of all groups, of every dimension; not given, they stay.",
    )
    expected_version = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=32767,
        help_text="Version of the target that the change starts from; refused if it was replaced.",
    )
    citation = RelatedField(
        queryset=Citation.objects.all(),
        required=False,
        help_text="One of the commitment's own: the words that ask for the change.",
    )

    def get_fields(self) -> dict[str, Any]:
        found: dict[str, Any] = super().get_fields()
        if commitment := self.context.get("commitment"):
            found["citation"].queryset = commitment.citations.all()
        return found


class TargetFilterSet(filters.FilterSet):
    commitment = IdFilter()
    indicator = IdFilter()
    is_current = filters.BooleanFilter(help_text="Only those in force.")
    comparator = any_of(Target.Comparator.choices)
    due_after = since("due_on", "Due")
    due_before = until("due_on", "Due")


class TargetViewSet(CommitmentPart):
    """A target is never overwritten: a change makes a new version, `is_current` marks the one
    in force. Revise one through its commitment."""

    queryset = Target.objects.select_related("indicator", "approved_by").prefetch_related(
        "group_targets__group"
    )
    serializer_class = TargetSerializer
    filterset_class = TargetFilterSet
    orderings = {"id": (), "commitment": ("commitment_id", "version"), "due_on": ("due_on",)}
    default_ordering = "-id"
