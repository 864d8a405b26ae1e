"""Kinds of status reports: what is printed on them, what they speak of, who gets them."""

from django_filters import rest_framework as filters

from commitments.api.base import VersionedResource
from commitments.api.fields import ModelSerializer, Username
from commitments.api.filters import TextFilter
from commitments.models import ReportKind


class ReportKindSerializer(ModelSerializer):
    recipients = Username(many=True, help_text="User names of those who are told of each issue.")

    class Meta:
        model = ReportKind
        fields = [
            "id",
            "version",
            "name",
            "title",
            "issuer",
            "addressees",
            "copies",
            "printing_office",
            "number_pattern",
            "prints_signer",
            "rhythm",
            "unit",
            "plan",
            "theme",
            "document",
            "commitment_kind",
            "recipients",
            "is_active",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "addressees": {"help_text": "One a line."},
            "copies": {"help_text": "One a line."},
            "number_pattern": {"help_text": "Such as `海督通〔{year}〕{number}号`."},
            "rhythm": {"help_text": "The period for which the calendar makes drafts."},
            "unit": {"help_text": "It speaks of what this unit leads, or one below it."},
            "theme": {"help_text": "It speaks of this theme and those below it."},
            "document": {"help_text": "It speaks of what stands written in this document."},
        }


class ReportKindFilterSet(filters.FilterSet):
    q = TextFilter("name", "title")
    is_active = filters.BooleanFilter(help_text="Still used for new reports.")


class ReportKindViewSet(VersionedResource):
    """Kinds of reports (报告类型), such as 督查通报. Whoever names none issues the first."""

    queryset = ReportKind.objects.prefetch_related("recipients")
    serializer_class = ReportKindSerializer
    filterset_class = ReportKindFilterSet
    orderings = {"id": (), "name": ("name",)}
    default_ordering = "id"
