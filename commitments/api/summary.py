"""Live figures of a status report: counts by progress, in all and by lead unit."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from commitments import assessment
from commitments.api.base import OwnResource
from commitments.api.commitments import CommitmentFilterSet
from commitments.api.fields import UnitReferenceSerializer
from commitments.api.themes import ThemeReferenceSerializer
from commitments.choices import Progress, Role, Workflow
from commitments.domain.evaluation import evaluations
from commitments.domain.reporting import population
from commitments.models import Commitment, Organization, Theme

# As reports print it.
ORDER = (
    Progress.ACHIEVED,
    Progress.AHEAD,
    Progress.ON_SCHEDULE,
    Progress.BEHIND,
    Progress.MISSED,
    Progress.NOT_STARTED,
    Progress.NOT_ASSESSED,
)


class ProgressCountSerializer(serializers.Serializer[Any]):
    progress = serializers.ChoiceField(Progress.choices)
    count = serializers.IntegerField()
    percent = serializers.FloatField(help_text="One decimal; together they make 100.0.")


class EndsSerializer(serializers.Serializer[Any]):
    """What became of what was due before today."""

    due = serializers.IntegerField(help_text="The sum of the others.")
    on_time = serializers.IntegerField()
    late = serializers.IntegerField()
    not_done = serializers.IntegerField()
    unknown = serializers.IntegerField(help_text="Nobody knows how it stood on its due date.")


class UnitCountSerializer(serializers.Serializer[Any]):
    unit = UnitReferenceSerializer(allow_null=True, help_text="null: nobody leads it yet.")
    total = serializers.IntegerField()
    counts = serializers.DictField(
        child=serializers.IntegerField(), help_text="By progress; what is not there is none."
    )
    ends = EndsSerializer()


class ThemeCountSerializer(serializers.Serializer[Any]):
    theme = ThemeReferenceSerializer(allow_null=True, help_text="null: of no theme.")
    total = serializers.IntegerField()
    counts = serializers.DictField(
        child=serializers.IntegerField(), help_text="By progress; what is not there is none."
    )


class SummarySerializer(serializers.Serializer[Any]):
    """Counts by progress, in all, by lead unit and by theme."""

    as_of = serializers.DateField()
    total = serializers.IntegerField()
    counts = ProgressCountSerializer(many=True)
    ends = EndsSerializer()
    units = UnitCountSerializer(many=True)
    themes = ThemeCountSerializer(
        many=True, help_text="What has several themes is counted under each of them."
    )


class SummaryViewSet(OwnResource):
    """Counted as status reports count: what has begun and goes on, each piece of work once."""

    queryset = Commitment.objects.all()
    serializer_class = SummarySerializer
    filterset_class = CommitmentFilterSet
    pagination_class = None
    filtered = frozenset({"summary"})
    needs = {"summary": "view"}

    @extend_schema(filters=True, responses=SummarySerializer, tags=["summary"])
    def summary(self, request: Request) -> Response:
        """Count commitments by progress, by end, by lead unit and by theme.

        The figures of a report, for those that the person may see. What is suspended or terminated
        is not counted; of a whole and its parts only the whole is, where both are in the list.
        Today still runs: what is due today is not late. Takes the filters of the list of
        commitments.
        """
        today = timezone.localdate()
        counted = _counted(self.filter_queryset(self.get_queryset()).filter(starts_on__lte=today))
        by_unit, ends = _by_unit(counted), _ends_by_unit(counted, today)
        whole = sum(by_unit.values(), Counter[str]())
        shares = assessment.shares({progress: whole[progress] for progress in ORDER})
        summary = {
            "as_of": today,
            "total": whole.total(),
            "counts": [{"progress": p, "count": whole[p], "percent": shares[p]} for p in ORDER],
            "ends": _ends(sum(ends.values(), Counter[str]())),
            "units": _rows(by_unit, ends),
            "themes": _by_theme(counted),
        }
        return Response(SummarySerializer(summary).data)


def _counted(commitments: Any) -> Any:
    """What a report would count of these."""
    listed = commitments.exclude(workflow=Workflow.MERGED)
    rows = list(listed.order_by().values_list("pk", "parent_id", "workflow", named=True).distinct())
    uncounted = {row.pk for row in rows} - population.counted(rows)
    return listed.exclude(pk__in=uncounted)


def _by_unit(commitments: Any) -> dict[int | None, Counter[str]]:
    """The counts of each lead unit, counted by the database."""
    found = (
        _with_lead(commitments).values_list("lead_id", "evaluation__progress").annotate(Count("pk"))
    )
    by_unit: dict[int | None, Counter[str]] = defaultdict(Counter)
    for unit, progress, count in found:
        by_unit[unit][progress or Progress.NOT_ASSESSED] += count
    return by_unit


def _with_lead(commitments: Any) -> Any:
    lead = FilteredRelation("assignments", condition=Q(assignments__role=Role.LEAD))
    return commitments.annotate(lead_row=lead, lead_id=F("lead_row__organization")).order_by()


def _ends_by_unit(commitments: Any, today: date) -> dict[int | None, Counter[str]]:
    """How those due before today have ended, for each lead unit; evaluated again, for it passed."""
    of_target = Q(targets__is_current=True, targets__due_on__lt=today)
    due = _with_lead(commitments).filter(Q(due_on__lt=today) | of_target)
    found = due.values_list("pk", "lead_id", "due_on", "evaluation__inputs")
    by_unit: dict[int | None, Counter[str]] = defaultdict(Counter)
    seen = set()
    for pk, unit, due_on, inputs in found.iterator():
        if pk in seen:  # once for each version of its target
            continue
        seen.add(pk)
        end = None
        if inputs is not None:
            evaluation = evaluations.of_later(inputs, today)
            due_on, end = evaluation.due, evaluation.end
        if due_on is not None and due_on < today:
            by_unit[unit][end or "unknown"] += 1
    return by_unit


def _ends(counts: Counter[str]) -> dict[str, int]:
    return {"due": counts.total(), **{name: counts[name] for name in (*assessment.End, "unknown")}}


def _rows(
    by_unit: dict[int | None, Counter[str]], ends: dict[int | None, Counter[str]]
) -> list[dict[str, Any]]:
    """Sort by number of commitments; those without a lead unit come last."""
    units = Organization.objects.in_bulk([pk for pk in by_unit if pk is not None])
    rows = [
        {
            "unit": units[pk] if pk else None,
            "total": counts.total(),
            "counts": counts,
            "ends": _ends(ends.get(pk, Counter())),
        }
        for pk, counts in by_unit.items()
    ]
    return sorted(rows, key=lambda row: (not row["unit"], -row["total"], str(row["unit"])))


def _by_theme(commitments: Any) -> list[dict[str, Any]]:
    """In the order of the tree, each theme that has any; what has none stands last."""
    found = commitments.order_by().values_list("themes", "evaluation__progress")
    by_theme: dict[int | None, Counter[str]] = defaultdict(Counter)
    for theme, progress, count in found.annotate(Count("pk")):
        by_theme[theme][progress or Progress.NOT_ASSESSED] += count
    themes = [theme for theme in Theme.objects.in_tree_order() if theme.pk in by_theme]
    rows: list[tuple[Theme | None, Counter[str]]] = [(row, by_theme[row.pk]) for row in themes]
    rows += [(None, by_theme[None])] if None in by_theme else []
    return [{"theme": row, "total": counts.total(), "counts": counts} for row, counts in rows]
