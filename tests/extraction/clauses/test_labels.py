"""Labels over steps."""

from datetime import date

import pytest

from commitments.extraction import Kind, extract
from commitments.extraction.clauses import labels
from commitments.extraction.clauses.labels import label, measured
from commitments.extraction.clauses.modes import Mode


def test_steps_measure_what_their_label_names():
    text = "2025年工作计划\n养老驿站：3月底前新建成2家；9月底前完成7家建设任务。"

    found = [
        (claim.metric, claim.value, claim.due)
        for claim in extract(text, published=date(2025, 1, 10))
    ]

    assert found == [
        ("养老驿站", 2, date(2025, 3, 31)),
        ("养老驿站", 7, date(2025, 9, 30)),
    ]


def test_a_milestone_alone_is_named_by_its_label_and_keeps_its_own_day():
    text = "2025年工作计划\n农村公路：7月底前开工；11月底前建成。"

    found = [(claim.metric, claim.due) for claim in extract(text, published=date(2025, 1, 10))]

    assert found == [
        ("农村公路开工", date(2025, 7, 31)),
        ("农村公路建成", date(2025, 11, 30)),
    ]


@pytest.mark.parametrize("head", ["目标任务", "责任单位", "一是", "具体措施如下"])
def test_a_general_label_names_nothing(head):
    assert label(f"{head}：新建成2家", 10) is None


def test_a_step_that_names_its_thing_keeps_it():
    assert measured("托育机构", "一老一小") == "托育机构"


ITEMS = (
    "全县办实事项目进展情况汇报\n01 项目名称：改善环境\n项目内容：\n新改建公共厕所5座。\n"
    "责任单位：\n水务局、城管局\n进展与成效：\n确定了4处厕所位置。\n"
)


def test_what_stands_under_a_part_of_an_item_is_promised_or_reported():
    found = {c.value: c for c in extract(ITEMS, published=date(2022, 5, 1)) if c.value}
    assert found[5].kind is Kind.TARGET
    assert found[5].owners == ("水务局", "城管局")
    assert found[4].kind is Kind.LEVEL


@pytest.mark.parametrize(
    ("line", "mode"),
    [
        ("年度目标：新增床位", Mode.PLAN),
        ("下一步打算：", Mode.PLAN),
        ("完成情况：已完成", Mode.REPORT),
        ("存在问题：", Mode.REPORT),
        ("责任单位：", None),
    ],
)
def test_parts_say_what_stands_under_them(line, mode):
    _, found = labels.part(line)
    assert found is mode


@pytest.mark.parametrize("line", ["新建公园5座。", "一是改善环境", "责任重大", "项目内容丰富"])
def test_other_lines_are_no_parts(line):
    assert labels.part(line) is None
