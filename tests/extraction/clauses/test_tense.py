from datetime import date

import pytest

from commitments.extraction import Kind, extract
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


def kinds(text, published):
    return {claim.value: claim.kind for claim in extract(text, published=published) if claim.value}


def test_the_year_that_has_just_begun_is_still_to_come():
    text = "2026年新创园区13个。"
    assert kinds(text, date(2026, 2, 20)) == {13: Kind.TARGET}
    assert kinds(text, date(2026, 11, 20)) == {13: Kind.LEVEL}


@pytest.mark.parametrize(
    "text", ["全市2026年春季项目集中开工，共有项目40个。", "2026年以来签约40个。"]
)
def test_a_year_in_a_name_or_with_what_came_since_promises_nothing(text):
    assert kinds(text, date(2026, 2, 26)) == {40: Kind.LEVEL}


def test_what_is_only_bounded_has_not_been_counted():
    found = kinds("铺设管道400公里以上，每年改善8000户以上。现有床位3000张以上。", None)
    assert found == {400: Kind.TARGET, 8000: Kind.TARGET, 3000: Kind.LEVEL}


def test_what_is_planned_for_the_year_holds_in_its_own_clause():
    text = "年度计划投资562亿元，1—6月累计完成投资362亿元，占年计划投资的64.5%。"
    found = kinds(text, date(2026, 7, 12))
    assert found == {562e8: Kind.TARGET, 362e8: Kind.LEVEL, 64.5: Kind.LEVEL}


def test_months_gone_by_report_although_the_sentence_before_looks_ahead():
    text = "下一步，我们将抓好落实。前三季度，引进项目18个。"
    assert kinds(text, None) == {18: Kind.LEVEL}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("规划建设38条道路，24条已经开工，14条正在开展前期工作。", ["target", "level", "level"]),
        ("16项经济工作主要是：开发岗位2000个，慰问困难群众500户。", ["target", "target"]),
        ("管网铺设已完成，完工后，污水处理率将由10%提升到95%。", ["target"]),
        ("全镇共谋划了 77 个项目。", ["level"]),
    ],
)
def test_the_words_at_and_behind_a_figure(text, kinds):
    claims = extract(f"本报讯（记者 张三）{text}", published=date(2026, 1, 6))
    assert [one.kind.value for one in claims if one.value is not None] == kinds


def test_what_has_been_reached_by_those_to_be_improved_reports_nothing():
    text = "某区2026年工作要点\n对2025年已达标的街道进行提档升级，达标比例达到50%以上。"
    [found] = [one for one in extract(text, published=date(2026, 1, 6)) if one.value == 50]
    assert found.kind is Kind.TARGET


def test_what_is_said_behind_of_the_same_works_tells_of_them():
    text = "某街道工作简报\n对主干道的48盏路灯进行出新，该项目已于3月完成。"
    [found] = [c for c in extract(text, published=date(2026, 4, 1)) if c.value]
    assert found.kind is Kind.LEVEL
