from datetime import date

import pytest

from commitments.extraction.clauses.frames import Frames
from commitments.extraction.clauses.genres import Genre, genre
from commitments.extraction.clauses.modes import Mode
from commitments.extraction.dates import expressions
from commitments.extraction.spans import Source
from commitments.extraction.text import layout

REPORT = """2026年某省政府工作报告
各位代表：
现在，我代表省人民政府，向大会报告政府工作，请予审议。
一、2025年工作回顾
过去一年，我们攻坚克难，地区生产总值增长5.2%。
（一）聚焦目标任务稳增长。
粮食产量800亿斤。
二、“十五五”时期主要目标
到2030年，研发投入强度达到3.5%。
三、2026年工作安排
今年主要预期目标是：地区生产总值增长5%左右。
名词解释
1.两重：国家重大战略实施。
"""


def frames_of(text, published=date(2026, 1, 25), title=None):
    folded = layout.fold(text)
    blocks = layout.blocks(folded)
    year = published.year if published else None
    mentions = list(expressions.find(folded.text, year))
    frames = Frames(folded.text, blocks, mentions, Source(published, title))
    return {folded.text[b.start : b.end]: frames.at(b) for b in blocks}


def frame_of(text, words, **source):
    return next(frame for line, frame in frames_of(text, **source).items() if words in line)


@pytest.mark.parametrize(
    ("words", "mode", "horizon"),
    [
        ("粮食产量800亿斤", Mode.REPORT, date(2025, 12, 31)),
        ("研发投入强度", Mode.PLAN, date(2030, 12, 31)),
        ("增长5%左右", Mode.PLAN, date(2026, 12, 31)),
        ("两重：", Mode.ASIDE, None),
    ],
)
def test_divisions_of_a_work_report(words, mode, horizon):
    frame = frame_of(REPORT, words)
    assert (frame.mode, frame.horizon) == (mode, horizon)


def test_a_heading_that_looks_both_ways_leaves_it_to_the_paragraphs():
    text = REPORT.replace("二、“十五五”时期主要目标", "二、发展成就和“十五五”主要目标任务").replace(
        "到2030年，研发", "这五年，经济总量持续提升。\n到2030年，研发"
    )
    assert frame_of(text, "这五年").mode is Mode.REPORT
    assert frame_of(text, "研发投入").mode is Mode.PLAN


def test_a_paragraph_that_opens_with_the_coming_plan_looks_ahead():
    text = REPORT.replace("二、“十五五”时期主要目标", "二、发展成就和“十五五”主要目标任务").replace(
        "到2030年，研发", "这五年，经济总量持续提升。\n“十五五”时期是关键时期。\n——坚持创新，研发"
    )
    frame = frame_of(text, "研发投入强度")
    assert (frame.mode, frame.horizon) == (Mode.PLAN, date(2030, 12, 31))


def test_a_plan_is_dated_by_its_title():
    text = "某省工业互联网创新发展行动计划（2021—2023年）\n一、重点任务\n新建800个智能工厂。\n"
    frame = frame_of(text, "新建800个", published=date(2021, 6, 1))
    assert (frame.mode, frame.horizon) == (Mode.PLAN, date(2023, 12, 31))


def test_a_newspaper_is_left_to_its_words():
    text = "本报讯（记者 赵磊）会议召开。\n到2030年，建成中心。\n助餐点已有293家。\n"
    assert frame_of(text, "助餐点", published=date(2025, 11, 23)).mode is Mode.OPEN


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2026年某省政府工作报告", Genre.WORK_REPORT),
        ("关于促进就业工作的若干意见", Genre.PLAN),
        ("国民经济和社会发展统计公报", Genre.SUMMARY),
        ("春天来了", Genre.OTHER),
    ],
)
def test_genre(title, kind):
    assert genre(title, "") is kind


def test_the_years_of_a_title_may_stand_on_a_line_of_their_own():
    head = "某市优化营商环境行动方案\n（2026—2028年）\n2026年1月20日\n"
    text = head + "一、主要任务\n企业减负100亿元。\n"
    assert frame_of(text, "企业减负").horizon == date(2028, 12, 31)
