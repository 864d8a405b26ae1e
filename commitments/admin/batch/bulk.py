"""Bulk edits of commitments, and the export of the ledger."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from commitments import tasks
from commitments.admin.common import inputs
from commitments.admin.common.base import DomainAdmin, actor, refuse
from commitments.choices import Transition
from commitments.domain.batches import fields, running
from commitments.domain.batches.ledger import exporting
from commitments.domain.platform.errors import DomainError
from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Kind, Use
from commitments.models import Commitment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AS_BEFORE = ""


class BulkForm(forms.Form):
    """New values for all chosen commitments; empty fields stay as they are."""

    move = forms.ChoiceField(
        label=_("Workflow"),
        required=False,
        choices=[(AS_BEFORE, _("as before")), *((verb.value, verb.label) for verb in fields.VERBS)],
    )
    reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        help_text=_("Needed where a date changes, or work is returned, suspended or given up."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: dict[str, forms.Field] = {}
        for field in catalogue.used(Use.BULK):
            asked |= {field.name: inputs.in_bulk(field)} | inputs.emptying(field)
        self.fields = asked | self.fields

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name in self._emptied():
            if data.get(name):
                self.add_error(name, _("Either a new text, or none: not both."))
        if not self.errors and not self.changes() and not self.joining():
            self.add_error(None, _("Say what is to be changed."))
        return data

    @property
    def of_catalogue(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in BulkForm.base_fields]

    def changes(self) -> dict[str, Any]:
        """The fields that were filled in, as a batch stores them."""
        found = {
            field.name: inputs.given_in_bulk(field, self.cleaned_data[field.name])
            for field in catalogue.used(Use.BULK)
            if field.kind is not Kind.ROWS and self.cleaned_data.get(field.name)
        }
        found |= dict.fromkeys(self._emptied())
        if self.cleaned_data.get("move"):
            found["move"] = Transition(self.cleaned_data["move"]).value
        return found

    def _emptied(self) -> list[str]:
        named = catalogue.named(Use.BULK)
        return [name for name in named if self.cleaned_data.get(inputs.EMPTY + name)]

    def joining(self) -> dict[str, list[int]]:
        """The rows that join those which a commitment has already."""
        return {
            field.name: field.as_json(self.cleaned_data[field.name])
            for field in catalogue.used(Use.BULK)
            if field.kind is Kind.ROWS and self.cleaned_data.get(field.name)
        }


class BulkAdmin(DomainAdmin[Commitment]):
    """The bulk actions of the list of commitments."""

    actions = ["edit_in_bulk", "export_selected"]
    change_list_template = "admin/tracking/commitment_list.html"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("ledger/", wrap(self.ledger_view), name="commitments_commitment_ledger"),
            *super().get_urls(),
        ]

    def has_many_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("commitments.assign_commitment")

    @admin.action(description=_("Change many at once…"), permissions=["many"])
    def edit_in_bulk(
        self, request: HttpRequest, chosen: QuerySet[Commitment]
    ) -> HttpResponse | None:
        """Ask for the new values on a separate page; the batch is shown before it is applied."""
        form = BulkForm(request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            try:
                asked = running.select(
                    chosen.values_list("pk", flat=True),
                    changes=form.changes(),
                    joining=form.joining(),
                    reason=form.cleaned_data["reason"],
                    by=actor(request),
                )
            except DomainError as error:
                refuse(form, error)
            else:
                tasks.dispatch(asked.job)
                return HttpResponseRedirect(
                    reverse("admin:commitments_batch_change", args=[asked.batch.pk])
                )
        return self.page(
            request,
            "admin/tracking/bulk.html",
            title=gettext("Change many at once"),
            form=form,
            chosen=chosen,
            selected_name=ACTION_CHECKBOX_NAME,
            is_across=request.POST.get("select_across") == "1",
        )

    @admin.action(description=_("Export the ledger to Excel"), permissions=["view"])
    def export_selected(self, request: HttpRequest, chosen: QuerySet[Commitment]) -> HttpResponse:
        return ledger(chosen)

    def ledger_view(self, request: HttpRequest) -> HttpResponse:
        """Export the filtered list as a workbook."""
        return ledger(self.get_changelist_instance(request).get_queryset(request))


def ledger(commitments: QuerySet[Commitment]) -> HttpResponse:
    """The ledger of these commitments as a download, named by date."""
    found = Commitment.objects.filter(pk__in=commitments.values("pk")).order_by("code")
    name = pgettext("ledger", "Ledger")
    response = HttpResponse(exporting.workbook(found), content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(
        True, f"{name}-{timezone.localdate()}.xlsx"
    )
    return response
