"""The whole and its parts: what contradicts is named, what adds up is never refused."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments import choices
from commitments.assessment import Across, Clash, ClashKind, Figure, clash, whole_of

counts = st.integers(0, 10**6).map(Decimal)
amounts = st.decimals("-1e9", "1e9", places=3)
several = st.lists(amounts, min_size=1, max_size=30)


def figures(*values):
    """Values, or (value, numerator, denominator)."""
    given = (value if isinstance(value, tuple) else (value,) for value in values)
    return [Figure(*(Decimal(part) for part in row)) for row in given]


def found(whole, *values, across=Across.SUM, is_complete=True, unit=""):
    [figure] = figures(whole)
    return clash(figure, figures(*values), across=across, is_complete=is_complete, unit=unit)


def test_aggregations_match_choices():
    assert [way.value for way in Across] == choices.Across.values


def test_a_sum_that_differs_is_named_with_the_difference():
    wrong = found("40", "20", "18")

    assert wrong == Clash(ClashKind.SUM, Decimal(40), Decimal(38), Decimal(38))
    assert wrong.difference == 2
    assert found("38", "20", "18") is None


def test_whole_numbers_are_counted_and_never_rounded():
    assert found("31", *["1"] * 30).difference == 1


def test_rounded_parts_may_miss_a_rounded_whole_by_half_a_unit_each():
    assert found("1.0", "0.3", "0.3", "0.3") is None
    assert found("1.0", "0.3", "0.3", "0.1") is not None


def test_a_whole_number_among_decimals_is_as_exact_as_the_coarsest():
    assert found("40", "12.34", "13.33", "14.31") is None
    assert found("40", "12.34", "13.33", "14.30") is not None


def test_some_parts_may_not_exceed_the_whole():
    wrong = found("40", "30", "12", is_complete=False)

    assert (wrong.kind, wrong.difference) == (ClashKind.EXCEEDS, 2)
    assert found("40", "30", "8", is_complete=False) is None


@pytest.mark.parametrize(("whole", "parts"), [("-3", ["2"]), ("2", ["-1", "5"])])
def test_possibly_negative_parts_are_checked_only_when_complete(whole, parts):
    assert found(whole, *parts, is_complete=False) is None


def test_an_average_lies_among_its_parts():
    assert found("60", "50", "70", across=Across.AVERAGE) is None
    low = found("45", "50", "70", across=Across.AVERAGE)
    high = found("72.5", "50.0", "70.0", across=Across.AVERAGE)
    assert (low.kind, low.low, low.high, low.difference) == (ClashKind.OUTSIDE, 50, 70, 5)
    assert high.difference == Decimal("2.5")
    assert found("45", "50", "70", across=Across.AVERAGE, is_complete=False) is None


def test_a_maximum_is_that_of_the_highest_part():
    assert found("70", "50", "70", across=Across.MAXIMUM) is None
    assert found("71", "50", "70", across=Across.MAXIMUM).kind is ClashKind.MAXIMUM
    larger = found("69", "50", "70", across=Across.MAXIMUM, is_complete=False)
    assert (larger.kind, larger.difference) == (ClashKind.LARGER, 1)
    assert found("71", "50", "70", across=Across.MAXIMUM, is_complete=False) is None


def test_a_ratio_is_that_of_the_sums_and_not_the_mean_of_the_ratios():
    parts = [("90", "90", "100"), ("50", "5", "10")]

    assert found("86.4", *parts, across=Across.RATIO, unit="%") is None
    wrong = found("70.0", *parts, across=Across.RATIO, unit="%")
    assert wrong.kind is ClashKind.RATIO
    assert wrong.difference.quantize(Decimal("0.01")) == Decimal("16.36")


def test_a_ratio_in_whole_per_cents_is_rounded():
    assert (
        found("86", ("90", "90", "100"), ("50", "5", "10"), across=Across.RATIO, unit="%") is None
    )


def test_a_bare_ratio_is_not_multiplied():
    assert found("3.7", ("3.7", "370", "100"), across=Across.RATIO, unit="平方米") is None


@pytest.mark.parametrize(
    "parts", [["90", ("50", "5", "10")], [("90", "9", "10"), ("50", "5", "-10")]]
)
def test_a_ratio_without_all_fractions_lies_among_its_parts(parts):
    assert found("70", *parts, across=Across.RATIO, unit="%") is None
    assert found("95", *parts, across=Across.RATIO, unit="%").kind is ClashKind.OUTSIDE


def test_does_not_check_partial_ratios_or_incomparable_values():
    assert found("5", ("90", "9", "10"), across=Across.RATIO, is_complete=False) is None
    assert found("5", "90", across=Across.NONE) is None


def test_without_a_whole_or_without_parts_nothing_contradicts():
    assert clash(None, figures("1"), across=Across.SUM, is_complete=True) is None
    assert found("5") is None


def test_the_whole_follows_from_sum_maximum_and_ratio():
    def whole(*values, **given):
        return whole_of(figures(*values), **({"is_complete": True, "unit": "%"} | given))

    assert whole("20", "18", across=Across.SUM) == Figure(Decimal(38))
    assert whole("20", "18", across=Across.MAXIMUM) == Figure(Decimal(20))
    assert whole(("90", "90", "100"), ("50", "5", "10"), across=Across.RATIO) == Figure(
        Decimal("86.3636"), Decimal(95), Decimal(110)
    )
    assert whole("90", across=Across.RATIO) is None
    assert whole("20", "18", across=Across.AVERAGE) is None
    assert whole("20", "18", across=Across.NONE) is None
    assert whole("20", across=Across.SUM, is_complete=False) is None
    assert whole(across=Across.SUM) is None


@given(several, amounts, st.sampled_from(Across), st.booleans(), st.randoms())
def test_the_order_of_the_parts_does_not_matter(values, whole, across, is_complete, random):
    parts = [Figure(value, value, Decimal(3)) for value in values]
    mixed = random.sample(parts, len(parts))
    given = {"across": across, "is_complete": is_complete, "unit": "%"}

    assert clash(Figure(whole), parts, **given) == clash(Figure(whole), mixed, **given)
    assert whole_of(parts, **given) == whole_of(mixed, **given)


@given(several, st.sampled_from([Across.SUM, Across.MAXIMUM, Across.RATIO]))
def test_a_whole_made_from_its_parts_is_never_refused(values, across):
    parts = [Figure(value, value, Decimal(1)) for value in values]
    given = {"across": across, "is_complete": True}

    assert clash(whole_of(parts, **given), parts, **given) is None


@given(st.lists(counts, min_size=1, max_size=30), st.integers(0, 30), st.booleans())
def test_parts_that_add_up_are_never_refused_however_many_are_known(values, known, is_complete):
    parts = [Figure(value) for value in values]
    shown = parts if is_complete else parts[:known]

    whole = Figure(sum(values, Decimal(0)))
    assert clash(whole, shown, across=Across.SUM, is_complete=is_complete) is None


@given(several, st.integers(1, 2))
def test_rounding_alone_is_never_refused(values, places):
    step = Decimal(1).scaleb(-places)
    parts = [Figure(value.quantize(step, ROUND_HALF_UP)) for value in values]
    whole = Figure(sum(values, Decimal(0)).quantize(step, ROUND_HALF_UP))

    assert clash(whole, parts, across=Across.SUM, is_complete=True) is None
