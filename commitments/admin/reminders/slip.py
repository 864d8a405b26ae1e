"""Reminder slips (督办单): list them, print them, sign for them, cancel them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common import changes
from commitments.admin.common.actions import ActionForm, ActionsAdmin, PageAction
from commitments.admin.common.base import actor
from commitments.admin.common.filters import ConditionFilter, GroupFilter, UnitFilter
from commitments.admin.common.label import Label
from commitments.admin.common.saved_filters import KeepsFilters
from commitments.domain.notices import slips
from commitments.models import Organization, ReminderSlip


class CancelForm(ActionForm):
    """Why a slip is cancelled."""

    reason = forms.CharField(
        label=_("Reason for the cancellation"),
        error_messages={"required": _("Give a reason.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReceiptFilter(ConditionFilter):
    """By receipt: signed for or not."""

    title = _("receipt")
    parameter_name = "receipt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
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
    """By level of reminder."""

    title = _("level")
    parameter_name = "level"
    column = "level"

    def offered(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        seen = model_admin.get_queryset(request).order_by("level").values_list("level", flat=True)
        return [(str(level), level_in_words(level)) for level in seen.distinct()]


ACTIONS = (
    PageAction("receive", ActionForm, slips.receive, _("Receipt confirmed.")),
    PageAction("cancel", CancelForm, slips.cancel, _("The reminder slip is cancelled."), "form"),
)


@admin.register(ReminderSlip)
class ReminderSlipAdmin(ActionsAdmin[ReminderSlip], KeepsFilters[ReminderSlip]):
    """Reminder slips; they are numbered and never deleted."""

    page_actions = ACTIONS

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

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        slip = self.get_object(request, object_id)
        if slip is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, slip):
            raise PermissionDenied
        return self.show(request, slip)

    def show(self, request: HttpRequest, obj: ReminderSlip, **refused: forms.Form) -> HttpResponse:
        user = actor(request)
        is_mine = obj.organization_id in Organization.objects.of_user(user)
        is_open = obj.cancelled_at is None
        return self.page(
            request,
            "admin/tracking/slip.html",
            title=gettext("Reminder slip %(code)s") % {"code": obj.code},
            object=obj,
            standing=standing(obj),
            may_receive=is_open
            and obj.received_at is None
            and (is_mine or user.has_perm("commitments.change_reminderslip")),
            may_cancel=is_open and user.has_perm("commitments.cancel_slip"),
            entries=changes.of_object(obj, actor(request)),
            **{"form": CancelForm(obj=obj, by=user), **refused},
        )


def level_in_words(level: int) -> str:
    return gettext("Level %(level)s") % {"level": level}


def standing(slip: ReminderSlip) -> tuple[str, Label]:
    """The state of the receipt: a name for the style sheet, and its label."""
    if slip.cancelled_at:
        return "cancelled", _("cancelled")
    return ("received", _("signed for")) if slip.received_at else ("open", _("not signed for"))


def _address(slip: ReminderSlip) -> str:
    return reverse("admin:commitments_reminderslip_change", args=[slip.pk])
