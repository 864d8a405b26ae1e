import pytest

from commitments.extraction.quantities.units import match


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("家", "家", "count"),
        ("％", "%", "share"),
        ("个百分点", "百分点", "share"),
        ("人次", "人次", "person"),
        ("吨标准煤", "吨标准煤", "mass"),
        ("元/人左右", "元/人", "ratio"),
        ("微克/立方米", "微克/立方米", "ratio"),
        ("人/百亿元以下", "人/百亿元", "ratio"),
        ("件/万人", "件/万人", "ratio"),
        ("个工作日内", "工作日", "duration"),
        ("㎡", "平方米", "area"),
        ("km", "公里", "length"),
        ("亿美元"[1:], "美元", "money"),
        ("张家庭养老床位", "张", "count"),
        ("标箱", "标箱", "traffic"),
    ],
)
def test_match(text, name, kind):
    unit = match(text, 0)
    assert unit is not None
    assert (unit.name, unit.kind) == (name, kind)


@pytest.mark.parametrize(
    "text",
    ["部门联合", "家庭", "项目", "条件", "种植", "名单", "所有", "大产业", "场馆", "分别", ""],
)
def test_the_beginning_of_another_word_is_no_unit(text):
    assert match(text, 0) is None


def test_the_longest_unit_wins():
    assert match("5万人次", 2).end == 4
    assert match("3平方公里", 1).name == "平方公里"
