"""Reminder slips: numbered, received by the unit, cancelled when their reason ends."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import OwnResource, VersionedResource
from commitments.api.fields import (
    ModelSerializer,
    ReasonSerializer,
    UnitReferenceSerializer,
    Username,
)
from commitments.api.filters import IdFilter, UnitFilter, any_of, since, until
from commitments.domain.notices import slips
from commitments.models import ReminderSlip


class ReminderSlipSerializer(ModelSerializer):
    code = serializers.CharField(read_only=True, help_text="The number as it is printed.")
    organization = UnitReferenceSerializer(read_only=True)
    person = Username(allow_null=True)
    received_by = Username(allow_null=True)
    cancelled_by = Username(allow_null=True)

    class Meta:
        model = ReminderSlip
        fields = [
            "id",
            "version",
            "code",
            "about",
            "commitment",
            "duty",
            "due_on",
            "level",
            "recipient",
            "organization",
            "person",
            "issued_on",
            "received_at",
            "received_by",
            "cancelled_at",
            "cancelled_by",
            "cancel_reason",
        ]
        read_only_fields = fields


class ReminderSlipFilterSet(filters.FilterSet):
    commitment = IdFilter()
    unit = UnitFilter()
    about = any_of(ReminderSlip.About.choices)
    mine = filters.BooleanFilter(
        method="to_receive", help_text="In force, and still to be signed for by the own units."
    )
    is_received = filters.BooleanFilter(
        "received_at", "isnull", exclude=True, help_text="The unit signed for it."
    )
    is_cancelled = filters.BooleanFilter(
        "cancelled_at", "isnull", exclude=True, help_text="Taken back."
    )
    issued_after = since("issued_on", "Issued")
    issued_before = until("issued_on", "Issued")

    def to_receive(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        keys = ReminderSlip.objects.to_receive(self.request.user).values("pk")
        return queryset.filter(pk__in=keys) if value else queryset.exclude(pk__in=keys)


class ReminderSlipViewSet(VersionedResource, OwnResource):
    """Reminders on record (督办单). They are issued by the calendar, after the office's rules."""

    queryset = ReminderSlip.objects.select_related(
        "organization", "person", "received_by", "cancelled_by"
    )
    serializer_class = ReminderSlipSerializer
    filterset_class = ReminderSlipFilterSet
    orderings = {"code": ("year", "number"), "due_on": ("due_on",), "id": ()}
    default_ordering = "-code"
    may_match = frozenset({"receive", "cancel"})
    # Any role may receive a slip; the verb checks that the person works for its unit.
    needs = {"receive": "view", "cancel": "cancel_slip"}

    @extend_schema(request=None, responses=ReminderSlipSerializer)
    @action(detail=True, methods=["post"])
    def receive(self, request: Request, pk: int) -> Response:
        """Sign for a slip, for the unit it went to.

        Once; the office signs for units without accounts.
        """
        self.do(slips.receive)
        return self.shown(pk)

    @extend_schema(request=ReasonSerializer, responses=ReminderSlipSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: int) -> Response:
        """Take a slip back, with a reason."""
        self.do(slips.cancel, **self.supplied(ReasonSerializer))
        return self.shown(pk)
