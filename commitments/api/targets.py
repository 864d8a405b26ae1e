"""The ledger of targets: every version there ever was, with its reason and approver."""

from django_filters import rest_framework as filters

from commitments.api.base import CommitmentPart
from commitments.api.dimensions import GroupTargetSerializer
from commitments.api.fields import ModelSerializer, Username
from commitments.api.filters import IdFilter, any_of, since, until
from commitments.api.indicators import IndicatorSerializer
from commitments.models import Target


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
            "baseline",
            "baseline_on",
            "due_on",
            "is_assumed",
            "groups",
            "reason",
            "citation",
            "approved_at",
            "approved_by",
        ]
        read_only_fields = fields


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
