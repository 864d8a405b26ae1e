"""Notices of the person who asks, read and unread."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import ReadResource
from commitments.api.fields import ModelSerializer
from commitments.api.filters import IdFilter, any_of
from commitments.domain.notices import notices
from commitments.models import Notice
from commitments.models.notice import NoticeQuerySet


class NoticeSerializer(ModelSerializer):
    text = serializers.SerializerMethodField(help_text="A sentence, in the language asked for.")

    class Meta:
        model = Notice
        fields = ["id", "kind", "text", "commitment", "slip", "report", "created_at", "read_at"]
        read_only_fields = fields

    def get_text(self, notice: Notice) -> str:
        return notices.text(notice)


class NoticeFilterSet(filters.FilterSet):
    commitment = IdFilter()
    kind = any_of(Notice.Kind.choices)
    is_read = filters.BooleanFilter("read_at", "isnull", exclude=True, help_text="Seen before.")


class NoticeViewSet(ReadResource):
    """One's own and nobody else's, the newest first."""

    queryset = Notice.objects.all()
    serializer_class = NoticeSerializer
    filterset_class = NoticeFilterSet
    orderings = {"id": ()}
    default_ordering = "-id"
    # Notices name commitments, so reading them needs the permission to view those.
    needs = dict.fromkeys(["list", "retrieve", "read"], "view_commitment")

    def visible(self, queryset: NoticeQuerySet) -> NoticeQuerySet:
        return queryset.of(self.person)

    @extend_schema(request=None, responses=NoticeSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: int) -> Response:
        """Note that it was read; the first time counts."""
        notices.mark_read([self.get_object().pk], by=self.person)
        return self.shown(pk)
