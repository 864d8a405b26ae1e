"""Tables in the three ways in which a text may hold them."""

import pytest

from commitments.extraction.tables.grid import tables
from commitments.extraction.text.layout import blocks, fold

HEAD = ("类别", "指标", "2025年(基期)", "2030年(目标)", "年均/累计", "属性")
LINES = (
    ("经济发展", "1. 国内生产总值(GDP)增长(%)", "5", "—", "高于 上年 水平", "预期性"),
    ("经济发展", "2. 常住人口城镇化率(%)", "67.9", "71", "—", "预期性"),
    ("民生福祉", "3. 3 岁以下婴幼儿入托率提高（百分点）", "—", "—", "〔6〕", "预期性"),
    ("安全保障", "4. 粮食综合生产能力（万亿斤）", "1.39", "1.45 左右", "—", "约束性"),
)


def rows(folded):
    return [row for table in tables(folded, blocks(folded)) for row in table.rows]


def cells(text):
    folded = fold(text)
    return [{cell.column.role.value: cell.text for cell in row.cells} for row in rows(folded)]


def in_text(text, row):
    folded = fold(text)
    found = rows(folded)[row]
    return [folded.text[cell.start : cell.end] for cell in found.cells]


@pytest.mark.parametrize("mark", ["\t", " ", "\n"])
def test_one_table_in_three_ways(mark):
    text = "主要指标\n" + "\n".join(mark.join(line) for line in (HEAD, *LINES)) + "\n完。"

    found = [
        {role: row.get(role) for role in ("name", "base", "target", "rate", "nature")}
        for row in cells(text)
    ]

    assert found == [
        dict(zip(("name", "base", "target", "rate", "nature"), line[1:], strict=True))
        for line in LINES
    ]


def test_cells_lead_back_to_the_text():
    text = "\n".join("\t".join(line) for line in (HEAD, *LINES))

    assert in_text(text, 1) == list(LINES[1])


def test_the_earliest_year_is_the_base():
    [row] = cells("指标名称\t2020年\t2025年\n森林覆盖率(%)\t23\t24.1")

    assert row == {"name": "森林覆盖率(%)", "base": "23", "target": "24.1"}


def test_rows_shortened_by_a_merged_first_column():
    [_, second] = cells("类别\t指标\t2030年目标\n经济\t城镇化率(%)\t71\n平均寿命(岁)\t80")

    assert second == {"name": "平均寿命（岁）", "target": "80"}


TASKS = (
    ("序号", "重点任务", "责任单位", "完成时限"),
    ("1", "出台《甲办法》，推进改革", "市教委、市财政局", "2026年6月底"),
    ("2", "建成市体育馆", "市体育局", "长期坚持"),
)


@pytest.mark.parametrize("mark", ["\t", "\n"])
def test_a_table_of_tasks(mark):
    text = "任务分工表\n" + "\n".join(mark.join(line) for line in TASKS)

    assert [(row["task"], row["owner"], row["deadline"]) for row in cells(text)] == [
        line[1:] for line in TASKS[1:]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "姓名\t职务\n张三\t局长",
        "一、主要指标\n城镇化率达到71%。",
        "工作目标 到2030年，城镇化率达到71%，平均寿命80岁。",
        "责任单位：市教委\n完成时限：2026年",
        "",
    ],
)
def test_no_table(text):
    assert cells(text) == []
