"""Saved filters above a list: choose, save, share or delete one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import DomainAdmin, M, actor
from commitments.domain.platform import saved_filters
from commitments.domain.platform.errors import DomainError, Invalid
from commitments.models import SavedFilter
from commitments.templatetags import tracking


class FilterForm(forms.Form):
    """The name of a filter and whether it is shared; the domain validates both."""

    name = forms.CharField(label=_("Name"), required=False)
    is_shared = forms.BooleanField(label=_("share"), required=False)


@dataclass(frozen=True, slots=True)
class Chip:
    """One saved filter as shown to one person."""

    pk: int
    name: str
    query: str
    shared_by: str
    is_shared: bool
    is_active: bool
    may_change: bool
    may_delete: bool


class KeepsFilters(DomainAdmin[M]):
    """A list with saved filters, and with counts beside the choices of its filters."""

    show_facets = admin.ShowFacets.ALWAYS
    list_before_template = "admin/tracking/saved_filters.html"

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, f"commitments_{self.opts.model_name}"
        return [
            path("filters/keep/", wrap(self.save_filter_view), name=f"{name}_keep_filter"),
            path(
                "filters/<int:filter_pk>/",
                wrap(self.filter_view),
                name=f"{name}_filter",
            ),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        asked = saved_filters.normalised(request.GET.urlencode())
        chips = self._chips(actor(request), asked)
        shown = {
            "chips": chips,
            "active_chip": next((chip for chip in chips if chip.is_active), None),
            "asked": asked,
            "keep_address": reverse(f"admin:commitments_{self.opts.model_name}_keep_filter"),
            "filter_address": f"admin:commitments_{self.opts.model_name}_filter",
        }
        return super().changelist_view(request, {"saved": shown, **(extra_context or {})})

    def save_filter_view(self, request: HttpRequest) -> HttpResponse:
        asked, form = (
            saved_filters.normalised(request.POST.get("query", "")),
            FilterForm(request.POST),
        )

        def verb() -> str:
            if not form.is_valid():
                raise Invalid(" ".join(str(e) for found in form.errors.values() for e in found))
            saved = saved_filters.save_filter(
                str(self.opts.model_name), asked, by=actor(request), **form.cleaned_data
            )
            return gettext("The filter is saved as “%(name)s”.") % {"name": saved.name}

        return self._answer(request, verb, asked)

    def filter_view(self, request: HttpRequest, filter_pk: int) -> HttpResponse:
        """Rename, share or delete the chosen filter."""
        asked, form = (
            saved_filters.normalised(request.POST.get("query", "")),
            FilterForm(request.POST),
        )

        def verb() -> str:
            form.full_clean()
            if "delete" in request.POST:
                saved_filters.delete(filter_pk, by=actor(request))
                return gettext("The filter is deleted.")
            saved_filters.change(filter_pk, by=actor(request), **form.cleaned_data)
            return gettext("Saved.")

        return self._answer(request, verb, asked)

    def _answer(self, request: HttpRequest, verb: Callable[[], str], asked: str) -> HttpResponse:
        """Report the result and return to the same rows."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            try:
                messages.success(request, verb())
            except DomainError as error:
                messages.error(request, str(error))
        place = reverse(f"admin:commitments_{self.opts.model_name}_changelist")
        return HttpResponseRedirect(f"{place}?{asked}" if asked else place)

    def _chips(self, user: User, asked: str) -> list[Chip]:
        offered = SavedFilter.objects.offered_to(user).filter(list=self.opts.model_name)
        rows = sorted(
            offered.select_related("owner"), key=lambda row: (row.owner_id != user.pk, row.name)
        )
        return [_chip(row, user, asked) for row in rows]


def _chip(row: SavedFilter, user: User, asked: str) -> Chip:
    is_mine = row.owner_id == user.pk
    return Chip(
        pk=row.pk,
        name=row.name,
        query=row.query,
        shared_by="" if is_mine else tracking.person(row.owner),
        is_shared=row.is_shared,
        is_active=row.query == asked,
        may_change=is_mine,
        may_delete=is_mine or user.is_superuser,
    )
