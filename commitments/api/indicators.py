"""Indicators: what is measured, once, for however many commitments refer to it."""

from http import HTTPStatus
from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import VersionedResource
from commitments.api.fields import Input, ModelSerializer, RelatedField
from commitments.api.filters import TextFilter, any_of
from commitments.choices import Across, Aggregation, Direction, MeasuredEvery
from commitments.domain.tracking import indicators
from commitments.models import Indicator

LONGEST_TEXT = 20_000


class IndicatorSerializer(ModelSerializer):
    class Meta:
        model = Indicator
        fields = [
            "id",
            "version",
            "name",
            "unit",
            "definition",
            "source",
            "numerator",
            "denominator",
            "direction",
            "aggregation",
            "across",
            "measured_every",
            "stale_after_days",
            "span_months",
        ]
        read_only_fields = fields


class CountField(serializers.IntegerField):
    """A number of days or months; null where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=1, max_value=indicators.MOST, required=False, allow_null=True, **kwargs
        )


class DescriptionSerializer(Input):
    """What is said of an indicator; what is not given stays as it was, null clears."""

    name = serializers.CharField(max_length=200, required=False)
    unit = serializers.CharField(
        max_length=30,
        required=False,
        allow_blank=True,
        help_text="Unit of measure; another one does not convert the values that are there.",
    )
    definition = serializers.CharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    source = serializers.CharField(  # type: ignore[assignment]  # a field of ours, not DRF's
        max_length=200, required=False, allow_blank=True
    )
    numerator = serializers.CharField(max_length=120, required=False, allow_blank=True)
    denominator = serializers.CharField(max_length=120, required=False, allow_blank=True)
    direction = serializers.ChoiceField(Direction.choices, required=False)
    aggregation = serializers.ChoiceField(Aggregation.choices, required=False)
    across = serializers.ChoiceField(Across.choices, required=False)
    measured_every = serializers.ChoiceField(
        MeasuredEvery.choices, required=False, allow_blank=True
    )
    stale_after_days = CountField(help_text="Goes before `measured_every`.")
    span_months = CountField(help_text="A three-year average: 36.")
    reason = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text="Needed for what changes how commitments are evaluated.",
    )


class NewIndicatorSerializer(DescriptionSerializer):
    """An indicator that is not there yet."""

    name = serializers.CharField(max_length=200)


class IntoSerializer(Input):
    """The indicator that is the same thing and is kept."""

    into = RelatedField(queryset=Indicator.objects.all())
    reason = serializers.CharField()


class IndicatorFilterSet(filters.FilterSet):
    direction = any_of(Direction.choices)
    aggregation = any_of(Aggregation.choices)
    across = any_of(Across.choices)
    measured_every = any_of(MeasuredEvery.choices)
    unit = filters.CharFilter(help_text="Unit of measure, exactly.")
    q = TextFilter("name", "definition", "source")


EXAMPLE = OpenApiExample(
    "A ratio, measured every year",
    value={
        "name": "森林覆盖率",
        "unit": "%",
        "definition": "森林面积占国土面积的比例。",
        "source": "区园林绿化局年报",
        "numerator": "森林面积",
        "denominator": "国土面积",
        "aggregation": "ratio",
        "measured_every": "year",
    },
    request_only=True,
)


class IndicatorViewSet(VersionedResource):
    """What is measured: name, unit of measure, definition, which way it should go, how values
    add up, and how old the last one may grow before it says nothing of today."""

    queryset = Indicator.objects.all()
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilterSet
    orderings = {"name": ("name",), "id": ()}
    default_ordering = "name"
    may_match = frozenset({"merge"})
    needs = {"merge": "change"}

    @extend_schema(
        request=NewIndicatorSerializer, responses={201: IndicatorSerializer}, examples=[EXAMPLE]
    )
    def create(self, request: Request) -> Response:
        """Create an indicator before any commitment refers to it."""
        made = indicators.create(by=self.person, **self.supplied(NewIndicatorSerializer))
        return self.shown(made.pk, HTTPStatus.CREATED)

    @extend_schema(request=DescriptionSerializer, responses=IndicatorSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Change what is said of an indicator.

        The commitments that refer to it are evaluated again at once.
        """
        self.do(indicators.change, **self.supplied(DescriptionSerializer))
        return self.shown(pk)

    @extend_schema(request=IntoSerializer, responses=IndicatorSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: int) -> Response:
        """Make two indicators one that turn out to be the same.

        Targets and values go over to the one that is kept, which is the answer; this one is
        deleted. Both have to be measured in the same way.
        """
        given = self.supplied(IntoSerializer)
        kept = self.do(indicators.merge, into=given["into"].pk, reason=given["reason"])
        return self.shown(kept.pk)
