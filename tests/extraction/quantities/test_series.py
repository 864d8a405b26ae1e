from dataclasses import replace

from commitments.extraction.quantities.composition import find
from commitments.extraction.quantities.placement import Side
from commitments.extraction.quantities.series import Reading, distribute, length

TEXT = "城镇和农村居民收入分别增长4%、5%，新建学校10所"
FOUND = list(find(TEXT))
READING = Reading(
    FOUND[0], 0, FOUND[0].end, "城镇和农村居民收入", "growth", None, frozenset(), Side.BEFORE, 0
)


def test_a_series_ends_where_another_metric_begins():
    assert length(TEXT, FOUND, 0, 0) == 2
    assert length(TEXT, FOUND, 2, 0) == 1


def test_each_figure_gets_its_own_thing():
    readings = distribute(TEXT, READING, FOUND[:2])
    assert [(r.metric, r.quantity.value) for r in readings] == [
        ("城镇居民收入", 4.0),
        ("农村居民收入", 5.0),
    ]
    assert [TEXT[r.start : r.end] for r in readings] == [TEXT[:15], TEXT[:18]]


def test_lists_that_do_not_part_evenly_keep_the_whole_name():
    uneven = replace(READING, metric="居民收入")
    assert {r.metric for r in distribute(TEXT, uneven, FOUND[:2])} == {"居民收入"}


def test_a_measure_behind_the_word_goes_for_all():
    reading = replace(READING, metric="贸易、投资分别占比")
    assert [r.metric for r in distribute(TEXT, reading, FOUND[:2])] == ["贸易占比", "投资占比"]


def test_one_figure_for_two_things():
    text = "容量和发电量占比均超过50%"
    [quantity] = find(text)
    reading = replace(READING, quantity=quantity, metric="容量和发电量占比", end=quantity.end)
    first, second = distribute(text, reading, [quantity])
    assert [first.metric, second.metric] == ["容量占比", "发电量占比"]
    assert second.start == text.index("发电量")


def test_the_bound_behind_the_last_figure_holds_for_all():
    text = "粮食、油料面积分别保持在445万亩、222万亩以上"
    found = list(find(text))
    reading = replace(READING, quantity=found[0], metric="粮食、油料面积", end=found[0].end)
    assert [r.quantity.comparator for r in distribute(text, reading, found)] == ["gte", "gte"]


def test_figures_with_bounds_of_their_own_keep_them():
    text = "粮食、油料面积分别增长5%左右、6%以上"
    found = list(find(text))
    reading = replace(READING, quantity=found[0], metric="粮食、油料面积", end=found[0].end)
    assert [r.quantity.comparator for r in distribute(text, reading, found)] == ["approx", "gte"]
