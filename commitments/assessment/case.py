"""One goal of one commitment on one day: what the rules of all goals share."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commitments.assessment.bounds import Bounds, is_kept
from commitments.assessment.measured import Measured, measure
from commitments.assessment.outcome import Params, Reason, ReasonCode, Result, has_passed
from commitments.assessment.planned import achievement, baseline_of
from commitments.assessment.values import Facts, Goal, Progress, Rules


@dataclass(frozen=True, slots=True)
class Case:
    facts: Facts
    goal: Goal
    bounds: Bounds
    rules: Rules
    on: date
    running: bool = False

    @property
    def due(self) -> date | None:
        return self.goal.due or self.facts.due_on

    @property
    def is_over(self) -> bool:
        """Whether the due date has passed: all of that day still belongs to the time allowed."""
        return self.due is not None and has_passed(self.due, self.on, running=self.running)

    @property
    def evaluated_on(self) -> date:
        """The day of evaluation: a goal that has fallen due is evaluated as of its due date."""
        return self.on if self.due is None else min(self.on, self.due)

    def measured(self, on: date) -> Measured | ReasonCode:
        return measure(self.goal, self.facts.values, on, self.facts.starts_on)

    def is_stale(self, measured: Measured) -> bool:
        """Whether the value is older than its frequency on the day of evaluation."""
        frequency = self.goal.frequency
        return frequency is not None and measured.last_on < frequency.before(self.evaluated_on)

    def is_silent(self, measured: Measured) -> bool:
        """Whether neither a value nor a report is young enough to speak for the day.

        Where the indicator has a frequency of its own, the age of its value decides alone.
        """
        limit, reported_on = self.facts.silent_after, self.facts.reported_on
        if limit is None or self.goal.frequency is not None or self.facts.of_parts:
            return False
        known = reported_on is not None and reported_on <= self.on
        last = max(measured.last_on, reported_on) if known and reported_on else measured.last_on
        return last < limit.before(self.on)

    def result(
        self,
        progress: Progress,
        code: ReasonCode,
        measured: Measured,
        *,
        expected: Decimal | None = None,
        params: Params | None = None,
        remarks: tuple[Reason, ...] = (),
    ) -> Result:
        """A result made from a measured value, with the figures that belong to it."""
        return Result(
            progress=progress,
            reasons=(Reason(code, params or {}), *remarks),
            goal=self.goal,
            actual=measured.amount,
            measured_on=measured.last_on,
            counted=measured.counted,
            expected=expected,
            achievement=self.ratio(measured.amount, expected),
            completion=self.ratio(measured.amount, self.bounds.aim),
            gap=self.bounds.gap(measured.amount),
        )

    def ratio(self, actual: Decimal, asked: Decimal | None) -> Decimal | None:
        """A bound is kept or broken: there is no having gone part of the way."""
        if asked is None or is_kept(self.goal):
            return None
        return achievement(actual, asked, baseline_of(self.goal), self.bounds.sign)

    def unmeasured(self, why: ReasonCode) -> Result:
        """The result where no value is known: silence past the due date is itself a status."""
        if why is ReasonCode.NO_RATIO:
            return self.bare(Progress.NOT_ASSESSED, why)
        if self.due is not None and self.is_over:
            return self.bare(Progress.MISSED, ReasonCode.NO_VALUE_BY_DUE, {"due": self.due})
        starts_on = self.facts.starts_on
        if starts_on is not None and self.on < starts_on:
            return self.bare(Progress.NOT_STARTED, ReasonCode.BEFORE_START, {"start": starts_on})
        return self.bare(Progress.NOT_ASSESSED, why)

    def bare(self, progress: Progress, code: ReasonCode, params: Params | None = None) -> Result:
        return Result(progress, (Reason(code, params or {}),), self.goal)
