"""Filters that refuse what they do not know: a misspelt name must not look like no condition."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.drainage import set_override
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from commitments.models import Assignment, Organization

LARGEST_ID = 2**63 - 1


class StrictFilterBackend(DjangoFilterBackend):
    """Refuses query parameters that neither the filters nor the pages know."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        filterset_class = self.get_filterset_class(view, queryset)
        known = set(view.paginator.parameters) if view.paginator else set()
        if filterset_class is not None:
            known |= filterset_class.base_filters.keys()
        unknown = [name for name in request.query_params if name not in known]
        if unknown:
            names = ", ".join(sorted(known))
            message = _("Unknown parameter; these are known: %(names)s.") % {"names": names}
            raise ValidationError({name: [message] for name in unknown}, code="unknown")
        found: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return found


class IdFilter(filters.NumberFilter):
    """The id of a related row. One that is not there, or not to be seen, matches nothing:
    the answer does not tell which."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=LARGEST_ID, **kwargs)
        described = {"type": "integer", "format": "int64", "minimum": 1}
        text = kwargs.get("help_text", "Id of the one it belongs to.")
        set_override(self, "field", {**described, "description": text})

    def get_max_validator(self) -> None:
        return None


class TextFilter(filters.CharFilter):
    """A piece of text in any of some fields."""

    def __init__(self, *fields: str, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Text to look for.")
        super().__init__(max_length=200, **kwargs)
        self.fields = fields

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return queryset
        found = Q()
        for field in self.fields:
            found |= Q(**{f"{field}__icontains": value})
        # By id, since a search through related rows finds one row several times.
        rows = queryset.model._default_manager.filter(found)
        return queryset.filter(pk__in=rows.values("pk"))


class UnitFilter(IdFilter):
    """A unit or anything below it."""

    def __init__(self, field_name: str = "organization", **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Id of a unit; includes the units below it.")
        super().__init__(field_name=field_name, **kwargs)

    def filter(self, queryset: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        if value is None:
            return queryset
        units = Organization.objects.below({value})
        return queryset.filter(**{f"{self.field_name}__in": units})


class ResponsibleFilter(IdFilter):
    """What a unit, or anything below it, is responsible for."""

    def __init__(self, *, role: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.role = role

    def filter(self, queryset: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        if value is None:
            return queryset
        duties = Assignment.objects.filter(organization__in=Organization.objects.below({value}))
        if self.role:
            duties = duties.filter(role=self.role)
        return queryset.filter(pk__in=duties.values("commitment"))


def since(field: str, what: str) -> filters.DateFilter:
    """On this day or later."""
    return filters.DateFilter(field, "gte", help_text=f"{what} on this day or later.")


def until(field: str, what: str) -> filters.DateFilter:
    """On this day or earlier."""
    return filters.DateFilter(field, "lte", help_text=f"{what} on this day or earlier.")


def any_of(choices: Iterable[tuple[str, Any]], **kwargs: Any) -> filters.MultipleChoiceFilter:
    """A list of choices of which several may be given: `?state=pending&state=merged`."""
    return filters.MultipleChoiceFilter(choices=list(choices), **kwargs)
