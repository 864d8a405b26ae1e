"""Who speaks where."""

import pytest

from commitments.extraction.people.speakers import Speakers
from commitments.extraction.text.layout import blocks, fold


def speaker_of(text, words):
    folded = fold(text)
    at = folded.text.index(words)
    return Speakers(folded, blocks(folded)).at(at, at + len(words))


@pytest.mark.parametrize(
    ("text", "words", "name", "organisation"),
    [
        ("区体育局党组书记、局长白雪罡表示，将编制规划。", "编制规划", "白雪罡", "区体育局"),
        # the office may follow the words
        (
            "“我们将做实党建。”区委社会工作部部长、区委“两新”工委书记王世松表示。",
            "做实党建",
            "王世松",
            "区委社会工作部",
        ),
        # of two offices the one in the administration
        (
            "区委教育工委书记、区教委主任杜荣贞结合工作实际谈道：“我们将建设学校。”",
            "建设学校",
            "杜荣贞",
            "区教委",
        ),
        ("区住建委党组书记、主任任刚说：“加大住房建设力度。”", "住房建设", "任刚", "区住建委"),
        ("某某街道工委书记董智航表示，我们将服务企业。", "服务企业", "董智航", "某某街道"),
        ("共绩科技联合创始人王鹏表示，目前已实现调度。", "实现调度", "王鹏", "共绩科技"),
        ("本报讯（记者 赵磊）区教委主任杜荣贞说，要建设学校。", "建设学校", "杜荣贞", "区教委"),
        # through all sentences of the paragraph, and on where the next one goes on
        (
            "市教育局局长张瑜介绍，今年将新建学校。同时，培训教师。下一步，扩大学位。",
            "扩大学位",
            "张瑜",
            "市教育局",
        ),
        (
            "据市教育局副局长张 瑜介绍，今年将新建学校。\n此外，还将培训教师。",
            "培训教师",
            "张瑜",
            "市教育局",
        ),
        # named again without an office
        (
            "共绩科技联合创始人王鹏表示，进展顺利。\n王鹏告诉记者，未来将拓展网络。",
            "拓展网络",
            "王鹏",
            "共绩科技",
        ),
        # the next paragraph goes on in the name of the unit
        (
            "河东街道党工委书记蔡曦亮表示，要抓好落实。\n立足功能区定位，河东街道将提升服务水平。",
            "提升服务水平",
            "蔡曦亮",
            "河东街道",
        ),
    ],
)
def test_speaker(text, words, name, organisation):
    speaker = speaker_of(text, words)

    assert speaker is not None
    assert (speaker.name, speaker.organisation) == (name, organisation)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全会强调，要加快发展新质生产力。", "加快发展"),
        ("会议指出，今年任务繁重。", "任务繁重"),
        ("王鹏表示，将拓展网络。", "拓展网络"),  # nobody has introduced him
        ("区体育局局长白雪罡表示，将编制规划。\n征途漫漫，奋力推进。", "奋力推进"),
        ("区民政局局长文思君说，要加强服务。\n一、主要目标\n“十五五”时期推进建设。", "推进建设"),
        ("《建议》强调，统筹发展。区教委主任杜荣贞说，要深化改革。", "统筹发展"),
    ],
)
def test_nobody_speaks(text, words):
    assert speaker_of(text, words) is None


def test_each_speaker_keeps_to_his_own_words():
    text = (
        "“要打造样板。”区人社局局长刘涵说，“我们将发力。”\n"
        "“一老一小”是千家万户的牵挂。区民政局局长文思君说：“服务要完善。”"
    )

    assert speaker_of(text, "打造样板").name == "刘涵"
    assert speaker_of(text, "千家万户") is None
    assert speaker_of(text, "服务要完善").name == "文思君"
