from dataclasses import replace
from datetime import date
from decimal import Decimal

from commitments.rendering.compose.items import lagging, one_line_each, worst
from commitments.rendering.outline import Heading, Note, Paragraph, Table
from commitments.rendering.values import LastReport, OfficialForm
from commitments.rendering.wording import Wording
from tests.rendering.examples import ITEMS, QUARTER_END, report_of

CHINESE = Wording("zh-hans")
SAID = LastReport(
    date(2026, 3, 20), "已完成选址48处。", "涉及3家产权单位，协调难度较大。", "4月底前完成签约。"
)


def test_missed_comes_before_behind_each_under_its_heading():
    blocks = lagging(report_of(), CHINESE)

    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings == ["（一）超期未完成1项", "（二）进度滞后2项"]


def test_a_row_says_what_by_when_who_and_why():
    items = (*ITEMS[:2], replace(ITEMS[2], last_report=SAID), *ITEMS[3:])

    _, table, *_ = lagging(report_of(items), CHINESE)

    assert isinstance(table, Table)
    assert table.rows == (
        (
            "1",
            "养老家庭照护床位保持现有规模\nHD-2026-003 区民政局（配合：各街道办事处、镇人民政府）",
            "目标：不低于39331张（推定）；完成时限：2月28日\n"
            "2026年2月28日到期，完成值38870张，低于目标39331张。（2月28日）",
            "已完成选址48处。（3月20日）",
            "存在问题：涉及3家产权单位，协调难度较大。\n下一步：4月底前完成签约。",
        ),
    )


def test_silence_is_said_and_not_a_blank():
    _, table, *_ = lagging(report_of(), CHINESE)

    assert isinstance(table, Table)
    assert table.rows[0][3:] == ("尚无进展反馈", "—")


def test_only_what_is_behind_is_numbered_from_one():
    blocks = lagging(report_of((ITEMS[0], ITEMS[1])), CHINESE)

    assert blocks[0] == Heading("（一）进度滞后1项")


def test_nothing_behind_is_said():
    report = report_of((ITEMS[0],))

    assert worst(report, CHINESE) == [Paragraph("本期无滞后事项。")]
    assert lagging(report, CHINESE) == []


def test_the_worst_ten_are_the_longest_overdue_and_then_the_farthest_behind():
    dues = [date(2026, 3, day) for day in range(20, 28)]
    missed = [
        replace(ITEMS[2], code=f"M-{due.day}", target=replace(ITEMS[2].target, due=due))
        for due in dues
    ]
    behind = [
        replace(
            ITEMS[7],
            code=f"B-{share}",
            title=f"事项{share}",
            achievement_percent=Decimal(share),
        )
        for share in (80, 20, 50)
    ]
    items = (*reversed(missed), *behind)

    table, note = worst(report_of(items, as_of=QUARTER_END), CHINESE)

    assert isinstance(table, Table)
    assert [row[2] for row in table.rows[:8]] == [f"超期{days}天" for days in range(11, 3, -1)]
    assert [row[1] for row in table.rows[8:]] == ["事项20（区体育局）", "事项50（区体育局）"]
    assert note == Note("注：滞后事项共11项，此处列出其中10项，完整情况见附件。")


def test_what_is_stuck_is_told_in_the_words_of_the_unit():
    items = (replace(ITEMS[2], last_report=SAID),)

    table, *_ = worst(report_of(items), CHINESE)

    assert isinstance(table, Table)
    assert table.rows[0][3] == "涉及3家产权单位，协调难度较大。（3月20日）"


def test_what_the_office_does_not_name_is_counted_and_not_named():
    report = report_of(official=OfficialForm(unnamed=("HD-2026-003",)))

    told = [*worst(report, CHINESE), *lagging(report, CHINESE)]

    assert "养老家庭照护床位" not in repr(told)
    assert Note("注：另有滞后事项1项未列名。") in told


def test_the_annex_has_one_line_for_each_commitment():
    table, *_ = one_line_each(report_of(), CHINESE)

    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == [item.code for item in ITEMS]
    assert table.rows[0][2:] == (
        *("区体育局", "不低于3.7平方米", "2.96平方米", "2030年12月31日", "达到序时进度"),
    )


def test_a_line_is_cut_rather_than_broken():
    long = replace(ITEMS[0], title="新建" * 60, lead_unit="中关村科学城管理委员会" * 3)

    table, *_ = one_line_each(report_of((long,)), CHINESE)

    assert isinstance(table, Table)
    assert table.rows[0][1].endswith("…")
    assert all("\n" not in cell and len(cell) < 30 for cell in table.rows[0])


def test_what_is_not_known_is_a_dash_and_not_a_zero():
    table, *_ = one_line_each(report_of((ITEMS[6],)), CHINESE)

    assert isinstance(table, Table)
    assert table.rows[0][2:] == ("未明确牵头单位", "不低于99.9%", "—", "—", "未评估")


def test_an_assumed_target_is_explained_only_where_there_is_one():
    assumed, confirmed = (
        one_line_each(report_of(), CHINESE),
        one_line_each(report_of((ITEMS[0],)), CHINESE),
    )

    assert len([block for block in assumed if isinstance(block, Note)]) == 2
    assert len([block for block in confirmed if isinstance(block, Note)]) == 1


def test_paper_ends_somewhere_and_says_so(monkeypatch):
    monkeypatch.setattr("commitments.rendering.compose.items.MOST_LISTED", 5)
    monkeypatch.setattr("commitments.rendering.compose.items.MOST_IN_FULL", 2)

    table, _, note, _ = one_line_each(report_of(), CHINESE)
    *_, last = lagging(report_of(), CHINESE)

    assert isinstance(table, Table)
    assert len(table.rows) == 5
    assert note == Note("注：共8项，此处列出前5项，全部见本期 Excel 文件。")
    assert last == Note("注：共3项，此处列出前2项，全部见本期 Excel 文件。")
