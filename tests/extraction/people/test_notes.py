"""What notes on responsibility say."""

import pytest

from commitments.extraction.people.notes import Duty, read


@pytest.mark.parametrize(
    ("note", "units"),
    [
        ("税务总局、财政部负责，排在第一位的部门为牵头部门，下同", ("税务总局", "财政部")),
        ("商务部牵头，财政部、海关总署配合", ("商务部", "财政部", "海关总署")),
        ("财政部、海关总署配合；商务部牵头", ("商务部", "财政部", "海关总署")),
        ("合肥海关牵头，省港航集团按职责分工负责", ("合肥海关", "省港航集团")),
        ("牵头单位：市教委；配合单位：市财政局、各区政府", ("市教委", "市财政局", "各区政府")),
        ("责任单位：省经济和信息化厅，各市人民政府", ("省经济和信息化厅", "各市人民政府")),
        (
            "文化和旅游部、扶贫办等和各省级人民政府负责",
            ("文化和旅游部", "扶贫办", "各省级人民政府"),
        ),
        ("教育部会同有关部门负责", ("教育部",)),
        ("各有关部门和单位按职责分工负责", ("各有关部门和单位",)),
        ("技工院校内由人力资源社会保障行政部门负责", ("人力资源社会保障行政部门",)),
        ("生态环境部、工业和信息化部指导", ("生态环境部", "工业和信息化部")),
    ],
)
def test_units_of_a_note_lead_first(note, units):
    assert read(note) == Duty(units)


def test_a_note_may_hold_for_all_that_follows():
    duty = read("生态环境部指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出")

    assert duty == Duty(("试点城市政府", "生态环境部"), standing=("试点城市政府",))


@pytest.mark.parametrize("note", ["以下简称自贸试验区", "主要负责人亲自抓", "2021—2023年", ""])
def test_other_brackets_name_nobody(note):
    assert read(note) is None
