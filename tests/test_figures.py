from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.figures import (
    chinese_day,
    chinese_figure,
    english_day,
    english_figure,
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
