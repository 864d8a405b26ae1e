"""The turns of a dialogue and whose words they are."""

import pytest

from commitments.extraction.people.dialogues import turns


def told(text):
    return [
        (speaker.name, speaker.organisation, text[start:end].strip())
        for start, end, speaker in turns(text)
    ]


def test_an_answer_reaches_over_sentences_and_paragraphs_to_the_next_question():
    text = (
        "对话市卫健委\n记者：今年有哪些安排？\n市卫生健康委主任 李 强：新建医院5家。改造12家。\n"
        "培训医生300名。\n记者：还有呢？\n李强：新增床位800张。"
    )

    assert told(text) == [
        ("李强", "市卫生健康委", "新建医院5家。改造12家。\n培训医生300名。"),
        ("李强", "市卫生健康委", "新增床位800张。"),
    ]


@pytest.mark.parametrize(
    ("opening", "label", "name", "organisation"),
    [
        ("某区教体局访谈", "张 瑜", "张瑜", "某区教体局"),
        ("嘉宾：县民政局党组书记、局长 王 丽", "王局长", "王丽", "县民政局"),
        ("嘉宾：县民政局党组书记、局长 王 丽", "答", "王丽", "县民政局"),
        ("市住建局有关负责人答记者问", "答", "", "市住建局"),
        ("访谈实录", "区民政局局长周敏", "周敏", "区民政局"),
        ("访谈实录", "市交通局", "", "市交通局"),
        ("今天做客的是区水务局副局长陈思远", "陈思远", "陈思远", "区水务局"),
    ],
)
def test_who_answers(opening, label, name, organisation):
    text = f"{opening}\n主持人：今年有哪些安排？\n{label}：新建学校3所。"

    assert told(text) == [(name, organisation, "新建学校3所。")]


def test_labels_in_brackets():
    text = "【主持人】怎么抓就业？【市人社局局长赵刚】新增就业8万人。【主持人】谢谢。"

    assert told(text) == [("赵刚", "市人社局", "新增就业8万人。")]


@pytest.mark.parametrize(
    "text",
    [
        "高质量：新建公园5个。\n白名单：纳入企业20家。",
        "责任单位：市教育局\n完成时限：年底",
        "市教育局：新建学校3所。",
        "记者：今年有哪些安排？",
    ],
)
def test_no_answer_without_a_question_and_one_who_answers(text):
    assert turns(text) == []


def test_a_label_of_no_person_does_not_end_an_answer():
    text = "问：有哪些安排？\n答：主要如下。\n主要目标：新建学校3所。"

    [(_, end, _)] = turns(text)

    assert end == len(text)
