"""Efforts with a day of their own."""

from datetime import date

import pytest

from commitments.extraction import Kind, extract

PLAN = "某区重点工作实施方案\n"


def delivered(text):
    claims = extract(PLAN + text, published=date(2026, 1, 15))
    return [(c.quote, str(c.due)) for c in claims if c.kind is Kind.DELIVERABLE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4月底前组织试点总结。", ("4月底前组织试点总结", "2026-04-30")),
        (
            "2026年9月底前，各街道完善网格台账。",
            ("2026年9月底前，各街道完善网格台账", "2026-09-30"),
        ),
        ("年底前做好平台对接工作。", ("年底前做好平台对接工作", "2026-12-31")),
    ],
)
def test_what_has_a_day_can_be_checked(text, found):
    assert found in delivered(text)


def test_a_deadline_in_brackets_counts_for_the_main_effort():
    text = "1．有序开放公共数据，助力中小企业融资。（6月底完成，牵头单位：市工信局）"
    assert delivered(text) == [("有序开放公共数据", "2026-06-30")]


@pytest.mark.parametrize(
    "text",
    [
        "到2030年，加强服务保障。",  # a plan's year is no day
        "自5月1日起施行本办法规定。",
        "2026年1月1日至12月31日，对困难企业给予补贴。",
        "6月底前，符合条件的企业可申请贷款。",
        "2025年6月底前已组织试点总结。",
    ],
)
def test_silent(text):
    assert delivered(text) == []


def test_gives_way_to_a_reading_that_knows_the_words():
    assert [quote for quote, _ in delivered("6月底前出台《数据管理办法》。")] == [
        "出台《数据管理办法》"
    ]


@pytest.mark.parametrize(
    "quote",
    [
        "电线杆迁移问题于7月底完成",
        "铺面道路征迁工作于7月17日前完成",
        "7月17日前完成项目中已批复林地的征迁工作",
    ],
)
def test_what_is_done_by_a_day_may_stand_before_it(quote):
    assert quote in [found for found, _ in delivered(f"要抓紧，{quote}。")]


def test_what_has_been_done_is_not_due():
    assert delivered("7月17日前已完成征迁工作。") == []


def test_a_day_counts_where_the_year_of_a_paper_is_unknown():
    text = "某区征拆协调会\n他强调，要抓紧，原项目部12月15日前要完成清零。"
    claims = extract(text)

    assert [c.kind for c in claims if "清零" in c.quote] == [Kind.DELIVERABLE]


def test_who_put_a_paper_out_is_no_effort():
    assert delivered("2026-01-20 10:00 区人民政府办公室") == []


def test_a_meeting_told_of_is_no_effort():
    assert delivered("4月1日，某县第十九届人民代表大会第二次会议召开。") == []


def test_what_is_foreseen_is_no_effort():
    assert delivered("今年二季度，市场受天气影响将逐步好转。") == []
    assert delivered("6月底前，建成受灾影响农房。") == [("建成受灾影响农房", "2026-06-30")]


def test_what_a_page_says_of_itself_is_no_effort():
    assert delivered("2026-02-20 10:00 信息来源：区水务局") == []


def test_who_needs_to_do_something_by_a_day_promises_it():
    text = "区水务局召开推进会。各街道需在6月底完成一轮征询工作。"
    claims = extract(text, published=date(2026, 1, 15))
    assert [str(c.due) for c in claims if c.kind is Kind.DELIVERABLE] == ["2026-06-30"]


def test_what_is_expected_to_be_in_use_by_a_day_is_promised():
    assert delivered("合同已签订，项目预计年底前可投入运营。") != []
    assert delivered("企业年底前可申请补贴。") == []


def test_zeal_for_half_a_year_is_no_effort():
    assert delivered("下半年，区住建局将聚焦重点、精准发力。") == []
