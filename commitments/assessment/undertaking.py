"""Evaluate a commitment without figures: a policy issued, a centre built, a meeting held.

It is done when its completion is approved, and by nothing else. Until then its dates speak:
the due date, the milestones on the way, and whether anything was reported at all.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commitments.assessment.outcome import Params, Reason, ReasonCode, Result, has_passed
from commitments.assessment.values import Facts, Goal, Milestone, Progress


def evaluate(facts: Facts, goal: Goal | None, on: date, *, running: bool) -> Result:
    due = (goal.due if goal else None) or facts.due_on
    if done := completion(facts, goal, due, on):
        return done
    if due is not None and has_passed(due, on, running=running):
        return Result(Progress.MISSED, (Reason(ReasonCode.OVERDUE, {"due": due}),), goal)
    return (
        _by_milestones(facts, goal, on, running=running)
        or _silence(facts, goal, on)
        or _by_reports(facts, goal, due, on)
    )


def completion(facts: Facts, goal: Goal | None, due: date | None, on: date) -> Result | None:
    done_on = facts.completed_on
    if done_on is None or done_on > on:
        return None
    reason = Reason(ReasonCode.COMPLETED, {"done_on": done_on})
    if due is not None and done_on > due:
        reason = Reason(ReasonCode.COMPLETED_LATE, {"done_on": done_on, "due": due})
    return Result(Progress.ACHIEVED, (reason,), goal, completion=Decimal(1))


def _by_milestones(facts: Facts, goal: Goal | None, on: date, *, running: bool) -> Result | None:
    """Behind when the date of one has passed; ahead when more are done than were asked."""
    steps = _Steps.on(facts.milestones, on, running=running)
    if steps.late:
        first = min(steps.late, key=lambda step: (step.due, step.title))
        progress = Progress.BEHIND
        late: Params = {"count": len(steps.late), "milestone": first.title, "due": first.due}
        reason = Reason(ReasonCode.MILESTONE_OVERDUE, late)
    elif not steps.done or _is_silent(facts, on):
        return None
    else:
        early = steps.done > steps.asked
        code = ReasonCode.MILESTONES_AHEAD if early else ReasonCode.MILESTONES_KEPT
        progress = Progress.AHEAD if early else Progress.ON_SCHEDULE
        reason = Reason(code, {"done": steps.done, "asked": steps.asked})
    return Result(
        progress,
        (reason,),
        goal,
        achievement=Decimal(steps.done) / steps.asked if steps.asked else None,
        completion=Decimal(steps.done) / len(facts.milestones),
    )


def _is_silent(facts: Facts, on: date) -> bool:
    limit = facts.silent_after
    if limit is None or facts.reported_on is None or facts.reported_on > on:
        return False
    return facts.reported_on < limit.before(on)


def _silence(facts: Facts, goal: Goal | None, on: date) -> Result | None:
    """What was reported once says nothing of a day long after it."""
    if not _is_silent(facts, on):
        return None
    return Result(Progress.NOT_ASSESSED, (Reason(ReasonCode.SILENT),), goal)


def _by_reports(facts: Facts, goal: Goal | None, due: date | None, on: date) -> Result:
    """An approved report in time is all that can be asked; silence is not no progress."""
    if facts.reported_on is not None and facts.reported_on <= on:
        if due is None:
            return Result(Progress.NOT_ASSESSED, (Reason(ReasonCode.NO_DUE_DATE),), goal)
        when: Params = {"reported_on": facts.reported_on, "due": due}
        return Result(Progress.ON_SCHEDULE, (Reason(ReasonCode.REPORTED_IN_TIME, when),), goal)
    if facts.starts_on is not None and on < facts.starts_on:
        reason = Reason(ReasonCode.BEFORE_START, {"start": facts.starts_on})
        return Result(Progress.NOT_STARTED, (reason,), goal)
    return Result(Progress.NOT_ASSESSED, (Reason(ReasonCode.NOTHING_REPORTED),), goal)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Milestones counted on a day: how many are done, how many were due, which are late."""

    done: int
    asked: int
    late: tuple[Milestone, ...]

    @classmethod
    def on(cls, milestones: tuple[Milestone, ...], day: date, *, running: bool) -> "_Steps":
        open_ = [step for step in milestones if step.done_on is None or step.done_on > day]
        return cls(
            done=len(milestones) - len(open_),
            asked=sum(step.due <= day for step in milestones),
            late=tuple(s for s in open_ if has_passed(s.due, day, running=running)),
        )
