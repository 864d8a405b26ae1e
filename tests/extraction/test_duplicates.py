"""Claims that repeat an earlier one."""

from datetime import date

from commitments.extraction.duplicates import mark
from commitments.extraction.spans import Claim, Kind
from commitments.extraction.text.layout import fold


def claim(start, statement, kind=Kind.TARGET, **values):
    return Claim(
        kind=kind,
        quote=statement,
        start=start,
        end=start + len(statement),
        statement=statement,
        confidence=0.9,
        **values,
    )


def marks(claims, text=""):
    return [one.duplicate_of for one in mark(claims, fold(text))]


AREA = {"metric": "人均体育场地面积", "value": 3.7, "unit": "平方米", "due": date(2030, 12, 31)}


def test_the_same_target_said_twice():
    first = claim(3, "人均体育场地面积达到3.7平方米", **AREA)
    again = claim(90, "全市人均体育场地面积3.7平方米", **{**AREA, "metric": "全市人均体育场地面积"})

    [kept, marked] = mark([again, first], fold(""))

    assert kept == first
    assert marked.duplicate_of == 3
    assert marked.warnings == ("duplicate",)


def test_another_year_value_metric_or_kind_is_another_claim():
    assert (
        marks(
            [
                claim(1, "面积达到3.7平方米", **AREA),
                claim(2, "面积达到3.7平方米", **{**AREA, "due": date(2027, 12, 31)}),
                claim(3, "面积达到3.8平方米", **{**AREA, "value": 3.8}),
                claim(4, "面积达到3.7平方米", **{**AREA, "metric": "绿地面积"}),
                claim(5, "面积达到3.7平方米", kind=Kind.LEVEL, **AREA),
            ]
        )
        == [None] * 5
    )


def test_the_same_deliverable_and_action_by_their_words():
    assert marks(
        [
            claim(1, "编制出台《体育规划》", kind=Kind.DELIVERABLE),
            claim(50, "编制出台《体育 规划》", kind=Kind.DELIVERABLE),
            claim(99, "深化改革", kind=Kind.ACTION),
            claim(120, "深化改革", kind=Kind.ACTION),  # too short to tell
        ]
    ) == [None, 1, None, None]


def test_one_action_of_two_units_is_two():
    assert marks(
        [
            claim(1, "做好统计监测工作", kind=Kind.ACTION, owners=("市教委",)),
            claim(50, "做好统计监测工作", kind=Kind.ACTION, owners=("市民政局",)),
        ]
    ) == [None, None]


def test_a_passage_printed_twice():
    passage = "杨雨青说，今年街道加装电梯12部，惠及居民300余户。"
    text = f"{passage}\n中间是另外一段文字，说的是别的事情。\n{passage}"
    second = text.rindex("12部")

    found = mark(
        [
            claim(text.index("12部"), "12部", kind=Kind.LEVEL, value=12.0),
            claim(second, "12部", kind=Kind.LEVEL, value=12.0),
        ],
        fold(text),
    )

    assert [one.duplicate_of for one in found] == [None, text.index("12部")]


def test_warnings_already_there_stay_once():
    first = claim(1, "面积达到3.7平方米", **AREA)
    again = claim(9, "面积达到3.7平方米", **AREA, warnings=("period_conflict", "duplicate"))

    assert mark([first, again], fold(""))[1].warnings == ("period_conflict", "duplicate")


def test_a_table_of_indicators_does_not_repeat_the_prose_above_it():
    assert marks(
        [
            claim(1, "面积达到3.7平方米", **AREA),
            claim(50, "面积 3.7", **AREA, reasons=("表格列“2030年”",)),
            claim(90, "面积 3.7", **AREA, reasons=("表格列“2030年”",)),
        ]
    ) == [None, None, 50]


def test_the_parts_of_a_sentence_speak_of_several():
    text = "甲区安排项目20个，已开工18个；乙区安排项目20个，已开工18个。丙区已开工18个。"
    places = [place for place in range(len(text)) if text.startswith("18个", place)]
    started = {"metric": "已开工", "value": 18.0, "unit": "个"}

    found = mark([claim(place, "18个", Kind.LEVEL, **started) for place in places], fold(text))

    assert [one.duplicate_of for one in found] == [None, None, places[0]]
