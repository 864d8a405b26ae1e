"""Measurements: the values of indicators, each under the update that reported it."""

from django_filters import rest_framework as filters
from rest_framework import serializers

from commitments.api.base import OfUpdate
from commitments.api.dimensions import GroupValueSerializer
from commitments.api.fields import ModelSerializer
from commitments.api.filters import IdFilter, UnitFilter, any_of, since, until
from commitments.choices import UpdateState
from commitments.models import Measurement

# What is said of a value, wherever it is shown.
VALUE_FIELDS = (
    "indicator",
    "measured_on",
    "value",
    "numerator",
    "denominator",
    "groups",
    "note",
)


class MeasurementSerializer(ModelSerializer):
    commitment = serializers.IntegerField(source="update.commitment_id", read_only=True)
    state = serializers.ChoiceField(
        UpdateState.choices,
        source="update.state",
        read_only=True,
        help_text="Of the update: the value counts once that is approved.",
    )

    groups = GroupValueSerializer(source="group_values", many=True, read_only=True)

    class Meta:
        model = Measurement
        fields = [
            "id",
            "update",
            "commitment",
            "state",
            *VALUE_FIELDS,
        ]
        read_only_fields = fields


class MeasurementFilterSet(filters.FilterSet):
    update = IdFilter()
    commitment = IdFilter("update__commitment")
    indicator = IdFilter()
    unit = UnitFilter("update__organization")
    state = any_of(UpdateState.choices, field_name="update__state")
    measured_after = since("measured_on", "Measured")
    measured_before = until("measured_on", "Measured")


class MeasurementViewSet(OfUpdate):
    """Values are reported through an update and count once it is approved."""

    queryset = Measurement.objects.select_related("update").prefetch_related("group_values__group")
    serializer_class = MeasurementSerializer
    filterset_class = MeasurementFilterSet
    orderings = {"measured_on": ("measured_on",), "id": ()}
    default_ordering = "-measured_on"
