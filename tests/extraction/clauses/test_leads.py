from datetime import date

import pytest

from commitments.extraction import Kind, extract
from commitments.extraction.clauses.leads import announces

THIS_YEAR, PUBLISHED = date(2022, 12, 31), date(2022, 2, 15)


def figures(text, published=PUBLISHED):
    return {
        claim.value: (claim.kind, claim.due)
        for claim in extract(text, published=published)
        if claim.value is not None
    }


@pytest.mark.parametrize(
    "words",
    [
        "今年，我市将办好事关群众切身利益的“十件实事”",
        "深入谋划2022年重点工作，切实做好“三农”工作",
        "会议确定了今年努力办好的为民实事。这10件实事分别为：",
        "重点抓好以下三个方面的工作：",
    ],
)
def test_a_sentence_announces_a_list(words):
    assert announces(words)


@pytest.mark.parametrize(
    "words",
    [
        "一年来，我们主要做了以下工作：",
        "取得的主要成效有：",
        "存在的主要问题是：",
        "去年确定的重点工作完成情况如下：",
        "园区位于县城东部。",
    ],
)
def test_what_looks_back_announces_nothing(words):
    assert not announces(words)


def test_items_behind_a_lead_in_the_same_paragraph_take_its_year():
    text = (
        "某局召开大会，深入谋划2022年重点工作，切实做好“三农”工作。"
        "一是扛稳粮食安全。新建高标准农田2.5万亩。二是抓好产业。发展烟叶12万亩。"
    )
    promised = (Kind.TARGET, THIS_YEAR)
    assert figures(text) == {25000: promised, 120000: promised}


def test_items_below_a_lead_are_promised_with_the_bodies_of_their_headings():
    text = (
        "今年，我市将办好“三件实事”\n\n1.改善出行条件。\n\n建成某路等50条道路。\n\n"
        "2.新增公交车60台。\n\n3.招聘教师300名。\n"
    )
    assert {value: figures(text)[value][0] for value in (50, 60, 300)} == dict.fromkeys(
        (50, 60, 300), Kind.TARGET
    )


def test_deeds_for_the_people_are_of_the_year_of_the_paper():
    text = (
        "在县人民代表大会会议上，县长作了报告。报告指出，县政府将继续优先保障民生投入，把群众的呼声作为"
        "第一信号，重点抓好15件民生实事。分别是：（1）新建公厕120座。（2）硬化巷道8公里。"
    )
    assert figures(text)[120] == (Kind.TARGET, THIS_YEAR)
    assert figures(text, published=date(2022, 12, 20))[120] == (Kind.TARGET, None)


def test_a_list_of_what_was_done_stays_reported():
    text = "去年以来，我们主要抓了三项工作。一是新建公厕120座。二是硬化巷道8公里。"
    assert {kind for kind, _ in figures(text).values()} == {Kind.LEVEL}


def test_a_lead_ends_with_its_list():
    text = (
        "今年，我市将办好三件实事\n\n1.新增公交车60台。\n\n2.招聘教师300名。\n\n"
        "某园区现有企业80家，去年新增企业12家。\n"
    )
    found = figures(text)
    assert found[60][0] is Kind.TARGET
    assert found[12][0] is Kind.LEVEL


def test_an_answer_is_of_the_year_that_the_question_names():
    text = (
        "主持人：今年有哪些重点工作？\n张三：我们将新建学校12所。\n"
        "主持人：去年完成得怎样？\n张三：新建了学校15所。\n"
    )
    found = figures(text)
    assert found[12] == (Kind.TARGET, THIS_YEAR)
    assert found[15][0] is Kind.LEVEL


def test_so_many_deeds_as_follow_are_announced():
    assert announces("39个为民办实事项目如下：")
    assert not announces("39个为民办实事项目完成情况如下：")


def test_a_list_without_marks_is_announced_by_the_paragraph_above():
    text = (
        "2022年，某县将集中力量办好十件民生实事。\n这十件民生实事分别是：完成棚户区改造500套；"
        "建成公共租赁住房634套；硬化村庄巷道50公里。\n"
    )
    assert figures(text)[634.0] == (Kind.TARGET, THIS_YEAR)
    assert figures(text)[50.0] == (Kind.TARGET, THIS_YEAR)


def test_what_is_done_of_a_list_without_marks_is_reported():
    text = "2021年民生实事取得成效。\n去年完成的实事分别是：改造棚户区500套；建成住房634套。\n"
    assert {kind for kind, _ in figures(text).values()} == {Kind.LEVEL}


def test_once_the_deeds_of_a_year_are_unveiled_the_paragraphs_below_promise():
    text = (
        "晚报讯（记者 张三）某区2022年为民办实事项目出炉。\n"
        "比如为老服务，就包括新增社区助餐点10个；改造敬老院3家。\n"
        "2021年，该区建成停车场7处。\n"
    )
    found = figures(text)
    assert found[10.0] == (Kind.TARGET, THIS_YEAR)
    assert found[7.0][0] is Kind.LEVEL


def test_the_results_of_last_year_are_reported_below_their_own_heading():
    text = (
        "今年排定的市重大工程项目（本报记者 张三）\n■ 社会民生类安排正式项目29项\n"
        "去年重大工程建设成绩单\n■ 全年完成投资2510亿元\n■ 新开工30项\n"
    )
    found = figures(text)
    assert found[29.0][0] is Kind.TARGET
    assert found[251_000_000_000.0][0] is Kind.LEVEL


RESULTS = (
    "某区10件实事均已完成，群众满意。\n具体如下：\n道路改造\n完成投资3亿元。改造道路42公里。\n"
)


def test_what_follows_results_is_reported_item_by_item():
    assert {kind for kind, _ in figures(RESULTS).values()} == {Kind.LEVEL}


def test_results_end_where_the_next_step_begins():
    found = figures(RESULTS + "下一步，将新建公园6座。\n再改造道路15公里。\n")
    assert found[6.0][0] is Kind.TARGET
    assert found[42.0][0] is Kind.LEVEL


def test_a_list_of_what_is_not_yet_done_is_still_promised():
    text = "某区今年将办好10件实事，具体如下：\n道路改造\n改造道路42公里。\n"
    assert figures(text)[42.0][0] is Kind.TARGET


def test_items_without_marks_below_what_lists_them_are_promised():
    text = (
        "本报讯（记者 张三）大会开幕。\n今年，某市将办好15件民生实事。具体包括：\n"
        "提升9所学校周边环境。\n布局救护设备100处以上。\n"
    )
    found = figures(text)
    assert found[9.0] == (Kind.TARGET, THIS_YEAR)
    assert found[100.0][0] is Kind.TARGET


def test_a_title_with_a_colon_lists_nothing():
    text = (
        "某区今年要办10件实事\n正文开始：\n晚报讯（记者 张三）某区2022年为民办实事项目出炉。\n"
        "比如为老服务，就包括新增助餐点10个；改造敬老院3家。\n"
    )
    assert figures(text)[3.0] == (Kind.TARGET, THIS_YEAR)


def test_deeds_of_which_the_title_says_that_they_are_done_are_reported():
    text = (
        "某区2021年为民办实事项目全落地\n某区2021年已全部办结10件民生实事，提升生活品质。\n"
        "民生服务与保障\n养老服务：某街道新增9个助餐点。\n"
    )
    assert figures(text)[9.0][0] is Kind.LEVEL
