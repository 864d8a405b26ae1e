"""Plans: the thresholds and colours by which their commitments are evaluated and shown."""

from django_filters import rest_framework as filters
from rest_framework import serializers

from commitments.api.base import VersionedResource
from commitments.api.fields import ModelSerializer
from commitments.api.filters import TextFilter
from commitments.choices import Light
from commitments.models import Plan


class PlanSerializer(ModelSerializer):
    colours = serializers.DictField(
        child=serializers.ChoiceField(Light.choices),
        read_only=True,
        help_text="The colour of each progress.",
    )

    class Meta:
        model = Plan
        fields = ["id", "version", "name", "ahead", "on_schedule", "colours"]
        read_only_fields = fields
        extra_kwargs = {
            "ahead": {"help_text": "Achievement from which an item is ahead of schedule."},
            "on_schedule": {"help_text": "Achievement from which it is on schedule."},
        }


class PlanFilterSet(filters.FilterSet):
    q = TextFilter("name")


class PlanViewSet(VersionedResource):
    """A commitment without a plan has the default thresholds: 1.1 and 0.9."""

    queryset = Plan.objects.all()
    serializer_class = PlanSerializer
    filterset_class = PlanFilterSet
    orderings = {"name": ("name",), "id": ()}
    default_ordering = "name"
