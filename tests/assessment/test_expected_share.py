from decimal import Decimal

import pytest

from commitments import codec
from commitments.assessment import (
    Aggregation,
    Comparator,
    Direction,
    evaluate,
    expected_share,
)
from tests.assessment.given import day, facts


def asked(*measured, on=50, **given):
    found = evaluate(facts(*measured, **given), day(on))
    return expected_share(codec.encode(found.inputs), found.expected)


def test_the_straight_line_asks_for_half_at_half_time():
    assert asked((40, "120")) == Decimal("0.5")


def test_it_does_not_depend_on_what_was_measured():
    assert asked((40, "100")) == asked((40, "150")) == Decimal("0.5")


def test_a_falling_target_is_no_trick():
    given = {"direction": Direction.DOWN, "comparator": Comparator.LTE, "value": "50"}
    assert asked((20, "90"), on=25, **given) == Decimal("0.25")


def test_past_the_due_date_all_is_asked():
    assert asked((40, "150"), on=150) == 1


def test_what_is_counted_starts_from_nothing():
    given = {"direction": Direction.COUNT, "aggregation": Aggregation.SUM, "baseline": None}
    assert asked((40, "20"), **given) == Decimal("0.5")


@pytest.mark.parametrize(
    "given",
    [
        {"direction": Direction.KEEP_ABOVE},
        {"direction": Direction.YES_NO},
        {"goal": None},
        {"baseline": None},
    ],
)
def test_there_is_no_share_where_there_is_no_way(given):
    assert asked((40, "120"), **given) is None


def test_a_target_without_a_figure_asks_for_no_share_whatever_was_expected():
    found = evaluate(facts((40, "120"), value=None), day(50))
    assert expected_share(codec.encode(found.inputs), Decimal(110)) is None
