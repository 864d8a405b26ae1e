"""Totals explained: the bridge, the ends, shares that a calculator gives otherwise, growth."""

from dataclasses import replace
from decimal import Decimal

import pytest

from commitments.rendering.compose.overall import (
    bridge_line,
    counts_table,
    overall,
    shares_note,
)
from commitments.rendering.outline import Note, Paragraph
from commitments.rendering.values import (
    Changes,
    Comparator,
    Contradiction,
    Crossed,
    Crossing,
    OnTime,
    Previous,
    Target,
)
from commitments.rendering.wording import Wording
from tests.rendering.examples import ITEMS, QUARTER_END, YEAR_END, counts_of, report_of

CHINESE, ENGLISH = Wording("zh-hans"), Wording("en")
BEFORE = Previous(1, YEAR_END, counts_of(ITEMS[:-2]), "2025-Q4", 2025)
ENTERED = (
    Crossed("HD-2026-007", "丙", Crossing.REGISTERED),
    Crossed("HD-2026-008", "丁", Crossing.REGISTERED),
    Crossed("HD-2026-006", "戊", Crossing.RESUMED),
)
LEFT = (Crossed("HD-2025-099", "己", Crossing.MERGED),)


def test_the_bridge_names_what_was_added_and_taken_off() -> None:
    report = report_of(previous=BEFORE, changes=Changes(entered=ENTERED, left=LEFT))

    assert bridge_line(report, CHINESE) == "上期6＋新增2＋恢复1－合并1＝本期8"
    assert bridge_line(report, ENGLISH) == (
        "Before 6 + 2 registered + 1 resumed − 1 merged = now 8"
    )


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        (Changes(entered=ENTERED), "6 \\+ 3 - 0 is not 8"),
        (Changes(), "6 \\+ 0 - 0 is not 8"),
        (
            Changes(entered=ENTERED, left=(Crossed("HD-2026-001", "甲", Crossing.MERGED),)),
            "crossed the other way",
        ),
    ],
)
def test_a_bridge_that_does_not_lead_there_is_refused(changes: Changes, complaint: str) -> None:
    with pytest.raises(Contradiction, match=complaint):
        report_of(previous=BEFORE, changes=changes)


def test_what_nobody_assessed_makes_the_ends_add_up() -> None:
    report = report_of(previous=None, changes=Changes())
    first, *others = report.units
    units = (replace(first, on_time=OnTime(kept=1, due=3, late=0, not_done=0)), *others)

    _, figures, *_ = overall(replace(report, units=units), CHINESE)

    assert isinstance(figures, Paragraph)
    assert "应完成4项，按期完成1项，逾期完成0项，逾期未完成1项，到期未评估2项" in figures.text


def test_an_issue_that_told_two_ends_only_says_no_third() -> None:
    report = report_of(previous=None, changes=Changes())
    units = tuple(replace(u, on_time=replace(u.on_time, late=None)) for u in report.units)

    _, figures, *_ = overall(replace(report, units=units), CHINESE)

    assert isinstance(figures, Paragraph)
    assert "逾期完成" not in figures.text


def test_shares_that_a_calculator_gives_otherwise_are_named() -> None:
    report = report_of(ITEMS[:3], previous=None, changes=Changes())

    assert shares_note(report, CHINESE) == (
        "注：占比经调整使合计为100.0%，其中达到序时进度四舍五入应为33.3%。"
    )
    assert Note(shares_note(report, CHINESE)) in counts_table(report, CHINESE)
    assert shares_note(report_of(), CHINESE) == ""


@pytest.mark.parametrize(
    ("comparator", "value", "chinese", "english"),
    [
        (Comparator.APPROX, "4.5", "增长4.5%左右", "growth of about 4.5%"),
        (Comparator.GTE, "4.5", "增长4.5%以上", "growth of at least 4.5%"),
        (Comparator.EQ, "5", "增长5%", "growth of 5%"),
        (Comparator.LTE, "-3.5", "下降3.5%以上", "fall of at least 3.5%"),
    ],
)
def test_growth_is_said_as_growth(
    comparator: Comparator, value: str, chinese: str, english: str
) -> None:
    target = Target(comparator, Decimal(value), unit="%", due=QUARTER_END, is_growth=True)

    assert CHINESE.target(target) == chinese
    assert ENGLISH.target(target) == english
