"""Values are brought into the unit and sign of the target, or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.matching.inputs import Statement
from commitments.matching.proposals import Reason
from commitments.matching.values import FACTORS, comparable, convert, loosely_same, turned
from tests.matching.given import said, target

AMOUNTS = st.decimals(-(10**9), 10**9, places=3)


def statement(value, unit, change):
    _, name, value, unit, change, _ = said("x", "x", value, unit, change)
    return Statement(0, 1, "x", name, value, unit, change)


@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        ("515.6e8", "斤", "吨", "25780000"),
        ("5500", "公里", "米", "5500000"),
        ("12", "平方公里", "公顷", "1200"),
        ("3", "名", "人", "3"),
    ],
)
def test_units_of_one_family(value, unit, into, expected):
    assert convert(Decimal(value), unit, into) == Decimal(expected)


@pytest.mark.parametrize(
    ("unit", "into"),
    [("人次", "人"), ("美元", "元"), ("百分点", "%"), ("天", "%"), ("户", "人"), ("亩", "公顷")],
)
def test_units_that_measure_something_else(unit, into):
    assert convert(Decimal(1), unit, into) is None
    assert not loosely_same(unit, into)


@pytest.mark.parametrize(
    ("reported", "aimed", "value"),
    [
        (("3.3", "%", "decrease"), ("%", "growth"), "-3.3"),
        (("3.3", "%", "growth"), ("%", "decrease"), "-3.3"),
        (("3.3", "%", "decrease"), ("%", "decrease"), "3.3"),
        (("1.5", "倍", "growth"), ("%", "growth"), "150"),
        (("380", "所", "increase"), ("个", "increase"), "380"),
    ],
)
def test_sign_and_unit_of_the_target(reported, aimed, value):
    done = turned(statement(*reported), target("x", 1, *aimed))
    assert done.value == Decimal(value)


def test_what_does_not_compare_says_so():
    assert isinstance(turned(statement(1, "人次", "level"), target("x", 1, "人")), Reason)


@pytest.mark.parametrize(
    ("reported", "aimed", "possible"),
    [
        (("元", "level"), ("%", "growth"), False),
        (("%", "growth"), ("%", "level"), False),
        (("%", "growth"), ("%", "decrease"), True),
        (("百分点", "increase"), ("%", "growth"), False),
        (("个", "level"), ("个", "increase"), True),
        (("个", "decrease"), ("个", "increase"), False),
    ],
)
def test_growth_is_never_the_value_itself(reported, aimed, possible):
    unit, change = reported
    assert comparable(statement(1, unit, change), target("x", 1, *aimed)) is possible


@given(AMOUNTS, st.sampled_from(sorted(FACTORS)), st.sampled_from(sorted(FACTORS)))
def test_there_and_back_is_the_same(value, unit, into):
    there = convert(value, unit, into)
    if there is not None:
        assert convert(there, into, unit) == pytest.approx(value)
