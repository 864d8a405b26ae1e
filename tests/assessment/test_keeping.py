from decimal import Decimal

import pytest

from commitments.assessment import (
    Aggregation,
    Comparator,
    Direction,
    Period,
    Progress,
    ReasonCode,
    evaluate,
    sentence,
)
from tests.assessment.given import DUE, day, facts

LEVEL = {"direction": Direction.KEEP_ABOVE, "value": "39331", "baseline": "39331"}
CEILING = {"direction": Direction.KEEP_BELOW, "comparator": Comparator.LTE, "value": "40"}
RANGE = {
    "direction": Direction.WITHIN,
    "comparator": Comparator.BETWEEN,
    "value": "5",
    "value_max": "5.5",
    "unit": "%",
}


def outcome(given, on, *, running=False):
    evaluation = evaluate(given, on, running=running)
    return evaluation.progress, evaluation.reasons[0].code


@pytest.mark.parametrize(
    ("goal", "actual", "holds"),
    [
        (LEVEL, "39331", True),
        (LEVEL, "41000", True),
        (LEVEL, "39330", False),
        (LEVEL | {"comparator": Comparator.GT}, "39331", False),
        (CEILING, "40", True),
        (CEILING, "40.1", False),
        (CEILING | {"comparator": Comparator.LT}, "40", False),
        (RANGE, "5", True),
        (RANGE, "5.5", True),
        (RANGE, "4.99", False),
        (RANGE, "5.51", False),
        (RANGE | {"comparator": Comparator.GTE}, "9", True),
        (RANGE | {"comparator": Comparator.LTE}, "1", True),
        (RANGE | {"comparator": Comparator.EQ}, "5.1", False),
        (RANGE | {"comparator": Comparator.APPROX}, "5.2", True),
        (RANGE | {"comparator": Comparator.APPROX}, "5.3", False),
        (RANGE | {"value": "5.5", "value_max": "5"}, "5.2", True),
    ],
)
def test_bound_is_evaluated_by_whether_it_holds_now(goal, actual, holds):
    given = facts((50, actual), **goal)

    now = (
        (Progress.ON_SCHEDULE, ReasonCode.HOLDS)
        if holds
        else (
            Progress.BEHIND,
            ReasonCode.BROKEN,
        )
    )
    assert outcome(given, day(50)) == now
    assert outcome(given, DUE, running=True) == now
    past = (Progress.ACHIEVED, ReasonCode.KEPT) if holds else (Progress.MISSED, ReasonCode.NOT_KEPT)
    assert outcome(given, DUE) == outcome(given, day(101)) == past


def test_a_bound_broken_and_restored_is_on_schedule_again():
    given = facts((10, "39331"), (20, "39000"), (30, "39400"), **LEVEL)

    assert outcome(given, day(20))[0] is Progress.BEHIND
    assert outcome(given, day(30))[0] is Progress.ON_SCHEDULE


def test_a_bound_cannot_be_kept_late():
    given = facts((90, "39000"), (110, "39400"), **LEVEL)

    assert outcome(given, day(120))[0] is Progress.MISSED


def test_a_bound_broken_after_the_due_date_was_kept():
    given = facts((90, "39400"), (110, "39000"), **LEVEL)

    assert outcome(given, day(120))[0] is Progress.ACHIEVED


def test_a_bound_without_a_due_date_is_never_achieved_or_missed():
    assert outcome(facts((50, "39331"), due=None, **LEVEL), day(5000))[0] is Progress.ON_SCHEDULE
    assert outcome(facts((50, "39330"), due=None, **LEVEL), day(5000))[0] is Progress.BEHIND


def test_there_is_no_ratio_but_the_bound_that_it_is_compared_with():
    low = evaluate(facts((50, "4"), **RANGE), day(50))
    high = evaluate(facts((50, "6"), **RANGE), day(50))
    inside = evaluate(facts((50, "5.2"), **RANGE), day(50))

    assert [low.expected, high.expected, inside.expected] == [5, Decimal("5.5"), None]
    for edge in ("5", "5.5"):
        assert evaluate(facts((50, edge), **RANGE), day(50)).expected is None
    assert evaluate(facts((50, "1"), **CEILING), day(50)).expected == 40
    assert evaluate(facts((50, "1"), **LEVEL), day(50)).expected == 39331
    assert low.achievement is low.completion is None


def test_nothing_measured():
    assert outcome(facts(**LEVEL), day(50)) == (Progress.NOT_ASSESSED, ReasonCode.NO_VALUE)
    assert outcome(facts(**LEVEL), day(101)) == (Progress.MISSED, ReasonCode.NO_VALUE_BY_DUE)


def test_a_value_older_than_its_frequency():
    monthly = {"frequency": Period(days=30)} | LEVEL

    assert outcome(facts((10, "39331"), **monthly), day(41))[1] is ReasonCode.STALE
    assert outcome(facts((10, "39331"), **monthly), day(101))[1] is ReasonCode.STALE
    assert outcome(facts((10, "39000"), **monthly), day(41))[1] is ReasonCode.STALE
    assert outcome(facts((10, "39000"), **monthly), day(101))[1] is ReasonCode.NOT_KEPT
    assert outcome(facts((90, "39331"), **monthly), day(500))[1] is ReasonCode.KEPT


def test_a_falling_sum_is_a_ceiling_that_is_not_met_early():
    accidents = {"direction": Direction.DOWN, "comparator": Comparator.LTE, "value": "40"} | {
        "aggregation": Aggregation.SUM,
        "baseline": None,
    }
    given = facts((10, "15"), (60, "20"), (90, "6"), **accidents)

    assert outcome(given, day(60)) == (Progress.ON_SCHEDULE, ReasonCode.HOLDS)
    assert outcome(given, day(90)) == (Progress.BEHIND, ReasonCode.BROKEN)
    assert evaluate(given, day(90)).actual == 41
    assert outcome(given, day(101)) == (Progress.MISSED, ReasonCode.NOT_KEPT)


def test_a_sum_within_a_range_reaches_its_lower_end_on_the_due_date():
    ranged = RANGE | {"aggregation": Aggregation.SUM, "baseline": None}

    assert outcome(facts((50, "3"), **ranged), day(50))[0] is Progress.ON_SCHEDULE
    assert outcome(facts((50, "6"), **ranged), day(50))[0] is Progress.BEHIND
    assert outcome(facts((50, "3"), **ranged), DUE, running=True)[0] is Progress.ON_SCHEDULE
    assert outcome(facts((50, "3"), **ranged), DUE)[0] is Progress.MISSED
    assert outcome(facts((50, "3"), (90, "2.2"), **ranged), DUE)[0] is Progress.ACHIEVED


def test_a_rate_of_growth_is_kept_up_and_compared_by_difference():
    growth = {"value": "5", "baseline": "5.2", "unit": "%", "is_rate": True}

    assert outcome(facts((50, "4"), **growth), day(50)) == (Progress.BEHIND, ReasonCode.BROKEN)
    slow = evaluate(facts((50, "4"), **growth), day(50)).result
    assert (slow.gap, slow.achievement, slow.completion) == (1, None, None)
    # Five per cent in the first quarter are not yet five per cent in the year.
    assert outcome(facts((50, "6"), **growth), day(50))[0] is Progress.ON_SCHEDULE
    assert outcome(facts((50, "6"), **growth), DUE)[0] is Progress.ACHIEVED


def test_a_rate_of_decline_is_compared_by_difference_too():
    energy = {"value": "3.5", "unit": "%", "is_rate": True, "is_fall": True, "name": "单位产值能耗"}

    slow = evaluate(facts((50, "3.2"), **energy), day(50))
    assert slow.progress is Progress.BEHIND
    assert (slow.result.gap, slow.achievement, slow.completion) == (Decimal("0.3"), None, None)
    assert sentence(slow) == (
        "截至2026年2月19日，单位产值能耗同比下降3.2%，"
        "低于目标（下降不低于3.5%）0.3个百分点，进度滞后。"
    )
    assert "fell by 3.2%; it is 0.3 percentage points below" in sentence(slow, "en")
    risen = evaluate(facts((50, "-1"), **energy), day(50))
    assert "同比增长1%" in sentence(risen)
    named = evaluate(facts((50, "3.6"), **energy | {"name": "单位产值能耗降低率"}), day(50))
    assert sentence(named) == (
        "截至2026年2月19日，单位产值能耗降低率3.6%，符合“不低于3.5%”的要求，达到序时进度。"
    )


def test_silence_ages_what_was_kept():
    quiet = {"silent_after": Period(days=30)} | LEVEL

    assert outcome(facts((10, "39331"), **quiet), day(40))[0] is Progress.ON_SCHEDULE
    assert outcome(facts((10, "39331"), **quiet), day(41))[1] is ReasonCode.SILENT
    assert outcome(facts((10, "39331"), **quiet), DUE)[1] is ReasonCode.KEPT
