"""Indicators: what is measured, once, for however many commitments refer to it."""

from django_filters import rest_framework as filters

from commitments.api.base import ReadResource
from commitments.api.fields import ModelSerializer
from commitments.api.filters import TextFilter, any_of
from commitments.models import Indicator


class IndicatorSerializer(ModelSerializer):
    class Meta:
        model = Indicator
        fields = [
            "id",
            "name",
            "unit",
            "definition",
            "direction",
            "aggregation",
            "stale_after_days",
        ]
        read_only_fields = fields


class IndicatorFilterSet(filters.FilterSet):
    direction = any_of(Indicator.Direction.choices)
    aggregation = any_of(Indicator.Aggregation.choices)
    unit = filters.CharFilter(help_text="Unit of measure, exactly.")
    q = TextFilter("name", "definition")


class IndicatorViewSet(ReadResource):
    """What is measured: name, unit of measure, definition, and which way it should go."""

    queryset = Indicator.objects.all()
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilterSet
    orderings = {"name": ("name",), "id": ()}
    default_ordering = "name"
