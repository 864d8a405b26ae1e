from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.dates.expressions import find
from commitments.extraction.text.masks import mask


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("到2030年", date(2030, 12, 31)),
        ("2026年上半年", date(2026, 6, 30)),
        ("2026年6月底前", date(2026, 6, 30)),
        ("6月底前", date(2026, 6, 30)),
        ("2025年12月31日", date(2025, 12, 31)),
        ("今年", date(2026, 12, 31)),
        ("明年一季度", date(2027, 3, 31)),
        ("年底前", date(2026, 12, 31)),
        ("三季度", date(2026, 9, 30)),
        ("“十五五”时期", date(2030, 12, 31)),
        ("十四五期间", date(2025, 12, 31)),
        ("未来五年", date(2030, 12, 31)),
        ("2026—2030年", date(2030, 12, 31)),
        ("二〇三〇年", date(2030, 12, 31)),
        ("五年来", date(2025, 12, 31)),
        ("2028年2月", date(2028, 2, 29)),
    ],
)
def test_last_day(text, last):
    [mention] = find(text, 2026)
    assert mention.last == last


TODAY = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026.12.31", date(2026, 12, 31)),
        ("2026-12-31前", date(2026, 12, 31)),
        ("2026/6/5", date(2026, 6, 5)),
        ("2012－2015年", date(2015, 12, 31)),
        ("2012-2015年", date(2015, 12, 31)),
        ("二〇二六年十二月三十一日", date(2026, 12, 31)),
        ("一九九八年", date(1998, 12, 31)),
        ("十二月底前", date(2026, 12, 31)),
        ("九月三十日", date(2026, 9, 30)),
        ("2月上旬", date(2026, 2, 10)),
        ("6月中旬", date(2026, 6, 20)),
        ("十月下旬", date(2026, 10, 31)),
        ("9月建成", date(2026, 9, 30)),
        ("本月底", date(2026, 1, 31)),
        ("月底前", date(2026, 1, 31)),
        ("下月底前", date(2026, 2, 28)),
        ("上个月", date(2025, 12, 31)),
        ("下一季度", date(2026, 6, 30)),
        ("上一季度", date(2025, 12, 31)),
        ("本季度末", date(2026, 3, 31)),
        ("前三季度", date(2026, 9, 30)),
        ("前11个月", date(2026, 11, 30)),
        ("1—10月", date(2026, 10, 31)),
        ("今年1－8月", date(2026, 8, 31)),
        ("今年9月底前", date(2026, 9, 30)),
        ("今明两年", date(2027, 12, 31)),
        ("年中前", date(2026, 6, 30)),
        ("本周内", date(2026, 1, 18)),
        ("本世纪中叶", date(2050, 12, 31)),
        ("“十五五”开局之年", date(2026, 12, 31)),
        ("“十四五”收官之年", date(2025, 12, 31)),
    ],
)
def test_last_day_counted_from_the_day_of_the_paper(text, last):
    [mention] = find(mask(text), TODAY)
    assert mention.last == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("从今年起用三年时间", date(2028, 12, 31)),
        ("从2012年起5年内", date(2016, 12, 31)),
        ("从今年开始，用3年左右时间", date(2028, 12, 31)),
        ("经过五年努力", date(2030, 12, 31)),
        ("用3—5年时间", date(2030, 12, 31)),
        ("三年内", date(2028, 12, 31)),
        ("一年内", date(2027, 1, 15)),
        ("半年内", date(2026, 7, 15)),
        ("6个月内", date(2026, 7, 15)),
        ("自文件印发之日起30日内", date(2026, 2, 14)),
        ("自本方案发布之日起三个月内", date(2026, 4, 15)),
        ("印发后10个工作日内", date(2026, 1, 29)),
        ("收到本通知之日起15日内", date(2026, 1, 30)),
        ("未来3-5年", date(2030, 12, 31)),
    ],
)
def test_spans_of_time_are_counted(text, last):
    [mention] = find(text, TODAY)
    assert (mention.text, mention.last) == (text, last)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("春节前", date(2026, 2, 16)),
        ("明年春节前", date(2027, 2, 5)),
        ("2027年春节前", date(2027, 2, 5)),
        ("国庆节前", date(2026, 9, 30)),
        ("“五一”前", date(2026, 4, 30)),
        ("汛期来临前", date(2026, 5, 31)),
        ("采暖季前", date(2026, 11, 14)),
        ("入冬前", date(2026, 11, 6)),
    ],
)
def test_feasts_and_seasons(text, last):
    [mention] = find(mask(text), TODAY)
    assert (mention.text, mention.last) == (text, last)


@pytest.mark.parametrize(
    "text",
    [
        "自发布之日起施行", "自受理之日起15日内", "收到申请后5个工作日内", "毕业2年内未就业",
        "成立三年内的企业", "3年内免征", "压缩至3个工作日内", "控制在3年内", "建成后5年内",
        "春节前后", "每月底前", "五个月", "3月龄", "第十一前", "章节前", "每3个月内",
    ],
)  # fmt: skip
def test_rules_and_ages_are_no_dates(text):
    assert list(find(mask(text), TODAY)) == []


def test_a_bare_span_repeats_the_one_that_the_document_has_dated():
    found = list(find("从2012年起5年内，引进1000名。5年内培训300名。", None))
    assert [mention.last for mention in found] == [date(2016, 12, 31)] * 2


def test_words_that_look_ahead_say_so():
    found = list(find("下月底前，三年内，上个月，今年，“十五五”", TODAY))
    assert [mention.coming for mention in found] == [True, True, False, False, False]


@pytest.mark.parametrize(
    "text", ["每年", "3年", "10年左右", "基础上年均增长", "1.3月", "第三年", "年均"]
)
def test_silent(text):
    assert list(find(text, 2026)) == []


def test_the_second_date_takes_the_year_of_the_first():
    assert [m.last for m in find("2019年1月1日至12月31日", 2026)] == [
        date(2019, 1, 1),
        date(2019, 12, 31),
    ]


def test_without_a_year_this_year_has_no_days():
    [mention] = find("今年", None)
    assert (mention.first, mention.last) == (None, None)


def test_an_impossible_day_is_read_as_its_month():
    [mention] = find("2026年2月30日", 2026)
    assert mention.last == date(2026, 2, 28)


@given(st.text(alphabet="0123456789年月日底前末今明去十五四“”至—上下半季度初", max_size=40))
def test_nothing_breaks_on_broken_dates(text):
    for mention in find(text, 2026):
        assert text[mention.start : mention.end] == mention.text
        if mention.first and mention.last:
            assert mention.first <= mention.last


@pytest.mark.parametrize("year", [1, 2, 9998, 9999])
def test_the_edges_of_the_calendar(year):
    for text in ("过去五年", "未来十年", "明年", "前年", "一年来"):
        for mention in find(text, year):
            assert mention.first is None or mention.first.year >= 1


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("12 月底前开工", date(2026, 12, 31)),
        ("2026 年 6 月 30 日前完成", date(2026, 6, 30)),
        ("今年 6 月底前完成", date(2026, 6, 30)),
        ("9 月 20 日前", date(2026, 9, 20)),
    ],
)
def test_figures_set_apart_by_spaces_keep_their_month(text, last):
    [mention] = find(text, date(2026, 1, 5))
    assert mention.last == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2025年，工业平稳增长，全年完成投资9亿元", date(2025, 12, 31)),
        ("2025年，工业平稳增长。全年计划完成投资9亿元", date(2026, 12, 31)),
        ("比2025年，全年将增加投资9亿元", date(2026, 12, 31)),
    ],
)
def test_the_whole_year_is_the_one_its_sentence_opens_with(text, last):
    *_, mention = find(text, date(2026, 3, 5))
    assert (mention.text, mention.last) == ("全年", last)
