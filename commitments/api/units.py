"""Units: who promises and who is responsible, under all their names."""

from typing import Any

from django.contrib.auth.models import User
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.assignments import AssignmentSerializer
from commitments.api.base import ReadResource
from commitments.api.fields import Input, ModelSerializer, Named
from commitments.api.filters import IdFilter, TextFilter, any_of
from commitments.domain.tracking import assign
from commitments.models import Assignment, Organization


class UnitSerializer(ModelSerializer):
    aliases: Any = serializers.SlugRelatedField("name", many=True, read_only=True)

    class Meta:
        model = Organization
        fields = ["id", "name", "short_name", "kind", "parent", "is_active", "aliases"]
        read_only_fields = fields


class UnitFilterSet(filters.FilterSet):
    kind = any_of(Organization.Kind.choices)
    parent = IdFilter(help_text="Id of the unit directly above.")
    is_active = filters.BooleanFilter(help_text="Not dissolved.")
    q = TextFilter("name", "short_name", "aliases__name")


class PersonOfUnit(Named):
    """A user name, looked up among people of the unit."""

    def __init__(self, *, held: bool = False, **kwargs: Any) -> None:
        self.held = held
        super().__init__(slug_field="username", queryset=User.objects.none(), **kwargs)

    def get_queryset(self) -> Any:
        people = assign.holders if self.held else assign.successors
        return people(self.context["unit"])


class HandOverSerializer(Input):
    """Who takes over from whom."""

    from_user = PersonOfUnit(
        held=True, allow_null=True, help_text="Null: what nobody holds by name."
    )
    to_user = PersonOfUnit(help_text="A person of the unit.")
    post = serializers.CharField(
        max_length=60, required=False, help_text="Only what belongs to this post."
    )


class UnitViewSet(ReadResource):
    """Units form a tree; a filter by unit elsewhere includes everything below it."""

    queryset = Organization.objects.prefetch_related("aliases")
    serializer_class = UnitSerializer
    filterset_class = UnitFilterSet
    orderings = {"name": ("name",), "id": ()}
    default_ordering = "name"
    needs = {"hand_over": "hand_over_assignment"}

    @extend_schema(request=HandOverSerializer, responses=AssignmentSerializer(many=True))
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def hand_over(self, request: Request, pk: int) -> Response:
        """Give what a person of the unit still had open to a successor (工作交接).

        The head of a unit may, and the supervision office. Answers what was moved.
        """
        unit = self.get_object().pk
        moved = assign.hand_over(
            unit, by=self.person, **self.supplied(HandOverSerializer, unit=unit)
        )
        rows = Assignment.objects.filter(pk__in=[row.pk for row in moved])
        shown = rows.select_related("organization", "person", "acknowledged_by").order_by("pk")
        return Response(AssignmentSerializer(shown, many=True).data)
