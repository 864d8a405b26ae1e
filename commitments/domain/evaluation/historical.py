"""Rows as they stood at the end of a past day, read from the change record.

A day before a row's record began is evaluated by what stood at the end of the day on which it
began: a ledger that is entered today about last year speaks of last year too. From then on
whatever was decided later counts for later days only.
"""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from commitments.models import (
    Assignment,
    Citation,
    Commitment,
    CommitmentTheme,
    Dimension,
    Group,
    Indicator,
    Milestone,
    Organization,
    Plan,
    Theme,
)

# What an evaluation or a report rests on; who edited a row, and how often, is no part of it.
OF_COMMITMENT = (
    "title",
    "description",
    "priority",
    "workflow",
    "workflow_reason",
    "halted_on",
    "completed_on",
    "starts_on",
    "due_on",
    "plan_id",
    "parent_id",
    "weight",
)
OF_PLAN = ("name", "ahead", "on_schedule", "version")
OF_UNIT = ("name", "short_name")
OF_DIMENSION = ("name",)
R = TypeVar("R", bound=models.Model)


@dataclass(frozen=True, slots=True)
class HistoricalState:
    """A commitment as it stood, and the day by whose end what hangs on it is looked at."""

    commitment: Commitment
    day: date
    # The due date is what the record says, and no longer today's.
    is_recorded: bool = False


def snapshot_at(commitments: Iterable[Commitment], on: date) -> dict[int, HistoricalState]:
    """Each commitment as it stood at the end of a day; of today and later, as it is."""
    if on >= timezone.localdate():
        return {row.pk: HistoricalState(row, on) for row in commitments}
    rows = {row.pk: row for row in commitments}
    known = _known(Commitment, set(rows), on)
    found = {}
    for pk, row in rows.items():
        record, begins = known.get(pk, (row, on))
        then = _like(row, record, OF_COMMITMENT)
        found[pk] = HistoricalState(then, max(on, begins), is_recorded=pk in known and begins <= on)
    return found


def milestones(states: dict[int, HistoricalState], on: date) -> dict[int, list[Milestone]]:
    """The table of each commitment, by date: dropped steps too, where they stood then."""
    if on >= timezone.localdate():
        return _by_commitment(Milestone.objects.filter(commitment__in=states))
    return _by_commitment(_recorded(Milestone, states))


def assignments(states: dict[int, HistoricalState], on: date) -> dict[int, list[Assignment]]:
    """Who was responsible for each, the lead first; before the record, who was so at first."""
    if on >= timezone.localdate():
        return _of_each(Assignment.objects.filter(commitment__in=states))
    first: dict[int, date] = {}
    for record in _records(Assignment).filter(commitment__in=list(states)):
        first.setdefault(record.commitment_id, timezone.localdate(record.history_date))
    looked_at = {
        pk: stood if stood.is_recorded else replace(stood, day=max(stood.day, first[pk]))
        for pk, stood in states.items()
        if pk in first
    }
    return _of_each(_recorded(Assignment, looked_at))


def citations(states: dict[int, HistoricalState], on: date) -> dict[int, list[Citation]]:
    """Where each stood written: what was merged took its citations along only then."""
    if on >= timezone.localdate():
        rows: Iterable[Citation] = Citation.objects.filter(commitment__in=states)
    else:
        rows = _recorded(Citation, states)
    found: dict[int, list[Citation]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.document_id, row.start)):
        found[row.commitment_id].append(row)
    return found


def units(ids: set[int], on: date) -> dict[int, Organization]:
    """The units with their names of the day."""
    rows = Organization.objects.in_bulk(ids)
    if on >= timezone.localdate():
        return rows
    known = _known(Organization, ids, on)
    return {
        pk: _like(row, known[pk][0], OF_UNIT) if pk in known else row for pk, row in rows.items()
    }


def indicators(ids: set[int], on: date) -> dict[int, Indicator]:
    """How each was measured and added up; of today and later nothing differs."""
    if on >= timezone.localdate():
        return {}
    return {pk: record.instance for pk, (record, _day) in _known(Indicator, ids, on).items()}


def plans(ids: set[int], on: date) -> dict[int, Plan]:
    """The plans with their thresholds of the day."""
    rows = Plan.objects.in_bulk(ids)
    if on >= timezone.localdate():
        return rows
    known = _known(Plan, ids, on)
    return {
        pk: _like(row, known[pk][0], OF_PLAN) if pk in known else row for pk, row in rows.items()
    }


def themes(ids: set[int], on: date) -> dict[int, list[Theme]]:
    """The themes that each commitment had, in the order and with the names of today's tree."""
    found = _themes_on_record(ids, on) if on < timezone.localdate() else {}
    rows = CommitmentTheme.objects.filter(commitment__in=ids - found.keys())
    for pk, theme in rows.values_list("commitment", "theme"):
        found.setdefault(pk, set()).add(theme)
    tree = list(Theme.objects.in_tree_order())
    return {pk: [theme for theme in tree if theme.pk in found.get(pk, ())] for pk in ids}


def _themes_on_record(ids: set[int], on: date) -> dict[int, set[int]]:
    """The ids of the themes of each commitment that has a record, which may be none."""
    known = {record.history_id: pk for pk, (record, _day) in _known(Commitment, ids, on).items()}
    found: dict[int, set[int]] = {pk: set() for pk in known.values()}
    rows = Commitment.history.model.themes.filter(history__in=list(known))
    for record, theme in rows.values_list("history_id", "theme_id"):
        found[known[record]].add(theme)
    return found


def dimensions(on: date) -> list[tuple[Dimension, list[Group]]]:
    """The ways to break figures down with their groups, as they were named and sorted then."""
    rows = list(Dimension.objects.prefetch_related("groups"))
    if on >= timezone.localdate():
        return [(row, list(row.groups.all())) for row in rows]
    known = _known(Dimension, {row.pk for row in rows}, on)
    days = {pk: max(on, begins) for pk, (_record, begins) in known.items()}
    groups = defaultdict(list)
    for group in _groups_on(days):
        groups[group.dimension_id].append(group)
    return [
        (_like(row, known[row.pk][0], OF_DIMENSION), groups[row.pk])
        if row.pk in known
        else (row, list(row.groups.all()))
        for row in rows
    ]


def _groups_on(days: dict[int, date]) -> list[Group]:
    """The groups that each dimension had at the end of its day, in their order."""
    last: dict[int, Any] = {}
    for record in _records(Group).filter(dimension__in=list(days)):
        if timezone.localdate(record.history_date) <= days[record.dimension_id]:
            last[record.id] = record
    found = [record.instance for record in last.values() if record.history_type != "-"]
    return sorted(found, key=lambda group: (group.order, group.pk))


def below(level: set[int], on: date) -> Q:
    """Those that are, or on a past day may have been, directly below these."""
    now = Q(parent__in=level)
    if on >= timezone.localdate():
        return now
    once = _records(Commitment).order_by().filter(parent__in=level)
    return now | Q(pk__in=once.values("id"))


def _recorded(model: type[R], states: dict[int, HistoricalState]) -> list[R]:
    """The rows that hung on each commitment at the end of its day."""
    last: dict[int, Any] = {}
    for record in _records(model).filter(commitment__in=list(states)):
        if timezone.localdate(record.history_date) <= states[record.commitment_id].day:
            last[record.id] = record
    return [record.instance for record in last.values() if record.history_type != "-"]


def _of_each(rows: Iterable[Assignment]) -> dict[int, list[Assignment]]:
    groups: dict[int, list[Assignment]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.role, row.pk)):
        groups[row.commitment_id].append(row)
    return groups


def _known(model: type[models.Model], ids: set[int], on: date) -> dict[int, tuple[Any, date]]:
    """The record of each row that counts for a day, and the day on which its record began."""
    found: dict[int, tuple[Any, date]] = {}
    for record in _records(model).filter(id__in=ids):
        day = timezone.localdate(record.history_date)
        begins = found[record.id][1] if record.id in found else day
        if day <= max(on, begins):
            found[record.id] = record, begins
    return found


def _records(model: type[models.Model]) -> Any:
    return model.history.order_by("history_date", "history_id")  # type: ignore[attr-defined]


def _like(row: R, record: Any, fields: Iterable[str]) -> R:
    """A copy of a row that is never saved, with the fields as they were."""
    then = copy(row)
    for name in fields:
        setattr(then, name, getattr(record, name))
    return then


def _by_commitment(rows: Iterable[Milestone]) -> dict[int, list[Milestone]]:
    groups: dict[int, list[Milestone]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.due_on, row.pk)):
        groups[row.commitment_id].append(row)
    return groups
