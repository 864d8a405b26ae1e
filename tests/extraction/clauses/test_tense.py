from datetime import date

import pytest

from commitments.extraction.clauses.modes import Frame, Mode
from commitments.extraction.clauses.tense import Cue, Cues, Tense, decide, of_bare_words
from commitments.extraction.dates import expressions

PLAN = Frame(Mode.PLAN, "部署", True, None, None)
REPORT = Frame(Mode.REPORT, "回顾", True, None, None)
OPEN = Frame(Mode.OPEN, "不明", False, None, None)


def promised(text, frame, year=2026):
    mentions = list(expressions.find(text, year))
    place = len(text)
    cues = Cues(text, 0, len(text), mentions, date(year, 1, 20))
    return decide(frame, cues.before(place), 0).promised


@pytest.mark.parametrize(
    ("text", "frame", "expected"),
    [
        ("粮食产量", PLAN, True),
        ("粮食产量", REPORT, False),
        ("将建成学校", OPEN, True),
        ("目前已达", OPEN, False),
        ("到2030年，面积达到", OPEN, True),
        ("2024年增长", OPEN, False),
        ("力争达到", OPEN, True),
        # words that contradict the section
        ("目前已有", PLAN, False),
        ("去年增长", PLAN, False),
        ("到2030年达到", REPORT, True),
        # words that only seem to
        ("比去年增加", PLAN, True),
        ("增幅明显高于去年，其中奖补资金增幅", PLAN, True),
        ("工程始于去年，其中投资", PLAN, False),
        ("累计达", PLAN, True),
        ("将农民收入标准", REPORT, False),
        ("积极争取资金", REPORT, False),
        ("较2020年提高", REPORT, False),
        ("目前负担较低，今年", PLAN, True),
        ("主要矛盾", OPEN, False),
        ("将闲时算力稳定性提升至", OPEN, False),
        ("做好项目前期工作，全年开工", PLAN, True),
    ],
)
def test_promised(text, frame, expected):
    assert promised(text, frame) is expected


def test_the_heading_is_surer_than_silence():
    assert decide(PLAN, None, 0).certainty > decide(OPEN, None, 0).certainty


def test_every_decision_says_why():
    assert "目前" in decide(OPEN, Cue(0, False, "目前"), 0).reason


NEITHER = Tense(False, 0.65, "没有时态词，按现状读")


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("新增床位", "新增床位3200张，改造棚户区4490户。"),
        ("1.实施", "1.实施118条市政道路建设。"),
        ("■■■■■新建及改造线路", "■■■■■新建及改造线路50公里。"),
        ("低压线路", "新建高压线路50公里、低压线路90公里。"),
    ],
)
def test_a_deed_without_a_word_of_time_is_still_to_be_done(clause, sentence):
    assert of_bare_words(NEITHER, clause, sentence).promised


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("粮食产量", "粮食产量80.3万吨。"),
        ("完成投资", "完成投资32亿元，增长57%，项目210个。"),
        ("全年实现增加值", "全年实现增加值290亿元。"),
        ("设有大班", "设有大班2个。"),
        ("新建了托育园", "新建了托育园12所。"),
    ],
)
def test_a_state_or_a_growth_without_a_word_of_time_is_reported(clause, sentence):
    assert of_bare_words(NEITHER, clause, sentence) is NEITHER
