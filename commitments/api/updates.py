"""Progress updates: a unit writes and submits, an approver accepts or returns."""

from http import HTTPStatus
from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import OwnResource, VersionedResource
from commitments.api.dimensions import (
    MOST_GROUPS,
    GroupFigureSerializer,
    GroupValueSerializer,
    by_group,
)
from commitments.api.evidence import EvidenceSerializer
from commitments.api.fields import (
    ConfirmField,
    Input,
    ModelSerializer,
    Quantity,
    ReasonSerializer,
    RelatedField,
    UnitReferenceSerializer,
    Username,
    VisibleRelatedField,
)
from commitments.api.filters import IdFilter, TextFilter, UnitFilter, any_of, since, until
from commitments.api.measurements import VALUE_FIELDS
from commitments.assessment import Figure
from commitments.domain.reporting import progress
from commitments.models import Commitment, Indicator, Measurement, Organization, ProgressUpdate

LONGEST_TEXT = 20_000
MOST_VALUES = 100


class ReportedValueSerializer(ModelSerializer):
    """A value as the update reports it."""

    groups = GroupValueSerializer(source="group_values", many=True, read_only=True)

    class Meta:
        model = Measurement
        fields = [
            "id",
            *VALUE_FIELDS,
        ]
        read_only_fields = fields


class UpdateSerializer(ModelSerializer):
    organization = UnitReferenceSerializer(read_only=True)
    author = Username()
    reviewed_by = Username(allow_null=True)
    measurements = ReportedValueSerializer(many=True, read_only=True)
    evidence = EvidenceSerializer(many=True, read_only=True)

    class Meta:
        model = ProgressUpdate
        fields = [
            "id",
            "version",
            "commitment",
            "organization",
            "reported_on",
            "narrative",
            "problems",
            "next_steps",
            "is_done",
            "state",
            "author",
            "on_behalf",
            "created_at",
            "submitted_at",
            "reviewed_at",
            "reviewed_by",
            "return_reason",
            "measurements",
            "evidence",
        ]
        read_only_fields = fields


class MeasurementInputSerializer(Input):
    """A measured value; `indicator` defaults to the one of the commitment's target."""

    indicator = RelatedField(queryset=Indicator.objects.all(), required=False, allow_null=True)
    measured_on = serializers.DateField()
    value = Quantity(
        required=False,
        allow_null=True,
        help_text="Left out, it follows from all groups where `across` of the indicator allows.",
    )
    numerator = Quantity(required=False, allow_null=True)
    denominator = Quantity(required=False, allow_null=True)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    groups = GroupFigureSerializer(  # type: ignore[call-arg]
        many=True,
        required=False,
        max_length=MOST_GROUPS,
        help_text="Its parts; refused if they contradict the value.",
    )
    confirm = ConfirmField(source="confirmed")

    def to_internal_value(self, data: Any) -> progress.ReportedValue:
        given = super().to_internal_value(data)
        indicator = given.pop("indicator", None)
        groups = {pk: Figure(**row) for pk, row in by_group(given.pop("groups", ())).items()}
        return progress.ReportedValue(
            **{"value": None, **given},
            indicator_id=indicator.pk if indicator else None,
            groups=groups,
        )


class NarrativeSerializer(Input):
    """What an update says; what is not given stays as it was."""

    reported_on = serializers.DateField(
        required=False, help_text="The day that the update speaks of; not in the future."
    )
    narrative = serializers.CharField(required=False, max_length=LONGEST_TEXT)
    problems = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_TEXT)
    next_steps = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_TEXT)
    is_done = serializers.BooleanField(
        required=False, help_text="For a promise without a figure: it has been delivered."
    )
    measurements = MeasurementInputSerializer(  # type: ignore[call-arg]
        many=True,
        required=False,
        max_length=MOST_VALUES,
        help_text="A second value of an indicator for the same day replaces the first.",
    )


class DraftSerializer(NarrativeSerializer):
    """A new update on a commitment."""

    commitment = VisibleRelatedField(queryset=Commitment.objects.all())
    organization = RelatedField(
        queryset=Organization.objects.all(),
        required=False,
        help_text="The unit reporting; by default the own one, the lead unit first.",
    )
    reported_on = serializers.DateField()
    narrative = serializers.CharField(max_length=LONGEST_TEXT)


class UpdateFilterSet(filters.FilterSet):
    commitment = IdFilter()
    unit = UnitFilter()
    state = any_of(ProgressUpdate.State.choices)
    is_done = filters.BooleanFilter(help_text="Says that the promise was kept.")
    on_behalf = filters.BooleanFilter(help_text="Entered by the office in the unit's name.")
    reported_after = since("reported_on", "State of things")
    reported_before = until("reported_on", "State of things")
    q = TextFilter("narrative", "problems", "next_steps")


DRAFT_EXAMPLE = OpenApiExample(
    "An update with a value",
    value={
        "commitment": 1,
        "reported_on": "2026-03-31",
        "narrative": "新建体育场地5处，人均体育场地面积提高到3.2平方米。",
        "measurements": [{"measured_on": "2026-03-31", "value": 3.2}],
    },
    request_only=True,
)


class UpdateViewSet(VersionedResource, OwnResource):
    """What units report. An update counts once it is approved; withdrawn, it no longer does."""

    queryset = ProgressUpdate.objects.select_related(
        "organization", "author", "reviewed_by"
    ).prefetch_related(
        "measurements__group_values__group", "evidence__added_by", "evidence__decided_by"
    )
    serializer_class = UpdateSerializer
    filterset_class = UpdateFilterSet
    orderings = {"reported_on": ("reported_on",), "created_at": ("created_at",), "id": ()}
    default_ordering = "-reported_on"
    may_match = frozenset({"submit", "withdraw", "approve", "return_to_unit"})
    needs = {
        "submit": "change",
        "withdraw": "change",
        "approve": "approve_progressupdate",
        "return_to_unit": "approve_progressupdate",
    }

    @extend_schema(
        request=DraftSerializer, responses={201: UpdateSerializer}, examples=[DRAFT_EXAMPLE]
    )
    def create(self, request: Request) -> Response:
        """Begin an update, with the values it reports.

        It is a draft: nobody is asked to approve it before it is submitted.
        """
        given = self.supplied(DraftSerializer)
        unit = given.pop("organization", None)
        update = progress.draft(
            given.pop("commitment").pk,
            by=self.person,
            organization_id=unit.pk if unit else None,
            readings=tuple(given.pop("measurements", ())),
            **given,
        )
        return self.shown(update.pk, HTTPStatus.CREATED)

    @extend_schema(request=NarrativeSerializer, responses=UpdateSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Change an update that is a draft or was returned."""
        given = self.supplied(NarrativeSerializer)
        readings = tuple(given.pop("measurements", ()))
        self.do(progress.rewrite, readings=readings, **given)
        return self.shown(pk)

    @extend_schema(request=None, responses=UpdateSerializer)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: int) -> Response:
        """Send the update for approval."""
        self.do(progress.submit)
        return self.shown(pk)

    @extend_schema(request=None, responses=UpdateSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: int) -> Response:
        """Accept the update: its values count from now on."""
        self.do(progress.approve)
        return self.shown(pk)

    @extend_schema(request=ReasonSerializer, responses=UpdateSerializer)
    @action(detail=True, methods=["post"], url_path="return")
    def return_to_unit(self, request: Request, pk: int) -> Response:
        """Send the update back to the unit, with a reason."""
        given = self.supplied(ReasonSerializer)
        self.do(progress.return_to_unit, **given)
        return self.shown(pk)

    @extend_schema(request=None, responses=UpdateSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take a submitted or approved update back to draft; its values no longer count."""
        self.do(progress.withdraw)
        return self.shown(pk)
