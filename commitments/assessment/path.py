"""The way to a goal as points to draw: what is asked from day to day, and what was measured."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from commitments.assessment.bounds import Bounds, bounds_of, is_kept
from commitments.assessment.evaluating import ARITHMETIC, DEFAULT_RULES
from commitments.assessment.measured import Measured, measure
from commitments.assessment.planned import achievement, baseline_of, planned
from commitments.assessment.values import Direction, Facts, Goal, Path, Rules, Value


@dataclass(frozen=True, slots=True)
class Point:
    on: date
    value: Decimal


def planned_path(
    goal: Goal,
    since: date,
    until: date,
    *,
    due: date | None = None,
    starts_on: date | None = None,
    rules: Rules = DEFAULT_RULES,
) -> tuple[Point, ...]:
    """What the goal asks for between two days, both included, as the corners of a line.

    Between two corners a straight path runs straight, and any other holds the earlier value. A
    day on which nothing is asked has no point, and a bound to keep all along has no path at all:
    its line is the bound. `due` and `starts_on` are those of the commitment, for a goal that
    has none of its own.
    """
    due = goal.due or due
    with localcontext(ARITHMETIC):
        bounds = None if goal.direction is Direction.YES_NO else bounds_of(goal, rules)
        if not isinstance(bounds, Bounds) or is_kept(goal):
            return ()
        corners = sorted({since, until, *_corners(goal, due, starts_on)})
        asked = (
            (day, planned(goal, bounds, day, due, starts_on))
            for day in corners
            if since <= day <= until
        )
        return tuple(Point(day, value) for day, value in asked if isinstance(value, Decimal))


def measured_path(
    goal: Goal, values: Iterable[Value], *, starts_on: date | None = None
) -> tuple[Point, ...]:
    """What had been reached on each day of a value: the sum so far, where values are summed."""
    known = tuple(values)
    with localcontext(ARITHMETIC):
        reached = (
            (day, measure(goal, known, day, starts_on))
            for day in sorted({value.on for value in known})
        )
        return tuple(
            Point(day, found.amount) for day, found in reached if isinstance(found, Measured)
        )


def _corners(goal: Goal, due: date | None, starts_on: date | None) -> Iterator[date]:
    """The days on which the line bends; after the due date it bends no more."""
    start = goal.baseline_on or starts_on
    days = [start] if goal.path is Path.STRAIGHT else [step.on for step in goal.steps]
    yield from (day for day in days if day is not None and (due is None or day < due))
    if due is not None:
        yield due


def expected_share(inputs: Mapping[str, Any], expected: Decimal | None) -> Decimal | None:
    """(planned - baseline) / (aim - baseline), or None where figures do not tell it.

    `inputs` are those of the evaluation that found `expected`, so the share belongs to its day.
    """
    goal = Facts.from_inputs(inputs).goal
    if goal is None or expected is None or is_kept(goal):
        return None
    with localcontext(ARITHMETIC):
        bounds = bounds_of(goal, Rules.from_inputs(inputs))
        if not isinstance(bounds, Bounds):
            return None
        return achievement(expected, bounds.aim, baseline_of(goal), bounds.sign)
