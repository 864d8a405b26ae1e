"""Evaluations: where a commitment stood on a day, and why."""

from typing import Any

from django_filters import rest_framework as filters
from rest_framework import serializers

from commitments.api.base import CommitmentPart
from commitments.api.fields import ModelSerializer
from commitments.api.filters import IdFilter, any_of, since, until
from commitments.models import Evaluation


class EvaluationSerializer(ModelSerializer):
    class Meta:
        model = Evaluation
        fields = [
            "id",
            "commitment",
            "since",
            "on",
            "progress",
            "computed",
            "against_original",
            "achievement",
            "expected",
            "actual",
            "actual_on",
            "why",
            "why_en",
            "rule_version",
            "created_at",
        ]
        read_only_fields = fields


class EvaluationDetailSerializer(EvaluationSerializer):
    inputs = serializers.DictField(
        read_only=True, help_text="All that went into the evaluation: it can be computed again."
    )

    class Meta(EvaluationSerializer.Meta):
        fields = [*EvaluationSerializer.Meta.fields, "inputs"]
        read_only_fields = fields


class EvaluationFilterSet(filters.FilterSet):
    commitment = IdFilter()
    progress = any_of(Evaluation.Progress.choices)
    on_after = since("on", "Assessed for")
    on_before = until("on", "Assessed for")


class EvaluationViewSet(CommitmentPart):
    """An evaluation holds from `since` to `on`; anything that changes it makes a new one."""

    queryset = Evaluation.objects.defer("inputs")
    serializer_class = EvaluationSerializer
    filterset_class = EvaluationFilterSet
    orderings = {"on": ("on",), "id": ()}
    default_ordering = "-on"

    def get_serializer_class(self) -> Any:
        return EvaluationDetailSerializer if self.action == "retrieve" else EvaluationSerializer
