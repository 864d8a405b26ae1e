"""Themes (主题): a short tree kept by the office, and how many commitments each has."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import OneFormAdmin, actor, refuse, seen_version
from commitments.domain.platform.errors import DomainError
from commitments.domain.tracking import themes
from commitments.models import Theme


class ThemeForm(forms.Form):
    """The name of a theme and its place in the tree."""

    name = forms.CharField(label=_("Name"), max_length=40)
    parent = forms.ModelChoiceField(
        Theme.objects.in_tree_order(),
        label=_("Belongs to"),
        required=False,
        empty_label=_("no other theme"),
    )
    order = forms.IntegerField(
        label=_("Order"),
        min_value=0,
        max_value=32767,
        initial=0,
        help_text=_("Among those beside it: the lowest stands first."),
    )
    is_active = forms.BooleanField(
        label=_("In use"),
        required=False,
        initial=True,
        help_text=_("Otherwise it is offered no longer, and stays with what has it."),
    )

    @classmethod
    def showing(cls, theme: Theme | None) -> dict[str, Any]:
        if theme is None:
            return {}
        return {name: getattr(theme, name) for name in ("name", "parent", "order", "is_active")}

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        parent = data.pop("parent")
        return {**data, "parent_id": parent.pk if parent else None}


@admin.register(Theme)
class ThemeAdmin(OneFormAdmin[Theme]):
    """What commitments are about, across units and documents."""

    empty_text = _("Themes group commitments across units: 民生 with 养老 and 教育 below it.")
    list_display = ["titled", "order", "is_active", "holds"]
    list_display_links = None
    search_fields = ["name"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("commitments.plan_commitment")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        return Theme.objects.in_tree_order().annotate(count=Count("rows", distinct=True))

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """The order of the tree stands unless a column is asked for."""
        return list(Theme.objects.in_tree_order().query.order_by)

    @admin.display(description=_("theme"))
    def titled(self, theme: Theme) -> SafeString:
        address = reverse("admin:commitments_theme_change", args=[theme.pk])
        return format_html('<a class="ct-clip ct-strong" href="{}">{}</a>', address, theme)

    @admin.display(description=_("commitments"))
    def holds(self, theme: Theme) -> SafeString:
        listed = reverse("admin:commitments_commitment_changelist")
        count: int = theme.count  # type: ignore[attr-defined]
        return format_html('<a href="{}?themes={}">{}</a>', listed, theme.pk, count)

    def edit(self, request: HttpRequest, theme: Theme | None) -> HttpResponse:
        """One form for a new theme and a known one; whoever may not plan looks at it only."""
        may_edit = self.has_add_permission(request)
        form = ThemeForm(request.POST or None, initial=ThemeForm.showing(theme))
        if request.method == "POST" and not may_edit:
            raise PermissionDenied
        if request.method == "POST" and form.is_valid():
            try:
                self._save(request, theme, form)
            except DomainError as error:
                refuse(form, error, Theme, reader=actor(request))
            else:
                messages.success(request, gettext("Saved."))
                return HttpResponseRedirect(reverse("admin:commitments_theme_changelist"))
        return self.page(
            request,
            "admin/tracking/theme.html",
            title=str(theme) if theme else gettext("New theme"),
            object=theme,
            form=form,
            may_edit=may_edit,
        )

    def _save(self, request: HttpRequest, theme: Theme | None, form: ThemeForm) -> Theme:
        given, by = form.given(), actor(request)
        if theme is None:
            given.pop("is_active")
            return themes.create(by=by, **given)
        return themes.change(theme.pk, by=by, expected_version=seen_version(request), **given)
