"""The evaluation of a commitment as of any day, and the series that its chart draws."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import OwnResource
from commitments.api.evaluations import EvaluationDetailSerializer
from commitments.api.fields import Input, Quantity
from commitments.api.targets import TargetSerializer
from commitments.choices import Change, Comparator, Path, UpdateState
from commitments.domain.evaluation import assess, series
from commitments.domain.tracking import targets
from commitments.models import Evaluation

NOT_STORED = {"id", "since", "created_at"}


class DaySerializer(Input):
    """The day asked about."""

    on = serializers.DateField(
        required=False, help_text="Today or a day before it; by default today."
    )


class EvaluationOnSerializer(EvaluationDetailSerializer):
    """An evaluation that was computed for the answer and is not stored."""

    completion = Quantity(
        allow_null=True, read_only=True, help_text="Share of the whole way to the target."
    )
    target = serializers.SerializerMethodField(help_text="The version in force on that day.")

    class Meta(EvaluationDetailSerializer.Meta):
        fields = [
            *(name for name in EvaluationDetailSerializer.Meta.fields if name not in NOT_STORED),
            "completion",
            "target",
        ]
        read_only_fields = fields

    @extend_schema_field(TargetSerializer(allow_null=True))
    def get_target(self, evaluation: Evaluation) -> dict[str, Any] | None:
        found = targets.in_force(evaluation.commitment, on=evaluation.on)
        return None if found is None else dict(TargetSerializer(found).data)


class PointSerializer(serializers.Serializer[Any]):
    on = serializers.DateField()
    value = Quantity()


class LineSerializer(serializers.Serializer[Any]):
    """A target between the day it was decided and the day it gave way."""

    version = serializers.IntegerField(
        allow_null=True, help_text="In the ledger; null where the parts make the goal."
    )
    comparator = serializers.ChoiceField(Comparator.choices)
    value = Quantity()
    value_max = Quantity(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    since = serializers.DateField()
    replaced_on = serializers.DateField(allow_null=True, help_text="Null: it is in force.")
    change = serializers.ChoiceField(
        Change.choices,
        allow_blank=True,
        help_text="What the value is said of: a level, growth, a fall.",
    )


class PlottedValueSerializer(PointSerializer):
    """`value` is what had been reached on the day, `reported` the figure handed in: they differ
    where the values of several periods make one."""

    reported = Quantity()
    state = serializers.ChoiceField(
        UpdateState.choices,
        help_text="`submitted` waits for approval and does not count yet.",
    )
    update = serializers.IntegerField(  # type: ignore[assignment]  # a field of ours, not DRF's
        allow_null=True, help_text="Id of the update that reported it."
    )


class SeriesSerializer(serializers.Serializer[Any]):
    """Everything that a chart of one commitment draws."""

    name = serializers.CharField(help_text="Of the indicator.")
    unit = serializers.CharField(allow_blank=True, help_text="Unit of measure.")
    path = serializers.ChoiceField(
        Path.choices,
        help_text="`straight`: join the points of `planned`; otherwise hold each value until the "
        "next point.",
    )
    since = serializers.DateField()
    until = serializers.DateField()
    today = serializers.DateField()
    is_kept = serializers.BooleanField(
        help_text="The target is a bound to keep all along: there is no path to it."
    )
    planned = PointSerializer(many=True, help_text="What is asked for from day to day.")
    targets = LineSerializer(many=True, help_text="All versions, the newest first.")
    baseline = PointSerializer(allow_null=True)
    measured = PlottedValueSerializer(many=True)


class EvaluationSeries(OwnResource):
    """What can be asked of a commitment beyond its row."""

    needs = {"evaluation": "view", "series": "view"}

    @extend_schema(parameters=[DaySerializer], responses=EvaluationOnSerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def evaluation(self, request: Request, pk: int) -> Response:
        """Ask for the evaluation as of a day.

        Evaluated by what had been decided by the end of that day: its target, milestones, halts,
        completion and thresholds. Values count for the day they speak of, whenever they came in.
        Nothing is stored.
        """
        asked = DaySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = assess.as_of(self.get_object(), asked.validated_data.get("on"))
        return Response(EvaluationOnSerializer(found).data)

    @extend_schema(responses={200: SeriesSerializer, 204: None}, filters=False)
    @action(detail=True, pagination_class=None)
    def series(self, request: Request, pk: int) -> Response:
        """Get the points of its chart.

        The path to the target, every target it had, and its values: those that count and those
        that wait for approval. 204 for a promise without a figure.
        """
        found: Any = series.of(self.get_object())
        if found is None:
            return Response(status=204)
        return Response(SeriesSerializer(found).data)
