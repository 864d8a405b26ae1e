"""Items of lists that only their words and their counting mark."""

import pytest

from commitments.extraction.spans import BlockKind
from commitments.extraction.text.items import counted_items, ends_with_duty, opens_with_a_deed
from commitments.extraction.text.layout import blocks, fold


def paragraphs(text):
    folded = fold(text)
    return [
        folded.text[block.start : block.end]
        for block in blocks(folded)
        if block.kind is BlockKind.PARAGRAPH
    ]


def test_numbers_and_spaces_open_items_where_they_count_on():
    items = ["9 新增就业5万人", "10 发放贷款2亿元", "11 改造老旧小区30个", "12 建成市图书馆"]

    assert paragraphs("2023年重点民生事项\n" + "\n".join(items)) == items


def test_a_number_at_the_head_of_a_broken_line_opens_no_item():
    text = "全市共建成充电站\n12 个，其中公共充电站\n8 个，服务半径明显缩小。"

    assert counted_items(text.split("\n")) == frozenset()
    assert len(paragraphs(text)) == 1


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_items_without_numbers_or_full_stops_stay_apart(gap):
    items = [
        "新建公办幼儿园3所，新增学位900个",
        "改造老旧小区20个，惠及5000户",
        "举办文艺演出100场",
    ]

    assert paragraphs(gap.join(["2024年民生实事", *items])) == items


def test_a_sentence_broken_in_the_middle_is_joined_across_a_blank_line():
    assert paragraphs("要统筹推进教育科技\n\n人才一体发展，新增学位900个。") == [
        "要统筹推进教育科技人才一体发展，新增学位900个。"
    ]


def test_an_item_ends_with_the_unit_that_answers_for_it():
    items = ["新增绿地3公顷。责任单位：区园林局", "改造管网12公里。责任单位：区水务局"]

    assert paragraphs("补充通知\n" + "\n".join(items)) == items
    assert ends_with_duty(items[0])
    assert not ends_with_duty("责任单位：区园林局、")


def test_a_list_begins_anew_behind_the_words_that_introduce_it():
    folded = fold("报告梳理了重点事项，具体内容如下：\n\n2023年重点民生事项\n1.新增床位800张")

    assert folded.text.split("\n")[1] == "2023年重点民生事项"


@pytest.mark.parametrize(
    ("line", "deed"),
    [
        ("为1200名残疾人提供康复服务", True),
        ("新建公园3个", True),
        ("建设成效", False),
        ("养老服务", False),
    ],
)
def test_what_opens_with_a_deed(line, deed):
    assert opens_with_a_deed(line) is deed


def test_a_long_item_among_counted_ones_is_no_heading():
    text = (
        "2023年重点民生事项\n01 新建幼儿园11所\n"
        "02 推动公共体育场馆免费或低收费，推进学校体育场地向公众开放\n03 新增床位800张"
    )

    assert len(paragraphs(text)) == 3


def test_lines_with_bullets_are_items_and_their_titles_headings():
    first = "发展目标\n■全省主导产业产值将达1万亿元\n"
    text = first + "园区升级\n■创建示范园9个\n■科技园区提档\n■建成园区2个\n"

    assert paragraphs(text) == [line for line in text.splitlines() if line.startswith("■")]


def test_lines_that_open_with_a_deed_are_items_without_a_figure():
    items = [
        "全年新增床位3200张",
        "开工建设歌剧院等文化设施",
        "建成地铁二期，加快三期建设",
        "一体规划建设海洋大学",
    ]

    assert paragraphs("一起来看\n\n" + "\n\n".join(items)) == items


def test_a_deed_that_prose_explains_stays_a_heading():
    text = "一起来看\n建设现代化产业体系\n产业是发展的根基。我市要加快转型升级的步伐。"

    assert paragraphs(text) == ["产业是发展的根基。我市要加快转型升级的步伐。"]
