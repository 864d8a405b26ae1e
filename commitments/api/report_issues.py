"""Status reports: issue one, look at its figures, download it as a file."""

from http import HTTPStatus
from typing import Any

from django.http import FileResponse
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from commitments import rendering, tasks
from commitments.api import downloads
from commitments.api.base import ReadResource
from commitments.api.fields import Input, ModelSerializer, ReasonSerializer, Username
from commitments.api.filters import IdFilter, since, until
from commitments.api.report_drafts import KIND, PERIOD, ReportDraftDetailSerializer
from commitments.domain.reporting import delivering, drafts, issued_files, status_reports
from commitments.models import IssuedFile, ReportIssue


class IssuedFileSerializer(ModelSerializer):
    class Meta:
        model = IssuedFile
        fields = ["format", "language", "sha256", "size", "archived_at"]
        read_only_fields = fields


class LanguageSerializer(Input):
    """The language of a file."""

    language = serializers.ChoiceField(choices=rendering.LANGUAGES, default=issued_files.OFFICIAL)


class ReportIssueSerializer(ModelSerializer):
    issued_by = Username()
    corrected_by = serializers.PrimaryKeyRelatedField[Any](
        source="corrections",
        many=True,
        read_only=True,
        help_text="The issues that correct this one.",
    )
    files = IssuedFileSerializer(
        many=True,
        read_only=True,
        help_text=(
            "The files archived so far, each with the SHA-256 of its bytes. Those in Chinese are "
            "archived soon after the issue, those in English when they are first asked for."
        ),
    )

    class Meta:
        model = ReportIssue
        fields = [
            "id",
            "kind",
            "year",
            "number",
            "period",
            "period_start",
            "period_end",
            "as_of",
            "title",
            "document_number",
            "signer",
            "signed_on",
            "corrects",
            "correction_reason",
            "corrected_by",
            "sha256",
            "issued_at",
            "issued_by",
            "files",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "signer": {"help_text": "Empty where it was issued at once."},
            "corrects": {"help_text": "The issue that this one corrects."},
        }


class ReportIssueDetailSerializer(ReportIssueSerializer):
    snapshot = serializers.DictField(
        read_only=True,
        help_text="All that the files say. Quantities are strings here, exact to the last digit.",
    )

    class Meta(ReportIssueSerializer.Meta):
        fields = [*ReportIssueSerializer.Meta.fields, "snapshot"]
        read_only_fields = fields


class PeriodSerializer(Input):
    """The period to report on, and the kind."""

    period = serializers.CharField(max_length=20, help_text=PERIOD)
    kind = serializers.IntegerField(source="kind_id", required=False, min_value=1, help_text=KIND)


class ReportIssueFilterSet(filters.FilterSet):
    kind = IdFilter()
    year = filters.NumberFilter(
        min_value=1, max_value=9999, help_text="The year in which it was numbered."
    )
    period = filters.CharFilter(help_text="Such as `2026-Q1`.")
    as_of_after = since("as_of", "State of things")
    as_of_before = until("as_of", "State of things")


class ReportIssueViewSet(ReadResource):
    """Numbered reports (通报), frozen when issued. The same period again gives a new issue."""

    queryset = ReportIssue.objects.select_related("issued_by").prefetch_related(
        "files", "corrections"
    )
    filterset_class = ReportIssueFilterSet
    orderings = {"number": ("year", "number"), "as_of": ("as_of",), "id": ()}
    default_ordering = "-number"
    needs = {"create": "issue_reportissue", "files": "view", "correct": "add_reportdraft"}

    def get_serializer_class(self) -> Any:
        return ReportIssueSerializer if self.action == "list" else ReportIssueDetailSerializer

    def visible(self, queryset: Any) -> Any:
        return queryset.defer("snapshot") if self.action == "list" else queryset

    @extend_schema(
        request=PeriodSerializer,
        responses={201: ReportIssueDetailSerializer},
        examples=[OpenApiExample("A quarter", value={"period": "2026-Q1"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Issue the report of a period at once: drafted, signed and issued in one.

        It takes the next number of the year and says how things stood at the end of the period,
        or today where that is still to come.
        """
        issue = status_reports.issue(by=self.person, **self.supplied(PeriodSerializer))
        for job in delivering.waiting(issue):
            tasks.dispatch(job)
        return self.shown(issue.pk, HTTPStatus.CREATED)

    @extend_schema(request=ReasonSerializer, responses={201: ReportDraftDetailSerializer})
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk: int) -> Response:
        """Draft the report that corrects this one and names it; the answer is the draft."""
        issue = self.get_object()
        draft = drafts.correct(issue.pk, by=self.person, **self.supplied(ReasonSerializer))
        shown = ReportDraftDetailSerializer(draft, context=self.get_serializer_context())
        return Response(shown.data, HTTPStatus.CREATED, headers={"ETag": f'"{draft.version}"'})

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "file_format", str, OpenApiParameter.PATH, enum=list(rendering.FORMATS)
            ),
            LanguageSerializer,
        ],
        responses={
            (200, form.media_type.partition(";")[0]): OpenApiTypes.BINARY
            for form in rendering.FORMATS.values()
        },
    )
    @action(detail=True, url_path="files/<str:file_format>")
    def files(self, request: Request, pk: int, file_format: str) -> FileResponse:
        """Download a report as Word, PDF, Excel or HTML.

        The archived bytes, checked against their SHA-256: 409 where the store has lost or changed
        them. A file that is not archived yet is made and archived now.
        """
        if file_format not in rendering.FORMATS:
            raise NotFound
        asked = LanguageSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        issue = self.get_object()
        archived = issued_files.read(issue, file_format, **asked.validated_data)
        return downloads.made(
            archived.content,
            name=archived.name,
            plain_name=f"report-{issue.year}-{issue.number}.{file_format}",
            media_type=archived.media_type,
        )
