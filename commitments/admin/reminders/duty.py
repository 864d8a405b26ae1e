"""Reporting duties: which unit must report for which period; the office can change the date."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import actor, refuse, seen_version
from commitments.admin.common.fields import DayField
from commitments.admin.common.filters import ConditionFilter, GroupFilter, UnitFilter
from commitments.admin.common.label import Label
from commitments.admin.common.saved_filters import KeepsFilters
from commitments.choices import DutyState
from commitments.domain.platform.errors import DomainError
from commitments.domain.reporting import duties
from commitments.models import Duty
from commitments.templatetags import tracking

MOST_PERIODS = 24


class DueDateForm(forms.Form):
    """A new date for one report, and the reason."""

    due_on = DayField(label=_("to be reported by"), required=True)
    reason = forms.CharField(label=_("Reason"), error_messages={"required": _("Give a reason.")})


class StateFilter(ConditionFilter):
    """By the state of the duty today."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        return list(DutyState.choices)

    def conditions(self) -> Mapping[str, Q]:
        return {str(state): Q(state=state) for state in DutyState}


class DutyUnitFilter(UnitFilter):
    """By reporting unit."""

    column = "assignment__organization"


class PeriodFilter(GroupFilter):
    """By period, latest first."""

    title = _("period")
    parameter_name = "period"
    column = "period"

    def offered(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        seen = Duty.objects.visible_to(actor(request)).order_by("-period")
        names = seen.values_list("period", flat=True).distinct()[:MOST_PERIODS]
        return [(name, tracking.period_in_words(name)) for name in names]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Duty]) -> QuerySet[Duty]:
        return queryset.filter(period=self.value()) if self.value() else queryset


@admin.register(Duty)
class DutyAdmin(KeepsFilters[Duty]):
    """Duties are created by the calendar and answered by submitted updates."""

    empty_text = _(
        "Nobody enters reporting duties by hand: each morning the calendar makes those of the "
        "running period for every unit that is responsible for a commitment and reports."
    )
    list_display = ["commitment", "unit", "period_shown", "asked", "due", "standing"]
    list_display_links = None
    list_filter = [StateFilter, DutyUnitFilter, PeriodFilter]
    search_fields = [
        "assignment__commitment__code",
        "assignment__commitment__title",
        "assignment__organization__name",
    ]
    ordering = ["-due_on", "id"]

    def get_urls(self) -> list[URLPattern]:
        move = self.admin_site.admin_view(self.move_view)
        own = path("<int:pk>/move/", move, name="commitments_duty_move")
        return [own, *super().get_urls()]

    def get_list_display(self, request: HttpRequest) -> list[str | Callable[[Duty], str | bool]]:
        more = ["another_date"] if _may_change_date(request) else []
        return [*self.list_display, *more]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Duty]:
        visible = Duty.objects.visible_to(actor(request)).with_state(timezone.localdate())
        return visible.select_related("assignment__commitment", "assignment__organization")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Redirect to the report that answers the duty, or to its commitment."""
        duty = self.get_object(request, object_id)
        if duty is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(_address(duty))

    def move_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change the date of one report."""
        if not _may_change_date(request):
            raise PermissionDenied
        duty = self.visible(request, pk)
        form = DueDateForm(request.POST or None, initial={"due_on": duty.due_on})
        if request.method == "POST" and form.is_valid():
            version, by = seen_version(request), actor(request)
            try:
                duties.change_due_date(pk, by=by, expected_version=version, **form.cleaned_data)
            except DomainError as error:
                refuse(form, error, Duty, reader=actor(request))
            else:
                messages.success(request, gettext("The date was moved."))
                return HttpResponseRedirect(reverse("admin:commitments_duty_changelist"))
        title = gettext("Another date for the report")
        template = "admin/tracking/duty_move.html"
        return self.page(request, template, title=title, object=duty, form=form)

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
    def asked(self, duty: Duty) -> date:
        return duty.opens_on

    @admin.display(description=_("to be reported by"), ordering="due_on")
    def due(self, duty: Duty) -> SafeString | str:
        is_late = duty.state == DutyState.OVERDUE  # type: ignore[attr-defined]
        return tracking.day(duty.due_on, is_late=is_late)

    @admin.display(description=_("state"))
    def standing(self, duty: Duty) -> SafeString:
        return tracking.duty_badge(duty.state)  # type: ignore[attr-defined]

    @admin.display(description="")
    def another_date(self, duty: Duty) -> SafeString | str:
        if duty.state in {DutyState.SUBMITTED, DutyState.ACCEPTED}:  # type: ignore[attr-defined]
            return ""
        address = reverse("admin:commitments_duty_move", args=[duty.pk])
        return format_html('<a href="{}">{}</a>', address, gettext("Move the date"))


def _may_change_date(request: HttpRequest) -> bool:
    return actor(request).has_perm("commitments.change_duty")


def _address(duty: Duty) -> str:
    """The report that answers the duty, or else its commitment."""
    if duty.update_id:
        return reverse("admin:commitments_progressupdate_change", args=[duty.update_id])
    return reverse("admin:commitments_commitment_change", args=[duty.assignment.commitment_id])
