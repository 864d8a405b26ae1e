"""Themes: what commitments are about; a short tree that the office keeps."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework import serializers

from commitments.api.base import VersionedResource
from commitments.api.fields import ModelSerializer
from commitments.api.filters import IdFilter, TextFilter
from commitments.models import Theme


class ThemeSerializer(ModelSerializer):
    path = serializers.CharField(
        source="__str__", read_only=True, help_text="From the top of the tree: 民生·养老."
    )

    class Meta:
        model = Theme
        fields = ["id", "version", "name", "path", "parent", "order", "is_active"]
        read_only_fields = fields
        extra_kwargs = {"is_active": {"help_text": "Otherwise it is given to nothing new."}}


class ThemeReferenceSerializer(ThemeSerializer):
    """A theme, as other resources refer to it."""

    class Meta(ThemeSerializer.Meta):
        fields = ["id", "name", "path"]
        read_only_fields = fields


class ThemeFilter(IdFilter):
    """What has a theme, or one below it."""

    def filter(self, queryset: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        if value is None:
            return queryset
        return queryset.filter(pk__in=Theme.objects.having(value))


class ThemeFilterSet(filters.FilterSet):
    parent = IdFilter(help_text="Id of the theme it belongs to.")
    is_active = filters.BooleanFilter(help_text="Still in use.")
    q = TextFilter("name")


class ThemeViewSet(VersionedResource):
    """Subjects such as 养老, in a tree of three levels at most."""

    queryset = Theme.objects.select_related("parent__parent")
    serializer_class = ThemeSerializer
    filterset_class = ThemeFilterSet
    orderings = {"name": ("name",), "id": ()}
    default_ordering = "id"
