"""A figure keeps the name of the thing it speaks of, whatever words stand between."""

from commitments.matching import subjects
from tests.matching.given import paper, said


def names(text, *figures):
    return [each.name for each in subjects.named(paper(text, *figures))]


def test_a_rank_between_name_and_figure():
    text = "地区生产总值达到5.53万亿元、稳居全国前十强、增长4.8%。"
    assert names(
        text,
        said("地区生产总值达到5.53万亿元", "地区生产总值", "5.53e12", "元"),
        said("稳居全国前十强、增长4.8%", "稳居全国前十强", "4.8", "%", "growth"),
    ) == ["地区生产总值", "地区生产总值"]


def test_a_rank_in_the_next_sentence_is_another_thing():
    text = "地区生产总值达到5万亿元。稳居全国前十强的城市10个。"
    assert names(
        text,
        said("地区生产总值达到5万亿元", "地区生产总值", "5e12", "元"),
        said("稳居全国前十强的城市10个", "稳居全国前十强的城市", 10, "个"),
    ) == ["地区生产总值", "稳居全国前十强的城市"]


def test_a_bare_measure_is_of_the_thing_named_before():
    text = "粮食播种面积稳定在6200万亩以上、年度产量首次突破2000万吨。"
    assert names(
        text,
        said("粮食播种面积稳定在6200万亩以上", "粮食播种面积", 62_000_000, "亩"),
        said("年度产量首次突破2000万吨", "年度产量", 20_000_000, "吨"),
    ) == ["粮食播种面积", "粮食产量"]


def test_what_is_produced_is_output():
    text = "生产天然气56亿立方米，生产能力翻番。"
    assert names(text, said("生产天然气56亿立方米", "生产天然气", "5.6e9", "立方米")) == [
        "天然气产量"
    ]


def test_a_name_of_its_own_stays():
    text = "地区生产总值增长5%，规模工业增加值增长6%。"
    assert names(
        text,
        said("地区生产总值增长5%", "地区生产总值", 5, "%", "growth"),
        said("规模工业增加值增长6%", "规模工业增加值", 6, "%", "growth"),
    ) == ["地区生产总值", "规模工业增加值"]
