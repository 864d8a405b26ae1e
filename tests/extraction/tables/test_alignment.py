"""Rows with fewer cells than columns, forms, and tables by place."""

from datetime import date

from commitments.extraction import extract
from commitments.extraction.spans import Kind
from commitments.extraction.tables.alignment import aligned
from commitments.extraction.tables.cells import Piece
from commitments.extraction.tables.columns import column

PUBLISHED = date(2025, 1, 10)


def roles(cells, heads):
    found = aligned([Piece(0, 0, cell) for cell in cells], [column(head) for head in heads])
    return [one.heading for one in found]


def targets(text):
    return [
        (claim.metric, claim.value, claim.unit, claim.owners)
        for claim in extract(text, published=PUBLISHED)
        if claim.kind is Kind.TARGET
    ]


def test_a_merged_column_in_the_middle_is_left_out():
    heads = ("序号", "主要任务", "年度任务", "分管领导", "牵头单位", "进展情况", "备注")

    assert roles(("24", "优化50条街巷交通。", "王平", "城管局", "已进场施工。"), heads) == [
        "序号",
        "年度任务",
        "分管领导",
        "牵头单位",
        "进展情况",
    ]


def test_of_equally_good_places_the_rightmost():
    assert roles(("城镇化率", "71"), ("类别", "指标", "2030年目标")) == ["指标", "2030年目标"]


def test_a_row_as_wide_as_its_heads_keeps_its_places():
    assert roles(("甲", "乙"), ("指标", "目标值")) == ["指标", "目标值"]


def test_rows_between_strokes_that_lost_their_first_cells():
    text = (
        "2025年绩效目标表\n"
        "一级指标 | 二级指标 | 三级指标 | 指标值类型 | 指标值 | 计量单位 | 备注 |\n"
        "产出指标 | 数量指标 | 办理案件 | 定量 | ≥120 | 件 | |\n"
        "质量指标 | 准确率 | 定量 | 98 | % | ||\n"
    )

    assert targets(text) == [("办理案件", 120, "件", ()), ("准确率", 98, "%", ())]


def test_heads_and_first_row_without_a_stroke_between_them():
    text = (
        "2025年重点项目\n"
        "序号 |\n工作任务 |\n牵头单位 |\n进展情况 |\n1 |\n新建公园4个。 |\n区园林局 |\n"
        "已建成2个。 |\n||\n2 |\n新建绿道9公里。 |\n区园林局 |\n正在施工。 |"
    )

    assert [found[1] for found in targets(text)] == [4, 9]


def test_a_form_sets_what_its_field_of_goals_says():
    text = (
        "项目名称\t市民健身中心\n建设规模\t总建筑面积2.6万平方米\n"
        "年度目标\t完成主体结构施工，完成投资8000万元\n责任单位\t市体育局"
    )

    assert targets(text) == [("投资", 8e7, "元", ("市体育局",))]


def test_figures_by_place_belong_to_the_place():
    text = (
        "2025年城镇就业目标任务分解表\n单位\t城镇新增就业（人）\t失业人员再就业（人）\n"
        "东城街道\t1200\t300\n西城街道\t900\t260"
    )

    assert targets(text) == [
        ("城镇新增就业", 1200, "人", ("东城街道",)),
        ("失业人员再就业", 300, "人", ("东城街道",)),
        ("城镇新增就业", 900, "人", ("西城街道",)),
        ("失业人员再就业", 260, "人", ("西城街道",)),
    ]


def test_a_column_of_a_quarter_holds_figures_due_at_its_end():
    text = (
        "2025年主要指标分解表\n指标\t单位\t全年目标\t一季度\t上半年\n"
        "固定资产投资\t亿元\t120\t20\t60"
    )

    assert [(claim.value, claim.due) for claim in extract(text, published=PUBLISHED)] == [
        (1.2e10, date(2025, 12, 31)),
        (2e9, date(2025, 3, 31)),
        (6e9, date(2025, 6, 30)),
    ]


def test_a_short_name_beside_its_task_is_no_task_of_its_own():
    text = "序号\t项目名称\t建设内容\t责任单位\n1\t农田建设项目\t新建田间道路38公里\t县农业农村局"

    [claim] = extract(text, published=PUBLISHED)
    assert claim.value == 38


def test_a_blank_line_among_cells_between_strokes_is_passed_over():
    text = "任务 |\n责任单位 |\n|\n \t\n新建公园3个 |\n区园林局 |\n||"

    assert [found[1] for found in targets(text)] == [3]
