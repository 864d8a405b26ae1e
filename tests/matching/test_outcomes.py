"""Kept, missed, or not to be said without a person."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.matching.inputs import Comparator, Direction
from commitments.matching.outcomes import direction_of, of
from commitments.matching.proposals import Outcome
from tests.matching.given import target

MET, MISSED, UNCLEAR = Outcome.MET, Outcome.MISSED, Outcome.UNCLEAR
GDP = ("地区生产总值", 5, "%", "growth")
JOBLESS = ("城镇调查失业率", "5.5", "%", "level")
PRICES = ("居民消费价格涨幅", 2, "%", "growth")


@pytest.mark.parametrize(
    ("aim", "comparator", "value", "outcome"),
    [
        (GDP, "gte", "5.3", MET),
        (GDP, "gte", "4.9", MISSED),
        (GDP, "approx", "4.8", MET),
        (GDP, "approx", "4.1", MISSED),
        (JOBLESS, "approx", "5.2", MET),
        (JOBLESS, "lte", "5.6", MISSED),
        (PRICES, "approx", "0", UNCLEAR),
        (PRICES, "approx", "2.0", MET),
        (PRICES, "lte", "0.2", MET),
        (("能耗强度", 3, "%", "decrease"), "eq", "3.1", MET),
        (("PM2.5浓度", 34, "微克/立方米", "level"), "lt", "34", MISSED),
        (("治理违法建设", 2000, "平方米", "level"), "eq", "2049", MET),
        (("高新技术企业", 60, "家", "level"), "gt", "60", UNCLEAR),
    ],
)
def test_of(aim, comparator, value, outcome):
    given_target = target(*aim, comparator=Comparator(comparator))
    assert of(given_target, Decimal(value)) is outcome


def test_a_round_number_left_behind_may_have_met_what_lies_just_above():
    aim = target("粮食播种面积", 7140, "亩", comparator=Comparator.GTE)
    assert of(aim, Decimal(7100), reported=Comparator.GTE) is UNCLEAR
    assert of(aim, Decimal(7100)) is MISSED
    assert of(aim, Decimal(5000), reported=Comparator.GTE) is MISSED


def test_while_a_target_runs_only_what_was_reached_early_is_said():
    rising = target("森林覆盖率", 24, "%", comparator=Comparator.GTE)
    kept = target(*JOBLESS, comparator=Comparator.LTE)
    assert of(rising, Decimal(25), running=True) is MET
    assert of(rising, Decimal(23), running=True) is UNCLEAR
    assert of(kept, Decimal(5), running=True) is UNCLEAR


def test_what_was_said_of_the_indicator_outweighs_its_name():
    assert direction_of(target(*JOBLESS)) is Direction.DOWN
    assert direction_of(target(*JOBLESS, direction=Direction.UP)) is Direction.UP


@given(st.decimals(-100, 100, places=2), st.decimals(-100, 100, places=2))
def test_more_never_turns_kept_into_missed(value, more):
    low, high = sorted((value, more))
    aim = target(*GDP, comparator=Comparator.GTE)
    assert not (of(aim, low) is MET and of(aim, high) is MISSED)
