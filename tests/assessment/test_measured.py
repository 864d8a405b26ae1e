from datetime import date
from decimal import Decimal

import pytest

from commitments.assessment import Aggregation, Direction, Period, ReasonCode, Value
from commitments.assessment.measured import Measured, measure
from tests.assessment.given import START, day, goal, values


def amount(found):
    assert isinstance(found, Measured)
    return found.amount


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [
        (Aggregation.LATEST, "7"),
        (Aggregation.SUM, "19"),
        (Aggregation.AVERAGE, "6.333333333333333333333333333"),
        (Aggregation.MAXIMUM, "9"),
    ],
)
def test_how_values_make_one(aggregation, expected):
    given = values((30, "9"), (60, "7"), (10, "3"), (90, "100"))

    found = measure(goal(aggregation=aggregation, baseline=None), given, day(60), None)

    assert amount(found) == Decimal(expected)
    assert found.last_on == day(60)


def test_a_sum_goes_on_from_the_baseline():
    given = goal(aggregation=Aggregation.SUM, baseline="100")

    assert amount(measure(given, values((10, "5"), (20, "6")), day(50), None)) == 111


def test_only_what_lies_after_the_baseline_is_added():
    summed = goal(aggregation=Aggregation.SUM, baseline=None)

    found = measure(summed, values((-1, "1"), (0, "2"), (1, "4")), day(50), None)

    assert amount(found) == 4
    assert found.counted == ("3",)


def test_the_start_opens_the_window_where_there_is_no_date_of_the_baseline():
    summed = goal(aggregation=Aggregation.SUM, baseline=None, baseline_on=None)
    given = values((-1, "1"), (0, "2"), (1, "4"))

    assert amount(measure(summed, given, day(50), START)) == 6
    assert amount(measure(summed, given, day(50), None)) == 7
    assert amount(measure(summed, given, day(50), date.min)) == 7


def test_a_period_that_began_before_the_window_is_left_out():
    summed = goal(aggregation=Aggregation.SUM, baseline=None)
    given = (
        Value(day(31), Decimal(5), period_start=day(1)),
        Value(day(10), Decimal(7), period_start=day(-20)),
    )

    assert amount(measure(summed, given, day(50), None)) == 5


def test_three_year_average():
    averaged = goal(direction=Direction.UP, aggregation=Aggregation.AVERAGE, span=Period(months=36))
    yearly = tuple(
        Value(date(year, 12, 31), Decimal(share), id=str(year))
        for year, share in [(2021, "99"), (2022, "90"), (2023, "96"), (2024, "93"), (2025, "99")]
    )

    found = measure(averaged, yearly, date(2025, 12, 31), None)

    assert amount(found) == 96
    assert found.counted == ("2023", "2024", "2025")
    assert amount(measure(averaged, yearly, date(2024, 12, 31), None)) == 93


def parts(on, numerator, denominator):
    return Value(
        day(on),
        Decimal(0),
        None if numerator is None else Decimal(numerator),
        None if denominator is None else Decimal(denominator),
    )


@pytest.mark.parametrize(("unit", "expected"), [("%", "40"), ("‰", "400"), ("", "0.4")])
def test_a_ratio_is_made_of_sums_and_not_of_shares(unit, expected):
    shared = goal(aggregation=Aggregation.RATIO, unit=unit)

    found = measure(shared, [parts(10, "30", "50"), parts(20, "10", "50")], day(50), None)

    assert amount(found) == Decimal(expected)


def test_a_ratio_without_usable_parts():
    shared = goal(aggregation=Aggregation.RATIO)

    for given in ([parts(10, "1", None)], [parts(10, None, "1")], [parts(10, "1", "0")]):
        assert measure(shared, given, day(50), None) is ReasonCode.NO_RATIO


def test_no_value():
    assert measure(goal(), (), day(50), None) is ReasonCode.NO_VALUE
    assert measure(goal(), values((51, "1")), day(50), None) is ReasonCode.NO_VALUE
    summed = goal(aggregation=Aggregation.SUM)
    assert measure(summed, values((-5, "1")), day(50), None) is ReasonCode.NO_VALUE


def test_of_two_values_on_a_day_the_one_entered_later_counts():
    given = (Value(day(5), Decimal(7), id="10"), Value(day(5), Decimal(9), id="9"))

    assert amount(measure(goal(), given, day(50), None)) == 7
    assert amount(measure(goal(), given[::-1], day(50), None)) == 7
