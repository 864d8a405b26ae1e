"""Labels over steps."""

from datetime import date

import pytest

from commitments.extraction import extract
from commitments.extraction.clauses.labels import label, measured


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
