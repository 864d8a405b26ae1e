"""Base classes of list filters, which count all choices in one query."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.contrib.admin.widgets import get_select2_language
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter
from unfold.contrib.filters.forms import DropdownForm

from commitments.admin.common.keys import is_key
from commitments.admin.common.label import Label
from commitments.models import Organization

NONE = "none"


class ConditionFilter(admin.SimpleListFilter):
    """A filter whose choices are conditions, counted in one query."""

    conditions: Callable[..., Mapping[str, Q]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(self.conditions().get(self.value() or "", Q()))

    def get_facet_queryset(self, changelist: ChangeList) -> dict[str, int]:
        conditions = self.conditions()
        counts = {
            f"{place}__c": Count("pk", filter=conditions[value])
            for place, (value, _title) in enumerate(self.lookup_choices)
        }
        return _others(self, changelist).aggregate(**counts)


class GroupFilter(admin.SimpleListFilter):
    """A filter whose choices are the values of `column`, counted by grouping."""

    column = ""

    offered: Callable[..., list[tuple[str, Label]]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        """Cached in the request: Django creates all filters again for each one it counts."""
        known: dict[type, list[tuple[str, Label]]] = request.__dict__.setdefault("_offered", {})
        if type(self) not in known:
            known[type(self)] = self.offered(request, model_admin)
        return known[type(self)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        if value == NONE:
            return queryset.filter(**{self.column: None})
        return queryset.filter(**{self.column: value}) if is_key(value) else queryset

    def counted(self, rows: QuerySet[Any]) -> dict[str, int]:
        pairs = rows.values_list(self.column).annotate(count=Count("pk"))
        return {NONE if key is None else str(key): count for key, count in pairs}

    def get_facet_queryset(self, changelist: ChangeList) -> dict[str, int]:
        counted = self.counted(_others(self, changelist))
        values = enumerate(value for value, _title in self.lookup_choices)
        return {f"{place}__c": counted.get(value, 0) for place, value in values}


class ChooseForm(DropdownForm):
    """A searchable choice; choosing one filters the list at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["lang"] = get_select2_language()

    class Media:
        # Merged with the scripts of the form above: Chinese texts between select2 and its use.
        js = (
            DropdownForm.Media.js[1],
            "admin/js/vendor/select2/i18n/zh-CN.js",
            *DropdownForm.Media.js[2:],
            "tracking/lists.js",
        )


class ChooseFilter(GroupFilter, DropdownFilter):
    """A filter for hundreds of choices, such as the units of a district."""

    template = "admin/tracking/filter_choose.html"
    form_class = ChooseForm

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        """Yield a form in place of Django's links."""
        passing = {self.parameter_name, PAGE_VAR}
        kept = [
            (name, value)
            for name, values in self.request.GET.lists()
            for value in values
            if name not in passing
        ]
        for shown in super().choices(changelist):
            form: forms.Form = shown["form"]
            yield {**shown, "field": form[str(self.parameter_name)], "kept": kept}


class UnitFilter(ChooseFilter):
    """By unit, among those whose rows the person sees."""

    title = _("unit")
    parameter_name = "unit"
    column = "organization"

    def offered(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        seen = model_admin.get_queryset(request).order_by().values(self.column)
        return [(str(unit.pk), str(unit)) for unit in Organization.objects.filter(pk__in=seen)]


def _others(this: admin.SimpleListFilter, changelist: ChangeList) -> QuerySet[Any]:
    """The rows that match the search and the other filters, without what only the page needs."""
    rows = changelist.get_queryset(this.request, exclude_parameters=this.expected_parameters())
    return rows.order_by().select_related(None).prefetch_related(None)
