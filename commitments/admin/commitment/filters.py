"""Filters of the list of commitments."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.admin.common.base import actor
from commitments.admin.common.filters import (
    NONE,
    ChooseFilter,
    ConditionFilter,
    GroupFilter,
)
from commitments.admin.common.keys import is_key
from commitments.admin.common.label import Label
from commitments.choices import Doubt, Progress, Role
from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Kind, Use
from commitments.models import Assignment, Commitment, Organization, Target, Theme

GIVEN = "given"


class ProgressFilter(ConditionFilter):
    """By progress; “not assessed” is a choice of its own."""

    title = _("progress")
    parameter_name = "progress"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        return list(Progress.choices)

    def conditions(self) -> Mapping[str, Q]:
        found = {str(progress): Q(evaluation__progress=progress) for progress in Progress}
        found[Progress.NOT_ASSESSED] |= Q(evaluation=None)
        return found


class LeadFilter(ChooseFilter):
    """By lead unit."""

    title = _("lead unit")
    parameter_name = "lead"
    column = "assignments__organization"

    def offered(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        seen = Commitment.objects.visible_to(actor(request)).values("pk")
        leading = Assignment.objects.filter(role=Role.LEAD, commitment__in=seen)
        units = Organization.objects.filter(pk__in=leading.values("organization"))
        return [(NONE, _("nobody yet")), *((str(unit.pk), str(unit)) for unit in units)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        if value == NONE:
            return queryset.exclude(assignments__role=Role.LEAD)
        if is_key(value):
            return queryset.filter(assignments__role=Role.LEAD, assignments__organization=value)
        return queryset

    def counted(self, rows: QuerySet[Any]) -> dict[str, int]:
        by_unit = super().counted(rows.filter(assignments__role=Role.LEAD))
        return by_unit | {NONE: rows.exclude(assignments__role=Role.LEAD).count()}


class CatalogueFilter(GroupFilter):
    """By the row of a register that a field of the catalogue names."""

    field: catalogue.Field

    def offered(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        assert self.field.lookup is not None
        rows = [(str(row.pk), str(row)) for row in self.field.lookup.offered()]
        return [(NONE, str(self.field.lookup.none)), *rows]


class ThemeFilter(CatalogueFilter):
    """By a theme or one below it; an item with several is counted under each."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        if value == NONE:
            return queryset.filter(themes=None)
        return (
            queryset.filter(pk__in=Theme.objects.having(int(value))) if is_key(value) else queryset
        )

    def counted(self, rows: QuerySet[Any]) -> dict[str, int]:
        having: dict[str, set[int]] = defaultdict(set)
        themes = Theme.objects.select_related("parent__parent").in_bulk()
        for theme, commitment in rows.values_list("themes", "pk"):
            for above in themes[theme].way_down() if theme else ():
                having[str(above.pk)].add(commitment)
        none = rows.filter(themes=None).count()
        return {key: len(commitments) for key, commitments in having.items()} | {NONE: none}


class TextFilter(ConditionFilter):
    """By whether a text of the catalogue is there at all; its words are for the search."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        return [(GIVEN, pgettext_lazy("value", "given")), (NONE, pgettext_lazy("value", "none"))]

    def conditions(self) -> Mapping[str, Q]:
        is_empty = Q(**{str(self.parameter_name): ""})
        return {GIVEN: ~is_empty, NONE: is_empty}


def of_catalogue() -> list[Any]:
    """A filter for each field of the catalogue that narrows the list."""
    return [_filter(field) for field in catalogue.used(Use.FILTER)]


def _filter(field: catalogue.Field) -> Any:
    if field.kind is Kind.CHOICE:
        return field.name
    name = field.name
    own = {"field": field, "title": field.label, "parameter_name": name, "column": name}
    return type(f"{name.title()}Filter", (_kind_of_filter(field),), own)


def _kind_of_filter(field: catalogue.Field) -> type[admin.SimpleListFilter]:
    if field.kind is Kind.TEXT:
        return TextFilter
    assert field.lookup is not None
    return ThemeFilter if field.lookup.model is Theme else CatalogueFilter


class DoubtFilter(ConditionFilter):
    """What the office should look at again: a direction that contradicts its target."""

    title = _("to be checked")
    parameter_name = "doubt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        return [(str(Doubt.DIRECTION), _("direction contradicts baseline or comparator"))]

    def conditions(self) -> Mapping[str, Q]:
        contradictory = Target.objects.of_contradictory_direction()
        return {str(Doubt.DIRECTION): Q(pk__in=contradictory.values("commitment"))}


class DueFilter(ConditionFilter):
    """By due date."""

    title = _("due date")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        return [
            ("past", _("past")),
            ("30", _("within 30 days")),
            ("year", _("this year")),
            (NONE, _("none given")),
        ]

    def conditions(self) -> Mapping[str, Q]:
        today = timezone.localdate()
        return {
            "past": Q(due_on__lt=today),
            "30": Q(due_on__range=(today, today + timedelta(days=30))),
            "year": Q(due_on__year=today.year),
            NONE: Q(due_on=None),
        }
