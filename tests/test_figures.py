from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.figures import (
    chinese_day,
    chinese_figure,
    day_of,
    english_day,
    english_figure,
    figure_of,
    percent,
    threshold,
)

FIGURES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("39331", "张", "39331张"),
        ("1200000000000", "元", "1.2万亿元"),
        ("1000000000000", "元", "1万亿元"),
        ("100000000000", "元", "1000亿元"),
        ("130000", "人", "13万人"),
        ("20000", "张", "20000张"),
        ("12345678", "人", "12345678人"),
        ("12345678901234", "元", "123456.79亿元"),
        ("1234567890", "元", "123456.789万元"),
        ("120000", "万元", "120000万元"),
        ("3.70", "平方米", "3.7平方米"),
        ("8.1", "名", "8.1名"),
        ("60.0", "%", "60%"),
        ("5.25", "%", "5.25%"),
        ("0.5", "百分点", "0.5个百分点"),
        ("-200000", "人", "-20万人"),
        ("0.000", "", "0"),
        ("-0", "", "0"),
        ("1E+2", "个", "100个"),
        ("0.284312", "吨标准煤", "0.284312吨标准煤"),
        ("0.28431234567", "吨标准煤", "0.2843吨标准煤"),
        ("133.33333333333", "处", "133.33处"),
        ("199.99999999999", "处", "200处"),
    ],
)
def test_chinese_figure(value, unit, written):
    assert chinese_figure(Decimal(value), unit) == written


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("39331", "beds", "39,331 beds"),
        ("1200000000000", "yuan", "1.2 trillion yuan"),
        ("12345678901", "yuan", "12,345.68 million yuan"),
        ("1234567", "people", "1,234,567 people"),
        ("5.50", "%", "5.5%"),
        ("0.5", "百分点", "0.5 percentage points"),
        ("3.0", "", "3"),
    ],
)
def test_english_figure(value, unit, written):
    assert english_figure(Decimal(value), unit) == written


@pytest.mark.parametrize(
    ("ratio", "below", "written"),
    [
        ("0.8", None, "80.0%"),
        ("0.8996", "0.9", "89.9%"),
        ("0.8996", None, "90.0%"),
        ("0.6667", "0.9", "66.7%"),
        ("1.0999", "1.1", "109.9%"),
        ("1.12345", None, "112.3%"),
        ("-0.2", "0.9", "-20.0%"),
        ("-0.00001", "0.9", "0.0%"),
    ],
)
def test_percent_never_rounds_up_to_a_threshold_not_reached(ratio, below, written):
    assert percent(Decimal(ratio), below and Decimal(below)) == written


def test_threshold_is_written_without_trailing_zeros():
    assert threshold(Decimal("0.90")) == "90%"
    assert threshold(Decimal("1.125")) == "112.5%"


def test_days():
    assert chinese_day(date(2026, 3, 31)) == "2026年3月31日"
    assert english_day(date(2026, 12, 1)) == "1 December 2026"


@given(FIGURES)
def test_any_figure_can_be_written_whatever_the_context(value):
    with localcontext(prec=3):
        assert chinese_figure(value, "元").endswith("元")
        assert english_figure(value, "yuan").endswith(" yuan")
        assert percent(value, Decimal("0.9")).endswith("%")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.7", "3.7"),
        ("1.2万亿", "1200000000000"),
        ("３９，３３１", "39331"),
        ("5亿", "500000000"),
        ("60%", "60"),
        ("-0.5", "-0.5"),
    ],
)
def test_a_figure_is_read_as_it_is_written(text: str, value: str) -> None:
    assert figure_of(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "约3", "3.7平方米", "1e9", "--1", "nan"])
def test_rejects_text_that_is_no_figure(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- whatever its words
        figure_of(text)


@pytest.mark.parametrize(
    "text", ["2026-3-31", "2026年3月31日", "20260331", "2026/03/31", "２０２６．３．３１"]
)
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert day_of(text) == date(2026, 3, 31)


@pytest.mark.parametrize("text", ["", "年底", "2026-02-30", "2026-13-01", "3月31日", "2026年3月"])
def test_rejects_text_that_is_no_day(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- whatever its words
        day_of(text)
