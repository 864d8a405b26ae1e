"""Goals to arrive at: hundred days from 100 to 200, so that day n asks for 100 + n."""

from datetime import timedelta
from decimal import Decimal

import pytest

from commitments.assessment import (
    Aggregation,
    Comparator,
    Direction,
    End,
    Path,
    Period,
    Progress,
    ReasonCode,
    Rules,
    Step,
    evaluate,
)
from tests.assessment.given import DUE, START, day, facts


def outcome(given, on, rules=None, *, running=False):
    evaluation = evaluate(given, on, rules or Rules(), running=running)
    return evaluation.progress, evaluation.reasons[0].code


@pytest.mark.parametrize(
    ("actual", "progress", "code"),
    [
        ("90", Progress.NOT_STARTED, ReasonCode.FELL_BACK),
        ("100", Progress.NOT_STARTED, ReasonCode.NO_GAIN),
        ("100.01", Progress.BEHIND, ReasonCode.BEHIND_PATH),
        ("144.99", Progress.BEHIND, ReasonCode.BEHIND_PATH),
        ("145", Progress.ON_SCHEDULE, ReasonCode.ON_PATH),
        ("154.99", Progress.ON_SCHEDULE, ReasonCode.ON_PATH),
        ("155", Progress.AHEAD, ReasonCode.AHEAD_OF_PATH),
        ("199.99", Progress.AHEAD, ReasonCode.AHEAD_OF_PATH),
        ("200", Progress.ACHIEVED, ReasonCode.MET),
        ("250", Progress.ACHIEVED, ReasonCode.MET),
    ],
)
def test_bands_on_the_straight_line(actual, progress, code):
    assert outcome(facts((50, actual)), day(50)) == (progress, code)


def test_the_figures_of_an_evaluation():
    evaluation = evaluate(facts((50, "140")), day(60))

    assert evaluation.actual == 140
    assert evaluation.expected == 150
    assert evaluation.achievement == Decimal("0.8")
    assert evaluation.completion == Decimal("0.4")
    assert evaluation.result.gap == 60
    assert evaluation.result.measured_on == day(50)
    assert evaluation.result.counted == ("1",)


def test_ratios_are_not_capped():
    assert evaluate(facts((50, "300")), day(50)).completion == 2


def test_thresholds_are_those_of_the_plan():
    strict = Rules(ahead=Decimal("1.5"), on_schedule=Decimal("1"))

    assert outcome(facts((50, "149")), day(50), strict)[0] is Progress.BEHIND
    assert outcome(facts((50, "160")), day(50), strict)[0] is Progress.ON_SCHEDULE


def test_falling_energy_intensity():
    # From 0.300 to 0.270 吨标准煤 in a hundred days: day 50 asks for 0.285.
    falling = {
        "direction": Direction.DOWN,
        "comparator": Comparator.LTE,
        "baseline": "0.300",
        "value": "0.270",
    }
    evaluation = evaluate(facts((50, "0.290"), **falling), day(50))

    assert evaluation.expected == Decimal("0.285")
    assert round(evaluation.achievement, 4) == Decimal("0.6667")
    assert evaluation.progress is Progress.BEHIND
    assert outcome(facts((50, "0.285"), **falling), day(50))[0] is Progress.ON_SCHEDULE
    assert outcome(facts((50, "0.301"), **falling), day(50))[1] is ReasonCode.FELL_BACK
    assert outcome(facts((50, "0.27"), **falling), day(50))[0] is Progress.ACHIEVED


def test_zero_baseline():
    given = facts((50, "0"), baseline="0")

    assert outcome(given, day(50)) == (Progress.NOT_STARTED, ReasonCode.NO_GAIN)
    assert evaluate(given, day(50)).achievement == 0
    assert evaluate(facts((50, "90"), baseline="0"), day(50)).achievement == Decimal("0.9")


def test_a_count_starts_from_nothing():
    given = facts((50, "6"), direction=Direction.COUNT, value="10", baseline=None)

    assert evaluate(given, day(50)).achievement == Decimal("1.2")


def test_negative_baseline_rising_through_zero():
    assert evaluate(facts((50, "0"), baseline="-10", value="10"), day(50)).achievement == 1


@pytest.mark.parametrize(
    ("comparator", "actual", "progress"),
    [
        (Comparator.GT, "200", Progress.AHEAD),
        (Comparator.GT, "200.1", Progress.ACHIEVED),
        (Comparator.EQ, "200", Progress.ACHIEVED),
        (Comparator.EQ, "210", Progress.ACHIEVED),
        (Comparator.EQ, "199", Progress.AHEAD),
        (Comparator.APPROX, "190", Progress.ACHIEVED),
        (Comparator.APPROX, "189", Progress.AHEAD),
        (Comparator.BETWEEN, "200", Progress.ACHIEVED),
        (Comparator.BETWEEN, "230", Progress.ACHIEVED),
        (Comparator.BETWEEN, "199", Progress.AHEAD),
    ],
)
def test_when_a_rising_target_is_met(comparator, actual, progress):
    given = facts((50, actual), comparator=comparator, value_max="220")

    assert evaluate(given, day(50)).progress is progress


def test_a_range_reached_from_above_is_met_at_its_upper_end():
    falling = {"direction": Direction.DOWN, "comparator": Comparator.BETWEEN}
    limits = {"value": "10", "value_max": "12", "baseline": "20"}

    assert outcome(facts((50, "12"), **falling, **limits), day(50))[0] is Progress.ACHIEVED
    assert evaluate(facts((50, "16"), **falling, **limits), day(50)).expected == 16


def test_eq_tolerance_is_a_share_of_the_target():
    given = facts((50, "199"), comparator=Comparator.EQ)

    assert outcome(given, day(50), Rules(eq_tolerance=Decimal("0.005")))[0] is Progress.ACHIEVED


def test_met_early_and_then_lost_again():
    given = facts((10, "201"), (20, "205"), (40, "120"), (60, "203"))

    assert outcome(given, day(9))[0] is Progress.NOT_ASSESSED
    assert outcome(given, day(10))[0] is Progress.ACHIEVED
    assert outcome(given, day(39))[0] is Progress.ACHIEVED
    assert outcome(given, day(40))[0] is Progress.BEHIND
    [_, lost] = evaluate(given, day(40)).reasons
    assert lost.code is ReasonCode.LOST_AGAIN
    assert lost.params == {"met_on": day(20)}
    assert outcome(given, day(60))[0] is Progress.ACHIEVED


def test_a_value_replaced_on_its_own_day_was_never_met():
    [reason] = evaluate(facts((40, "205"), (40, "120")), day(40)).reasons

    assert reason.code is ReasonCode.BEHIND_PATH


def test_values_dated_after_the_day_are_not_looked_at():
    assert outcome(facts((51, "200")), day(50)) == (Progress.NOT_ASSESSED, ReasonCode.NO_VALUE)


def test_a_target_is_missed_when_its_due_date_is_over_and_not_before():
    given = facts((99, "195"))

    assert outcome(given, DUE, running=True) == (Progress.ON_SCHEDULE, ReasonCode.ON_PATH)
    [_, today] = evaluate(given, DUE, running=True).reasons
    assert today.code is ReasonCode.DUE_TODAY
    assert outcome(given, DUE) == (Progress.MISSED, ReasonCode.NOT_MET)
    assert outcome(given, day(101), running=True) == (Progress.MISSED, ReasonCode.NOT_MET)


def test_on_time_late_and_not_done_are_three_ends():
    assert evaluate(facts((99, "200")), day(99)).end is None
    assert evaluate(facts((99, "200")), DUE, running=True).end is None
    assert evaluate(facts((99, "200")), DUE).end is End.ON_TIME
    assert evaluate(facts((99, "150"), (120, "200")), day(120)).end is End.LATE
    assert evaluate(facts((99, "150")), DUE).end is End.NOT_DONE
    assert evaluate(facts(), DUE).end is End.NOT_DONE
    assert evaluate(facts((99, "200"), due=None), DUE).end is None


def test_a_value_is_judged_on_its_own_day():
    given = facts((50, "140"))

    assert [evaluate(given, day(on)).achievement for on in (50, 70, 99)] == [Decimal("0.8")] * 3


def test_silence_ages_what_was_reported():
    given = facts((50, "150"), silent_after=Period(days=30))

    assert outcome(given, day(80))[0] is Progress.ON_SCHEDULE
    assert outcome(given, day(81)) == (Progress.NOT_ASSESSED, ReasonCode.SILENT)
    # A report without a figure speaks, too; and what was reached does not grow silent.
    spoken = facts((50, "150"), silent_after=Period(days=30), reported_on=day(60))
    assert outcome(spoken, day(90))[0] is Progress.ON_SCHEDULE
    assert outcome(spoken, day(91))[1] is ReasonCode.SILENT
    assert outcome(facts((50, "200"), silent_after=Period(days=30)), day(99))[1] is ReasonCode.MET
    # The frequency of the indicator decides alone where there is one.
    yearly = facts((50, "150"), silent_after=Period(days=30), frequency=Period(months=12))
    assert outcome(yearly, day(99))[0] is Progress.ON_SCHEDULE


def test_past_the_due_date_what_stood_on_it_decides():
    given = facts((99, "200"), (120, "150"))

    assert outcome(given, day(130)) == (Progress.ACHIEVED, ReasonCode.MET_BY_DUE)
    assert evaluate(given, day(130)).actual == 200


def test_met_after_the_due_date_is_achieved_late_while_it_lasts():
    given = facts((99, "150"), (120, "200"), (140, "180"))

    assert outcome(given, day(119)) == (Progress.MISSED, ReasonCode.NOT_MET)
    assert outcome(given, day(120)) == (Progress.ACHIEVED, ReasonCode.MET_LATE)
    assert outcome(given, day(140)) == (Progress.MISSED, ReasonCode.NOT_MET)


def test_silence_past_the_due_date_is_missed():
    assert outcome(facts(), DUE, running=True) == (Progress.NOT_ASSESSED, ReasonCode.NO_VALUE)
    assert outcome(facts(), DUE) == (Progress.MISSED, ReasonCode.NO_VALUE_BY_DUE)


def test_a_value_older_than_its_frequency_is_not_assessed():
    given = facts((10, "105"), frequency=Period(days=30))

    assert outcome(given, day(40))[0] is Progress.BEHIND
    assert outcome(given, day(41)) == (Progress.NOT_ASSESSED, ReasonCode.STALE)
    assert evaluate(given, day(41)).result.measured_on == day(10)


def test_what_fell_due_grows_no_older():
    given = facts((99, "200"), frequency=Period(days=30))

    assert outcome(given, day(5000))[0] is Progress.ACHIEVED


def test_a_stale_value_past_the_due_date():
    frequent = {"frequency": Period(days=30)}

    # It had been met, but nobody knows whether it was still so on the due date.
    assert outcome(facts((50, "200"), **frequent), day(101))[1] is ReasonCode.STALE
    # It had not been met and nothing was said since.
    assert outcome(facts((50, "150"), **frequent), day(101))[0] is Progress.MISSED
    # A value came after the date.
    assert outcome(facts((50, "200"), (110, "199"), **frequent), day(110))[0] is Progress.MISSED
    assert outcome(facts((50, "200"), (110, "200"), **frequent), day(110))[1] is ReasonCode.MET_LATE


def test_not_started_before_the_start():
    given = facts(starts_on=day(10))

    assert outcome(given, day(9)) == (Progress.NOT_STARTED, ReasonCode.BEFORE_START)
    assert outcome(given, day(10)) == (Progress.NOT_ASSESSED, ReasonCode.NO_VALUE)


def test_any_gain_on_the_first_day_is_ahead_and_none_is_not_started():
    assert outcome(facts((0, "101")), START)[1] is ReasonCode.BETTER_THAN_PLANNED
    assert outcome(facts((0, "100")), START)[1] is ReasonCode.NO_GAIN
    assert outcome(facts((-5, "101")), day(-5))[0] is Progress.AHEAD


STEPS = (Step(day(25), Decimal(110)), Step(day(75), Decimal(180)), Step(day(75), Decimal(150)))


@pytest.mark.parametrize(
    ("on", "actual", "progress", "expected"),
    [
        (24, "100", Progress.NOT_STARTED, None),
        (24, "101", Progress.ON_SCHEDULE, None),
        (25, "101", Progress.BEHIND, 110),
        (74, "110", Progress.ON_SCHEDULE, 110),
        (75, "171", Progress.BEHIND, 180),
        (75, "172", Progress.ON_SCHEDULE, 180),
        (99, "190", Progress.AHEAD, 180),
        (100, "190", Progress.ON_SCHEDULE, 200),
    ],
)
def test_steps_ask_nothing_more_until_their_date(on, actual, progress, expected):
    given = facts((on, actual), path=Path.STEPS, steps=STEPS[::-1])
    evaluation = evaluate(given, day(on), running=True)

    assert evaluation.progress is progress
    assert evaluation.expected == expected


def test_steps_work_without_a_due_date():
    given = facts((80, "150"), path=Path.STEPS, steps=STEPS, due=None)

    assert outcome(given, day(80)) == (Progress.BEHIND, ReasonCode.BEHIND_PATH)


def test_a_plan_that_goes_back_before_it_goes_up_is_compared():
    # The old house is pulled down before the new one is built.
    dip = {"path": Path.STEPS, "steps": (Step(day(10), Decimal(80)),)}

    assert outcome(facts((20, "90"), **dip), day(20))[1] is ReasonCode.AS_PLANNED
    assert outcome(facts((20, "79"), **dip), day(20))[1] is ReasonCode.SHORT_OF_PLANNED
    assert evaluate(facts((20, "90"), **dip), day(20)).achievement is None


def test_no_path_asks_nothing_before_the_due_date():
    given = {"path": Path.NONE}

    assert outcome(facts((50, "101"), **given), day(50))[1] is ReasonCode.NOTHING_ASKED_YET
    assert outcome(facts((50, "100"), **given), day(50))[0] is Progress.NOT_STARTED
    assert outcome(facts((100, "150"), **given), DUE, running=True)[0] is Progress.BEHIND


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ({"due": None}, ReasonCode.NO_DUE_DATE),
        ({"due": None, "path": Path.NONE}, ReasonCode.NO_DUE_DATE),
        ({"baseline_on": None}, ReasonCode.NO_START_DATE),
        ({"baseline": None}, ReasonCode.NO_BASELINE),
        ({"path": Path.STEPS}, ReasonCode.NO_STEPS),
    ],
)
def test_a_path_that_lacks_something_is_not_assessed_until_met(lacking, code):
    assert outcome(facts((50, "150"), **lacking), day(50)) == (Progress.NOT_ASSESSED, code)
    assert outcome(facts((50, "200"), **lacking), day(50))[0] is Progress.ACHIEVED


def test_the_dates_of_the_commitment_stand_in_for_those_of_the_goal():
    given = facts((50, "150"), due=None, due_on=DUE, baseline_on=None, starts_on=START)

    assert outcome(given, day(50)) == (Progress.ON_SCHEDULE, ReasonCode.ON_PATH)


def test_without_a_baseline_a_rising_value_is_measured_against_the_plan_itself():
    steps = {"baseline": None, "path": Path.STEPS, "steps": (Step(day(10), Decimal(150)),)}

    assert evaluate(facts((50, "135"), **steps), day(50)).achievement == Decimal("0.9")
    assert outcome(facts((50, "-5"), **steps), day(50))[1] is ReasonCode.SHORT_OF_PLANNED


def test_without_a_baseline_a_falling_value_is_only_compared():
    falling = {
        "direction": Direction.DOWN,
        "comparator": Comparator.LTE,
        "baseline": None,
        "value": "50",
        "path": Path.STEPS,
        "steps": (Step(day(10), Decimal(80)),),
    }

    assert outcome(facts((50, "80"), **falling), day(50))[1] is ReasonCode.AS_PLANNED
    assert outcome(facts((50, "81"), **falling), day(50))[1] is ReasonCode.SHORT_OF_PLANNED
    assert evaluate(facts((50, "80"), **falling), day(50)).completion is None


def test_a_target_no_better_than_the_baseline_is_lost_rather_than_not_started():
    level = {"baseline": "39331", "value": "39331"}

    assert outcome(facts((50, "39331"), **level), day(50))[0] is Progress.ACHIEVED
    assert outcome(facts((50, "39000"), **level), day(50)) == (
        Progress.BEHIND,
        ReasonCode.SHORT_OF_PLANNED,
    )


def test_a_sum_that_is_to_stay_above_a_value_has_to_arrive_there():
    yearly = {
        "direction": Direction.KEEP_ABOVE,
        "aggregation": Aggregation.SUM,
        "baseline": None,
        "value": "1000",
    }

    evaluation = evaluate(facts((20, "200"), (50, "300"), **yearly), day(50))

    assert (evaluation.actual, evaluation.expected) == (500, 500)
    assert evaluation.progress is Progress.ON_SCHEDULE


def test_a_rolling_sum_past_the_due_date_keeps_what_it_was_on_that_date():
    given = facts(
        (100, "100"),
        aggregation=Aggregation.SUM,
        baseline=None,
        span=Period(days=30),
    )

    assert outcome(given, DUE + timedelta(400)) == (Progress.MISSED, ReasonCode.NOT_MET)
    assert evaluate(given, DUE + timedelta(400)).actual == 100
