from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.rendering import labels, target_labels
from commitments.rendering.values import Comparator, OnTime, Progress, Target, Workflow
from commitments.rendering.wording import Wording, difference

CHINESE, ENGLISH = Wording("zh-hans"), Wording("en")


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        ("39331", "张", "39331张", "39,331 张"),
        ("130000", "人", "13万人", "130,000 人"),
        ("12345", "人", "12345人", "12,345 人"),
        ("1200000000000", "元", "1.2万亿元", "1.2 trillion 元"),
        ("28136500000", "元", "281.365亿元", "28.1365 billion 元"),
        ("39331", "元", "39331元", "39,331 元"),
        ("9999.5", "元", "9999.5元", "9,999.5 元"),
        ("123456.789", "元", "123456.789元", "123,456.789 元"),
        ("-20000", "元", "-20000元", "-20,000 元"),
        ("12000", "万元", "12000万元", "12,000 万元"),
        ("3.70", "平方米", "3.7平方米", "3.7 平方米"),
        ("60", "%", "60%", "60%"),
        ("120000", "%", "120000%", "120,000%"),
        ("3", "百分点", "3个百分点", "3 percentage points"),
        ("1E+4", "", "10000", "10,000"),
        ("0", "张", "0张", "0 张"),
    ],
)
def test_quantities(value, unit, chinese, english):
    assert CHINESE.quantity(Decimal(value), unit) == chinese
    assert ENGLISH.quantity(Decimal(value), unit) == english


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=3))
def test_a_scaled_amount_loses_no_digit(value):
    said = CHINESE.quantity(value, "元").removesuffix("元")
    sizes = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
    scale = next((name for name in sizes if said.endswith(name)), "")

    assert Decimal(said.removesuffix(scale)) * sizes.get(scale, 1) == value


@pytest.mark.parametrize(
    ("period", "chinese", "english"),
    [
        ("2026-Q1", "2026年一季度", "first quarter of 2026"),
        ("2026-Q4", "2026年四季度", "fourth quarter of 2026"),
        ("2026-H1", "2026年上半年", "first half of 2026"),
        ("2026-03", "2026年3月", "March 2026"),
        ("2026", "2026年", "2026"),
        ("2026-13", "2026-13", "2026-13"),
        ("“十五五”时期", "“十五五”时期", "“十五五”时期"),
    ],
)
def test_periods(period, chinese, english):
    assert CHINESE.period(period) == chinese
    assert ENGLISH.period(period) == english


def test_days():
    assert CHINESE.day(date(2026, 3, 31)) == "2026年3月31日"
    assert ENGLISH.day(date(2026, 3, 31)) == "31 March 2026"
    assert CHINESE.day(None) == "—"


@pytest.mark.parametrize(
    ("target", "chinese"),
    [
        (Target(Comparator.GTE, Decimal("3.7"), unit="平方米"), "不低于3.7平方米"),
        (Target(Comparator.GT, Decimal(60), unit="%"), "超过60%"),
        (Target(Comparator.LTE, Decimal(5), unit="%"), "不高于5%"),
        (Target(Comparator.LT, Decimal(5), unit="%"), "低于5%"),
        (Target(Comparator.EQ, Decimal(11), unit="处"), "11处"),
        (Target(Comparator.APPROX, Decimal(130000), unit="人"), "约13万人"),
        (Target(Comparator.BETWEEN, Decimal(3), Decimal(5), unit="%"), "3%至5%"),
        (Target(Comparator.GTE, Decimal(293), unit="家", is_assumed=True), "不低于293家（推定）"),
        (Target(text="印发\n规划"), "印发规划"),
        (Target(), "—"),
    ],
)
def test_targets(target, chinese):
    assert CHINESE.target(target) == chinese


def test_a_rate_keeps_its_numerator_and_denominator():
    assert CHINESE.rate(OnTime(2, 3)) == "66.7%\n2/3"
    assert CHINESE.rate(OnTime(0, 0)) == "—"


def test_differences_have_a_sign():
    assert [difference(value) for value in (3, -2, 0)] == ["+3", "-2", "0"]
    assert [difference(Decimal(v)) for v in ("2.7", "-0.9", "0.0")] == ["+2.7", "-0.9", "0"]


def test_headings_are_numbered_as_each_language_does():
    assert CHINESE.numbered(1, "总体情况") == "一、总体情况"
    assert CHINESE.numbered(2, "目标调整", level=2) == "（二）目标调整"
    assert ENGLISH.numbered(1, "Overview") == "1. Overview"
    assert ENGLISH.numbered(2, "Targets revised", level=2) == "(2) Targets revised"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'fr'"):
        Wording("fr")


def test_names_that_the_office_did_not_set_are_in_each_language():
    assert ENGLISH.name("督查室") == "Supervision Office"
    assert CHINESE.name("督查室") == "督查室"
    assert ENGLISH.name("海淀区委区政府督查室") == "海淀区委区政府督查室"
    assert ENGLISH.name("承诺事项进展情况通报") == "Progress of Commitments"


def test_a_fall_told_by_its_size_reads_as_a_fall():
    def said(comparator, value_max=None):
        target = Target(comparator, Decimal("3.5"), value_max, "%", is_fall=True)
        return CHINESE.target(target), ENGLISH.target(target)

    assert said(Comparator.EQ) == ("下降3.5%", "fall of 3.5%")
    assert said(Comparator.GTE) == ("下降3.5%以上", "fall of at least 3.5%")
    assert said(Comparator.LTE) == ("下降不超过3.5%", "fall of at most 3.5%")
    assert said(Comparator.BETWEEN, Decimal(4)) == ("下降3.5%至4%", "fall of 3.5% to 4%")


def test_every_code_has_words():
    assert set(labels.PROGRESS) == set(Progress)
    assert set(labels.WORKFLOW) == set(Workflow)
    assert set(target_labels.COMPARATOR) == set(Comparator)


def test_no_text_hides_another_of_the_same_name():
    parts = (labels.LETTERHEAD, labels.SENTENCES, labels.WORDS)

    assert len(labels.TEXTS) == sum(map(len, parts))
