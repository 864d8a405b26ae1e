"""The list of commitments."""

from collections.abc import Callable

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.admin.batch.bulk import BulkAdmin
from commitments.admin.commitment.filters import (
    DoubtFilter,
    DueFilter,
    LeadFilter,
    ProgressFilter,
    of_catalogue,
)
from commitments.admin.common.base import actor
from commitments.admin.common.saved_filters import KeepsFilters
from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Use
from commitments.models import Commitment
from commitments.templatetags import tracking


def column(field: catalogue.Field) -> Callable[[Commitment], str]:
    """A field of the catalogue as a column of the list."""

    def shown(commitment: Commitment) -> str:
        return field.in_words(field.read(commitment)) or "—"

    shown.__name__ = field.name
    shown.short_description = field.label  # type: ignore[attr-defined]
    return shown


class CommitmentList(KeepsFilters[Commitment], BulkAdmin):
    """The columns, filters and search of the list."""

    empty_text = _(
        "No commitment is tracked, or none is assigned to your unit. One is registered by "
        "accepting a candidate of a document."
    )
    list_display = [
        "code",
        "titled",
        "lead_unit",
        *(column(field) for field in catalogue.used(Use.LIST)),
        "target_shown",
        "due",
        "stage",
        "standing",
        "reason",
    ]
    list_display_links = ["code"]
    list_filter = [
        ProgressFilter,
        "workflow",
        LeadFilter,
        *of_catalogue(),
        "kind",
        DueFilter,
        DoubtFilter,
    ]
    search_fields = [
        "code",
        *catalogue.named(Use.SEARCH),
        "targets__indicator__name",
        "assignments__organization__name",
    ]
    ordering = ["-code"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Commitment]:
        return (
            Commitment.objects.visible_to(actor(request))
            .with_timeline()
            .select_related("evaluation", "plan")
        )

    @admin.display(description=_("title"), ordering="title")
    def titled(self, commitment: Commitment) -> SafeString:
        address = reverse("admin:commitments_commitment_change", args=[commitment.pk])
        return format_html(
            '<a class="ct-clip ct-strong" href="{}" title="{}">{}</a>',
            address,
            commitment.title,
            commitment.title,
        )

    @admin.display(description=_("lead unit"))
    def lead_unit(self, commitment: Commitment) -> str:
        return str(commitment.lead or "—")

    @admin.display(description=_("target"))
    def target_shown(self, commitment: Commitment) -> str:
        return tracking.target_in_words(commitment.target)

    @admin.display(description=_("due date"), ordering="due_on")
    def due(self, commitment: Commitment) -> SafeString | str:
        return tracking.due(commitment)

    @admin.display(description=_("workflow"), ordering="workflow")
    def stage(self, commitment: Commitment) -> SafeString:
        return tracking.badge(commitment, "workflow")

    @admin.display(description=_("progress"), ordering="evaluation__progress")
    def standing(self, commitment: Commitment) -> SafeString:
        badge = tracking.progress_badge(commitment.progress, commitment.plan)
        return format_html("{}{}", badge, tracking.progress_bar(commitment))

    @admin.display(description=_("why"))
    def reason(self, commitment: Commitment) -> SafeString:
        words = tracking.why(commitment.evaluation)
        return format_html('<span class="ct-clip" title="{}">{}</span>', words, words)
