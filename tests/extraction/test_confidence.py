from datetime import date

import pytest

from commitments.extraction import extract

REPORT = "2026年某省政府工作报告\n一、2026年工作安排\n"


def claim(text):
    return extract(REPORT + text, published=date(2026, 1, 25))[0]


def test_a_plain_target_under_a_plain_heading_is_sure():
    assert claim("粮食产量保持在800亿斤以上。").confidence >= 0.9


@pytest.mark.parametrize(
    "text",
    ["服务标识总量突破5亿。", "区域创新能力居全国第4位。", "集中力量办好10件民生实事。"],
)
def test_doubt_lowers_it(text):
    assert claim(text).confidence < 0.9


@pytest.mark.parametrize(
    ("text", "unit", "warnings"),
    [
        ("农村贫困人口减少1000万以上。", "人", ()),
        ("经济总量突破5万亿。", "元", ()),
        ("完成662万农户延包任务。", "户", ()),
        ("服务标识总量突破5亿。", None, ("unit_missing",)),
    ],
)
def test_a_unit_left_out(text, unit, warnings):
    found = claim(text)
    assert (found.unit, found.warnings) == (unit, warnings)
