"""Drafts of status reports: begun, edited, counted again, signed, issued or discarded."""

from http import HTTPStatus
from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments import tasks
from commitments.api.base import VersionedResource
from commitments.api.fields import (
    Input,
    ModelSerializer,
    ReasonSerializer,
    UnitReferenceSerializer,
    Username,
)
from commitments.api.filters import IdFilter, any_of
from commitments.domain.reporting import delivering, drafts, missing, status_reports
from commitments.models import ReportDraft

PERIOD = "`2026`, `2026-H1`, `2026-Q1`, `2026-03`, or in words: 2026年一季度."
KIND = "Id of the report kind; the first kind where none is named."


class MissingUnitSerializer(serializers.Serializer[Any]):
    """A unit that has not handed in what the report waits for."""

    unit = UnitReferenceSerializer()
    duties = serializers.IntegerField(help_text="On how many commitments it owes a report.")


class ReportDraftSerializer(ModelSerializer):
    created_by = Username()
    signature_by = Username(allow_null=True)

    class Meta:
        model = ReportDraft
        fields = [
            "id",
            "version",
            "kind",
            "period",
            "period_start",
            "period_end",
            "as_of",
            "state",
            "counted_at",
            "lead",
            "problems",
            "requirements",
            "corrects",
            "correction_reason",
            "discard_reason",
            "year",
            "number",
            "document_number",
            "signer",
            "signed_on",
            "signature_by",
            "issue",
            "created_at",
            "created_by",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "as_of": {"help_text": "The day of which its figures speak."},
            "counted_at": {"help_text": "When its figures were counted."},
            "lead": {"help_text": "Printed above the figures."},
            "corrects": {"help_text": "The issue that it corrects."},
            "issue": {"help_text": "What was issued of it."},
        }


class ReportDraftDetailSerializer(ReportDraftSerializer):
    snapshot = serializers.DictField(read_only=True, help_text="All its figures, as in an issue.")
    missing = serializers.SerializerMethodField(
        help_text="The units that have not reported on the period; empty after the signature."
    )

    class Meta(ReportDraftSerializer.Meta):
        fields = [*ReportDraftSerializer.Meta.fields, "snapshot", "missing"]
        read_only_fields = fields

    @extend_schema_field(MissingUnitSerializer(many=True))
    def get_missing(self, draft: ReportDraft) -> Any:
        is_draft = draft.state == ReportDraft.State.DRAFT
        return MissingUnitSerializer(missing.units(draft) if is_draft else [], many=True).data


class NewDraftSerializer(Input):
    """The period to report on, and the kind."""

    period = serializers.CharField(max_length=20, help_text=PERIOD)
    kind = serializers.IntegerField(source="kind_id", required=False, min_value=1, help_text=KIND)


class DraftTextsSerializer(Input):
    """The office's own texts; what is left out stays."""

    lead = serializers.CharField(
        required=False, allow_blank=True, help_text="Printed above the figures."
    )
    problems = serializers.CharField(required=False, allow_blank=True, help_text="存在问题.")
    requirements = serializers.CharField(required=False, allow_blank=True, help_text="下一步要求.")


class SignatureSerializer(Input):
    """Who signed it and when; by default you, today."""

    signer = serializers.CharField(required=False, allow_blank=True, max_length=60)
    signed_on = serializers.DateField(required=False)


class ReportDraftFilterSet(filters.FilterSet):
    kind = IdFilter()
    period = filters.CharFilter(help_text="Such as `2026-Q1`.")
    state = any_of(ReportDraft.State.choices)


class ReportDraftViewSet(VersionedResource):
    """Reports on their way: draft (拟稿), signed (已签发), issued (已印发), or discarded."""

    queryset = ReportDraft.objects.select_related("created_by", "signature_by")
    filterset_class = ReportDraftFilterSet
    orderings = {"id": (), "period": ("period_start",)}
    default_ordering = "-id"
    may_match = frozenset({"recount", "sign", "issue", "discard"})
    needs = {
        "recount": "change",
        "sign": "view",  # who signs, or records who signed, is asked by the verb
        "issue": "issue_reportissue",
        "discard": "change",
    }

    def get_serializer_class(self) -> Any:
        return ReportDraftSerializer if self.action == "list" else ReportDraftDetailSerializer

    def visible(self, queryset: Any) -> Any:
        return queryset.defer("snapshot") if self.action == "list" else queryset

    @extend_schema(
        request=NewDraftSerializer,
        responses={201: ReportDraftDetailSerializer},
        examples=[OpenApiExample("A quarter", value={"period": "2026-Q1"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Draft the report of a period: its figures are counted, and it has no number yet.

        409 where the kind has an open draft of the period.
        """
        draft = drafts.begin(by=self.person, **self.supplied(NewDraftSerializer))
        return self.shown(draft.pk, HTTPStatus.CREATED)

    @extend_schema(request=DraftTextsSerializer, responses=ReportDraftDetailSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Write the lead paragraph, the problems and what is asked for next."""
        self.do(drafts.edit, texts=drafts.Texts(**self.supplied(DraftTextsSerializer)))
        return self.shown(pk)

    @extend_schema(request=None, responses=ReportDraftDetailSerializer)
    @action(detail=True, methods=["post"])
    def recount(self, request: Request, pk: int) -> Response:
        """Count the figures again, with what has come in since; the texts stay."""
        self.do(drafts.recount)
        return self.shown(pk)

    @extend_schema(request=SignatureSerializer, responses=ReportDraftDetailSerializer)
    @action(detail=True, methods=["post"])
    def sign(self, request: Request, pk: int) -> Response:
        """Sign it: it takes the next number of the year, and nothing of it changes any more.

        Needs the permission to sign; whoever issues reports may name who signed.
        """
        self.do(status_reports.sign, **self.supplied(SignatureSerializer))
        return self.shown(pk)

    @extend_schema(request=None, responses=ReportDraftDetailSerializer)
    @action(detail=True, methods=["post"])
    def issue(self, request: Request, pk: int) -> Response:
        """Issue a signed report: `issue` names it. Its recipients are told, once."""
        issued = self.do(status_reports.publish)
        for job in delivering.waiting(issued):
            tasks.dispatch(job)
        return self.shown(pk)

    @extend_schema(request=ReasonSerializer, responses=ReportDraftDetailSerializer)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, pk: int) -> Response:
        """Give a draft up; what is signed is issued, and corrected afterwards."""
        self.do(drafts.discard, **self.supplied(ReasonSerializer))
        return self.shown(pk)
