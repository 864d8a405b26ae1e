import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.quantities.numbers import find, spell


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.2万亿元", [1_200_000_000_000.0]),
        ("16.8万元/人", [168_000.0]),
        ("1,400.5万人", [14_005_000.0]),
        ("１２个、３，２００家", [12.0, 3200.0]),
        ("９．５％", [9.5]),
        ("2760亿", [276_000_000_000.0]),
        ("1002万千瓦", [10_020_000.0]),
        ("5百万", [5_000_000.0]),
        ("三百二十家", [320.0]),
        ("二千零五人", [2005.0]),
        ("两千万元", [20_000_000.0]),
        ("千亿元", [100_000_000_000.0]),
        ("十二项", [12.0]),
    ],
)
def test_values_are_exact(text, values):
    assert [number.value for number in find(text)] == values


@pytest.mark.parametrize("text", ["680多万人", "30余万公里", "3000余家", "6000多公里", "近百余所"])
def test_more_is_heard(text):
    assert [number.more for number in find(text)][-1] is True


@pytest.mark.parametrize(
    "text",
    ["PM2.5", "5G", "5A级", "1+10+N", "“3+1”体系", "2019.6.30", "8:30", "2025/12/31", "第3届"],
)
def test_names_and_times_are_no_numbers(text):
    assert list(find(text)) == []


@pytest.mark.parametrize(
    ("text", "units"), [("1.2千米", 1.2), ("500千瓦", 500.0), ("0.2百分点", 0.2)]
)
def test_a_unit_keeps_its_thousand(text, units):
    assert next(iter(find(text))).value == units


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10), ("二十", 20), ("一百零三", 103), ("三万五千", 35_000), ("万亿", 10**12),
        ("一亿二千万", 120_000_000), ("百万", 1_000_000), ("两", 2), ("", 0),
    ],
)  # fmt: skip
def test_spelled_numerals(numeral, value):
    assert spell(numeral) == value


@given(st.integers(min_value=0, max_value=99_999_999), st.sampled_from(["", "万", "亿", "万亿"]))
def test_every_whole_number_comes_back(number, scale):
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert [found.value for found in find(f"共{number}{scale}个")] == [float(number * factor)]


@given(st.text(alphabet="0123456789.,万亿千百十零〇多余几一二三+-:/ ", max_size=60))
def test_nothing_breaks_on_broken_numbers(text):
    for number in find(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.value >= 0
