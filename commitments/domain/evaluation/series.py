"""What the chart of a commitment draws: the path to its goal, its targets, its values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from commitments import assessment
from commitments.assessment import Goal, Point, Value
from commitments.choices import UpdateState
from commitments.domain.evaluation import evaluations
from commitments.models import Commitment, Measurement, Target


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A target as it reads, from the day on which it was decided to the one on which it gave way.

    `version` is that of the ledger; None where the parts of a commitment make its goal.
    """

    version: int | None
    comparator: str
    value: Decimal | None
    value_max: Decimal | None
    due_on: date | None
    since: date
    replaced_on: date | None = None
    change: str = ""
    is_fall: bool = False


@dataclass(frozen=True, slots=True)
class PlottedValue:
    """A point: `value` is what had been reached by the day, `reported` the figure submitted.

    The two differ where the values of several periods make one.
    """

    on: date
    value: Decimal
    reported: Decimal
    state: str = UpdateState.APPROVED
    update: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The points between two days; the newest target comes first."""

    name: str
    unit: str
    path: str
    since: date
    until: date
    today: date
    is_kept: bool
    planned: tuple[Point, ...]
    targets: tuple[ChartLine, ...]
    baseline: Point | None
    measured: tuple[PlottedValue, ...]


def of(commitment: Commitment) -> Series | None:
    """The series of a commitment as of today; None for a promise without a figure."""
    today = timezone.localdate()
    facts = evaluations.evaluate([commitment], today)[commitment.pk].facts
    goal = facts.goal
    if goal is None or goal.value is None:
        return None
    ledger = list(commitment.targets.select_related("indicator").order_by("version"))
    measured = _approved(goal, facts) + _submitted(commitment, goal, facts, ledger)
    due, start = goal.due or facts.due_on, goal.baseline_on or facts.starts_on
    days = [today, *(day for day in (start, due) if day), *(row.on for row in measured)]
    since, until = min(days), max(days)
    return Series(
        name=_("Weighted completion of the parts") if facts.of_parts else goal.name,
        unit=goal.unit,
        path=goal.path.value,
        since=since,
        until=until,
        today=today,
        is_kept=assessment.is_kept(goal),
        planned=assessment.planned_path(
            goal, since, until, due=facts.due_on, starts_on=facts.starts_on
        ),
        targets=_lines(ledger, goal, since),
        baseline=None if goal.baseline is None else Point(start or since, goal.baseline),
        measured=tuple(sorted(measured, key=lambda row: (row.on, row.state))),
    )


def _approved(goal: Goal, facts: assessment.Facts) -> list[PlottedValue]:
    return _readings(goal, facts.values, facts.starts_on, UpdateState.APPROVED)


def _submitted(
    commitment: Commitment, goal: Goal, facts: assessment.Facts, ledger: list[Target]
) -> list[PlottedValue]:
    """Return the points that would follow if pending values counted."""
    if not ledger:
        return []
    rows = Measurement.objects.filter(
        update__commitment=commitment,
        update__state=UpdateState.SUBMITTED,
        indicator=ledger[-1].indicator_id,
    )
    waiting = tuple(
        Value(row.measured_on, row.value, row.numerator, row.denominator, id=str(row.pk))
        for row in rows
    )
    found = _readings(goal, facts.values + waiting, facts.starts_on, UpdateState.SUBMITTED)
    days = {value.on for value in waiting}
    return [reading for reading in found if reading.on in days]


def _readings(
    goal: Goal, values: Iterable[Value], starts_on: date | None, state: str
) -> list[PlottedValue]:
    """One for each day; of two values of one day the one that was entered last."""
    values = sorted(values, key=lambda value: (value.on, len(value.id), value.id))
    last = {value.on: value for value in values}
    known = [int(value.id) for value in last.values() if value.id]
    updates = dict(Measurement.objects.filter(pk__in=known).values_list("pk", "update"))
    return [
        PlottedValue(
            on=point.on,
            value=point.value,
            reported=last[point.on].amount,
            state=state,
            update=updates.get(int(last[point.on].id or 0)),
        )
        for point in assessment.measured_path(goal, values, starts_on=starts_on)
    ]


def _lines(ledger: list[Target], goal: Goal, since: date) -> tuple[ChartLine, ...]:
    if not ledger:
        whole = ChartLine(None, goal.comparator.value, goal.value, goal.value_max, goal.due, since)
        return (whole,)
    decided = [row.holds_from for row in ledger]
    return tuple(
        ChartLine(
            version=row.version,
            comparator=row.comparator,
            value=row.value,
            value_max=row.value_max,
            due_on=row.due_on,
            # The first one stood before anybody entered it.
            since=since if place == 0 else decided[place],
            replaced_on=decided[place + 1] if place + 1 < len(ledger) else None,
            change=row.change,
            is_fall=row.is_fall,
        )
        for place, row in reversed(list(enumerate(ledger)))
    )
