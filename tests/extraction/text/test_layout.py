"""Folding, blocks and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.characters import as_meant
from commitments.extraction.spans import BlockKind
from commitments.extraction.text.layout import blocks, fold, sentences


def headings(text):
    folded = fold(text)
    return [
        folded.text[block.start : block.end]
        for block in blocks(folded)
        if block.kind is BlockKind.HEADING
    ]


def section_of(text, words):
    folded = fold(text)
    at = folded.text.index(words)
    return next(block.section for block in blocks(folded) if block.start <= at < block.end)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        # a page ends in mid-sentence
        ("目前，我们要统筹教育科技\n\n人才一体发展。", "目前，我们要统筹教育科技人才一体发展。"),
        ("形成养老服务体系，形成养老\n\n助餐服务圈。", "形成养老服务体系，形成养老助餐服务圈。"),
        # with its page number, and the indent of the next page
        ("深入推进改革，强化\n— 12 —\n　　企业培育。", "深入推进改革，强化企业培育。"),
        ("深入推进改革，强化\n\n12\n\n企业培育。", "深入推进改革，强化企业培育。"),
        # inside brackets, numbers and names
        ("细颗粒物（PM\n2.5\n）浓度下降。", "细颗粒物（PM2.5）浓度下降。"),
        ("编制《全民健身\n实施计划》。", "编制《全民健身实施计划》。"),
        ("面积达到3\n.7平方米。", "面积达到3.7平方米。"),
        ("入选5G工厂3\n01家，居全国第一。", "入选5G工厂301家，居全国第一。"),
        # an invisible character in the middle of a word
        ("新增\u200b就业。", "新增就业。"),
        ("\ufeff新增就业。\r\n", "新增就业。"),
        # words in Latin letters keep apart, a name in capitals does not
        ("深化 open\ndata，推动共享。", "深化 open data，推动共享。"),
        ("要推动经济增长，GD\nP增长5%。", "要推动经济增长，GDP增长5%。"),
    ],
)
def test_broken_sentences_are_joined(broken, whole):
    assert fold(broken).text == whole


@pytest.mark.parametrize(
    "text",
    [
        "一、2025年工作回顾\n过去一年，成绩来之不易。",
        "政府工作报告\n各位代表：\n现在，我代表省人民政府报告工作。",
        "（一）指导思想\n以改革为动力，推动发展。",
        "抓好以下工作：\n一是扩大内需。\n二是稳住就业。",
        "国办发〔2019〕6号\n各省人民政府，各部门，各直属机构：\n近年来，各地狠抓落实。",
        "做好统计工作。（统计局负责）\n完善监测。",
        "指标\t2025年\t2030年\n城镇化率\t67.9\t71",
        "稳步推进，\n（二）扩大内需。",
        "2019年1月22日\n（此件公开发布）",
    ],
)
def test_what_stands_alone_is_kept_apart(text):
    assert fold(text).text == text


def test_lines_wrapped_by_scanning_become_paragraphs():
    scanned = (
        "专栏3新产业新赛道培育发展\n01集成电路\n"
        "做精做细成熟制程，提高先进制程制造能力，加快发展关键装备、材料和零\n"
        "部件，发展高性能处理器和高密度存储器。加快宽禁带半导体产业提质升级，\n"
        "推动氧化镓、金刚石等超宽禁带半导体产业化发展。推进存算一体、三维集\n"
        "成、光电融合等技术突破应用。\n02具身智能\n"
        "统筹布局具身智能实训场，推进虚实融合的协同训练与进化，深入研究物理\n"
        "人工智能，研发大小脑一体化的具身模型与算法，攻关本体及核心零部件等\n"
        "关键技术，加速人形机器人等各类形态产品升级和应用落地。\n"
    )

    lines = fold(scanned).text.split("\n")

    assert [line[:6] for line in lines] == [
        "专栏3新产业",
        "01集成电路",
        "做精做细成熟",
        "02具身智能",
        "统筹布局具身",
    ]


def test_every_place_of_the_source_leads_to_the_folded_text():
    text = "  一、目标\n\n要统筹教育科技\n\n  人才一体发展。\n新建养老床位2000张。"
    folded = fold(text)

    for word in ("一、", "教育科技", "人才", "2000张"):
        assert folded.text.startswith(word, folded.folded(text.index(word)))
    assert folded.folded(0) == 0
    assert folded.folded(text.index("  人才")) == folded.text.index("人才")
    assert folded.folded(len(text)) == len(folded.text)


def test_every_place_leads_back_to_the_source():
    text = "\n\n　　前言一句。\n\n　　今年要新建养老\n\n床位2000张，改造小区。\n"
    folded = fold(text)
    at = folded.text.index("新建养老床位2000张")

    start, end = folded.source(at, at + len("新建养老床位2000张"))

    assert text[start:end] == "新建养老\n\n床位2000张"


@given(st.text(alphabet="一二、。，（）1.%年\n \u3000\t\u200bAb：；“”—第章", max_size=80))
def test_any_text_folds_and_leads_back(text):
    folded = fold(text)
    found = blocks(folded)
    for index, character in enumerate(folded.text):
        start, _ = folded.source(index, index + 1)
        assert as_meant(text)[start] == character or character in " \n"
    for sentence in sentences(folded, found):
        assert folded.text[sentence.start : sentence.end] == sentence.text
        assert sentence.block.start <= sentence.start < sentence.end <= sentence.block.end


def test_headings_nest_by_their_numbering():
    text = (
        "2025年政府工作报告\n二、今年目标任务\n（一）坚持扩大内需。抓好消费，提振信心。\n"
        "1.促进消费\n开展活动，扩大规模。\n三、自身建设\n转变作风，提高效率。"
    )

    assert headings(text) == [
        "2025年政府工作报告",
        "二、今年目标任务",
        "（一）坚持扩大内需。",
        "1.促进消费",
        "三、自身建设",
    ]
    title = "2025年政府工作报告"
    assert section_of(text, "抓好消费") == (title, "二、今年目标任务", "（一）坚持扩大内需")
    assert section_of(text, "开展活动") == (
        title,
        "二、今年目标任务",
        "（一）坚持扩大内需",
        "1.促进消费",
    )
    assert section_of(text, "转变作风") == (title, "三、自身建设")


def test_articles_of_a_regulation_are_sections():
    text = "　　第一章　总则　　第一条　为规范管理，制定本办法。\n第二条　本办法适用于全州。"

    assert section_of(text, "为规范管理") == ("第一章　总则", "第一条")
    assert section_of(text, "本办法适用") == ("第一章　总则", "第二条")


def test_a_new_title_takes_the_place_of_the_last():
    text = "全体会议决议\n全会听取了报告，作出决议。\n会议侧记\n上午，与会人员步入会场。"

    assert section_of(text, "上午") == ("会议侧记",)


@pytest.mark.parametrize(
    "line",
    [
        "1.新建养老床位2000张。",
        "3.到2030年，经常参加体育锻炼人数超过60%，再上台阶。",
        "来源：北京日报",
        "——2025年1月16日在第三次会议上",
        "□ 本报记者 李平",
        "各位代表：",
        "2019年1月22日",
        "省长 王予波",
    ],
)
def test_what_is_no_heading(line):
    assert headings(line + "\n正文从这里开始，内容较多。") == []


def test_sentences_end_at_full_stops_and_rows_at_cells():
    folded = fold("一是扩内需。二是稳外贸！“要快。”他说\n新建学校\t市教委\t")

    assert [sentence.text for sentence in sentences(folded, blocks(folded))] == [
        "一是扩内需。",
        "二是稳外贸！",
        "“要快。”",
        "他说",
        "新建学校",
        "市教委",
    ]


ITEMS = "".join(
    f"{number}、对公路建设完成好的省，优先安排资金，{'加大支持力度，' * 8}用于养护。\n"
    for number in "一二三四五六七"
)
NUMBERED = "一、总则\n要从严管理，注重实效。\n二、任务\n抓好落实，提高效率。\n三、保障\n要投入。\n"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        # among numbered headings a short line without a number is half a paragraph
        (
            NUMBERED + "本着鼓励创新的原\n则，制定监管规则，引导健康发展。",
            NUMBERED + "本着鼓励创新的原则，制定监管规则，引导健康发展。",
        ),
        # unless it ends as headings do
        (
            NUMBERED + "自身建设\n坚持依法行政，提高工作效率，改进作风。",
            NUMBERED + "自身建设\n坚持依法行政，提高工作效率，改进作风。",
        ),
        # a numbering that stands before whole paragraphs makes no heading
        (
            ITEMS + "八、对土地节约集\n约利用成效好的市，给予奖励，用于重点项目。",
            ITEMS + "八、对土地节约集约利用成效好的市，给予奖励，用于重点项目。",
        ),
        ("（2025年3\n1日前）", "（2025年31日前）"),
    ],
)
def test_short_beginnings_of_paragraphs(text, whole):
    assert fold(text).text == whole


def test_a_sentence_that_ends_where_its_wrapped_line_does_ends_no_paragraph():
    line = "加快发展关键装备和材料零部件，推进存算一体光电融合技术"
    wrapped = f"{line}应\n" * 8 + f"{line}。\n{line}应\n用，完善配套。\n一、总体要求\n抓好落实。"

    last = fold(wrapped).text.split("\n")

    assert last[-2:] == ["一、总体要求", "抓好落实。"]
    assert len(last) == 3


def test_numbered_lines_with_nothing_under_them_are_items():
    text = (
        "一、重点任务\n1.出台《甲办法》。\n2.建成体育馆\n3.举办大会。\n二、保障措施\n"
        "（一）加强领导。\n各单位要高度重视，抓好落实。"
    )

    assert headings(text) == ["一、重点任务", "二、保障措施", "（一）加强领导。"]
    assert section_of(text, "建成体育馆") == ("一、重点任务",)


def test_the_heading_of_a_year_does_not_continue_the_line_above():
    text = "预计居民收入分别增长5.8%、7.9%，均居全国第二\n2023年预期目标\n●粮食产量500亿斤以上"

    assert fold(text).text.split("\n")[1] == "2023年预期目标"


def test_the_last_line_with_a_bullet_is_an_item_like_those_before():
    text = "2023年预期目标\n●居民收入增长与经济增长同步\n●单位能耗完成国家下达的目标任务"

    assert headings(text) == ["2023年预期目标"]
