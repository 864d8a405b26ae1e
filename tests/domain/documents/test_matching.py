"""From two texts through the reader to what the later one says of the earlier one's targets."""

from datetime import date

import pytest

from commitments.domain.documents import matching as handed
from commitments.extraction import Source, read
from commitments.matching import Index, Outcome, Tier, match

EARLIER = """某市政府工作报告

——2025年1月15日在某市第七届人民代表大会第四次会议上

一、2024年工作回顾

一年来，地区生产总值增长5.2%，城镇新增就业3.9万人。

二、2025年工作安排

今年经济社会发展主要预期目标是：地区生产总值增长5.5%左右，规模以上工业增加值增长6%以上，\
城镇新增就业4万人，居民消费价格涨幅2%左右。

新建改造农村公路300公里，改造老旧小区50个，新增养老床位1000张。新能源汽车产量达到10万辆。
"""
LATER = """某市政府工作报告

——2026年1月20日在某市第七届人民代表大会第五次会议上

一、2025年工作回顾

一年来，全市地区生产总值达到1200亿元、稳居全省前三、增长5.1%，其中规上工业增加值增长7.3%、\
高于全省1.2个百分点，城镇新增就业4.3万人，居民消费价格涨幅基本持平。

建设改造“四好农村路”320公里，改造城镇老旧小区46个。

五年来，地区生产总值年均增长6.1%，新增养老床位5200张。

二、2026年工作安排

今年地区生产总值增长5%左右，改造老旧小区60个。
"""


@pytest.fixture(scope="module")
def outcomes():
    return read(EARLIER, Source()), read(LATER, Source())


@pytest.fixture(scope="module")
def found(outcomes):
    earlier, later = outcomes
    proposals = match(Index(handed.tracked(earlier)), handed.paper(later))
    return {
        claim.metric: proposals.get(str(key), ())
        for key, claim in enumerate(handed.targets(earlier.claims))
    }


@pytest.mark.parametrize(
    ("metric", "value", "outcome"),
    [
        ("地区生产总值", 5.1, Outcome.MISSED),
        ("规模以上工业增加值", 7.3, Outcome.MET),
        ("城镇新增就业", 43000, Outcome.MET),
        ("居民消费价格涨幅", 0, Outcome.UNCLEAR),
        ("新建改造农村公路", 320, Outcome.MET),
        ("改造老旧小区", 46, Outcome.MISSED),
    ],
)
def test_what_became_of_a_target(found, metric, value, outcome):
    best, *others = found[metric]
    assert (float(best.value), best.tier, best.outcome) == (value, Tier.SURE, outcome)
    assert best.as_of == date(2025, 12, 31)
    assert LATER[best.start : best.end] == best.quote
    assert all(each.tier is Tier.POSSIBLE for each in others)


@pytest.mark.parametrize("metric", ["新增养老床位", "新能源汽车产量"])
def test_what_the_later_paper_does_not_say(found, metric):
    assert found[metric] == ()


def test_targets_keep_their_order_and_figures_as_they_were_written(outcomes):
    tracked = list(handed.tracked(outcomes[0]))
    assert [each.key for each in tracked] == [str(key) for key in range(len(tracked))]
    assert str(tracked[0].value) == "5.5"
    assert (tracked[0].set_on, tracked[0].due) == (date(2025, 1, 15), date(2025, 12, 31))


def test_aims_of_the_later_paper_are_no_figures_that_it_reports(outcomes):
    quotes = [each.quote for each in handed.paper(outcomes[1]).statements]
    assert not any("60个" in quote for quote in quotes)
