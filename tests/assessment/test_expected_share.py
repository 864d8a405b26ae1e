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


def test_straight_line_expects_half_at_half_time():
    assert asked((50, "120"), on=60) == Decimal("0.5")


def test_does_not_depend_on_measured_values():
    assert asked((50, "100")) == asked((50, "150")) == Decimal("0.5")


def test_works_for_falling_target():
    given = {"direction": Direction.DOWN, "comparator": Comparator.LTE, "value": "50"}
    assert asked((20, "95"), on=25, **given) == Decimal("0.2")


def test_past_due_date_expects_everything():
    assert asked((40, "150"), on=150) == 1


def test_count_starts_from_zero():
    given = {"direction": Direction.COUNT, "aggregation": Aggregation.SUM, "baseline": None}
    assert asked((50, "20"), **given) == Decimal("0.5")


@pytest.mark.parametrize(
    "given",
    [
        {"direction": Direction.KEEP_ABOVE},
        {"direction": Direction.YES_NO},
        {"goal": None},
        {"baseline": None},
    ],
)
def test_bound_to_keep_has_no_share(given):
    assert asked((40, "120"), **given) is None


def test_target_without_figure_has_no_share():
    found = evaluate(facts((40, "120"), value=None), day(50))
    assert expected_share(codec.encode(found.inputs), Decimal(110)) is None
