"""Candidates: passages that read like commitments; look at them, decide on them."""

from http import HTTPStatus
from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api import corrections
from commitments.api.base import ReadResource
from commitments.api.commitments import (
    CommitmentDetailSerializer,
    CommitmentViewSet,
    with_places,
)
from commitments.api.fields import (
    Input,
    ModelSerializer,
    ReasonSerializer,
    RelatedField,
    TextListField,
    Username,
)
from commitments.api.filters import IdFilter, TextFilter, any_of, since, until
from commitments.domain.documents import review
from commitments.models import Candidate, Commitment


class CandidateSerializer(ModelSerializer):
    owners = TextListField(read_only=True, help_text="Units that the text makes responsible.")
    section = TextListField(read_only=True, help_text="Headings above, outermost first.")
    warnings = TextListField(read_only=True, help_text="Codes of what a reviewer must see.")
    reasons = TextListField(read_only=True, help_text="Why it was read this way.")
    decided_by = Username(allow_null=True)

    class Meta:
        model = Candidate
        fields = [
            "id",
            "document",
            "start",
            "end",
            "quote",
            "statement",
            "kind",
            "metric",
            "comparator",
            "value",
            "value_max",
            "unit",
            "change",
            "baseline",
            "frequency",
            "due_on",
            "as_of",
            "period",
            "owners",
            "speaker",
            "section",
            "duplicate_of",
            "warnings",
            "confidence",
            "reasons",
            "state",
            "decided_at",
            "decided_by",
            "decision_reason",
            "commitment",
        ]
        read_only_fields = fields


class MergeSerializer(Input):
    """The commitment that the words belong to."""

    into = RelatedField(queryset=Commitment.objects.all())


class ReopenSerializer(Input):
    """Why the rejection is taken back."""

    reason = serializers.CharField(required=False, allow_blank=True)


class CandidateFilterSet(filters.FilterSet):
    document = IdFilter()
    commitment = IdFilter()
    state = any_of(Candidate.State.choices)
    kind = any_of(Candidate.Kind.choices)
    is_duplicate = filters.BooleanFilter(
        "duplicate_of", "isnull", exclude=True, help_text="Repeats an earlier passage."
    )
    confidence_min = filters.NumberFilter(
        "confidence", "gte", min_value=0, max_value=1, help_text="From 0 to 1."
    )
    confidence_max = filters.NumberFilter(
        "confidence", "lte", min_value=0, max_value=1, help_text="From 0 to 1."
    )
    due_after = since("due_on", "Due")
    due_before = until("due_on", "Due")
    q = TextFilter("statement", "metric")


ACCEPT_EXAMPLES = [
    OpenApiExample("As it was read", value={}, request_only=True),
    OpenApiExample(
        "With corrections",
        value={"title": "人均体育场地面积达标", "due_on": "2030-12-31"},
        request_only=True,
    ),
]


class CandidateViewSet(ReadResource):
    """What the reader found, at its exact place: `quote` is the document's text from `start`
    to `end`. Each is decided once, by one person."""

    queryset = Candidate.objects.select_related("decided_by")
    serializer_class = CandidateSerializer
    filterset_class = CandidateFilterSet
    orderings = {
        "position": ("document_id", "start"),
        "confidence": ("confidence",),
        "due_on": ("due_on",),
        "id": (),
    }
    default_ordering = "position"
    needs = dict.fromkeys(["accept", "merge", "reject", "reopen"], "decide_candidate")

    @extend_schema(
        request=corrections.CorrectionsSerializer,
        responses={201: CommitmentDetailSerializer},
        examples=ACCEPT_EXAMPLES,
    )
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: int) -> Response:
        """Track what the candidate says, with corrections where it was misread.

        What is not given stays as the reader proposes it. `value: null` tracks the promise
        without a figure.
        """
        candidate = self.get_object()
        given = self.supplied(corrections.CorrectionsSerializer)
        proposal = corrections.apply(candidate, given)
        commitment = review.accept(candidate.pk, by=self.person, proposal=proposal)
        return self._commitment(commitment, HTTPStatus.CREATED)

    @extend_schema(request=MergeSerializer, responses=CommitmentDetailSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: int) -> Response:
        """Attach the words to a commitment that is tracked already."""
        into = self.supplied(MergeSerializer)["into"]
        commitment = review.merge(self.get_object().pk, into=into.pk, by=self.person)
        return self._commitment(commitment, HTTPStatus.OK)

    @extend_schema(request=ReasonSerializer, responses=CandidateSerializer)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: int) -> Response:
        """Set the candidate aside, with a reason."""
        given = self.supplied(ReasonSerializer)
        review.reject(self.get_object().pk, by=self.person, **given)
        return self.shown(pk)

    @extend_schema(request=ReopenSerializer, responses=CandidateSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: int) -> Response:
        """Take back a rejection."""
        given = self.supplied(ReopenSerializer)
        review.reopen(self.get_object().pk, by=self.person, **given)
        return self.shown(pk)

    def _commitment(self, commitment: Commitment, status: int) -> Response:
        row: Any = with_places(CommitmentViewSet.queryset).get(pk=commitment.pk)
        shown = CommitmentDetailSerializer(row, context=self.get_serializer_context())
        return Response(shown.data, status)
