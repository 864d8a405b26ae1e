"""Amounts and dates are accepted as offices write them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from commitments.admin.common.fields import AmountField, DayField


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3.7", "3.7"),
        ("1.2万亿", "1200000000000"),
        ("13万", "130000"),
        ("５．５", "5.5"),
        ("39,331", "39331"),
        ("-4", "-4"),
        ("60%", "60"),
        (" 1 000 ", "1000"),
    ],
)
def test_parses_amounts(written, meant):
    assert AmountField().clean(written) == Decimal(meant)


@pytest.mark.parametrize("written", ["约3", "3万5", "1e5", "NaN", "1" * 20, "万"])
def test_rejects_invalid_amount(written):
    with pytest.raises(ValidationError):
        AmountField().clean(written)


def test_empty_amount_is_none():
    assert AmountField().clean("") is None


def test_shows_amount_as_offices_write_it():
    with translation.override("zh-hans"):
        assert AmountField().prepare_value(Decimal("1200000000000.000000")) == "1.2万亿"
        assert AmountField().prepare_value(Decimal("39331.000000")) == "39331"
    with translation.override("en"):
        assert AmountField().prepare_value(Decimal("130000.000000")) == "130000"


@pytest.mark.parametrize(
    "written", ["2026-03-31", "2026年3月31日", "2026.3.31", "2026/3/31", "20260331"]
)
def test_parses_dates(written):
    assert DayField().clean(written) == date(2026, 3, 31)


@pytest.mark.parametrize("written", ["2026-02-30", "明天", "3月31日"])
def test_rejects_invalid_date(written):
    with pytest.raises(ValidationError):
        DayField().clean(written)
