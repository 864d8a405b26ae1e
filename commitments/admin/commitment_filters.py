"""How the list of commitments is narrowed: where they stand, who leads, how near the date is."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.choices import Progress
from commitments.models import Organization, Plan


class ProgressFilter(admin.SimpleListFilter):
    """Where a commitment stands; nobody having looked at it is a state of its own."""

    title = _("progress")
    parameter_name = "progress"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Progress.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value == Progress.NOT_ASSESSED:
            return queryset.exclude(evaluation__progress__in=set(Progress.values) - {value})
        return queryset.filter(evaluation__progress=value) if value else queryset


class LeadFilter(admin.SimpleListFilter):
    """By the unit that leads."""

    title = _("lead unit")
    parameter_name = "lead"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        leading = Organization.objects.filter(assignments__role="lead").distinct()
        return [("none", _("nobody yet")), *((str(unit.pk), str(unit)) for unit in leading)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        if value == "none":
            return queryset.exclude(assignments__role="lead")
        if value.isdecimal():
            return queryset.filter(assignments__role="lead", assignments__organization=value)
        return queryset


class PlanFilter(admin.SimpleListFilter):
    """By the plan that it belongs to."""

    title = _("plan")
    parameter_name = "plan"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", _("no plan")), *((str(plan.pk), str(plan)) for plan in Plan.objects.all())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        if value == "none":
            return queryset.filter(plan=None)
        return queryset.filter(plan=value) if value.isdecimal() else queryset


class DueFilter(admin.SimpleListFilter):
    """By how near the due date is."""

    title = _("due date")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("past", _("past")),
            ("30", _("within 30 days")),
            ("year", _("this year")),
            ("none", _("none given")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        today = timezone.localdate()
        conditions: dict[str | None, dict[str, Any]] = {
            "past": {"due_on__lt": today},
            "30": {"due_on__range": (today, today + timedelta(days=30))},
            "year": {"due_on__year": today.year},
            "none": {"due_on": None},
        }
        return queryset.filter(**conditions.get(self.value(), {}))
