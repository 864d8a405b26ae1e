from datetime import date
from decimal import Decimal

from commitments.rendering.compose.overall import counts_table, overall
from commitments.rendering.compose.units import units
from commitments.rendering.outline import BarChart, Paragraph, Table, TrendChart
from commitments.rendering.values import Changes, OnTime, Previous
from commitments.rendering.wording import Wording
from tests.rendering.examples import ITEMS, YEAR_END, counts_of, many, report_of

CHINESE = Wording("zh-hans")


def test_the_sentences_say_the_figures_and_the_difference():
    first, second, *_ = overall(report_of(), CHINESE)

    assert first == Paragraph(
        "截至2026年3月31日，纳入督办的承诺事项共8项，比上期（第1期，截至2025年12月31日）增加2项。"
    )
    assert second == Paragraph(
        "进度滞后和超期未完成事项合计3项，占37.5%，比上期增加1项，占比上升4.2个百分点。"
        "截至3月31日，应完成2项，按期完成1项，逾期完成0项，逾期未完成1项，按期完成率50.0%。"
    )


def test_english_says_the_same():
    first, *_ = overall(report_of(), Wording("en"))

    assert first == Paragraph(
        "As of 31 March 2026, commitments tracked: 8; 2 more than No. 1 (as of 31 December 2025)."
    )


def test_the_bar_holds_every_commitment_and_says_its_shares():
    *_, bar = overall(report_of(), CHINESE)

    assert isinstance(bar, BarChart)
    assert sum(share.count for share in bar.shares) == 8
    assert bar.shares[0].label == "已完成 1项 12.5%"
    assert bar.words == (
        "其中，已完成1项，占12.5%；超序时进度1项，占12.5%；达到序时进度1项，占12.5%；"
        "进度滞后2项，占25.0%；超期未完成1项，占12.5%；未启动1项，占12.5%；未评估1项，占12.5%。"
    )


def test_five_figures_stand_with_their_changes():
    rate = OnTime(kept=1, due=4, late=1, not_done=2)
    before = Previous(1, YEAR_END, counts_of(ITEMS[:-2]), on_time=rate)

    _, _, figures, *_ = overall(report_of(previous=before), CHINESE)

    assert isinstance(figures, Table)
    assert [column.heading for column in figures.columns] == [
        *("纳入督办（项）", "已完成（项）", "滞后和超期（项）", "未评估（项）", "按期完成率"),
    ]
    assert figures.rows == (
        ("8", "1", "3", "1", "50.0% 1/2"),
        ("比上期+2", "比上期0", "比上期+1", "比上期+1", "比上期+25.0个百分点"),
    )


def test_the_trend_ends_with_the_present_and_one_month_is_none():
    months = (
        Previous(11, date(2025, 12, 31), counts_of(ITEMS[:4]), "2025-12", 2025),
        Previous(1, date(2026, 1, 31), counts_of(ITEMS[:6]), "2026-01", 2026),
    )

    *_, trend = overall(report_of(trend=months), CHINESE)

    assert isinstance(trend, TrendChart)
    assert trend.labels == ("2025年12月", "2026年1月", "3月")
    assert [(line.name, line.percents) for line in trend.lines] == [
        ("已完成占比", (0.0, 16.7, 12.5)),
        ("滞后和超期占比", (50.0, 33.3, 37.5)),
    ]
    assert not any(isinstance(block, TrendChart) for block in overall(report_of(), CHINESE))


def test_the_first_issue_compares_with_nothing():
    first, _, figures, *_ = overall(report_of(previous=None), CHINESE)
    table, *_ = counts_table(report_of(previous=None), CHINESE)

    assert isinstance(first, Paragraph)
    assert "上期" not in first.text
    assert isinstance(figures, Table)
    assert len(figures.rows) == 1
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["进度评价", "件数（项）", "占比（%）"]


def test_the_printed_columns_add_up_to_their_total():
    table, *_ = counts_table(report_of(many(222)), CHINESE)

    assert isinstance(table, Table)
    *rows, total = table.rows
    assert sum(int(row[1]) for row in rows) == int(total[1]) == 222
    assert sum(Decimal(row[2]) for row in rows) == Decimal(total[2]) == 100


def test_without_commitments_there_is_a_sentence_and_no_table():
    report = report_of((), previous=None, changes=Changes())

    assert overall(report, CHINESE) == [Paragraph("截至2026年3月31日，尚无纳入督办的承诺事项。")]
    assert counts_table(report, CHINESE) == units(report, CHINESE) == []


def test_units_have_a_row_each_with_rank_and_ends_and_a_total():
    table, _ = units(report_of(), CHINESE)

    assert isinstance(table, Table)
    assert table.rows[0] == (
        *("2", "区体育局", "5", "1", "0", "1", "2", "0", "1", "0"),
        *("1", "1", "0", "0", "100.0%"),
    )
    assert table.rows[-2][:2] == ("", "未明确牵头单位")
    assert table.rows[-1] == (
        *("", "合计", "8", "1", "1", "1", "2", "1", "1", "1"),
        *("2", "1", "0", "1", "50.0%"),
    )


def test_no_due_date_has_come_so_there_is_no_rate():
    report = report_of(ITEMS[:2], previous=None)

    _, figures, *_ = overall(report, CHINESE)

    assert isinstance(figures, Paragraph)
    assert "按期完成率" not in figures.text
