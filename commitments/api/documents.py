"""Documents: take a text in, list what there is, read it, download it as it came."""

from http import HTTPStatus
from typing import Any, TypeAlias

from django.http import FileResponse
from django.urls import reverse
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments import tasks
from commitments.api import downloads
from commitments.api.base import ReadResource, TakesFiles
from commitments.api.fields import Input, ModelSerializer, Upload, Username
from commitments.api.filters import TextFilter, any_of, since, until
from commitments.domain.documents import dating, ingest
from commitments.models import Document

Related: TypeAlias = "serializers.PrimaryKeyRelatedField[Document]"


class DocumentSerializer(ModelSerializer):
    added_by = Username()
    candidate_count = serializers.IntegerField(read_only=True, help_text="Passages found in it.")
    pending_count = serializers.IntegerField(read_only=True, help_text="Those still undecided.")

    class Meta:
        model = Document
        fields = [
            "id",
            "title",
            "issuer",
            "kind",
            "published_on",
            "source_url",
            "filename",
            "media_type",
            "sha256",
            "state",
            "problem",
            "reader_version",
            "read_at",
            "added_at",
            "added_by",
            "candidate_count",
            "pending_count",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "state": {
                "help_text": "`received`: waits to be read; `reading`; `read`: text and candidates "
                "are there; `failed`: `problem` says why."
            },
            "problem": {"help_text": "Why it could not be read, and what to do."},
            "title": {"help_text": "Empty until it is read, where none was given."},
            "read_at": {"help_text": "When its commitments were looked for; null until then."},
        }


class DocumentDetailSerializer(DocumentSerializer):
    page_starts = serializers.ListField(
        child=serializers.IntegerField(),
        read_only=True,
        help_text="Offset at which each page begins; empty for a text without pages.",
    )

    unread_pages = serializers.ListField(
        child=serializers.IntegerField(),
        read_only=True,
        help_text="Pages, from 1, of which no text could be recognised.",
    )
    struck_out = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Words that the file shows struck out; they are no part of the text.",
    )
    unread_parts = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="What came in the letter and could not be read, each with the reason.",
    )
    enclosures: Related = serializers.PrimaryKeyRelatedField(
        many=True, read_only=True, help_text="The documents that came in this letter."
    )
    letters: Related = serializers.PrimaryKeyRelatedField(
        many=True, read_only=True, help_text="The letters in which this document came."
    )

    class Meta(DocumentSerializer.Meta):
        fields = [
            *DocumentSerializer.Meta.fields,
            "enclosures",
            "letters",
            "unread_pages",
            "struck_out",
            "unread_parts",
            "page_starts",
            "text",
        ]
        read_only_fields = fields
        extra_kwargs = {
            **DocumentSerializer.Meta.extra_kwargs,
            "text": {
                "help_text": "Offsets count its Unicode characters, from 0. Empty until it is read."
            },
        }


class AboutSerializer(Input):
    issuer = serializers.CharField(max_length=120, required=False, allow_blank=True)
    kind = serializers.ChoiceField(Document.Kind.choices, required=False)
    published_on = serializers.DateField(
        required=False, allow_null=True, help_text="What “this year” means in the text."
    )
    source_url = serializers.URLField(max_length=500, required=False, allow_blank=True)


class DocumentFileSerializer(AboutSerializer):
    """A file, sent as a form: plain text, HTML, Word, PDF or a scanned page."""

    file = Upload()
    title = serializers.CharField(
        max_length=200, required=False, help_text="By default the one found in the file."
    )


class DocumentTextSerializer(AboutSerializer):
    """A text, sent as JSON; it is kept character for character."""

    title = serializers.CharField(max_length=200)
    text = serializers.CharField(trim_whitespace=False)


class DaySerializer(Input):
    """The day that the document bears."""

    published_on = serializers.DateField()


class DocumentFilterSet(filters.FilterSet):
    kind = any_of(Document.Kind.choices)
    state = any_of(Document.State.choices)
    issuer = filters.CharFilter(help_text="The issuer, exactly.")
    sha256 = filters.CharFilter(help_text="Has this very file been received?")
    is_read = filters.BooleanFilter(
        "read_at", "isnull", exclude=True, help_text="Its commitments were looked for."
    )
    published_after = since("published_on", "Published")
    published_before = until("published_on", "Published")
    q = TextFilter("title", "issuer", "filename")


TEXT_EXAMPLE = OpenApiExample(
    "A short text",
    value={
        "title": "海淀区体育工作要点",
        "issuer": "海淀区",
        "kind": "plan",
        "published_on": "2025-11-23",
        "text": "到2030年底，人均体育场地面积达到3.7平方米。",
    },
    media_type="application/json",
    request_only=True,
)


class DocumentViewSet(TakesFiles, ReadResource):
    """Texts as received. They never change: the offsets of citations point into them."""

    queryset = Document.objects.with_counts().select_related("added_by")
    filterset_class = DocumentFilterSet
    orderings = {
        "published_on": ("published_on",),
        "added_at": ("added_at",),
        "title": ("title",),
        "id": (),
    }
    default_ordering = "-published_on"
    needs = {"file": "view", "retry": "add", "day": "add"}

    def get_serializer_class(self) -> Any:
        return DocumentSerializer if self.action == "list" else DocumentDetailSerializer

    def visible(self, queryset: Any) -> Any:
        return queryset.without_text() if self.action in {"list", "file"} else queryset

    @extend_schema(
        request={
            "multipart/form-data": DocumentFileSerializer,
            "application/json": DocumentTextSerializer,
        },
        responses={201: DocumentDetailSerializer},
        examples=[TEXT_EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        """Take in a document.

        Send a file as `multipart/form-data`, a text as JSON. It is read in the background: ask at
        the address in `Location` until `state` is `read` or `failed`. The same bytes are kept
        once; sending them again is refused with 409, unless they could not be read. What comes in
        a letter (.eml) becomes a document of its own, named in `enclosures`.
        """
        if self.sends_file():
            given = self.supplied(DocumentFileSerializer)
            upload = given.pop("file")
            ingested = ingest.add_document(
                upload.read(), by=self.person, filename=upload.name, **given
            )
        else:
            given = self.supplied(DocumentTextSerializer)
            text, filename = given.pop("text"), f"{given['title']}.txt"
            ingested = ingest.add_text(text, by=self.person, filename=filename, **given)
        tasks.dispatch(ingested.job)
        answer = self.shown(ingested.document.pk, HTTPStatus.CREATED)
        answer["Location"] = reverse("api:document-detail", args=[ingested.document.pk])
        return answer

    @extend_schema(request=DaySerializer, responses=DocumentDetailSerializer)
    @action(detail=True, methods=["post"])
    def day(self, request: Request, pk: int) -> Response:
        """Enter or correct the day of a document.

        Commitments that started with it, or on the day of their registration where it had none,
        start on that day then.
        """
        dating.set_day(self.get_object().pk, by=self.person, **self.supplied(DaySerializer))
        return self.shown(pk)

    @extend_schema(request=None, responses={202: DocumentDetailSerializer})
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: int) -> Response:
        """Read a document again that could not be read."""
        ingested = ingest.retry(self.get_object().pk, by=self.person)
        tasks.dispatch(ingested.job)
        return self.shown(ingested.document.pk, HTTPStatus.ACCEPTED)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, pk: int) -> FileResponse:
        """Download the document as it was received.

        As an attachment under a generated name; `filename` says what it was called.
        """
        found = self.get_object()
        return downloads.stored(found.file, sha256=found.sha256, name=f"document-{pk}")
