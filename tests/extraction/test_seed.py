"""What must be read from the seed page, field by field."""

from datetime import date
from pathlib import Path

import pytest

from commitments.extraction import Kind, extract

SEED = Path(__file__).parents[2] / "seeds" / "haidian-plenary-2025-11.txt"
TEXT = SEED.read_bytes().decode()
PUBLISHED = date(2025, 11, 23)
CLAIMS = extract(TEXT, published=PUBLISHED)


def claims_of(kind):
    return [claim for claim in CLAIMS if claim.kind is kind]


def the(kind, metric):
    found = [c for c in claims_of(kind) if c.metric and metric in c.metric and c.value is not None]
    assert len(found) == 1, [c.metric for c in claims_of(kind)]
    return found[0]


@pytest.mark.parametrize(
    ("metric", "comparator", "value", "unit"),
    [
        ("人均体育场地面积", "gte", 3.7, "平方米"),
        ("经常参加体育锻炼人数", "gt", 60, "%"),
        ("每千人拥有社会体育指导员人数", "gte", 8.1, "名"),
        ("重大体育场馆建设", "eq", 11, "处"),
        ("国家重点高水平体育后备人才基地", "gte", 1, "个"),
        ("主要支持政策", "eq", 4, "项"),
    ],
)
def test_targets_of_the_sports_bureau(metric, comparator, value, unit):
    claim = the(Kind.TARGET, metric)
    assert (claim.comparator, claim.value, claim.unit) == (comparator, value, unit)
    assert claim.owners[0] == "区体育局"
    assert claim.speaker == "白雪罡"


@pytest.mark.parametrize(
    ("metric", "comparator", "value", "unit", "owner"),
    [
        ("养老家庭照护床位", "gte", 39_331, "张", "区民政局"),
        ("备案助餐点", "eq", 293, "家", "区民政局"),
        ("老年人", "approx", 130_000, "人", "区民政局"),
        ("固定资产投资", "gte", 100_000_000_000, "元", "区发改委"),
        ("闲时算力服务稳定性", "gte", 99.9, "%", "共绩科技"),
    ],
)
def test_levels(metric, comparator, value, unit, owner):
    claim = the(Kind.LEVEL, metric)
    assert (claim.comparator, claim.value, claim.unit) == (comparator, value, unit)
    assert claim.owners[0] == owner


def test_the_economy_has_passed_a_trillion():
    found = [c for c in claims_of(Kind.LEVEL) if c.metric == "经济总量"]
    assert {(c.value, c.unit) for c in found} == {(1_000_000_000_000, "元")}
    assert any(c.comparator == "gt" and c.owners[:1] == ("区发改委",) for c in found)


@pytest.mark.parametrize(
    "name",
    [
        "“十四五”时期海淀区体育事业高质量发展规划",
        "海淀区全民健身实施计划（2026—2030年）",
        "海淀区扶持社会力量举办青少年竞技体育队伍奖励办法",
        "海淀区体育赛事扶持奖励办法",
        "海淀区关于培育和促进体育科技产业发展的若干措施",
        "大规模高性能国产智算集群",
        "国家级安宁疗护试点区",
    ],
)
def test_deliverables(name):
    assert [c for c in claims_of(Kind.DELIVERABLE) if c.metric and name in c.metric]


def test_the_sports_meeting_is_due_in_the_first_half_of_2026():
    [claim] = [c for c in claims_of(Kind.DELIVERABLE) if c.metric == "海淀体育大会"]
    assert claim.due == date(2026, 6, 30)
    assert claim.owners[0] == "区体育局"


def test_efforts_are_kept_apart():
    assert len(claims_of(Kind.ACTION)) >= 10
    assert all(claim.value is None for claim in claims_of(Kind.ACTION))


@pytest.mark.parametrize(
    "words",
    ["通篇13部分共54条", "“3+1”体系", "“633战略”", "第一个、全国第二个", "（上接1版）", "11月22日"],
)
def test_nothing_from_names_dates_and_page_marks(words):
    at = TEXT.index(words)
    valued = [c for c in CLAIMS if c.value is not None]
    assert not [c for c in valued if c.start < at + len(words) and at < c.end and words in TEXT]


def test_a_period_that_contradicts_its_neighbours_is_shown():
    flagged = [c for c in claims_of(Kind.TARGET) if "period_conflict" in c.warnings]
    assert {c.owners[0] for c in flagged} == {"区体育局"}
    assert all(c.due == date(2025, 12, 31) for c in flagged)


def test_every_quote_is_the_text_at_its_place():
    for claim in CLAIMS:
        assert TEXT[claim.start : claim.end] == claim.quote
        assert "\n" not in claim.statement


def test_speakers_belong_to_their_words():
    assert {c.speaker for c in claims_of(Kind.LEVEL)} >= {"文思君", "张娟", "王鹏"}


def test_the_second_printing_of_a_passage_is_marked():
    promised = [c for c in claims_of(Kind.ACTION) if c.speaker == "杨雨青"]
    first, second = promised[:2], promised[2:]

    assert "实际行动" in first[0].quote
    assert "急难愁盼" in first[1].quote
    assert {c.owners for c in promised} == {("曙光街道",)}
    assert [c.duplicate_of for c in second] == [c.start for c in first]
    assert all("duplicate" in c.warnings for c in second)
    assert all(c.duplicate_of is None for c in first)


@pytest.mark.parametrize(
    "words", ["坚持马克思列宁主义", "严格遵循党的二十届四中全会", "坚持和加强党的全面领导"]
)
def test_slogans_are_no_efforts(words):
    at = TEXT.index(words)
    assert not [c for c in CLAIMS if c.start <= at < c.end]
