"""Which commitments a report of a day speaks of, as they stood on that day.

It lists what had begun, was on record and had not been merged into something else. Of these it
counts each piece of work once: a whole that is split is counted as itself, and its parts are listed
below it. What is suspended or terminated is listed and not counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Min
from django.utils import timezone

from commitments.choices import Workflow
from commitments.domain.evaluation import historical
from commitments.domain.evaluation.historical import HistoricalState
from commitments.domain.reporting import scopes
from commitments.models import Commitment, ReportIssue, ReportKind

HALTED = (Workflow.SUSPENDED, Workflow.TERMINATED)
MOST_LEVELS = 20


class Row(Protocol):
    """What decides whether a commitment is counted."""

    @property
    def pk(self) -> int: ...
    @property
    def parent_id(self) -> int | None: ...
    @property
    def workflow(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Population:
    """The commitments of a day, parts below their wholes, and how many were left out and why."""

    listed: tuple[HistoricalState, ...]
    unlisted: tuple[Commitment, ...]
    counted: frozenset[int]
    not_begun: int
    registered_later: int


def on(day: date, *, period: str, kind: ReportKind) -> Population:
    """Return the commitments that the report of a kind and period speaks of as of a day."""
    rows = Commitment.objects.select_related("merged_into").order_by("code")
    until = _on_record_until(day, period)
    begun: list[HistoricalState] = []
    unlisted: list[Commitment] = []
    not_begun = registered_later = 0
    for state in scopes.narrowed(historical.snapshot_at(rows, day), kind, day).values():
        row = state.commitment
        is_known = timezone.localdate(row.registered_at) <= until
        if row.workflow != Workflow.MERGED and row.starts_on <= day and is_known:
            begun.append(state)
            continue
        unlisted.append(row)
        if row.workflow != Workflow.MERGED:
            not_begun += is_known
            registered_later += not is_known and row.starts_on <= day
    return Population(
        listed=tuple(_below_each_other(begun)),
        unlisted=tuple(unlisted),
        counted=frozenset(counted(state.commitment for state in begun)),
        not_begun=not_begun,
        registered_later=registered_later,
    )


def counted(rows: Iterable[Row]) -> set[int]:
    """The ids of those that are counted where exactly these are listed.

    A part counts as itself where nothing above it does: its whole is not listed, or has halted.
    """
    by_id = {row.pk: row for row in rows}
    return {
        row.pk
        for row in by_id.values()
        if row.workflow not in HALTED
        and all(above.workflow in HALTED for above in _above(row, by_id))
    }


def _above(row: Row, listed: Mapping[int, Row]) -> Iterator[Row]:
    for _level in range(MOST_LEVELS):
        whole = listed.get(row.parent_id or 0)
        if whole is None:
            return
        yield whole
        row = whole


def _on_record_until(day: date, period: str) -> date:
    """The day by whose end a commitment must have been registered.

    It is the day of the report. An office whose whole ledger was begun only later reports on past
    periods all the same: from what was on record when it first did so.
    """
    began = Commitment.objects.aggregate(first=Min("registered_at"))["first"]
    if began is None or timezone.localdate(began) <= day:
        return day
    first = ReportIssue.objects.filter(period=period).order_by("issued_at").first()
    return timezone.localdate(first.issued_at) if first else timezone.localdate()


def _below_each_other(states: Iterable[HistoricalState]) -> Iterator[HistoricalState]:
    """In the order given, each whole followed by its parts."""
    listed = list(states)
    keys = {state.commitment.pk for state in listed}
    parts: dict[int, list[HistoricalState]] = defaultdict(list)
    for state in listed:
        whole = state.commitment.parent_id or 0
        parts[whole if whole in keys else 0].append(state)
    waiting = parts[0][::-1]
    while waiting:
        state = waiting.pop()
        yield state
        waiting += parts[state.commitment.pk][::-1]
