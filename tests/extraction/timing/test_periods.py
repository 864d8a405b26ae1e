from datetime import date

import pytest

from commitments.extraction import extract

NEWS = "本报讯（记者 赵磊）"


def claim(text, published=date(2026, 1, 25)):
    [found] = [c for c in extract(text, published=published) if c.kind in ("target", "level")]
    return found


@pytest.mark.parametrize(
    ("text", "due", "period"),
    [
        ("到2030年，全省森林覆盖率达到30%。", date(2030, 12, 31), "2030年"),
        ("力争2026年上半年新建学校10所。", date(2026, 6, 30), "2026年上半年"),
        ("今年6月底前，改造老旧小区300个。", date(2026, 6, 30), "今年6月底前"),
        ("“十五五”时期，要新建学校10所。", date(2030, 12, 31), "“十五五”时期"),
        ("未来五年，将改造老旧小区300个。", date(2030, 12, 31), "未来五年"),
        ("将改造老旧小区300个。", None, None),
    ],
)
def test_due(text, due, period):
    found = claim(NEWS + text)
    assert (found.kind, found.due, found.period) == ("target", due, period)


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("截至2025年底，全省建成助餐点293家。", date(2025, 12, 31)),
        ("2024年，全省粮食产量达到800亿斤。", date(2024, 12, 31)),
        ("目前已有助餐点293家。", None),
    ],
)
def test_as_of(text, as_of):
    found = claim(NEWS + text)
    assert (found.kind, found.as_of, found.due) == ("level", as_of, None)


def test_what_is_compared_with_is_no_date():
    found = claim("2026年某省政府工作报告\n一、2026年工作安排\n能耗比2020年下降13.5%。")
    assert found.due == date(2026, 12, 31)


def test_the_period_of_a_plan_drawn_up_is_no_date():
    found = claim("2026年某省政府工作报告\n一、2026年工作安排\n编制“十五五”规划，新建学校10所。")
    assert found.due == date(2026, 12, 31)


def test_a_plan_that_the_years_beside_it_leave_behind_is_flagged():
    text = (
        NEWS + "谈到“十四五”时期发展目标，他表示，将出台《实施计划（2026—2030年）》，"
        "人均体育场地面积达到3.7平方米。"
    )
    found = claim(text, published=date(2025, 11, 23))
    assert found.due == date(2025, 12, 31)
    assert found.warnings == ("period_conflict",)


def test_a_period_that_is_over_is_flagged():
    assert (
        "period_conflict"
        in claim(NEWS + "到2026年1月，将建成学校10所。", date(2026, 2, 1)).warnings
    )


def test_a_sound_period_is_not_flagged():
    assert claim(NEWS + "到2030年，将建成学校10所。").warnings == ()


def test_what_recurs_does_not_end_with_the_years_of_the_title():
    plan = "某市数字化行动方案（2026—2028年）\n一、主要任务\n{}\n"
    assert claim(plan.format("每年发布应用场景100个。")).due is None
    assert claim(plan.format("发布应用场景100个。")).due == date(2028, 12, 31)
    assert claim(plan.format("到2027年，每年发布应用场景100个。")).due == date(2027, 12, 31)


def test_what_recurs_ends_with_the_year_that_its_section_names():
    text = "某市数字化行动方案（2026—2028年）\n一、2027年目标\n每年发布应用场景100个。\n"
    assert claim(text).due == date(2027, 12, 31)
