from decimal import Decimal

from commitments.rendering.compose.overall import overall
from commitments.rendering.compose.units import units
from commitments.rendering.outline import Paragraph, Table
from commitments.rendering.values import Changes
from commitments.rendering.wording import Wording
from tests.rendering.examples import ITEMS, many, report_of

CHINESE = Wording("zh-hans")


def test_the_sentences_say_the_figures_and_the_difference():
    first, second, _ = overall(report_of(), CHINESE)

    assert first == Paragraph(
        "截至2026年3月31日，纳入督办的承诺事项共8项，"
        "比上期（第1期，截至2025年12月31日）增加2项。"
        "其中，已完成1项，占12.5%；超序时进度1项，占12.5%；达到序时进度1项，占12.5%；"
        "进度滞后2项，占25.0%；超期未完成1项，占12.5%；未启动1项，占12.5%；未评估1项，占12.5%。"
    )
    assert second == Paragraph(
        "进度滞后和超期未完成事项合计3项，占37.5%，比上期增加1项，占比上升4.2个百分点。"
        "截至3月31日，应完成2项，按期完成1项，逾期完成0项，逾期未完成1项，按期完成率50.0%。"
    )


def test_english_says_the_same():
    first, _, _ = overall(report_of(), Wording("en"))

    assert isinstance(first, Paragraph)
    assert first.text.startswith(
        "As of 31 March 2026, commitments tracked: 8; 2 more than No. 1 (as of 31 December 2025). "
        "Of these: Achieved 1 (12.5%)"
    )


def test_the_first_issue_compares_with_nothing():
    first, _, table = overall(report_of(previous=None), CHINESE)

    assert isinstance(first, Paragraph)
    assert "上期" not in first.text
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["进度评价", "件数（项）", "占比（%）"]


def test_the_printed_columns_add_up_to_their_total():
    *_, table = overall(report_of(many(222)), CHINESE)

    assert isinstance(table, Table)
    *rows, total = table.rows
    assert sum(int(row[1]) for row in rows) == int(total[1]) == 222
    assert sum(Decimal(row[2]) for row in rows) == Decimal(total[2]) == 100


def test_without_commitments_there_is_a_sentence_and_no_table():
    report = report_of((), previous=None, changes=Changes())

    assert overall(report, CHINESE) == [Paragraph("截至2026年3月31日，尚无纳入督办的承诺事项。")]
    assert units(report, CHINESE) == [Paragraph("本期无分单位情况。")]


def test_units_have_a_row_each_and_a_total():
    table, ends = units(report_of(), CHINESE)

    assert isinstance(table, Table)
    assert table.rows[0] == ("区体育局", "5", "1", "0", "1", "2", "0", "1", "0")
    assert table.rows[-2][0] == "未明确牵头单位"
    assert table.rows[-1] == ("合计", "8", "1", "1", "1", "2", "1", "1", "1")
    assert isinstance(ends, Table)
    assert ends.rows == (
        ("区体育局", "1", "1", "0", "0", "100.0%\n1/1"),
        ("区民政局", "1", "0", "0", "1", "0.0%\n0/1"),
        ("合计", "2", "1", "0", "1", "50.0%\n1/2"),
    )


def test_no_due_date_has_come_so_there_is_no_rate():
    report = report_of(ITEMS[:2], previous=None)

    _, figures, _ = overall(report, CHINESE)

    assert isinstance(figures, Paragraph)
    assert "按期完成率" not in figures.text
