"""Dimensions: the places or groups by which figures are broken down, and figures by them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from rest_framework import serializers

from commitments.api.base import VersionedResource
from commitments.api.fields import Input, ModelSerializer, Quantity
from commitments.api.filters import IdFilter, TextFilter
from commitments.models import Dimension, Group, GroupTarget, GroupValue

MOST_GROUPS = 1000
LARGEST_ID = 2**31 - 1


class GroupSerializer(ModelSerializer):
    """One place or group; `organization` is the unit whose area it is."""

    class Meta:
        model = Group
        fields = ["id", "name", "organization"]
        read_only_fields = fields


class DimensionSerializer(ModelSerializer):
    groups = GroupSerializer(many=True, read_only=True)

    class Meta:
        model = Dimension
        fields = ["id", "version", "name", "groups"]
        read_only_fields = fields


class GroupTargetSerializer(ModelSerializer):
    """What one group is to come to."""

    name = serializers.CharField(source="group.name", read_only=True)
    dimension = serializers.IntegerField(source="group.dimension_id", read_only=True)

    class Meta:
        model = GroupTarget
        fields = ["group", "name", "dimension", "value"]
        read_only_fields = fields


class GroupValueSerializer(ModelSerializer):
    """What one group has come to."""

    name = serializers.CharField(source="group.name", read_only=True)
    dimension = serializers.IntegerField(source="group.dimension_id", read_only=True)

    class Meta:
        model = GroupValue
        fields = ["group", "name", "dimension", "value", "numerator", "denominator"]
        read_only_fields = fields


class GroupAimSerializer(Input):
    """A target for a group."""

    group = serializers.IntegerField(min_value=1, max_value=LARGEST_ID, help_text="Its id.")
    value = Quantity()


class GroupFigureSerializer(GroupAimSerializer):
    """The value of a group."""

    numerator = Quantity(required=False, allow_null=True)
    denominator = Quantity(required=False, allow_null=True)


def by_group(rows: Iterable[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """What was given of each group, by its id; a group is named once."""
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        given = dict(row)
        group = given.pop("group")
        if group in found:
            raise serializers.ValidationError({"groups": [_("A group is given twice.")]})
        found[group] = given
    return found


class DimensionFilterSet(filters.FilterSet):
    group = IdFilter("groups", help_text="Id of one of its groups.")
    q = TextFilter("name")


class DimensionViewSet(VersionedResource):
    """Ways to break figures down, such as by street, each with its groups in order."""

    queryset = Dimension.objects.prefetch_related("groups")
    serializer_class = DimensionSerializer
    filterset_class = DimensionFilterSet
    orderings = {"name": ("name",), "id": ()}
    default_ordering = "name"
