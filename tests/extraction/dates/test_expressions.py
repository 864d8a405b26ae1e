from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.dates.expressions import find


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
