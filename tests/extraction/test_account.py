"""Nothing vanishes in silence."""

import re

import pytest

from commitments.extraction import pipeline
from commitments.extraction.account import Status, account
from commitments.extraction.explain import explain
from commitments.extraction.spans import Source
from tests.extraction.gate import EXAMPLES

TEXT = """某区2026年工作要点
2026年1月8日
一、重点任务
1.到2026年6月底，新增停车位500个，对达标企业给予最高20万元奖补。
2.加强物业管理，让群众更满意；建成地铁4号线。
3.各社区心中有数。
"""


def outcome(text=TEXT):
    return pipeline.read(text, Source())


def statuses(text=TEXT):
    return {(entry.text, entry.status) for entry in account(outcome(text))}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("500", Status.CLAIM),
        ("6", Status.DATE),
        ("20", Status.RULE),
        ("4", Status.NAME),
        ("各社区心中有数", Status.NOT_UNDERSTOOD),
    ],
)
def test_what_became_of_it(text, status):
    assert (text, status) in statuses()


def test_a_repeated_figure_is_a_duplicate():
    text = TEXT + "到2026年6月底，新增停车位500个。\n"
    assert ("500", Status.DUPLICATE) in statuses(text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_number_of_the_examples_is_accounted_for(path):
    text = path.read_text(encoding="utf-8")
    counted = {(entry.start, entry.end) for entry in account(outcome(text))}
    for number in re.finditer(r"\d[\d,]*(?:\.\d+)?", text):
        assert any(start <= number.start() < end for start, end in counted), number[0]


def test_offsets_point_into_the_text():
    assert all(TEXT[one.start : one.end] == one.text for one in account(outcome()))


def test_explains_what_stands_and_what_lost():
    lines = list(explain(outcome()))
    assert any("+ " in line and "figures/target" in line for line in lines)
    assert any("- " in line and "写的是规定或条件" in line for line in lines)


def test_explains_only_the_stretch_asked_for():
    start = TEXT.index("加强物业")
    lines = list(explain(outcome(), start, start + 10))
    assert lines
    assert not any("停车位" in line for line in lines)


def test_a_line_of_very_many_item_numbers_is_accounted_for():
    assert len(account(outcome("1." * 40_000))) == 20_000
