from dataclasses import replace

from commitments.rendering.compose.items import annex, attention
from commitments.rendering.outline import Heading, Note, Paragraph, Table
from commitments.rendering.wording import Wording
from tests.rendering.examples import ITEMS, report_of

CHINESE = Wording("zh-hans")


def test_missed_comes_before_behind_each_under_its_heading():
    blocks = attention(report_of(), CHINESE)

    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings == ["（一）超期未完成1项", "（二）进度滞后2项"]


def test_a_row_says_what_by_when_who_and_why():
    _, table, *_ = attention(report_of(), CHINESE)

    assert isinstance(table, Table)
    assert table.rows == (
        (
            "1",
            "养老家庭照护床位保持现有规模\nHD-2026-003\n"
            "牵头：区民政局\n配合：各街道办事处、镇人民政府",
            "不低于39331张（推定）\n完成时限：2026年2月28日\n基期值：39331张\n"
            "完成值：38870张（2026年2月28日）\n目标完成率：98.8%",
            "2026年2月28日到期，完成值38870张，低于目标39331张。",
            "尚无进展反馈",
        ),
    )


def test_only_what_is_behind_is_numbered_from_one():
    blocks = attention(report_of((ITEMS[0], ITEMS[1])), CHINESE)

    assert blocks[0] == Heading("（一）进度滞后1项")


def test_nothing_behind_is_said():
    assert attention(report_of((ITEMS[0],)), CHINESE) == [Paragraph("本期无滞后事项。")]


def test_the_annex_has_a_row_for_each_commitment_with_its_source():
    table, _ = annex(report_of(), CHINESE)

    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == [item.code for item in ITEMS]
    first = table.rows[0]
    assert first[1] == "人均体育场地面积达到3.7平方米以上\n指标：人均体育场地面积"
    assert "基期值：2.92平方米\n序时应达：2.96平方米\n完成值：2.96平方米" in first[4]
    assert first[-1].endswith(
        "\n到2030年，人均体育场地面积达到3.7平方米以上，经常参加体育锻炼人数超过60%"
    )


def test_what_is_not_known_is_a_dash_and_not_a_zero():
    bare = replace(ITEMS[6], source=None)

    [table] = annex(report_of((bare,)), CHINESE)

    assert isinstance(table, Table)
    assert table.rows[0][2:] == (
        "未明确牵头单位",
        "不低于99.9%\n完成时限：—",
        "尚无进展反馈",
        "已立项",
        "未评估",
        "—",
        "—",
    )


def test_an_assumed_target_is_explained_only_where_there_is_one():
    assumed = annex(report_of(), CHINESE)
    confirmed = annex(report_of((ITEMS[0],)), CHINESE)

    assert isinstance(assumed[-1], Note)
    assert not any(isinstance(block, Note) for block in confirmed)
