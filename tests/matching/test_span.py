"""One year, a part of it, or several: the nearest words that say so decide."""

import pytest

from commitments.matching import span
from commitments.matching.inputs import Frequency
from commitments.matching.span import Frames, Span
from tests.matching.given import paper, said


def read(text, quote, **more):
    told = paper(text, said(quote, quote, 1, "个", **more))
    return span.read(told, told.statements[0], Frames(told.text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一年来，改造老旧小区500个。", Span.YEAR),
        ("2025年，改造老旧小区500个。", Span.YEAR),
        ("五年来，改造老旧小区500个。", Span.YEARS),
        ("“十四五”时期，改造老旧小区500个。", Span.YEARS),
        ("过去五年，改造老旧小区500个。", Span.YEARS),
        ("累计改造老旧小区500个。", Span.YEARS),
        ("每年改造老旧小区500个。", Span.MEAN),
        ("上半年，改造老旧小区500个。", Span.PART),
        ("1—9月，改造老旧小区500个。", Span.PART),
        ("改造老旧小区500个。", None),
    ],
)
def test_words_of_the_sentence(text, expected):
    assert read(text, "改造老旧小区500个") is expected


def test_a_sum_of_one_clause_says_nothing_of_the_next():
    text = "住房方面，累计打造试点项目213个，改造老旧小区500个。"
    assert read(text, "改造老旧小区500个") is None
    assert read("累计建成公园3个、改造老旧小区500个。", "改造老旧小区500个") is Span.YEARS


def test_a_frame_holds_until_the_next_one():
    text = (
        "五年来，综合实力大幅提升。\n城市面貌焕然一新。改造老旧小区500个。\n"
        "各位代表！一年来，我们主要做了以下工作。\n民生持续改善。改造老旧小区90个。\n"
    )
    assert read(text, "改造老旧小区500个") is Span.YEARS
    assert read(text, "改造老旧小区90个") is Span.YEAR


def test_a_year_named_within_five_opens_no_frame():
    text = (
        "五年来，实力提升。\n产业结构优化。2025年四大产业占比较2020年提高。\n建成和美乡村500个。\n"
    )
    assert read(text, "建成和美乡村500个") is Span.YEARS


def test_the_plan_to_come_is_no_span():
    assert read("“十五五”规划编制完成，改造老旧小区500个。", "改造老旧小区500个") is None


def test_what_the_reader_knows_counts_where_the_text_says_nothing():
    quote = "改造老旧小区500个"
    assert read(quote, quote, frequency=Frequency.ANNUAL) is Span.MEAN
    assert read(quote, quote, period="五年来") is Span.YEARS
    assert read(quote, quote, period="2025年上半年") is Span.PART


def test_base_year():
    assert span.base_year("PM2.5浓度比2020年下降19%") == 2020
    assert span.base_year("PM2.5浓度下降19%") is None
