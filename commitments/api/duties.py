"""Duties to report: what each unit owes for a period, and where that stands today."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import OwnResource, VersionedResource
from commitments.api.fields import ModelSerializer, ReasonSerializer, UnitReferenceSerializer
from commitments.api.filters import IdFilter, UnitFilter, any_of, since, until
from commitments.domain.reporting import duties
from commitments.models import Commitment, Duty
from commitments.models.duty import DutyQuerySet


class DutySerializer(ModelSerializer):
    commitment: serializers.PrimaryKeyRelatedField[Commitment] = serializers.PrimaryKeyRelatedField(
        source="assignment.commitment", read_only=True
    )
    organization = UnitReferenceSerializer(source="assignment.organization", read_only=True)
    state = serializers.ChoiceField(
        Duty.State.choices, read_only=True, help_text="As of today; it follows from the dates."
    )

    class Meta:
        model = Duty
        fields = [
            "id",
            "version",
            "commitment",
            "assignment",
            "organization",
            "period",
            "period_start",
            "period_end",
            "opens_on",
            "due_on",
            "state",
            "update",
        ]
        read_only_fields = fields
        extra_kwargs = {"update": {"help_text": "The update that answers it."}}


class DutyDateSerializer(ReasonSerializer):
    """Another date for one report, and why."""

    due_on = serializers.DateField()


class DutyFilterSet(filters.FilterSet):
    commitment = IdFilter("assignment__commitment")
    unit = UnitFilter("assignment__organization")
    period = filters.CharFilter(help_text="The period, exactly: `2026-03`, `2026-Q1`, `2026`.")
    state = any_of(Duty.State.choices)
    mine = filters.BooleanFilter(method="of_own_units", help_text="Of the own units.")
    is_asked = filters.BooleanFilter(
        method="still_asked", help_text="Somebody still waits for it: the work goes on."
    )
    due_after = since("due_on", "Due")
    due_before = until("due_on", "Due")

    def of_own_units(self, queryset: Any, name: str, value: bool) -> QuerySet[Any]:
        return _either(queryset, Duty.objects.of_units_of(self.request.user), value)

    def still_asked(self, queryset: Any, name: str, value: bool) -> QuerySet[Any]:
        return _either(queryset, Duty.objects.asked(), value)


class DutyViewSet(VersionedResource, OwnResource):
    """One for each unit and period. `?mine=true&is_asked=true&state=overdue&state=sent_back`
    `&state=due` is the list of what a unit has to do now."""

    queryset = Duty.objects.select_related("assignment__organization", "update")
    serializer_class = DutySerializer
    filterset_class = DutyFilterSet
    orderings = {"due_on": ("due_on",), "period_start": ("period_start",), "id": ()}
    default_ordering = "due_on"
    may_match = frozenset({"move"})
    needs = {"move": "change"}

    def visible(self, queryset: DutyQuerySet) -> DutyQuerySet:
        return queryset.visible_to(self.person).with_state(timezone.localdate())

    @extend_schema(request=DutyDateSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: int) -> Response:
        """Give the unit another date for this report, with a reason."""
        self.do(duties.change_due_date, **self.supplied(DutyDateSerializer))
        return self.shown(pk)


def _either(queryset: QuerySet[Any], those: QuerySet[Any], wanted: bool) -> QuerySet[Any]:
    keys = those.values("pk")
    return queryset.filter(pk__in=keys) if wanted else queryset.exclude(pk__in=keys)
