"""Units by rank: the less of theirs lags, the better; equal ones share a place."""

from dataclasses import replace

from commitments.rendering.compose.ranks import ranks
from commitments.rendering.outline import Note, Table
from commitments.rendering.ranking import ranking
from commitments.rendering.wording import Wording
from tests.rendering.examples import ITEMS, many, report_of, units_of

CHINESE = Wording("zh-hans")


def places(report):
    return [(row.rank, row.unit.name, row.before) for row in ranking(report)]


def test_what_lags_less_comes_first_then_what_is_done_more():
    assert places(report_of()) == [
        (1, "区发展改革委", None),
        (2, "区体育局", None),
        (3, "区民政局", None),
    ]


def test_equal_units_share_a_rank_and_the_next_counts_them():
    led = zip(("甲", "乙", "丙"), (ITEMS[0], ITEMS[0], ITEMS[2]), strict=True)
    items = [replace(item, code=name, lead_unit=name) for name, item in led]

    assert places(report_of(items)) == [(1, "乙", None), (1, "甲", None), (3, "丙", None)]


def test_a_rank_is_set_beside_the_one_before():
    before = units_of(ITEMS[:3])

    table, _ = ranks(report_of(units_before=before), CHINESE)

    assert isinstance(table, Table)
    assert [(row[1], row[-1]) for row in table.rows] == [
        ("区发展改革委", "新列入"),
        ("区体育局", "↓1"),
        ("区民政局", "↓1"),
    ]


def test_many_units_are_told_by_the_first_and_the_last():
    items = [replace(item, lead_unit=f"第{place:02}局") for place, item in enumerate(many(30))]

    table, note = ranks(report_of(items), CHINESE)

    assert isinstance(table, Table)
    assert len(table.rows) == 6
    assert isinstance(note, Note)
    assert "共30家单位，此处列前3位和后3位" in note.text


def test_a_single_unit_has_nobody_to_be_compared_with():
    assert ranks(report_of(ITEMS[:2]), CHINESE) == []
