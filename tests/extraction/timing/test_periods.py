from datetime import date

import pytest

from commitments.extraction import Kind, extract

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


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        # the paragraph opens with the time
        ("某县工作通报\n2022年上半年，全县实现生产总值10亿元。城镇居民收入2万元。", "2022-06-30"),
        # the paper does
        ("2022年，全县稳中向好。\n一、综合\n年末人口94万人。城镇居民收入2万元。", "2022-12-31"),
        # a year compared with says nothing
        ("某县工作通报\n2022年，居民收入2万元，是2015年的1.5倍。", "2022-12-31"),
        ("同志们：\n刚刚过去的一年，全市又好又快发展。居民收入达2万元。", "2022-12-31"),
        ("市民提问\n全市稳中向好。居民收入已达2万元。", "None"),
    ],
)
def test_when_a_figure_held(text, as_of):
    claims = extract(text, published=date(2023, 2, 1))

    assert {str(c.as_of) for c in claims if c.kind is Kind.LEVEL} == {as_of}


def test_a_figure_said_as_the_year_ends_is_that_of_the_year():
    text = "某市工作通报\n“十三五”期间，全市人口达到90万人。"
    [claim] = extract(text, published=date(2020, 12, 24))

    assert str(claim.as_of) == "2020-12-31"


def test_the_day_of_a_meeting_is_no_day_to_meet():
    text = "5月10日上午，大会开幕。县长指出，要抓好实事。要新建厕所120座。"

    assert claim(NEWS + text, published=date(2026, 5, 11)).due is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("在公路方面，我市今年将改造桥梁。在水运方面，计划改造码头12处。", "2026-12-31"),
        ("方案提出，2027年将改造桥梁。还要改造码头12处。", "2027-12-31"),
    ],
)
def test_a_year_near_the_head_of_a_sentence_holds_for_those_behind_it(text, due):
    assert str(claim(f"{NEWS}会议召开。{text}").due) == due


def test_a_quarter_named_within_one_part_says_nothing_of_the_next():
    parts = "12座桥梁二季度全部开工；新建码头3处。"
    found = {
        c.value: str(c.due) for c in extract(NEWS + "要确保" + parts, published=date(2026, 1, 25))
    }
    assert found[3.0] == "None"
    opened = NEWS + "会议召开。二季度，要改造桥梁12座；新建码头3处。"
    found = {c.value: str(c.due) for c in extract(opened, published=date(2026, 1, 25))}
    assert found[3.0] == "2026-06-30"


def test_a_plan_that_is_only_prepared_is_no_day():
    text = NEWS + "会议召开。今年，全力筹划“十六五”水利大蓝图，将改造水闸12座。"
    assert str(claim(text).due) == "2026-12-31"
