from commitments.rendering.compose.changes import changes
from commitments.rendering.outline import Paragraph, Table
from commitments.rendering.values import Changes
from commitments.rendering.wording import Wording
from tests.rendering.examples import CHANGES, report_of

CHINESE = Wording("zh-hans")


def test_each_kind_of_change_is_counted_and_listed():
    sentence, *blocks = changes(report_of(), CHINESE)

    assert sentence == Paragraph(
        "与上期（第1期，截至2025年12月31日）相比，"
        "新立项1项，进度评价变化1项，目标调整1项，办结、销号、暂停、终止或合并1项。"
    )
    assert [block.caption for block in blocks if isinstance(block, Table)] == [
        "新立项",
        "进度评价变化",
        "目标调整",
        "办结、销号、暂停、终止或合并",
    ]


def test_a_revised_target_shows_both_versions_and_the_reason():
    blocks = changes(report_of(changes=Changes(revised=CHANGES.revised)), CHINESE)

    table = blocks[-1]
    assert isinstance(table, Table)
    assert table.rows == (
        (
            "HD-2026-004",
            "固定资产投资每年保持千亿元以上",
            "不低于950亿元；完成时限：2025年12月31日",
            "不低于1000亿元；完成时限：2026年12月31日",
            "区委全会确定的年度目标高于原计划。",
        ),
    )


def test_progress_that_moved_is_shown_from_and_to():
    blocks = changes(report_of(changes=Changes(moved=CHANGES.moved)), CHINESE)

    table = blocks[-1]
    assert isinstance(table, Table)
    assert table.rows[0][2:] == ("达到序时进度", "进度滞后")


def test_no_change_is_said():
    assert changes(report_of(changes=Changes()), CHINESE) == [
        Paragraph("与上期（第1期，截至2025年12月31日）相比无变化。")
    ]


def test_without_an_issue_to_compare_with_there_are_none():
    assert changes(report_of(previous=None), CHINESE) == []
