"""The values an evaluation gives: where a commitment stands on a day, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from commitments import codec
from commitments.assessment.values import Facts, Goal, Progress, Rules

# Raised with every change that can give another evaluation or figure for the same inputs.
RULE_VERSION = "3"

Params = Mapping[str, Decimal | date | int | str]


class ReasonCode(StrEnum):
    """Stable names of why; each has its words in every language (`phrases`)."""

    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    COMPLETED = "completed"
    COMPLETED_LATE = "completed_late"
    OVERDUE = "overdue"
    BEFORE_START = "before_start"
    NOTHING_REPORTED = "nothing_reported"
    REPORTED_IN_TIME = "reported_in_time"
    NO_DUE_DATE = "no_due_date"
    MILESTONE_OVERDUE = "milestone_overdue"
    MILESTONES_KEPT = "milestones_kept"
    MILESTONES_AHEAD = "milestones_ahead"
    GOAL_INCOMPLETE = "goal_incomplete"
    GOAL_CONTRADICTORY = "goal_contradictory"
    NO_VALUE = "no_value"
    NO_VALUE_BY_DUE = "no_value_by_due"
    NO_RATIO = "no_ratio"
    STALE = "stale"
    SILENT = "silent"
    MET = "met"
    MET_BY_DUE = "met_by_due"
    MET_LATE = "met_late"
    NOT_MET = "not_met"
    AHEAD_OF_PATH = "ahead_of_path"
    ON_PATH = "on_path"
    BEHIND_PATH = "behind_path"
    BETTER_THAN_PLANNED = "better_than_planned"
    AS_PLANNED = "as_planned"
    SHORT_OF_PLANNED = "short_of_planned"
    NO_GAIN = "no_gain"
    FELL_BACK = "fell_back"
    NOTHING_ASKED_YET = "nothing_asked_yet"
    NO_START_DATE = "no_start_date"
    NO_BASELINE = "no_baseline"
    NO_STEPS = "no_steps"
    HOLDS = "holds"
    BROKEN = "broken"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    LOST_AGAIN = "lost_again"
    COMPLETED_UNMET = "completed_unmet"
    DUE_TODAY = "due_today"
    OVERRIDDEN = "overridden"


class End(StrEnum):
    """What became of a commitment whose due date has passed (按期完成、逾期完成、逾期未完成)."""

    ON_TIME = "on_time"
    LATE = "late"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and what fills its sentence: figures, ratios, days, counts, words."""

    code: ReasonCode
    params: Params = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Result:
    """Where one goal stands; the first reason decided, the others are remarks.

    `achievement` is (actual - baseline) / (planned - baseline) with the value `expected` for
    the day that `actual` speaks of, `completion` the same with the final target; neither is
    capped, and either is None where the division would mean nothing. `gap` is how far `actual`
    lies on the wrong side of the target, in its unit; negative beyond it. `counted` names the
    values in `actual`. `end` is known once the due date has passed.
    """

    progress: Progress
    reasons: tuple[Reason, ...]
    goal: Goal | None = None
    actual: Decimal | None = None
    measured_on: date | None = None
    counted: tuple[str, ...] = ()
    expected: Decimal | None = None
    achievement: Decimal | None = None
    completion: Decimal | None = None
    gap: Decimal | None = None
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The evaluation of a day, with all that it was made from.

    `progress` is what counts: an override's where one holds, else the computed one. `original`
    is the result against the first target of a commitment whose target was revised. `running`
    says that the day was not over yet: what was due on it was not late.
    """

    on: date
    facts: Facts
    rules: Rules
    progress: Progress
    result: Result
    original: Result | None = None
    rule_version: str = RULE_VERSION
    running: bool = False

    @property
    def computed(self) -> Progress:
        return self.result.progress

    @property
    def overridden(self) -> bool:
        return self.facts.override is not None and self.facts.override.holds(self.on)

    @property
    def actual(self) -> Decimal | None:
        return self.result.actual

    @property
    def expected(self) -> Decimal | None:
        return self.result.expected

    @property
    def achievement(self) -> Decimal | None:
        return self.result.achievement

    @property
    def completion(self) -> Decimal | None:
        return self.result.completion

    @property
    def due(self) -> date | None:
        """The day by which it is to be done: the target's own, else the commitment's."""
        return (self.result.goal.due if self.result.goal else None) or self.facts.due_on

    @property
    def end(self) -> End | None:
        """On time, late or not done, once the due date has passed; an override says it too."""
        override = self.facts.override
        if override is None or not self.overridden:
            return self.result.end
        if self.due is None or not has_passed(self.due, self.on, running=self.running):
            return None
        if override.progress is Progress.ACHIEVED:
            return self.result.end if self.result.end in (End.ON_TIME, End.LATE) else End.ON_TIME
        return End.NOT_DONE if override.progress is Progress.MISSED else None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, the deciding reason first; under an override the computed ones follow it."""
        override = self.facts.override
        if override is None or not self.overridden:
            return self.result.reasons
        why: Params = {
            "progress": override.progress,
            "computed": self.computed,
            "why": override.reason.strip(),
            "until": override.ends_on,
        }
        return (Reason(ReasonCode.OVERRIDDEN, why), *self.result.reasons)

    @property
    def inputs(self) -> dict[str, Any]:
        """JSON from which `recompute` makes this evaluation again."""
        return {
            "rule_version": self.rule_version,
            "on": self.on.isoformat(),
            "running": self.running,
            "rules": codec.encode(self.rules),
            "facts": codec.encode(self.facts),
        }


def has_passed(due: date, on: date, *, running: bool) -> bool:
    """Whether the day `due` is over at the end of `on`, or before it where that day still runs."""
    return due < on or (due == on and not running)
