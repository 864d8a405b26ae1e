"""Indicators (指标), with the commitments that refer to them and their values."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common import changes
from commitments.admin.common.base import OneFormAdmin, actor, refuse, seen_version
from commitments.admin.registers.indicator_forms import IndicatorForm, MergeForm
from commitments.domain.platform.errors import DomainError
from commitments.domain.tracking import indicators
from commitments.models import Commitment, Indicator, Measurement, ProgressUpdate
from commitments.templatetags import tracking

VALUES_SHOWN = 50


@admin.register(Indicator)
class IndicatorAdmin(OneFormAdmin[Indicator]):
    """Indicators; several commitments can refer to the same one."""

    list_display = ["titled", "unit", "direction", "every", "source_shown", "serves", "last"]
    list_display_links = None
    list_filter = ["direction", "measured_every", "aggregation"]
    search_fields = ["name", "definition", "source"]

    def has_add_permission(self, request: HttpRequest, obj: Indicator | None = None) -> bool:
        return request.user.has_perm("commitments.add_indicator")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Indicator]:
        """Add the number of visible commitments and the last value."""
        visible = Commitment.objects.visible_to(actor(request)).values("pk")
        values = Measurement.objects.known_to(actor(request)).filter(indicator=OuterRef("pk"))
        newest = values.order_by("-measured_on", "-id")
        in_force = Q(targets__is_current=True, targets__commitment__in=visible)
        return Indicator.objects.annotate(
            count=Count("targets", filter=in_force),
            last_value=Subquery(newest.values("value")[:1]),
            last_on=Subquery(newest.values("measured_on")[:1]),
        )

    @admin.display(description=_("name"), ordering="name")
    def titled(self, indicator: Indicator) -> SafeString:
        link = '<a class="ct-clip ct-strong" href="{}">{}</a>'
        return format_html(link, _address(indicator.pk), indicator.name)

    @admin.display(description=_("measured"), ordering="measured_every")
    def every(self, indicator: Indicator) -> str:
        return indicator.get_measured_every_display() or "—"

    @admin.display(description=_("source of the data"), ordering="source")
    def source_shown(self, indicator: Indicator) -> SafeString:
        return format_html('<span class="ct-clip">{}</span>', indicator.source or "—")

    @admin.display(description=_("commitments"), ordering="count")
    def serves(self, indicator: Indicator) -> int:
        count: int = indicator.count  # type: ignore[attr-defined]
        return count

    @admin.display(description=_("last value"), ordering="last_on")
    def last(self, indicator: Indicator) -> SafeString | str:
        row: Any = indicator
        if row.last_on is None:
            return "—"
        value = tracking.quantity(row.last_value, indicator.unit)
        words = '<span class="ct-nowrap">{}　<span class="ct-dim">{}</span> {}</span>'
        return format_html(words, value, row.last_on.isoformat(), _overdue(indicator, row.last_on))

    def get_urls(self) -> list[URLPattern]:
        merge = self.admin_site.admin_view(self.merge_view)
        return [
            path("<int:pk>/merge/", merge, name="commitments_indicator_merge"),
            *super().get_urls(),
        ]

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Merge two indicators that are the same; errors are shown in the form."""
        indicator = self.get_queryset(request).filter(pk=pk).first()
        if indicator is None:
            raise Http404
        if not _may_merge(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(_address(pk))
        form = MergeForm(request.POST, indicator=indicator)
        if form.is_valid():
            into, reason = form.cleaned_data["into"], form.cleaned_data["reason"]
            version = seen_version(request)
            try:
                indicators.merge(
                    pk, into=into.pk, by=actor(request), reason=reason, expected_version=version
                )
            except DomainError as error:
                refuse(form, error, Indicator, reader=actor(request))
            else:
                messages.success(
                    request, gettext("“%(name)s” now stands under this name.") % {"name": indicator}
                )
                return HttpResponseRedirect(_address(into.pk))
        given = IndicatorForm(initial=IndicatorForm.showing(indicator))
        return self._show(request, indicator, given, form)

    def edit(self, request: HttpRequest, indicator: Indicator | None) -> HttpResponse:
        """One form for new and existing indicators; read-only without the permission."""
        shown = IndicatorForm.showing(indicator or Indicator())
        form = IndicatorForm(request.POST or None, initial=shown)
        if request.method == "POST" and not _may_edit(request, indicator):
            raise PermissionDenied
        if request.method == "POST" and form.is_valid():
            try:
                saved = self._save(request, indicator, form)
            except DomainError as error:
                refuse(form, error, Indicator, reader=actor(request))
            else:
                messages.success(request, gettext("Indicator saved."))
                return HttpResponseRedirect(_address(saved.pk))
        return self._show(request, indicator, form)

    def _save(
        self, request: HttpRequest, indicator: Indicator | None, form: IndicatorForm
    ) -> Indicator:
        given, by = form.cleaned_data, actor(request)
        if indicator is None:
            return indicators.create(by=by, **given)
        version = seen_version(request)
        return indicators.change(indicator.pk, by=by, expected_version=version, **given)

    def _show(
        self,
        request: HttpRequest,
        indicator: Indicator | None,
        form: IndicatorForm,
        merge_form: MergeForm | None = None,
    ) -> HttpResponse:
        return self.page(
            request,
            "admin/tracking/indicator.html",
            title=str(indicator) if indicator else gettext("New indicator"),
            object=indicator,
            form=form,
            may_edit=_may_edit(request, indicator),
            **(_timeline(request, indicator, merge_form) if indicator else {}),
        )


def _timeline(
    request: HttpRequest, indicator: Indicator, merge_form: MergeForm | None
) -> dict[str, Any]:
    """The commitments and values of an indicator that the person may see."""
    person = actor(request)
    seen = (
        Commitment.objects.visible_to(person).with_timeline().select_related("evaluation", "plan")
    )
    values = Measurement.objects.known_to(person).filter(indicator=indicator)
    newest = values.select_related("update__organization", "update__commitment")
    shown = list(newest.order_by("-measured_on", "-id")[:VALUES_SHOWN])
    updates = ProgressUpdate.objects.visible_to(person)
    return {
        "commitments": seen.filter(targets__indicator=indicator, targets__is_current=True),
        "values": shown,
        "values_count": values.count(),
        "overdue": _overdue(indicator, shown[0].measured_on) if shown else "",
        "open_updates": set(
            updates.filter(pk__in={row.update_id for row in shown}).values_list("pk", flat=True)
        ),
        "merge_form": (merge_form or MergeForm(indicator=indicator))
        if _may_merge(request)
        else None,
        "entries": changes.of_object(indicator, person),
    }


def _overdue(indicator: Indicator, last_on: date) -> SafeString | str:
    if not indicators.is_stale(indicator, last_on, on=timezone.localdate()):
        return ""
    return format_html('<span class="ct-tag ct-tag-pending">{}</span>', gettext("out of date"))


def _may_edit(request: HttpRequest, indicator: Indicator | None) -> bool:
    verb = "add" if indicator is None else "change"
    return request.user.has_perm(f"commitments.{verb}_indicator")


def _may_merge(request: HttpRequest) -> bool:
    return request.user.has_perms(["commitments.change_indicator", "commitments.revise_target"])


def _address(pk: int) -> str:
    return reverse("admin:commitments_indicator_change", args=[pk])
