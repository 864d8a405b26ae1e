from dataclasses import replace
from decimal import Decimal, localcontext

import pytest

from commitments.assessment import (
    RULE_VERSION,
    Aggregation,
    Comparator,
    Direction,
    End,
    Facts,
    Halt,
    HaltKind,
    Override,
    Period,
    Progress,
    ReasonCode,
    evaluate,
)
from tests.assessment.given import DUE, day, facts, goal


def codes(evaluation):
    return [reason.code for reason in evaluation.reasons]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (HaltKind.SUSPENDED, ReasonCode.SUSPENDED),
        (HaltKind.TERMINATED, ReasonCode.TERMINATED),
    ],
)
def test_a_halted_commitment_is_not_assessed_from_that_day(kind, code):
    given = facts((10, "150"), halt=Halt(kind, day(40)))

    assert evaluate(given, day(39)).progress is Progress.AHEAD
    assert evaluate(given, day(40)).progress is Progress.NOT_ASSESSED
    assert codes(evaluate(given, day(40))) == [code]


def test_an_override_holds_for_its_days_and_leaves_the_computed_beside_it():
    override = Override(Progress.ON_SCHEDULE, " 数据核查中 ", day(20), day(30))
    given = facts((10, "101"), override=override)

    for on, progress in [(19, "behind"), (20, "on_schedule"), (30, "on_schedule"), (31, "behind")]:
        evaluation = evaluate(given, day(on))
        assert evaluation.progress == progress
        assert evaluation.computed is Progress.BEHIND
        assert evaluation.overridden is (progress == "on_schedule")
    assert codes(evaluate(given, day(31))) == [ReasonCode.BEHIND_PATH]
    first, second = evaluate(given, day(30)).reasons
    assert second.code is ReasonCode.BEHIND_PATH
    assert first.code is ReasonCode.OVERRIDDEN
    assert first.params == {
        "progress": "on_schedule",
        "computed": "behind",
        "why": "数据核查中",
        "until": day(30),
    }


def test_an_override_outlives_a_halt():
    override = Override(Progress.ACHIEVED, "已由上级认定", day(0), day(50))
    given = facts(halt=Halt(HaltKind.SUSPENDED, day(1)), override=override)

    assert evaluate(given, day(40)).progress is Progress.ACHIEVED


def test_status_against_the_original_and_the_current_goal():
    given = facts((50, "145"), original=goal(value="300"))

    evaluation = evaluate(given, day(50))

    assert evaluation.progress is Progress.ON_SCHEDULE
    assert evaluation.original.progress is Progress.BEHIND
    assert evaluation.original.achievement == Decimal("0.45")
    assert evaluate(facts((50, "145")), day(50)).original is None


def test_a_postponed_deliverable_is_missed_by_its_original_date():
    given = Facts(
        goal=goal(direction=Direction.YES_NO, due=day(200)),
        original=goal(direction=Direction.YES_NO),
        reported_on=day(50),
    )

    evaluation = evaluate(given, day(150))

    assert evaluation.progress is Progress.ON_SCHEDULE
    assert evaluation.original.progress is Progress.MISSED


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"value": None}, ReasonCode.GOAL_INCOMPLETE),
        ({"comparator": Comparator.BETWEEN}, ReasonCode.GOAL_INCOMPLETE),
        ({"comparator": Comparator.LTE}, ReasonCode.GOAL_CONTRADICTORY),
        ({"direction": Direction.DOWN}, ReasonCode.GOAL_CONTRADICTORY),
    ],
)
def test_goal_that_cannot_be_evaluated_says_so(given, code):
    evaluation = evaluate(facts((50, "150"), **given), day(50))

    assert (evaluation.progress, codes(evaluation)) == (Progress.NOT_ASSESSED, [code])


def test_an_approved_completion_speaks_where_nothing_was_measured():
    given = facts(completed_on=day(60))

    assert evaluate(given, day(59)).progress is Progress.NOT_ASSESSED
    assert codes(evaluate(given, day(60))) == [ReasonCode.COMPLETED]
    assert codes(evaluate(given, day(500))) == [ReasonCode.COMPLETED]


def test_figures_outweigh_completion_and_contradiction_is_stated():
    given = facts((60, "140"), completed_on=day(60))

    assert evaluate(given, day(60)).progress is Progress.BEHIND
    assert codes(evaluate(given, day(60))) == [ReasonCode.BEHIND_PATH, ReasonCode.COMPLETED_UNMET]
    assert codes(evaluate(facts((50, "200"), completed_on=day(60)), day(60))) == [ReasonCode.MET]


@pytest.mark.parametrize(
    ("measured", "said", "end"),
    [
        ("150", Progress.ACHIEVED, End.ON_TIME),
        ("200", Progress.ACHIEVED, End.ON_TIME),
        ("200", Progress.MISSED, End.NOT_DONE),
        ("200", Progress.BEHIND, None),
    ],
)
def test_an_override_says_what_became_of_it(measured, said, end):
    override = Override(said, "统计口径调整", day(90), day(130))
    given = facts((99, measured), override=override)

    assert evaluate(given, day(99)).end is None
    assert evaluate(given, day(100)).end is end
    assert evaluate(replace(given, goal=replace(given.goal, due=None)), day(120)).end is None


def test_what_was_reached_late_stays_late_under_an_override():
    override = Override(Progress.ACHIEVED, "统计口径调整", day(110), day(130))

    assert evaluate(facts((105, "200"), override=override), day(120)).end is End.LATE


def test_a_suspended_commitment_keeps_what_it_has_reached():
    halted = evaluate(facts((50, "150"), halt=Halt(HaltKind.SUSPENDED, day(60))), day(70))

    assert (halted.progress, halted.completion) == (Progress.NOT_ASSESSED, Decimal("0.5"))
    assert halted.achievement is halted.expected is halted.end is None


def test_a_ratio_without_parts_is_not_assessed_even_past_its_date():
    given = facts((50, "150"), aggregation=Aggregation.RATIO)

    assert codes(evaluate(given, day(50))) == [ReasonCode.NO_RATIO]
    assert evaluate(given, day(101)).progress is Progress.NOT_ASSESSED


def test_a_three_year_average_moves_with_its_years():
    given = facts(
        *((-731, "90"), (-365, "96"), (200, "93"), (365, "108")),
        aggregation=Aggregation.AVERAGE,
        span=Period(months=36),
        value="98",
        baseline="90",
        due=day(365),
        unit="%",
    )

    assert evaluate(given, day(200)).actual == 93
    assert evaluate(given, day(200)).progress is Progress.BEHIND
    assert evaluate(given, day(364)).progress is Progress.BEHIND
    assert evaluate(given, day(365)).actual == 99
    assert evaluate(given, day(365)).progress is Progress.ACHIEVED


def test_decimal_context_of_caller_does_not_matter():
    given = facts((33, "123.456789"), value="201.987654321")
    usual = evaluate(given, day(37))

    with localcontext(prec=3):
        assert evaluate(given, day(37)) == usual


def test_evaluations_can_be_compared_and_collected():
    given = facts((50, "150"), due_on=DUE)

    assert len({evaluate(given, day(50)), evaluate(replace(given), day(50))}) == 1
    assert evaluate(given, day(50)).rule_version == RULE_VERSION
