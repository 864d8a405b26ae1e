from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.assessment import shares


def test_published_figures_of_jinzhai_2025():
    # 金寨县2025年：145项目标分解为222项；欠进度17、达进度162、超进度10、已完成和提前完成24、其它9。
    counts = {"behind": 17, "on_schedule": 162, "ahead": 10, "achieved": 24, "other": 9}

    found = shares(counts)

    assert sum(counts.values()) == 222
    assert found == {
        "behind": Decimal("7.7"),
        "on_schedule": Decimal("73.0"),
        "ahead": Decimal("4.5"),
        "achieved": Decimal("10.8"),
        "other": Decimal("4.0"),
    }
    assert sum(found.values()) == 100


def test_equal_remainders_go_to_the_larger_count_then_to_the_earlier_name():
    assert shares({"a": 1, "b": 1, "c": 1}) == {
        "a": Decimal("33.4"),
        "b": Decimal("33.3"),
        "c": Decimal("33.3"),
    }
    # 0.05 % and 99.95 %: half a tenth is left over from either.
    assert shares({"small": 1, "large": 1999}) == {"small": Decimal(0), "large": Decimal(100)}


def test_one_decimal_is_always_shown():
    assert str(shares({"all": 3})["all"]) == "100.0"
    assert str(shares({"none": 0, "all": 3})["none"]) == "0.0"


@pytest.mark.parametrize("counts", [{}, {"a": 0}, {"a": 0, "b": 0}])
def test_nothing_counted_gives_nothing(counts):
    assert shares(counts) == dict.fromkeys(counts, Decimal("0.0"))


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        shares({"a": -1, "b": 2})


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any))
def test_shares_add_up_and_stay_within_a_tenth_of_the_truth(counts):
    found = shares(dict(enumerate(counts)))

    assert sum(found.values()) == 100
    for place, count in enumerate(counts):
        assert abs(found[place] - Decimal(count) * 100 / sum(counts)) < Decimal("0.1")
