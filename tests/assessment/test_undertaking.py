"""Commitments without figures, with and without a yes/no goal."""

from decimal import Decimal

import pytest

from commitments.assessment import (
    Direction,
    End,
    Facts,
    Goal,
    Milestone,
    Period,
    Progress,
    ReasonCode,
    evaluate,
)
from tests.assessment.given import DUE, day

YES_NO = Goal(Direction.YES_NO, due=DUE)


def outcome(given, on, *, running=False):
    evaluation = evaluate(given, on, running=running)
    return evaluation.progress, evaluation.reasons[0].code


@pytest.mark.parametrize("dated", [{"due_on": DUE}, {"goal": YES_NO}])
def test_done_or_not_by_its_due_date(dated):
    quiet = (Progress.NOT_ASSESSED, ReasonCode.NOTHING_REPORTED)
    assert outcome(Facts(**dated), DUE, running=True) == quiet
    assert outcome(Facts(**dated), DUE) == (Progress.MISSED, ReasonCode.OVERDUE)

    in_time = Facts(**dated, completed_on=DUE)
    assert outcome(in_time, day(99))[0] is Progress.NOT_ASSESSED
    assert outcome(in_time, DUE) == (Progress.ACHIEVED, ReasonCode.COMPLETED)
    assert evaluate(in_time, DUE).completion == 1

    late = Facts(**dated, completed_on=day(101))
    assert outcome(late, day(101)) == (Progress.ACHIEVED, ReasonCode.COMPLETED_LATE)


def test_done_without_a_due_date():
    assert outcome(Facts(completed_on=day(5)), day(5)) == (Progress.ACHIEVED, ReasonCode.COMPLETED)


def test_not_started_before_the_start():
    given = Facts(starts_on=day(10), due_on=DUE)

    assert outcome(given, day(9)) == (Progress.NOT_STARTED, ReasonCode.BEFORE_START)
    assert outcome(given, day(10)) == (Progress.NOT_ASSESSED, ReasonCode.NOTHING_REPORTED)


def test_a_report_in_time_is_on_schedule():
    given = Facts(reported_on=day(20), due_on=DUE)

    assert outcome(given, day(19)) == (Progress.NOT_ASSESSED, ReasonCode.NOTHING_REPORTED)
    assert outcome(given, day(20)) == (Progress.ON_SCHEDULE, ReasonCode.REPORTED_IN_TIME)
    assert outcome(given, day(101)) == (Progress.MISSED, ReasonCode.OVERDUE)


def test_without_a_due_date_a_report_cannot_be_in_time():
    given = Facts(reported_on=day(20))

    assert outcome(given, day(20)) == (Progress.NOT_ASSESSED, ReasonCode.NO_DUE_DATE)


MILESTONES = (
    Milestone(day(50), title="开工"),
    Milestone(day(20), day(18), "立项"),
    Milestone(day(80), day(40), "招标"),
    Milestone(day(50), title="封顶"),
)


@pytest.mark.parametrize(
    ("on", "progress", "code"),
    [
        (17, Progress.NOT_ASSESSED, ReasonCode.NOTHING_REPORTED),
        (18, Progress.AHEAD, ReasonCode.MILESTONES_AHEAD),
        (20, Progress.ON_SCHEDULE, ReasonCode.MILESTONES_KEPT),
        (40, Progress.AHEAD, ReasonCode.MILESTONES_AHEAD),
        (50, Progress.ON_SCHEDULE, ReasonCode.MILESTONES_KEPT),
        (51, Progress.BEHIND, ReasonCode.MILESTONE_OVERDUE),
    ],
)
def test_milestones_on_the_way(on, progress, code):
    given = Facts(milestones=MILESTONES, due_on=DUE)
    assert outcome(given, day(on), running=True) == (progress, code)


def test_a_milestone_is_late_when_its_day_is_over():
    given = Facts(milestones=MILESTONES, due_on=DUE)

    assert outcome(given, day(50)) == (Progress.BEHIND, ReasonCode.MILESTONE_OVERDUE)


def test_silence_ages_what_was_reported():
    given = Facts(due_on=DUE, reported_on=day(20), silent_after=Period(days=30))

    assert outcome(given, day(50))[0] is Progress.ON_SCHEDULE
    assert outcome(given, day(51)) == (Progress.NOT_ASSESSED, ReasonCode.SILENT)
    assert outcome(Facts(due_on=DUE, silent_after=Period(days=30)), day(51))[1] is (
        ReasonCode.NOTHING_REPORTED
    )
    # Steps done in time grow silent, too; one that is late stays late.
    stepwise = Facts(milestones=MILESTONES[1:2], reported_on=day(18), silent_after=Period(days=30))
    assert outcome(stepwise, day(48))[0] is Progress.ON_SCHEDULE
    assert outcome(stepwise, day(49))[1] is ReasonCode.SILENT
    late = Facts(milestones=MILESTONES, reported_on=day(18), silent_after=Period(days=30))
    assert outcome(late, day(60))[1] is ReasonCode.MILESTONE_OVERDUE


def test_done_late_is_not_on_time():
    assert evaluate(Facts(due_on=DUE, completed_on=day(105)), day(105)).end is End.LATE
    assert evaluate(Facts(due_on=DUE, completed_on=day(95)), DUE).end is End.ON_TIME
    assert evaluate(Facts(due_on=DUE), DUE).end is End.NOT_DONE


def test_the_figures_of_milestones():
    evaluation = evaluate(Facts(milestones=MILESTONES), day(51))

    assert round(evaluation.achievement, 4) == Decimal("0.6667")
    assert evaluation.completion == Decimal("0.5")
    assert evaluation.reasons[0].params == {"count": 2, "milestone": "封顶", "due": day(50)}
    assert evaluate(Facts(milestones=MILESTONES), day(18)).achievement is None
