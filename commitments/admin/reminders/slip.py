"""Reminder slips (督办单): listed, printed, signed for by units, taken back by the office."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common import changes
from commitments.admin.common.base import actor, attempt, refuse, seen_version
from commitments.admin.common.filters import ConditionFilter, GroupFilter, UnitFilter
from commitments.admin.common.saved_filters import KeepsFilters
from commitments.domain.notices import slips
from commitments.domain.platform.errors import DomainError
from commitments.models import Organization, ReminderSlip


class CancelForm(forms.Form):
    """Why a slip is taken back."""

    reason = forms.CharField(
        label=_("Reason for the cancellation"),
        error_messages={"required": _("Give a reason.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReceiptFilter(ConditionFilter):
    """Whether the unit has signed for it."""

    title = _("receipt")
    parameter_name = "receipt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("open", _("not signed for")),
            ("received", _("signed for")),
            ("cancelled", _("cancelled")),
        ]

    def conditions(self) -> Mapping[str, Q]:
        return {
            "open": Q(received_at=None, cancelled_at=None),
            "received": Q(received_at__isnull=False, cancelled_at=None),
            "cancelled": Q(cancelled_at__isnull=False),
        }


class LevelFilter(GroupFilter):
    """By how often it was reminded before."""

    title = _("level")
    parameter_name = "level"
    column = "level"

    def offered(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        seen = model_admin.get_queryset(request).order_by("level").values_list("level", flat=True)
        return [(str(level), level_in_words(level)) for level in seen.distinct()]


@admin.register(ReminderSlip)
class ReminderSlipAdmin(KeepsFilters):
    """Numbered reminders; they stay on record."""

    empty_text = _(
        "No slip has been issued. The reminder rules issue them by themselves when a date "
        "draws near or has passed."
    )
    list_display = [
        "number_shown",
        "level_shown",
        "commitment_shown",
        "organization",
        "recipient",
        "issued_on",
        "due_on",
        "receipt",
    ]
    list_display_links = None
    list_filter = [ReceiptFilter, UnitFilter, LevelFilter, "about", "recipient"]
    search_fields = ["commitment__code", "commitment__title", "organization__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReminderSlip]:
        visible = ReminderSlip.objects.visible_to(actor(request))
        return visible.select_related(
            "commitment", "organization", "person", "duty", "received_by", "cancelled_by"
        )

    @admin.display(description=_("number"), ordering="number")
    def number_shown(self, slip: ReminderSlip) -> SafeString:
        link = '<a class="ct-strong ct-nowrap" href="{}">{}</a>'
        return format_html(link, _address(slip), slip.code)

    @admin.display(description=_("level"), ordering="level")
    def level_shown(self, slip: ReminderSlip) -> str:
        return level_in_words(slip.level)

    @admin.display(description=_("commitment"), ordering="commitment__code")
    def commitment_shown(self, slip: ReminderSlip) -> SafeString:
        link = '<a class="ct-clip" href="{}">{}</a>'
        return format_html(link, _address(slip), slip.commitment)

    @admin.display(description=_("receipt"), ordering="received_at")
    def receipt(self, slip: ReminderSlip) -> SafeString:
        return format_html('<span class="ct-badge ct-receipt-{}">{}</span>', *standing(slip))

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/receive/",
                wrap(self.receive_view),
                name="commitments_reminderslip_receive",
            ),
            path(
                "<int:pk>/cancel/", wrap(self.cancel_view), name="commitments_reminderslip_cancel"
            ),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        slip = self.get_object(request, object_id)
        if slip is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, slip):
            raise PermissionDenied
        return self._sheet(request, slip, CancelForm())

    def receive_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        slip = self._slip(request, pk)
        if request.method == "POST":
            version, by = seen_version(request), actor(request)
            attempt(
                request,
                lambda: slips.receive(pk, by=by, expected_version=version),
                gettext("Receipt confirmed."),
                ReminderSlip,
            )
        from_start = request.POST.get("next") == "start"
        return HttpResponseRedirect(reverse("admin:index") if from_start else _address(slip))

    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        slip, form = self._slip(request, pk), CancelForm(request.POST)
        if request.method != "POST":
            return HttpResponseRedirect(_address(slip))
        if form.is_valid():
            reason, version = form.cleaned_data["reason"], seen_version(request)
            try:
                slips.cancel(pk, by=actor(request), reason=reason, expected_version=version)
            except DomainError as error:
                refuse(form, error, ReminderSlip)
            else:
                messages.success(request, gettext("The reminder slip is cancelled."))
                return HttpResponseRedirect(_address(slip))
        return self._sheet(request, slip, form)

    def _slip(self, request: HttpRequest, pk: int) -> ReminderSlip:
        if not self.has_view_permission(request):
            raise PermissionDenied
        slip = self.get_queryset(request).filter(pk=pk).first()
        if slip is None:
            raise Http404
        return slip

    def _sheet(self, request: HttpRequest, slip: ReminderSlip, form: CancelForm) -> HttpResponse:
        user = actor(request)
        is_mine = slip.organization_id in Organization.objects.of_user(user.pk)
        is_open = slip.cancelled_at is None
        return self.page(
            request,
            "admin/tracking/slip.html",
            title=gettext("Reminder slip %(code)s") % {"code": slip.code},
            object=slip,
            standing=standing(slip),
            may_receive=is_open
            and slip.received_at is None
            and (is_mine or user.has_perm("commitments.change_reminderslip")),
            may_cancel=is_open and user.has_perm("commitments.cancel_slip"),
            form=form,
            entries=changes.of_object(slip),
        )


def level_in_words(level: int) -> str:
    return gettext("Level %(level)s") % {"level": level}


def standing(slip: ReminderSlip) -> tuple[str, Any]:
    """Cancelled, signed for or not: a name for the style sheet and words."""
    if slip.cancelled_at:
        return "cancelled", _("cancelled")
    return ("received", _("signed for")) if slip.received_at else ("open", _("not signed for"))


def _address(slip: ReminderSlip) -> str:
    return reverse("admin:commitments_reminderslip_change", args=[slip.pk])
