"""Units: who promises and who is responsible, under all their names."""

from django_filters import rest_framework as filters
from rest_framework import serializers

from commitments.api.base import ReadResource
from commitments.api.fields import ModelSerializer
from commitments.api.filters import IdFilter, TextFilter, any_of
from commitments.models import Organization


class UnitSerializer(ModelSerializer):
    aliases = serializers.SlugRelatedField("name", many=True, read_only=True)

    class Meta:
        model = Organization
        fields = ["id", "name", "short_name", "kind", "parent", "is_active", "aliases"]
        read_only_fields = fields


class UnitFilterSet(filters.FilterSet):
    kind = any_of(Organization.Kind.choices)
    parent = IdFilter(help_text="Id of the unit directly above.")
    is_active = filters.BooleanFilter(help_text="Not dissolved.")
    q = TextFilter("name", "short_name", "aliases__name")


class UnitViewSet(ReadResource):
    """Units form a tree; a filter by unit elsewhere includes everything below it."""

    queryset = Organization.objects.prefetch_related("aliases")
    serializer_class = UnitSerializer
    filterset_class = UnitFilterSet
    orderings = {"name": ("name",), "id": ()}
    default_ordering = "name"
