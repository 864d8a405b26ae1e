"""The same tables in the shapes in which texts hold them, read through to claims."""

from datetime import date

import pytest

from commitments.extraction import extract
from commitments.extraction.spans import Kind

PUBLISHED = date(2024, 1, 10)
PROJECTS = (
    ("序号", "实事项目", "年度目标", "责任单位", "完成时限"),
    ("1", "养老服务提升", "新建养老床位2000张", "县民政局", "2024年11月底"),
    ("2", "城区停车", "新增停车泊位800个", "县住建局、城管局", "2024年12月底"),
)


def table(mark, lines, edge=""):
    return "\n".join(f"{edge}{mark.join(line)}{edge}" for line in lines)


def targets(text, published=PUBLISHED):
    return [claim for claim in extract(text, published=published) if claim.kind is Kind.TARGET]


@pytest.mark.parametrize(
    "text",
    [
        table("\t", PROJECTS),
        table(" | ", PROJECTS),
        table("|", PROJECTS, edge="|"),
        table(" ", PROJECTS),
        table("\n", PROJECTS),
        table("\n\n", PROJECTS),
        "|\n" + "\n|\n|\n".join(table(" |\n", [line]) + " |" for line in PROJECTS),
    ],
    ids=["tabs", "strokes", "edges", "spaces", "lines", "blank lines", "a stroked cell a line"],
)
def test_a_table_of_projects_in_every_shape(text):
    found = [
        (claim.metric, claim.value, claim.due, claim.owners)
        for claim in targets("2024年民生实事项目表\n" + text)
    ]

    assert found == [
        ("新建养老床位", 2000, date(2024, 11, 30), ("县民政局",)),
        ("新增停车泊位", 800, date(2024, 12, 31), ("县住建局", "城管局")),
    ]


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        (("项目名称", "建设内容"), "新建公园3个"),
        (("项目", "目标任务"), "新建公园3个"),
        (("工作事项", "进度安排"), "6月底前新建公园3个"),
        (("指标", "甲乙丙"), "新建公园3个"),
    ],
)
def test_heads_however_they_are_called(heads, words):
    text = table("\t", [("序号", *heads, "落实科室"), ("1", "公园建设", words, "园林科")])

    assert [claim.value for claim in targets(text)] == [3]


def test_columns_without_heads_are_known_by_their_cells():
    text = table(
        "\t",
        [
            ("改造农贸市场6个", "县商务局、县市场监管局", "2024年10月底前"),
            ("新建公厕20座", "县城管局", "2024年9月底前"),
        ],
    )

    assert [(claim.value, claim.owners[0], claim.due) for claim in targets(text)] == [
        (6, "县商务局", date(2024, 10, 31)),
        (20, "县城管局", date(2024, 9, 30)),
    ]


def test_a_column_of_figures_beside_the_whole_sets_its_own_day():
    text = table(
        "\t",
        [
            ("序号", "任务", "单位", "“十四五”目标", "其中：2024年任务", "责任单位"),
            ("1", "新建幼儿园", "所", "50", "12", "县教育局"),
        ],
    )

    assert [(claim.value, claim.unit, claim.due) for claim in targets(text)] == [
        (50, "所", date(2025, 12, 31)),
        (12, "所", date(2024, 12, 31)),
    ]


def test_the_heads_of_two_rows_are_one():
    text = table(
        "\t",
        [
            ("指标", "单位", "“十四五”目标", "", "属性"),
            ("", "", "2025年", "年均增长", ""),
            ("地区生产总值", "亿元", "900", "6%左右", "预期性"),
        ],
    )

    level, growth = targets(text, published=date(2021, 3, 1))
    assert (level.value, level.due) == (9e10, date(2025, 12, 31))
    assert (growth.value, growth.change, growth.frequency) == (6, "growth", "annual")


def test_a_leader_and_a_score_are_neither_units_nor_quantities():
    text = table(
        "\t",
        [
            ("序号", "工作任务", "分值", "牵头领导", "牵头单位", "配合单位"),
            ("1", "新建学校2所", "15", "王平", "县教育局", "县财政局"),
        ],
    )

    [claim] = targets(text)
    assert (claim.value, claim.owners) == (2, ("县教育局", "县财政局"))
    assert len(extract(text, published=PUBLISHED)) == 1


def test_what_has_been_done_is_reported():
    text = table(
        "\t",
        [
            ("序号", "工作任务", "责任单位", "进展情况"),
            ("1", "新建学校5所", "县教育局", "已经建成学校2所，其余正在施工"),
        ],
    )

    assert [(claim.kind, claim.value) for claim in extract(text, published=PUBLISHED)] == [
        (Kind.TARGET, 5),
        (Kind.LEVEL, 2),
    ]


def test_a_day_does_not_run_down_to_other_rows():
    text = table(
        "\t",
        [
            ("任务", "责任单位", "完成时限"),
            ("建成停车场5处", "区城管委", "2024年7月底前"),
            ("新增绿地3公顷", "区园林局", ""),
            ("改造管网12公里", "区水务局", "—"),
        ],
    )

    assert [claim.due for claim in targets(text)] == [date(2024, 7, 31), None, None]


def test_numbered_steps_in_a_cell_have_days_of_their_own():
    text = table(
        "\t",
        [
            ("序号", "实事项目", "工作举措", "责任单位"),
            ("1", "养老服务", "1.4月底前新增床位100张。 2.8月底前新增床位300张。", "民政局"),
        ],
    )

    assert [(claim.value, claim.due) for claim in targets(text)] == [
        (100, date(2024, 4, 30)),
        (300, date(2024, 8, 31)),
    ]


def test_a_cell_of_several_lines_and_a_row_under_a_merged_number():
    text = (
        "2016年民生实事任务分解表\n\n序号\n\n民生实事\n\n责任单位\n\n完成时限\n\n"
        "1\n\n新建2座人行天桥。\n\n县住建局\n\n县代建中心\n\n9月底前\n\n"
        "2\n\n开工建设县养老楼。\n\n县民政局\n\n5月底前动工\n\n开工建设老年大学。\n\n12月底前\n\n"
        "3\n\n改造棚户区2836户。\n\n县住建局\n\n12月底前"
    )

    found = [
        (claim.kind, claim.metric, claim.owners, claim.due)
        for claim in extract(text, published=date(2016, 2, 26))
    ]

    assert found == [
        (Kind.TARGET, "新建人行天桥", ("县住建局", "县代建中心"), date(2016, 9, 30)),
        (Kind.DELIVERABLE, "县养老楼", ("县民政局",), date(2016, 5, 31)),
        (Kind.DELIVERABLE, "老年大学", ("县民政局",), date(2016, 12, 31)),
        (Kind.TARGET, "改造棚户区", ("县住建局",), date(2016, 12, 31)),
    ]


def test_a_task_merged_over_the_rows_of_two_units_is_one():
    text = table(
        "\t",
        [
            ("序号", "重点任务", "责任单位"),
            ("1", "建设停车场5处", "区城管委"),
            ("", "", "区交通局"),
        ],
    )

    [claim] = targets(text)
    assert claim.owners == ("区城管委", "区交通局")


def test_a_row_without_a_figure_is_an_effort_of_its_unit():
    text = table(
        "\t",
        [
            ("序号", "工作事项", "责任单位", "完成时限"),
            ("1", "老旧小区物业全覆盖", "县住建局", "2024年10月底前"),
        ],
    )

    [claim] = extract(text, published=PUBLISHED)
    assert (claim.kind, claim.quote) == (Kind.ACTION, "老旧小区物业全覆盖")
    assert (claim.owners, claim.due) == (("县住建局",), date(2024, 10, 31))


def test_a_table_that_nobody_understands_is_said_in_a_warning():
    text = table("\t", [("甲区", "30公里", "乙"), ("丙区", "45公里", "丁")])

    [claim] = extract(text, published=PUBLISHED)
    assert claim.warnings == ("table_unread",)
    assert claim.confidence < 0.5


def test_a_table_of_names_and_numbers_promises_nothing():
    text = table(
        "\t",
        [("姓名", "科室", "电话"), ("张平", "办公室", "62345678"), ("李明", "财务科", "62345679")],
    )

    assert extract(text, published=PUBLISHED) == []


def test_a_figure_in_an_unknown_column_is_said_in_a_warning():
    text = table(
        "\t",
        [
            ("序号", "任务", "责任单位", "丙类"),
            ("1", "新建学校2所", "县教育局", "30公顷"),
        ],
    )

    assert [claim.warnings for claim in extract(text, published=PUBLISHED)] == [("column_unread",)]


def test_a_form_of_performance_goals():
    text = (
        "2024年项目支出绩效目标表\n|\n项目名称 |\n环卫服务 |\n||\n|\n一级指标 |\n二级指标 |\n"
        "三级指标 |\n指标值 |\n|\n|\n产出指标 |\n数量指标 |\n清扫面积 |\n≥80万平方米 |\n|\n|\n"
        "质量指标 |\n合格率 |\n≥95% |\n||\n|\n成本指标 |\n控制在预算成本内 |\n250万 |\n||"
    )

    assert [
        (claim.metric, claim.comparator, claim.value, claim.unit) for claim in targets(text)
    ] == [
        ("清扫面积", "gte", 800000, "平方米"),
        ("合格率", "gte", 95, "%"),
        ("预算成本", "lte", 2500000, "元"),
    ]


def test_a_column_of_a_quarter_sets_the_day_of_its_step():
    text = "2024年重点项目推进计划\n" + table(
        "\t",
        [
            ("序号", "项目名称", "一季度", "四季度", "责任单位"),
            ("1", "市民中心", "完成招标", "竣工验收", "县机关事务局"),
        ],
    )

    steps = [
        (claim.kind, claim.quote, claim.due)
        for claim in extract(text, published=PUBLISHED)
        if claim.quote != "市民中心"
    ]

    assert steps == [
        (Kind.DELIVERABLE, "完成招标", date(2024, 3, 31)),
        (Kind.DELIVERABLE, "竣工验收", date(2024, 12, 31)),
    ]


def test_parts_of_a_merged_indicator_keep_its_name():
    text = table(
        "\t",
        [
            ("指标", "", "单位", "2025年目标"),
            ("每千人口医护人员", "执业医师", "人", "3.2"),
            ("", "注册护士", "人", "3.8"),
        ],
    )

    assert [(claim.metric, claim.value) for claim in targets(text)] == [
        ("每千人口医护人员执业医师", 3.2),
        ("每千人口医护人员注册护士", 3.8),
    ]


def test_a_title_of_a_past_year_promises_nothing():
    text = "2023年主要指标完成情况\n" + table(
        "\t",
        [("指标", "单位", "2023年", "增长（%）"), ("地区生产总值", "亿元", "520.3", "5.6")],
    )

    assert targets(text) == []


def test_the_frame_of_a_box_drawn_table_is_no_row():
    text = "┌──┬──┐\n│任务│责任单位│\n├──┼──┤\n│新建公厕12座│县城管局│\n└──┴──┘"

    assert [(claim.value, claim.owners) for claim in targets(text)] == [(12, ("县城管局",))]
