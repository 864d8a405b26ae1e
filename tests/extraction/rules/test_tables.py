"""Tables, read through to claims."""

from datetime import date

import pytest

from commitments.extraction import extract
from commitments.extraction.spans import Kind

INDICATORS = (
    "二、主要指标\n指标\t2025年(基期)\t2030年(目标)\t属性\n"
    "1. 常住人口城镇化率(%)\t67.9\t71\t预期性\n2. 每万人口专利拥有量\t16\t>22\t预期性\n"
)
TASKS = (
    "2026年重点任务分工\n序号\t重点任务\t牵头单位\t配合单位\t完成时限\n"
    "1\t出台《甲办法》，新建养老床位2000张\t市教委\t市财政局\t6月底前\n2\t建成市体育馆\t\t\t\n"
)


def test_indicators_become_targets_and_levels_with_their_section():
    base, target, *_ = extract(INDICATORS)

    assert (base.kind, base.value, base.as_of) == (Kind.LEVEL, 67.9, date(2025, 12, 31))
    assert (target.kind, target.value, target.due) == (Kind.TARGET, 71, date(2030, 12, 31))
    assert target.quote == "1. 常住人口城镇化率(%)\t67.9\t71"
    assert target.statement == "1. 常住人口城镇化率(%) 67.9 71"
    assert target.section == ("二、主要指标",)


def test_a_missing_unit_is_flagged():
    claims = extract(INDICATORS)

    assert [claim.warnings for claim in claims] == [(), (), ("unit_missing",), ("unit_missing",)]


def test_tasks_take_owners_and_dates_from_their_row():
    claims = {claim.quote: claim for claim in extract(TASKS)}

    assert set(claims) == {"出台《甲办法》", "新建养老床位2000张", "建成市体育馆"}
    for claim in claims.values():
        assert claim.owners == ("市教委", "市财政局")
        assert claim.due == date(2026, 6, 30)
    assert claims["新建养老床位2000张"].kind is Kind.TARGET


def test_no_figure_of_a_table_is_read_twice():
    claims = extract(INDICATORS.replace("\t", " "))

    assert len({(claim.start, claim.end, claim.value) for claim in claims}) == len(claims) == 4


ROWS = (
    "2026年某市任务分工\n序号 重点任务 责任单位 完成时限\n"
    "1 出台数据条例 市数据局 2026年6月\n2 建成算力中心二期 市发展改革委、市数据局 2027年底\n"
    "3 举办数据要素大赛，新增展位200个 市经信局 长期\n以上任务请认真落实。\n"
)


@pytest.mark.parametrize("text", [ROWS, ROWS.replace(" ", "\n"), ROWS.replace(" ", "\t")])
def test_a_table_of_tasks_however_its_cells_are_parted(text):
    claims = {claim.quote: claim for claim in extract(text)}

    assert claims["出台数据条例"].due == date(2026, 6, 30)
    assert claims["出台数据条例"].owners == ("市数据局",)
    assert claims["建成算力中心二期"].due == date(2027, 12, 31)
    assert claims["建成算力中心二期"].owners == ("市发展改革委", "市数据局")
    assert claims["举办数据要素大赛"].owners == ("市经信局",)
    assert claims["新增展位200个"].kind is Kind.TARGET
