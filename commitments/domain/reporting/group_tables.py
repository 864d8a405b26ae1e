"""Tables of a target's groups: what each is to reach and has reached.

Of a group its last reported part counts, with the day and the whole it was reported with.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from commitments import assessment
from commitments.assessment import Figure
from commitments.choices import Aggregation
from commitments.domain.evaluation import historical
from commitments.domain.tracking import grouping
from commitments.models import (
    Dimension,
    Group,
    GroupTarget,
    GroupValue,
    Indicator,
    Measurement,
    Target,
)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group; None where nothing was set or reported."""

    group: Group
    target: Decimal | None
    reported: GroupValue | None
    is_portion: bool

    @property
    def value(self) -> Decimal | None:
        return self.reported.value if self.reported else None

    @property
    def share(self) -> Decimal | None:
        """The part of its target reached; unknown where a value is a portion of all."""
        if self.is_portion or not self.target or self.value is None:
            return None
        return self.value / self.target


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The groups of one dimension beside a target and the measurement that tells of them."""

    target: Target
    dimension: Dimension
    rows: tuple[GroupRow, ...]
    measurement: Measurement | None

    @property
    def indicator(self) -> Indicator:
        return self.target.indicator

    @property
    def target_total(self) -> Decimal | None:
        return self._total([Figure(row.target) for row in self.rows if row.target is not None])

    @property
    def value_total(self) -> Decimal | None:
        return self._total(self._reported())

    @property
    def contradiction(self) -> str:
        """Say how the measured whole and its parts disagree; empty where they agree."""
        if self.measurement is None:
            return ""
        parts = self._reported()
        breakdown = grouping.Breakdown(self.dimension, parts, len(parts) == len(self.rows))
        found = grouping.clash(Figure(self.measurement.value), breakdown, self.indicator)
        return grouping.in_words(found, self.dimension.name, self.indicator.unit) if found else ""

    @property
    def missing(self) -> int:
        return sum(row.reported is None for row in self.rows)

    def _reported(self) -> tuple[Figure, ...]:
        given = (row.reported for row in self.rows if row.reported is not None)
        return tuple(Figure(one.value, one.numerator, one.denominator) for one in given)

    def _total(self, parts: Iterable[Figure]) -> Decimal | None:
        """Return the total of the known parts, where their aggregation allows one."""
        whole = assessment.whole_of(
            list(parts),
            across=assessment.Across(self.indicator.across),
            is_complete=True,
            unit=self.indicator.unit,
        )
        return whole.value if whole else None


def of(target: Target, on: date) -> list[GroupTable]:
    """The tables of one target as of a day."""
    return of_many([target], on)[target.pk]


def of_many(targets: Iterable[Target], on: date) -> dict[int, list[GroupTable]]:
    """The tables of many targets, by the targets' ids, in a fixed number of queries."""
    wanted = list(targets)
    asked: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for row in GroupTarget.objects.filter(target__in=wanted):
        asked[row.target_id][row.group_id] = row.value
    last = _last_values({target.indicator_id for target in wanted}, on)
    dimensions = historical.dimensions(on)
    return {
        target.pk: [
            table
            for dimension, groups in dimensions
            if (
                table := _table(
                    target, dimension, groups, asked[target.pk], last[target.indicator_id]
                )
            )
        ]
        for target in wanted
    }


def _last_values(indicators: set[int], on: date) -> dict[int, list[Measurement]]:
    """The approved measurements that have parts, the last ones first."""
    found = Measurement.objects.valid().filter(
        Exists(GroupValue.objects.filter(measurement=OuterRef("pk"))),
        indicator__in=indicators,
        measured_on__lte=on,
    )
    by_indicator: dict[int, list[Measurement]] = defaultdict(list)
    for row in found.order_by("-measured_on", "-id").prefetch_related("group_values"):
        by_indicator[row.indicator_id].append(row)
    return by_indicator


def _table(
    target: Target,
    dimension: Dimension,
    groups: list[Group],
    asked: dict[int, Decimal],
    measurements: list[Measurement],
) -> GroupTable | None:
    keys = {group.pk for group in (*groups, *dimension.groups.all())}
    reported: dict[int, GroupValue] = {}
    measurement = None
    for candidate in measurements:
        reported = {row.group_id: row for row in candidate.group_values.all()}
        if reported.keys() & keys:
            measurement = candidate
            break
    if measurement is None and not asked.keys() & keys:
        return None
    listed = {group.pk for group in groups}
    # One that was made later and yet has a figure for this day must not be lost.
    groups = groups + [
        group
        for group in dimension.groups.all()
        if group.pk not in listed and (group.pk in asked or (measurement and group.pk in reported))
    ]
    is_portion = target.indicator.aggregation != Aggregation.LATEST
    rows = [
        GroupRow(
            group, asked.get(group.pk), reported.get(group.pk) if measurement else None, is_portion
        )
        for group in groups
    ]
    return GroupTable(target, dimension, tuple(rows), measurement)
