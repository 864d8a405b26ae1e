"""What tables of indicators and of tasks say."""

from datetime import date

from commitments.extraction import extract
from commitments.extraction.spans import Kind
from commitments.extraction.tables.tables import Tables
from commitments.extraction.text.layout import blocks, fold

INDICATORS = """指标\t2025年(基期)\t2030年(目标)\t年均/累计\t属性
1. 国内生产总值(GDP)增长(%)\t5\t—\t保持在合理区间、各年度视情提出\t预期性
2. 全社会研发经费投入增长(%)\t9.1\t—\t>7\t预期性
3. 每万人口高价值发明专利拥有量(件)\t16\t>22\t—\t预期性
4. 数字经济核心产业增加值占 GDP 比重(%)\t10.5*\t12.5\t—\t预期性
5. 3 岁以下婴幼儿入托率提高(百分点)\t—\t—\t〔6〕\t预期性
6. 单位 GDP 二氧化碳排放降低(%)\t〔17.7〕\t—\t〔17〕\t约束性
7. 细颗粒物(PM2.5)浓度(微克/立方米)\t28\t<27\t—\t约束性
8. 粮食综合生产能力(万亿斤)\t1.39\t1.45 左右\t—\t约束性
"""


def tables(text, year=2026):
    folded = fold(text)
    return Tables(folded, blocks(folded), year)


def figures(metric, kind=Kind.TARGET, text=INDICATORS):
    return [
        figure
        for figure in tables(text).figures
        if figure.metric.startswith(metric) and figure.kind is kind
    ]


def test_base_and_target_of_an_indicator():
    [base] = figures("每万人口", Kind.LEVEL)
    [target] = figures("每万人口")

    assert (base.value, base.unit, base.as_of) == (16, "件", date(2025, 12, 31))
    assert (target.value, target.comparator, target.unit) == (22, "gt", "件")
    assert (target.baseline, target.due) == (16, date(2030, 12, 31))
    assert target.metric == "每万人口高价值发明专利拥有量"
    assert target.reasons == ("表格列“2030年（目标）”", "指标属性：预期性")


def test_a_yearly_rate():
    [target] = figures("全社会研发")

    assert (target.value, target.comparator, target.frequency) == (7, "gt", "annual")
    assert (target.change, target.due) == ("growth", date(2030, 12, 31))


def test_brackets_mean_a_sum():
    [target] = figures("3 岁以下")
    [base] = figures("单位 GDP", Kind.LEVEL)

    assert (target.value, target.unit, target.change) == (6, "百分点", "increase")
    assert target.frequency == base.frequency == "cumulative"
    assert "〔〕内为累计数" in target.reasons


def test_a_star_means_an_earlier_year():
    [base] = figures("数字经济", Kind.LEVEL)

    assert (base.value, base.as_of) == (10.5, None)
    assert "带*的数为更早年份的数" in base.reasons


def test_scales_and_ratios_in_the_heading_of_the_row():
    [grain] = figures("粮食")
    [air] = figures("细颗粒物")

    assert (grain.value, grain.unit, grain.comparator) == (1.45e12, "斤", "approx")
    assert (air.value, air.unit, air.metric) == (27, "微克/立方米", "细颗粒物(PM2.5)浓度")


def test_words_in_a_cell_are_an_aim():
    [aim] = figures("国内生产总值", Kind.RELATIVE)

    assert (aim.value, aim.due) == (None, date(2030, 12, 31))


def test_a_dash_is_no_figure():
    assert figures("国内生产总值") == []


def test_a_column_of_units():
    [target] = figures("老年床位", text="指标\t单位\t2030年目标\n老年床位数\t万张\t3.5\n")

    assert (target.value, target.unit) == (35000, "张")


def test_the_quote_runs_from_the_metric_to_the_value():
    folded = fold(INDICATORS)
    [target] = figures("每万人口")

    assert (
        folded.text[target.start : target.end] == "3. 每万人口高价值发明专利拥有量（件）\t16\t>22"
    )


TASKS = """序号\t重点任务\t牵头单位\t配合单位\t完成时限
1\t出台《甲办法》\t市教委\t市财政局、各区\t6月底前
2\t建成体育馆\t\t\t
3\t常态化开展检查\t市体育局\t\t长期坚持
"""


def test_tasks_with_owners_and_deadlines_merged_cells_carried_down():
    first, second, third = tables(TASKS).tasks

    assert (first.owners, first.due) == (("市教委", "市财政局", "各区"), date(2026, 6, 30))
    assert (second.cells[0].text, second.owners, second.due) == (
        "建成体育馆",
        first.owners,
        first.due,
    )
    assert (third.owners, third.due, third.deadline) == (("市体育局",), None, "长期坚持")


def test_a_place_knows_its_task():
    found = tables(TASKS)
    place = fold(TASKS).text.index("体育馆")

    task = found.task(place)

    assert task is not None
    assert task.cells[0].text == "建成体育馆"
    assert found.covers(place)
    assert found.task(0) is None
    assert not found.covers(0)


CHAPTERS = (
    "序号\t考核项目\t考核内容\n一、\t通用项目（全部责任单位）\t\n1\t日常工作\t召开会议不少于12次\n"
    "二、\t部门项目\t\n2\t宣传工作\t发布信息不少于20条\n"
)


def test_a_row_that_heads_others_gives_them_to_the_units_it_names():
    found = {claim.value: claim.owners for claim in extract(CHAPTERS) if claim.value}
    assert found == {12: ("全部责任单位",), 20: ()}


STROKED = (
    "2025年重点工作及责任清单\n序号 |\n重点工作 |\n责任单位 |\n完成时限 |\n"
    "1 |\n盘活存量土地400亩。 |\n改革办 |\n全年 |\n"
    "2 |\n新建厂房30万平方米。 |\n规划建设局 |\n全年 |\n"
)


def test_rows_between_strokes_are_as_wide_as_their_heads():
    found = {claim.value: claim.owners for claim in extract(STROKED)}
    assert found == {400: ("改革办",), 300000: ("规划建设局",)}


def test_a_cell_a_line_ended_by_a_stroke_is_a_table_as_wide_as_its_heads():
    text = (
        "指标 |\n2025年基期值 |\n2030年目标值 |\n年均增长（5年累计） |\n"
        "灌溉面积（万亩） |\n12 |\n15 |\n[3] |\n良种覆盖率(%) |\n80 |\n92 |\n[12] |\n"
    )
    found = {(claim.metric, claim.value) for claim in extract(text) if claim.kind is Kind.TARGET}
    assert {("灌溉面积", 150000), ("良种覆盖率", 92)} <= found


def test_a_bare_month_in_a_column_of_deadlines_is_one_to_meet():
    text = (
        "2026年重点任务分解表\n任务 | 完成时间 | 责任单位 |\n"
        "新建公厕12座。 | 11月 | 城管局 |\n改造菜场3个。 | 2026.8 | 商务局 |\n"
        "改造老街7条。 | 8月3日 | 住建局 |\n"
    )
    found = {claim.value: str(claim.due) for claim in extract(text) if claim.value}
    assert found == {12: "2026-11-30", 3: "2026-08-31", 7: "2026-08-03"}


def test_the_numbered_days_of_a_task_are_no_deed():
    text = (
        "2026年重点任务分解表\n任务 | 完成时间 | 责任单位 |\n"
        "新建校舍9栋，增设学位。 | 1.2026年8月 2.2026年12月 | 教育局 |\n"
        "改造菜场3个。 | 7月底 | 商务局 |\n"
    )
    assert not [c.quote for c in extract(text) if "2026年8月" in c.quote and c.value != 9]
