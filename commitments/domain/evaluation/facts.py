"""Gather what was known of commitments for a day, as the pure rules take it.

A past day is evaluated by what was decided by its end: the version of the target, the milestones,
halts, completion and dates, the override, the way an indicator was measured (`historical` reads all
that is not dated by itself from the change record). So the evaluation of a day does not change
when somebody suspends the work, replaces the milestones or moves the date afterwards.

Measured values and approved reports count for the day they speak of, whenever they were entered
or approved: a figure that comes late corrects the evaluation of its day, a withdrawn one counts
for no day.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from commitments import assessment
from commitments.choices import (
    Change,
    ExtensionState,
    MeasuredEvery,
    ReportEvery,
    Role,
    UpdateState,
    Workflow,
)
from commitments.domain.evaluation import historical
from commitments.domain.evaluation.historical import HistoricalState
from commitments.models import (
    Commitment,
    DeadlineExtension,
    Indicator,
    Measurement,
    Milestone,
    Override,
    ProgressUpdate,
    Target,
)

HALTS = {
    Workflow.SUSPENDED: assessment.HaltKind.SUSPENDED,
    Workflow.TERMINATED: assessment.HaltKind.TERMINATED,
}
MONTHS = {
    MeasuredEvery.MONTH: 1,
    MeasuredEvery.QUARTER: 3,
    MeasuredEvery.HALF_YEAR: 6,
    MeasuredEvery.YEAR: 12,
}
REPORT_MONTHS = {
    ReportEvery.MONTH: 1,
    ReportEvery.QUARTER: 3,
    ReportEvery.HALF_YEAR: 6,
    ReportEvery.YEAR: 12,
}
# A report is due some working days after its period: not before has a unit fallen silent.
WEEK = 7
R = TypeVar("R", bound=models.Model)


def in_force(ledger: Iterable[Target], on: date) -> Target | None:
    """The version decided last by the end of a day; before all of them, the original.

    The original holds from the start, whenever it was entered: one decided before that entry, and
    entered later, follows it all the same.
    """
    versions = sorted(ledger, key=lambda target: target.version)
    approved = [target for target in versions if target.holds_from <= on]
    return next(iter(approved[-1:] or versions[:1]), None)


def gather(commitments: Iterable[Commitment], on: date) -> dict[int, assessment.Facts]:
    """The facts of many commitments in a fixed number of queries."""
    return known(historical.snapshot_at(commitments, on), on)


def known(states: dict[int, HistoricalState], on: date) -> dict[int, assessment.Facts]:
    """The facts of commitments that were looked up as they stood on the day."""
    keys = list(states)
    of = {"commitment__in": keys}
    ledgers = _grouped(Target.objects.filter(**of).select_related("indicator"))
    _measured_as_then(ledgers, on)
    current = {pk: in_force(ledger, on) for pk, ledger in ledgers.items()}
    values = _values({target.indicator_id for target in current.values() if target}, on)
    reported, kept = _reported(keys, on)
    rhythms = {
        pk: row.report_every
        for pk, rows in historical.assignments(states, on).items()
        for row in rows
        if row.role == Role.LEAD
    }
    milestones = historical.milestones(states, on)
    overrides = _grouped(Override.objects.filter(**of))
    extensions = _grouped(
        DeadlineExtension.objects.filter(**of, state=ExtensionState.APPROVED).order_by(
            "decided_at", "id"
        )
    )
    found = {}
    for pk, stood in states.items():
        commitment, target = stood.commitment, current.get(pk)
        steps = milestones.get(pk, [])
        found[pk] = assessment.Facts(
            goal=goal_of(target, steps) if target else None,
            values=tuple(values.get(target.indicator_id, ())) if target else (),
            starts_on=commitment.starts_on,
            due_on=_due_on(stood, extensions.get(pk, []), on),
            completed_on=commitment.completed_on or kept.get(pk),
            reported_on=reported.get(pk),
            milestones=tuple(_step(row) for row in steps if row.planned is None),
            halt=_halt(commitment),
            override=_override(overrides.get(pk, []), stood, on),
            original=_original(ledgers.get(pk, []), target, steps),
            title=commitment.title,
            silent_after=silent_after(rhythms.get(pk, "")),
        )
    return found


def silent_after(report_every: str) -> assessment.Period | None:
    """Return the age at which a report no longer speaks; None for who never reports.

    It is the rhythm of the lead unit, or of the office, and the time to hand in.
    """
    every = ReportEvery(report_every or settings.REPORT_EVERY)
    if every is ReportEvery.NEVER:
        return None
    return assessment.Period(REPORT_MONTHS[every], settings.REPORT_WITHIN_DAYS + WEEK)


def goal_of(target: Target, milestones: Iterable[Milestone] = ()) -> assessment.Goal:
    """A row of the ledger with its indicator, and the steps that its path may ask for."""
    indicator = target.indicator
    span = indicator.span_months
    steps = tuple(
        assessment.Step(row.due_on, row.planned) for row in milestones if row.planned is not None
    )
    return assessment.Goal(
        direction=assessment.Direction(target.way),
        value=target.value,
        comparator=assessment.Comparator(target.comparator),
        value_max=target.value_max,
        unit=indicator.unit,
        due=target.due_on,
        baseline=target.baseline,
        baseline_on=target.baseline_on,
        # Planned values are there to be asked for, whatever path was chosen before them.
        path=assessment.Path.STEPS if steps else assessment.Path(target.path),
        steps=steps,
        aggregation=assessment.Aggregation(indicator.aggregation),
        frequency=frequency_of(indicator),
        span=assessment.Period(months=span) if span else None,
        name=indicator.name,
        is_rate=target.change == Change.GROWTH or target.is_fall,
        is_fall=target.is_fall,
    )


def frequency_of(indicator: Indicator) -> assessment.Period | None:
    """Return the age in days at which a value is stale: as set by the office, else by frequency."""
    if indicator.stale_after_days:
        return assessment.Period(days=indicator.stale_after_days)
    if indicator.measured_every:
        return assessment.Period(months=MONTHS[MeasuredEvery(indicator.measured_every)])
    return None


def _grouped(rows: "models.QuerySet[R]") -> dict[int, list[R]]:
    groups: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        groups[row.commitment_id].append(row)  # type: ignore[attr-defined]
    return groups


def _measured_as_then(ledgers: dict[int, list[Target]], on: date) -> None:
    """Give each target its indicator as it was measured on a past day."""
    targets = [target for ledger in ledgers.values() for target in ledger]
    then = historical.indicators({target.indicator_id for target in targets}, on)
    for target in targets:
        target.indicator = then.get(target.indicator_id, target.indicator)


def _values(indicators: set[int], on: date) -> dict[int, list[assessment.Value]]:
    values: dict[int, list[assessment.Value]] = defaultdict(list)
    measured = Measurement.objects.valid().filter(indicator__in=indicators, measured_on__lte=on)
    for row in measured.order_by("measured_on", "id"):
        values[row.indicator_id].append(
            assessment.Value(
                on=row.measured_on,
                amount=row.value,
                numerator=row.numerator,
                denominator=row.denominator,
                id=str(row.pk),
            )
        )
    return values


def _reported(keys: list[int], on: date) -> tuple[dict[int, date], dict[int, date]]:
    """The last day that approved updates speak of, and the first on which one says "kept"."""
    approved = ProgressUpdate.objects.filter(
        commitment__in=keys, state=UpdateState.APPROVED, reported_on__lte=on
    )
    reported: dict[int, date] = {}
    kept: dict[int, date] = {}
    for pk, day, is_done in approved.values_list("commitment", "reported_on", "is_done"):
        reported[pk] = max(day, reported.get(pk, day))
        if is_done:
            kept[pk] = min(day, kept.get(pk, day))
    return reported, kept


def _original(
    ledger: list[Target], current: Target | None, steps: list[Milestone]
) -> assessment.Goal | None:
    first = min(ledger, key=lambda target: target.version, default=None)
    return goal_of(first, steps) if first is not None and first != current else None


def _due_on(stood: HistoricalState, extensions: list[DeadlineExtension], on: date) -> date | None:
    """As recorded; on a day before the record, the date before it was extended.

    An extension counts from the day of its decision, also where it was entered later.
    """
    if not stood.is_recorded:
        for extension in extensions:
            if extension.holds_from and extension.holds_from > on:
                return extension.former_due_on
        return stood.commitment.due_on
    # Decided by then, but not on record before somebody entered it.
    entered_later = {
        extension.decided_on: extension.new_due_on
        for extension in extensions
        if extension.decided_on
        and extension.decided_at
        and extension.decided_on <= on < timezone.localdate(extension.decided_at)
    }
    return entered_later[max(entered_later)] if entered_later else stood.commitment.due_on


def _step(row: Milestone) -> assessment.Milestone:
    return assessment.Milestone(due=row.due_on, done_on=row.done_on, title=row.title)


def _halt(commitment: Commitment) -> assessment.Halt | None:
    kind, since = HALTS.get(Workflow(commitment.workflow)), commitment.halted_on
    return assessment.Halt(kind, since) if kind and since else None


def _override(
    overrides: list[Override], stood: HistoricalState, on: date
) -> assessment.Override | None:
    """The one that holds on the day: set by then, not run out, and not revoked by then."""
    for row in sorted(overrides, key=lambda row: (row.holds_from, row.pk), reverse=True):
        is_set = row.holds_from <= stood.day
        revoked = row.revoked_at is not None and timezone.localdate(row.revoked_at) <= on
        if is_set and row.starts_on <= on <= row.ends_on and not revoked:
            progress = assessment.Progress(row.progress)
            return assessment.Override(progress, row.reason, row.starts_on, row.ends_on)
    return None
