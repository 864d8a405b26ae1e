"""Batches: propose many changes, preview each, apply them, revert them."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments import tasks
from commitments.api import downloads
from commitments.api.base import OwnResource, ReadResource, TakesFiles, VersionedResource
from commitments.api.catalogue import may_be_null, taken
from commitments.api.fields import (
    Input,
    ModelSerializer,
    TextListField,
    Upload,
    Username,
    VisibleRelatedField,
)
from commitments.api.filters import IdFilter, any_of
from commitments.domain.batches import fields, running
from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Field, Kind, Use
from commitments.models import Batch, BatchRow, Commitment


class CountsSerializer(serializers.Serializer[Any]):
    """How many rows are in each state."""

    def get_fields(self) -> dict[str, Any]:
        return {state: serializers.IntegerField(read_only=True) for state in BatchRow.State.values}


class BatchSerializer(ModelSerializer):
    created_by = Username()
    counts = CountsSerializer(read_only=True)
    unknown_columns = TextListField(
        read_only=True, help_text="Headings in the file that are not ours; left alone."
    )

    class Meta:
        model = Batch
        fields = [
            "id",
            "version",
            "source",
            "state",
            "reason",
            "filename",
            "sha256",
            "counts",
            "unchanged",
            "unknown_columns",
            "created_at",
            "created_by",
            "applied_at",
            "undone_at",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "state": {"help_text": "`ready`: every row was tried; it waits to be confirmed."},
            "unchanged": {"help_text": "Rows that ask for nothing new."},
        }


class BatchRowSerializer(ModelSerializer):
    changes = serializers.DictField(
        child=serializers.ListField(child=serializers.JSONField(), min_length=2, max_length=2),
        read_only=True,
        help_text="Each field that changes, before and after. Figures are strings, units and "
        "plans ids.",
    )

    class Meta:
        model = BatchRow
        fields = [
            "id",
            "batch",
            "number",
            "commitment",
            "label",
            "changes",
            "reason",
            "state",
            "field",
            "message",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "number": {"help_text": "The row in the file, or its place in the selection."},
            "commitment": {"help_text": "Null for a row that registers a new one."},
            "message": {"help_text": "Why it cannot be made, or not be taken back."},
        }


class SelectionSerializer(Input):
    """The same new values for many commitments; what is not given stays as it is."""

    commitments = VisibleRelatedField(
        queryset=Commitment.objects.all(), many=True, allow_empty=False
    )
    move = serializers.ChoiceField(
        [(verb.value, verb.label) for verb in fields.VERBS], required=False
    )
    reason = serializers.CharField(required=False, allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        own = {_name(field): _taken(field) for field in catalogue.used(Use.BULK)}
        return {**super().get_fields(), **own}


def _name(field: Field) -> str:
    """Rows join those that there are: the name says so."""
    return f"also_{field.name}" if field.kind is Kind.ROWS else field.name


def _taken(field: Field) -> Any:
    if field.kind is Kind.ROWS:
        return taken(field, help_text="These join those that each commitment has already.")
    is_lasting = field.kind is not Kind.ROW or not field.can_be_emptied
    return taken(field, **({} if is_lasting else may_be_null(field)))


class LedgerSerializer(Input):
    """A ledger that was exported here and filled in."""

    file = Upload()
    reason = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text="Counts for rows that give no reason of their own.",
    )


class BatchFilterSet(filters.FilterSet):
    source = any_of(Batch.Source.choices)
    state = any_of(Batch.State.choices)


class BatchRowFilterSet(filters.FilterSet):
    batch = IdFilter(help_text="Id of the batch.")
    state = any_of(BatchRow.State.choices)


class BatchViewSet(TakesFiles, VersionedResource, OwnResource):
    """Changes to many commitments. A batch is tried first, row by row and without effect; what
    can be made is made when its maker confirms it, and can be taken back."""

    queryset = Batch.objects.with_counts().select_related("created_by")
    serializer_class = BatchSerializer
    filterset_class = BatchFilterSet
    default_ordering = "-id"
    may_match = frozenset({"confirm", "undo"})
    needs = {"confirm": "add", "undo": "add", "file": "view"}

    @extend_schema(
        request={
            "multipart/form-data": LedgerSerializer,
            "application/json": SelectionSerializer,
        },
        responses={201: BatchSerializer},
        examples=[
            OpenApiExample(
                "A later date for two",
                value={
                    "commitments": [1, 2],
                    "due_on": "2027-06-30",
                    "reason": "区政府常务会议同意延期",
                },
                media_type="application/json",
                request_only=True,
            )
        ],
    )
    def create(self, request: Request) -> Response:
        """Propose changes: a filled-in ledger as a form, or a selection as JSON.

        The rows are tried in the background; `state` is `ready` when that is done.
        """
        if self.sends_file():
            given = self.supplied(LedgerSerializer)
            file = given.pop("file")
            asked = running.upload(file.read(), filename=file.name, by=self.person, **given)
        else:
            asked = running.select(by=self.person, **_selection(self))
        tasks.dispatch(asked.job)
        return self.shown(asked.batch.pk, HTTPStatus.CREATED)

    @extend_schema(request=None, responses=BatchSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: int) -> Response:
        """Make what was found possible; `state` is `applied` when all is done."""
        return self._go_on(running.confirm, pk)

    @extend_schema(request=None, responses=BatchSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: int) -> Response:
        """Take back what was made, except what somebody has changed since."""
        return self._go_on(running.undo, pk)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, pk: int) -> FileResponse:
        """Download the ledger as it came in."""
        found = self.get_object()
        return downloads.stored(found.file, sha256=found.sha256, name=f"batch-{pk}")

    def _go_on(self, verb: Callable[..., running.Asked], pk: int) -> Response:
        tasks.dispatch(self.do(verb).job)
        return self.shown(pk)


class BatchRowViewSet(ReadResource):
    """What each row of a batch asks for, and what came of it."""

    queryset = BatchRow.objects.all()
    serializer_class = BatchRowSerializer
    filterset_class = BatchRowFilterSet
    orderings = {"number": ("batch", "number"), "id": ()}
    default_ordering = "number"

    def visible(self, queryset: QuerySet[BatchRow]) -> QuerySet[BatchRow]:
        batches = Batch.objects.visible_to(self.request.user)
        return queryset.filter(batch__in=batches.values("pk"))


def _selection(view: BatchViewSet) -> dict[str, Any]:
    """Return the selection for the domain: ids for rows, ISO for days."""
    given = view.supplied(SelectionSerializer)
    asked = [field for field in catalogue.used(Use.BULK) if _name(field) in given]
    values = {field: field.as_json(given[_name(field)]) for field in asked}
    changes = {field.name: value for field, value in values.items() if field.kind is not Kind.ROWS}
    if "move" in given:
        changes["move"] = given["move"]
    return {
        "commitment_ids": [row.pk for row in given["commitments"]],
        "changes": changes,
        "joining": {field.name: rows for field, rows in values.items() if field.kind is Kind.ROWS},
        "reason": given.get("reason", ""),
    }
