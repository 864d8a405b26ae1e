"""Lists of named things."""

import pytest

from commitments.extraction.rules.enumerations import members, titles


def names(text):
    return [thing.name for thing in members(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("秦沈高速二期、长海大桥等重点项目", ["秦沈高速二期", "长海大桥"]),
        ("熊猫消费节、糖酒会等系列活动", ["熊猫消费节", "糖酒会"]),
        (
            "国家新型工业化示范区和新兴产业发展示范基地",
            ["国家新型工业化示范区", "新兴产业发展示范基地"],
        ),
        ("中央档案馆新馆、国家文献储备库", ["中央档案馆新馆", "国家文献储备库"]),
        ("《甲办法》、《乙办法》", ["《甲办法》", "《乙办法》"]),
        # attributes of one thing
        ("济南、青岛、枣庄算力枢纽", ["济南、青岛、枣庄算力枢纽"]),
        ("人口、法人、信用信息等基础数据资源库", ["人口、法人、信用信息等基础数据资源库"]),
        ("工业和信息化产业园", ["工业和信息化产业园"]),
        ("“引育、繁推”一体化示范中心", ["“引育、繁推”一体化示范中心"]),
        ("", []),
    ],
)
def test_members(text, parts):
    assert names(text) == parts


def test_the_last_member_reaches_to_the_class():
    text = "甲高速、乙大桥等重点项目"
    *_, last = members(text, 0, len(text))

    assert text[last.start : last.end] == "乙大桥等重点项目"


def test_names_at_the_head_of_a_list_may_count_alone():
    text = "沈白高铁和京哈高速改扩建、本桓、台黑4条高速公路"

    found = [thing.name for thing in members(text, 0, len(text), leading=True)]

    assert found == ["沈白高铁", "京哈高速改扩建"]


def test_titles_side_by_side():
    text = "《甲计划（2026—2030年）》《贯彻〈乙法〉办法》"

    assert [thing.name for thing in titles(text, 0, len(text))] == [
        "《甲计划（2026—2030年）》",
        "《贯彻〈乙法〉办法》",
    ]
