"""What a document says of itself."""

from datetime import date

import pytest

from commitments.extraction.spans import Source
from commitments.extraction.text.layout import blocks, fold
from commitments.extraction.text.source import detect


def source_of(text, given=None):
    folded = fold(text)
    return detect(folded, blocks(folded), given or Source())


BODY = "\n各位代表：\n现在，我代表省人民政府，向大会报告工作，请予审议。\n"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        # the day of the session, whatever else is printed above or below
        (
            "2025年四川省政府工作报告\n时间：2025-02-01\n"
            "——2025年1月15日在四川省第十四届人民代表大会第三次会议上" + BODY,
            date(2025, 1, 15),
        ),
        # the signature of a notice
        (
            "关于开展普查的通知\n国办发〔2018〕128号\n各省人民政府：\n现将方案印发。\n"
            "国务院办公厅 \n2018年12月29日 \n（此件公开发布）",
            date(2018, 12, 29),
        ),
        ("某某市教育局\n二〇二五年十一月二十三日\n", date(2025, 11, 23)),
        # the stamp of a web page
        ("政府工作报告\n来源：北京日报\n时间：2026-02-02\n正文很长。", date(2026, 2, 2)),
        ("要闻\n2026-02-03 09:02:33\n正文很长。", date(2026, 2, 3)),
        # a newspaper page, by the event it reports
        ("全会决议\n第九次全体会议，于2025年11月22日召开。", date(2025, 11, 22)),
        # nothing but the year
        ("关于普查的通知\n国发〔2018〕39号\n各省：\n请执行。", date(2018, 1, 1)),
        ("2026年某省政府工作报告\n正文很长。", date(2026, 1, 1)),
        (
            "一、过去五年工作回顾\n成绩很大。\n二、2018年总体要求和政策取向\n今年任务重。",
            date(2018, 1, 1),
        ),
        ("一、2018年工作回顾\n过去一年，成绩来之不易。", date(2019, 1, 1)),
    ],
)
def test_publication_date(text, published):
    assert source_of(text).published == published


@pytest.mark.parametrize(
    "text",
    [
        "专栏3新产业新赛道\n建设实训场。",
        "到2030年12月31日前建成。",
        "会议通知\n2025年2月30日\n",
        "自2021年9月1日起施行，有效期两年。",
        "",
    ],
)
def test_no_date(text):
    assert source_of(text).published is None


@pytest.mark.parametrize(
    ("text", "title", "issuer"),
    [
        (
            "国务院办公厅关于印发药品集中采购\n试点方案的通知\n国办发〔2019〕2号\n",
            "国务院办公厅关于印发药品集中采购试点方案的通知",
            "国务院办公厅",
        ),
        (
            "首页\n政府工作报告\n——2026年1月27日在海南省第七届人民代表大会第五次会议上\n",
            "政府工作报告",
            "海南省人民政府",
        ),
        (
            "政府工作报告\n——2017年3月5日在第十二届全国人民代表大会第五次会议上\n",
            "政府工作报告",
            "国务院",
        ),
        (
            "中国共产党北京市海淀区第十三届委员会第九次全体会议决议\n全会于近日召开。",
            "中国共产党北京市海淀区第十三届委员会第九次全体会议决议",
            "中共北京市海淀区委员会",
        ),
        (
            "关于加强管理的通知\n各单位：\n请执行。\n市教育局\n2025年3月1日",
            "关于加强管理的通知",
            "市教育局",
        ),
        ("一、主要目标\n内容很多。", None, None),
    ],
)
def test_title_and_issuer(text, title, issuer):
    source = source_of(text)

    assert (source.title, source.issuer) == (title, issuer)


def test_what_the_caller_gives_is_kept():
    given = Source(date(2020, 5, 1), "给定的标题", "给定的单位")

    assert source_of("2025年四川省政府工作报告\n时间：2025-02-01", given) == given


@pytest.mark.parametrize(
    "text",
    ["全市交通系统2008年工作部署大会召开，副市长讲话。", "2008年，某区将新建学校。去年新建5所。"],
)
def test_a_page_without_a_day_speaks_in_the_year_that_it_plans(text):
    assert source_of(text, Source()).published == date(2008, 1, 1)
