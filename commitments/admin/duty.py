"""Reporting duties: who owes a report for which period, to look at only."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.admin.base import actor
from commitments.admin.filters import ConditionFilter, GroupFilter, UnitFilter
from commitments.admin.saved_filters import KeepsFilters
from commitments.choices import DutyState
from commitments.models import Duty
from commitments.templatetags import tracking

MOST_PERIODS = 24


class StateFilter(ConditionFilter):
    """Where a duty stands today."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(DutyState.choices)

    def conditions(self) -> Mapping[str, Q]:
        return {str(state): Q(state=state) for state in DutyState}


class DutyUnitFilter(UnitFilter):
    """By the unit that reports."""

    column = "assignment__organization"


class PeriodFilter(GroupFilter):
    """By period, the latest first."""

    title = _("period")
    parameter_name = "period"
    column = "period"

    def offered(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        seen = Duty.objects.visible_to(actor(request)).order_by("-period")
        names = seen.values_list("period", flat=True).distinct()[:MOST_PERIODS]
        return [(name, tracking.period_in_words(name)) for name in names]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Duty]) -> QuerySet[Duty]:
        return queryset.filter(period=self.value()) if self.value() else queryset


@admin.register(Duty)
class DutyAdmin(KeepsFilters):
    """Opened by the calendar, answered by what units submit."""

    list_display = ["commitment", "unit", "period_shown", "asked", "due", "standing"]
    list_display_links = None
    list_filter = [StateFilter, DutyUnitFilter, PeriodFilter]
    search_fields = [
        "assignment__commitment__code",
        "assignment__commitment__title",
        "assignment__organization__name",
    ]
    ordering = ["-due_on", "id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Duty]:
        visible = Duty.objects.visible_to(actor(request)).with_state(timezone.localdate())
        return visible.select_related("assignment__commitment", "assignment__organization")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A duty is looked at with the commitment it asks about."""
        duty = self.get_object(request, object_id)
        if duty is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(_address(duty))

    @admin.display(description=_("commitment"), ordering="assignment__commitment__code")
    def commitment(self, duty: Duty) -> SafeString:
        link = '<a class="ct-clip ct-strong" href="{}">{}</a>'
        return format_html(link, _address(duty), duty.assignment.commitment)

    @admin.display(description=_("unit"), ordering="assignment__organization")
    def unit(self, duty: Duty) -> str:
        return str(duty.assignment.organization)

    @admin.display(description=_("period"), ordering="period")
    def period_shown(self, duty: Duty) -> str:
        return tracking.period_in_words(duty.period)

    @admin.display(description=_("asked from"), ordering="opens_on")
    def asked(self, duty: Duty) -> Any:
        return duty.opens_on

    @admin.display(description=_("to be reported by"), ordering="due_on")
    def due(self, duty: Duty) -> Any:
        is_late = duty.state == DutyState.OVERDUE  # type: ignore[attr-defined]
        return tracking.day(duty.due_on, is_late=is_late)

    @admin.display(description=_("state"))
    def standing(self, duty: Duty) -> SafeString:
        return tracking.duty_badge(duty.state)  # type: ignore[attr-defined]


def _address(duty: Duty) -> str:
    """The report that answers it, or the commitment on which it is owed."""
    if duty.update_id:
        return reverse("admin:commitments_progressupdate_change", args=[duty.update_id])
    return reverse("admin:commitments_commitment_change", args=[duty.assignment.commitment_id])
