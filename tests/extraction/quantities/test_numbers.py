import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.quantities.numbers import find


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
    ("text", "values"),
    [
        ("3万4000个", [34_000.0]),
        ("25万6千人次", [256_000.0]),
        ("1万2千3百人", [12_300.0]),
        ("3千5百名", [3500.0]),
        ("2亿3000万元", [230_000_000.0]),
        ("1亿3千多万", [130_000_000.0]),
        ("三千六栋", [3600.0]),
        ("三点五亿元", [350_000_000.0]),
        ("伍仟万元", [50_000_000.0]),
        ("壹佰贰拾万元", [1_200_000.0]),
        ("一七二零套", [1720.0]),
        ("三千千瓦", [3000.0]),
        ("三十五千瓦", [35.0]),
        ("三万五千米", [35_000.0]),
        ("十多万人", [100_000.0]),
        ("二十几个", [20.0]),
    ],
)
def test_mixed_and_spoken_numbers(text, values):
    assert [number.value for number in find(text)] == values


@pytest.mark.parametrize(
    ("text", "ends"),
    [("三四十个", (30.0, 40.0)), ("两三百家", (200.0, 300.0)), ("五六千万元", (5e7, 6e7))],
)
def test_neighbours_said_together_are_a_range(text, ends):
    [number] = find(text)

    assert (number.value, number.high) == ends


@pytest.mark.parametrize("text", ["40万3岁以下婴幼儿", "3万2025年", "5万20公里", "建成5千3公里"])
def test_a_figure_behind_a_scale_that_does_not_fill_it_stands_alone(text):
    assert len(list(find(text))) == 2


@pytest.mark.parametrize("text", ["10来个", "三百来户", "百来家", "十来万元"])
def test_some_more_or_less_is_heard(text):
    assert [number.about for number in find(text)] == [True]


@pytest.mark.parametrize("text", ["一二三产业", "几十个", "数十家", "一九九八年", "十来讲"])
def test_names_and_vague_words_count_nothing(text):
    assert all(number.value <= 10 and not number.about for number in find(text))


@given(st.integers(min_value=0, max_value=99_999_999), st.sampled_from(["", "万", "亿", "万亿"]))
def test_every_whole_number_comes_back(number, scale):
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert [found.value for found in find(f"共{number}{scale}个")] == [float(number * factor)]


@given(st.text(alphabet="0123456789.,万亿千百十零〇多余几一二三+-:/ ", max_size=60))
def test_nothing_breaks_on_broken_numbers(text):
    for number in find(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.value >= 0
