"""Commitments: what was promised, where it stands, why, and who is responsible."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch, Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api import history, series, transitions
from commitments.api.assignments import AssignmentSerializer
from commitments.api.catalogue import ChangeSerializer, as_json, narrowing
from commitments.api.dimensions import by_group
from commitments.api.fields import (
    Input,
    ModelSerializer,
    Named,
    Quantity,
    RelatedField,
    UnitReferenceSerializer,
    Username,
)
from commitments.api.filters import (
    IdFilter,
    ResponsibleFilter,
    TextFilter,
    any_of,
    since,
    until,
)
from commitments.api.ledger import InLedger
from commitments.api.milestones import MilestoneSerializer
from commitments.api.overrides import OverrideSerializer
from commitments.api.targets import ReviseSerializer, TargetSerializer
from commitments.choices import Progress, Role, Transition
from commitments.domain.tracking import assign, catalogue, targets, tree
from commitments.domain.tracking.catalogue import Use
from commitments.models import Citation, Commitment, Document, Indicator, Organization, Target

# What is said of it at registration, and what is searched for words.
SAID, SEARCHED = catalogue.named(Use.REGISTRATION), catalogue.named(Use.SEARCH)


class IndicatorReferenceSerializer(ModelSerializer):
    class Meta:
        model = Indicator
        fields = ["id", "name", "unit", "direction"]
        read_only_fields = fields


class CurrentTargetSerializer(ModelSerializer):
    """The target in force."""

    indicator = IndicatorReferenceSerializer(read_only=True)

    class Meta:
        model = Target
        fields = [
            "id",
            "version",
            "indicator",
            "comparator",
            "value",
            "value_max",
            "baseline",
            "baseline_on",
            "due_on",
            "is_assumed",
        ]
        read_only_fields = fields


class CitationSerializer(ModelSerializer):
    """Where it stands written: the document's text from `start` to `end`."""

    document_title = serializers.CharField(source="document.title", read_only=True)
    page = serializers.SerializerMethodField(help_text="From 1; null for a text without pages.")

    class Meta:
        model = Citation
        fields = ["id", "document", "document_title", "start", "end", "page", "quote"]
        read_only_fields = fields

    def get_page(self, citation: Citation) -> int | None:
        return citation.document.page_of(citation.start)


class CommitmentSerializer(ModelSerializer):
    progress = serializers.ChoiceField(Progress.choices, read_only=True)
    computed = serializers.ChoiceField(
        Progress.choices,
        source="evaluation.computed",
        default=Progress.NOT_ASSESSED,
        read_only=True,
        help_text="Differs from `progress` while a manual evaluation stands.",
    )
    why = serializers.CharField(source="evaluation.why", default="", read_only=True)
    why_en = serializers.CharField(source="evaluation.why_en", default="", read_only=True)
    achievement = Quantity(
        source="evaluation.achievement",
        allow_null=True,
        read_only=True,
        help_text="(actual − baseline) ÷ (expected − baseline); 1 is as planned for the day.",
    )
    expected = Quantity(
        source="evaluation.expected",
        allow_null=True,
        read_only=True,
        help_text="What the path to the target asks for on the day.",
    )
    actual = Quantity(source="evaluation.actual", allow_null=True, read_only=True)
    actual_on = serializers.DateField(
        source="evaluation.actual_on", allow_null=True, read_only=True
    )
    assessed_for = serializers.DateField(
        source="evaluation.on",
        allow_null=True,
        read_only=True,
        help_text="The day of the evaluation.",
    )
    target = CurrentTargetSerializer(read_only=True, allow_null=True)
    lead = UnitReferenceSerializer(read_only=True, allow_null=True)
    supporting = UnitReferenceSerializer(many=True, read_only=True)

    class Meta:
        model = Commitment
        fields = [
            "id",
            "version",
            "code",
            *SAID,
            "parent",
            "workflow",
            "workflow_reason",
            "progress",
            "computed",
            "why",
            "why_en",
            "achievement",
            "expected",
            "actual",
            "actual_on",
            "assessed_for",
            "completed_on",
            "target",
            "registered_at",
        ]
        read_only_fields = fields


class CommitmentDetailSerializer(CommitmentSerializer):
    citations = CitationSerializer(many=True, read_only=True)
    assignments = AssignmentSerializer(many=True, read_only=True)
    milestones = MilestoneSerializer(many=True, read_only=True)
    overrides = OverrideSerializer(many=True, read_only=True)
    registered_by = Username()
    moves = serializers.SerializerMethodField(
        help_text="What the person who asks could do with it now. Each is an address below this "
        "one; only a receipt is under `assignments`, granting a later date under `extensions`."
    )

    class Meta(CommitmentSerializer.Meta):
        fields = [
            *CommitmentSerializer.Meta.fields,
            "halted_on",
            "merged_into",
            "registered_by",
            "citations",
            "assignments",
            "milestones",
            "overrides",
            "moves",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Transition.choices)))
    def get_moves(self, commitment: Commitment) -> list[Transition]:
        return transitions.open_to(commitment, self.context["request"].user)


class AssignSerializer(Input):
    """Who is to do it."""

    organization = RelatedField(queryset=Organization.objects.active())
    role = serializers.ChoiceField(
        Role.choices, default=Role.LEAD, help_text="Another lead makes the former one a support."
    )
    post = serializers.CharField(max_length=60, required=False, allow_blank=True)
    person = Named(
        "username", queryset=User.objects.filter(is_active=True), required=False, allow_null=True
    )
    duty = serializers.CharField(max_length=300, required=False, allow_blank=True)
    due_on = serializers.DateField(required=False, allow_null=True)


class CommitmentFilterSet(filters.FilterSet):
    workflow = any_of(Commitment.Workflow.choices)
    progress = any_of(Progress.choices, method="with_progress")
    kind = any_of(Commitment.Kind.choices)
    unit = ResponsibleFilter(help_text="Id of a unit that leads or supports, or of one above it.")
    lead = ResponsibleFilter(role=Role.LEAD, help_text="Id of the lead unit, or of one above it.")
    parent = IdFilter(help_text="Id of the commitment that it is part of.")
    document = IdFilter(method="citing", help_text="Id of a document that it stands in.")
    indicator = IdFilter(method="measured_by", help_text="Id of the indicator of its target.")
    is_open = filters.BooleanFilter(method="still_open", help_text="Still asks for work.")
    due_after = since("due_on", "Due")
    due_before = until("due_on", "Due")
    registered_after = since("registered_at__date", "Registered")
    registered_before = until("registered_at__date", "Registered")
    q = TextFilter(
        "code", *catalogue.named(Use.SEARCH), "citations__quote", "targets__indicator__name"
    )

    @classmethod
    def get_filters(cls) -> Any:
        return {**super().get_filters(), **narrowing()}

    def with_progress(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        if not value:
            return queryset
        wanted = Q(evaluation__progress__in=value)
        if Progress.NOT_ASSESSED in value:
            wanted |= Q(evaluation=None)
        return queryset.filter(wanted)

    def citing(self, queryset: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        citations = Citation.objects.filter(document=value)
        return queryset.filter(pk__in=citations.values("commitment"))

    def measured_by(self, queryset: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        current = Target.objects.filter(indicator=value, is_current=True)
        return queryset.filter(pk__in=current.values("commitment"))

    def still_open(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        ended = Q(workflow__in=Commitment.ENDED)
        return queryset.exclude(ended) if value else queryset.filter(ended)


REVISE_EXAMPLE = OpenApiExample(
    "A later date",
    value={"reason": "区政府常务会议同意延期", "due_on": "2027-06-30"},
    request_only=True,
)


# Actions that answer with several commitments, each as in a list.
BRIEF = {"list", "split", "ledger"}


class CommitmentViewSet(transitions.CommitmentTransitions, series.EvaluationSeries, InLedger):
    """What is tracked. `workflow` is its place in the office's procedure, `progress` how well it
    goes; the two are never mixed. A unit's staff sees what the unit is responsible for."""

    queryset = (
        # The inputs of an evaluation are long and shown with the evaluation itself.
        Commitment.objects.with_timeline().defer("evaluation__inputs")
    )
    filterset_class = CommitmentFilterSet
    orderings = {
        "code": ("code",),
        "due_on": ("due_on",),
        "registered_at": ("registered_at",),
        "achievement": ("evaluation__achievement",),
        "id": (),
    }
    default_ordering = "-code"
    may_match = transitions.CommitmentTransitions.may_match | {"partial_update", "assign", "split"}
    needs = {
        **transitions.CommitmentTransitions.needs,
        **series.EvaluationSeries.needs,
        "assign": "assign_commitment",
        "split": "restructure_commitment",
        "target": "revise_target",
        "history": "view",
        "ledger": "view",
    }
    filtered = frozenset({"list", "ledger"})

    def get_serializer_class(self) -> Any:
        return CommitmentDetailSerializer if self.action not in BRIEF else CommitmentSerializer

    def get_queryset(self) -> QuerySet[Any]:
        queryset = super().get_queryset()
        return queryset if self.action in BRIEF else with_places(queryset)

    @extend_schema(request=ChangeSerializer, responses=CommitmentDetailSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Correct what it says of itself; targets, dates and units have verbs of their own."""
        given = self.supplied(ChangeSerializer)
        reason = given.pop("reason", "")
        self.do(catalogue.change, wanted=as_json(given), reason=reason)
        return self.shown(pk)

    @extend_schema(request=AssignSerializer, responses=CommitmentDetailSerializer)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, pk: int) -> Response:
        """Make a unit responsible, or change what it is responsible for."""
        given = self.supplied(AssignSerializer)
        organization = given.pop("organization").pk
        self.do(assign.assign, organization_id=organization, **given)
        return self.shown(pk)

    @extend_schema(
        request=transitions.SplitSerializer,
        responses={201: CommitmentSerializer(many=True)},
        filters=False,
    )
    @action(detail=True, methods=["post"], pagination_class=None)
    def split(self, request: Request, pk: int) -> Response:
        """Split it into parts (任务分解), with a reason.

        Each cites the same words. The whole stays open, above its parts.
        """
        parts = self.do(tree.split, **self.supplied(transitions.SplitSerializer))
        rows = self.get_queryset().filter(pk__in=[part.pk for part in parts]).order_by("code")
        return Response(self.get_serializer(rows, many=True).data, HTTPStatus.CREATED)

    @extend_schema(
        request=ReviseSerializer, responses={201: TargetSerializer}, examples=[REVISE_EXAMPLE]
    )
    @action(detail=True, methods=["post"])
    def target(self, request: Request, pk: int) -> Response:
        """Revise the target: a new version, with a reason. The old one stays in the ledger."""
        commitment = self.get_object()
        given = self.supplied(ReviseSerializer, commitment=commitment)
        reason, seen = given.pop("reason"), given.pop("expected_version", None)
        if "groups" in given:
            aims = by_group(given["groups"])
            given["groups"] = {pk: row["value"] for pk, row in aims.items()}
        if "steps" in given:
            given["steps"] = tuple(given["steps"])
        revision = targets.Revision(**given)
        revised = targets.revise(
            commitment.pk, revision, by=self.person, reason=reason, expected_version=seen
        )
        return Response(TargetSerializer(revised).data, HTTPStatus.CREATED)

    @extend_schema(responses=history.EntrySerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def history(self, request: Request, pk: int) -> Response:
        """Who changed what, when and why.

        Of the commitment and of all that hangs on it: targets, assignments, updates, evidence,
        requests for a later date, slips and so on; newest first, all in one answer.
        """
        entries = history.of(self.get_object(), self.person)
        return Response(history.EntrySerializer(entries, many=True).data)


def with_places(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """With the words it stands on and who does what, as one commitment shows them."""
    documents = Document.objects.without_text()
    return queryset.select_related("registered_by").prefetch_related(
        Prefetch("citations__document", queryset=documents),
        "assignments__person",
        "assignments__acknowledged_by",
        "milestones",
        "overrides__set_by",
        "overrides__revoked_by",
    )
