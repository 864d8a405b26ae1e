"""Whom the text makes responsible for which passage."""

import pytest

from commitments.extraction.people.owners import Owners, companies
from commitments.extraction.spans import Source
from commitments.extraction.tables.tables import Tables
from commitments.extraction.text.layout import blocks, fold


def owners_of(text, words):
    folded = fold(text)
    at = folded.text.index(words)
    return Owners(folded, blocks(folded), Source()).at(at, at + len(words))


ITEMS = (
    "一、主要任务\n1.拓展市场。\n推广试点。\n（税务总局、财政部负责，下同）\n"
    "2.提前适用政策。\n先行先试。完善办法。（海关总署负责）做好宣传。\n3.其他。\n加强服务。"
)


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("拓展市场", ("税务总局", "财政部")),
        ("推广试点", ("税务总局", "财政部")),
        ("提前适用", ("海关总署",)),
        ("完善办法", ("海关总署",)),
        ("做好宣传", ()),
        ("加强服务", ()),
        ("主要任务", ()),
    ],
)
def test_a_note_covers_its_item_and_no_more(words, owners):
    assert owners_of(ITEMS, words) == owners


def test_notes_side_by_side_are_one():
    text = "一、任务\n建设场馆。（牵头单位：市体育局）（配合单位：市财政局）"

    assert owners_of(text, "建设场馆") == ("市体育局", "市财政局")


def test_labels_on_lines_of_their_own():
    text = "一、建设场馆\n新建场馆，方便群众。\n牵头单位：市体育局\n配合单位：市财政局、各区政府\n"

    assert owners_of(text, "新建场馆") == ("市体育局", "市财政局", "各区政府")


@pytest.mark.parametrize(
    "label", ["主办单位", "责任单位", "牵头单位", "责任部门", "完成单位", "负责单位", "落实单位"]
)
def test_a_line_of_owners_closes_the_block_of_its_heading(label):
    text = (
        "一、稳定和扩大就业\n年度目标：城镇新增就业50万人以上；支持4万人创业。\n"
        f"{label}：省人力资源社会保障厅、省财政厅，各州、市人民政府\n"
        "二、关爱老人\n年度目标：改造住房6000户。\n"
        f"{label}：省民政厅，各州、市人民政府\n三、其他\n年度目标：办好实事。"
    )

    assert owners_of(text, "新增就业") == ("省人力资源社会保障厅", "省财政厅", "各州、市人民政府")
    assert owners_of(text, "改造住房") == ("省民政厅", "各州、市人民政府")
    assert owners_of(text, "办好实事") == ()


def test_names_count_as_they_stand_behind_a_label():
    text = "引进人才200名。（牵头单位：市科协，配合单位：市发展改革委、市残联）"

    assert owners_of(text, "引进人才") == ("市科协", "市发展改革委", "市残联")


@pytest.mark.parametrize(
    "label",
    [
        "责任单位：区园林局，责任人：王强，完成时限：11月底。",
        "责任领导：李明；责任单位：区园林局",
        "责任单位:区园林局",
        "牵头考核单位：区园林局",
    ],
)
def test_persons_and_days_beside_a_unit_are_no_units(label):
    assert owners_of(f"新增绿地3公顷。{label}", "新增绿地") == ("区园林局",)


def test_items_that_end_in_their_unit_keep_it():
    text = "新建公园5个。责任单位：区园林局\n改造管网20公里。责任单位：区水务局\n拆除违建3处。"

    assert owners_of(text, "新建公园") == ("区园林局",)
    assert owners_of(text, "改造管网") == ("区水务局",)
    assert owners_of(text, "拆除违建") == ()


def test_the_first_named_leads_and_the_note_that_says_so_is_no_unit():
    text = "新增停车位。（责任单位：区交通局、区城管局，首位单位为牵头单位，下同）"

    assert owners_of(text, "停车位") == ("区交通局", "区城管局")


def test_a_chapter_given_to_a_unit():
    text = (
        "一、县发改局牵头工作（8项）\n1.实施项目50个。\n二、县教育局、县住建局牵头工作（1项）\n"
        "2.新建学校2所。\n三、有关要求\n3.加强调度。"
    )

    assert owners_of(text, "实施项目") == ("县发改局",)
    assert owners_of(text, "新建学校") == ("县教育局", "县住建局")
    assert owners_of(text, "加强调度") == ()


def test_a_heading_that_is_an_office_and_one_that_is_not():
    text = "（一）市教育局\n新建学校2所。\n（二）优化布局\n改造公园3个。"

    assert owners_of(text, "新建学校") == ("市教育局",)
    assert owners_of(text, "改造公园") == ()


def test_what_holds_for_all_that_follows_is_added():
    text = (
        "一、任务\n建立清单。\n（生态环境部指导，各市政府负责落实。以下均需各市政府落实）\n"
        "制定标准。\n（商务部负责）\n推行办法。\n二、保障\n加大支持。"
    )

    assert owners_of(text, "建立清单") == ("各市政府", "生态环境部")
    assert owners_of(text, "制定标准") == ("商务部", "各市政府")
    assert owners_of(text, "推行办法") == ("各市政府",)
    assert owners_of(text, "加大支持") == ()


@pytest.mark.parametrize(
    ("text", "words", "owners"),
    [
        ("接下来，区发改委将对标建议做好编制工作。", "编制工作", ("区发改委",)),
        ("各省、自治区、直辖市人民政府要在30日内出台办法。", "出台办法", None),
        ("政务部门应当更新目录。其余照旧。", "更新目录", ("政务部门",)),
        ("州、县（市）教育部门应当办学。", "办学", ("州、县（市）教育部门",)),
        ("搞好评估。市经济和信息化局统筹制定指标体系。", "制定指标体系", ("市经济和信息化局",)),
        ("专区监管方承担专区监管责任。", "监管责任", ("专区监管方",)),
        ("该计划由市教委、市财政局牵头制定实施。", "制定实施", ("市教委", "市财政局")),
        (
            "会议要求，由村镇建设科牵头、市政建设科配合，9月底前整改完成。",
            "整改完成",
            ("村镇建设科", "市政建设科"),
        ),
        ("区水务局会同区生态环境局整治河道。", "整治河道", ("区水务局", "区生态环境局")),
        ("由市科协负责，举办科普活动。", "科普活动", ("市科协",)),
        ("市教育局今年新建学校12所。", "新建学校", ("市教育局",)),
        ("各盟市要制定方案。", "制定方案", ("各盟市",)),
        ("任务如下。\n区园林局：新增绿地3公顷。", "新增绿地", ("区园林局",)),
        ("稳步推进。辽宁实验室快速成长，集聚人员698人。", "698人", ("辽宁实验室",)),
    ],
)
def test_the_subject_of_the_sentence(text, words, owners):
    assert owners_of(text, words) == (owners or ("各省、自治区、直辖市人民政府",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全会要求加快发展。", "加快发展"),
        ("政务部门应当更新目录。其余照旧。", "其余照旧"),
        ("建立由政府负责人牵头的工作机制。", "工作机制"),
        ("企业应当遵守规定。", "遵守规定"),
        ("全社会将受益于此。", "受益"),
        ("在建设中要注重质量。", "注重质量"),
        ("坚持企业为主、政府推动、部门组织的方式。", "组织的方式"),
        ("支持市体育局组织比赛。", "组织比赛"),
        ("中部地区新建公园3个。", "新建公园"),
        ("全部完成改造任务。", "改造任务"),
        ("某区副区长介绍，今年将新增学位。", "新增学位"),
        ("优化空间布局今年完成规划。", "完成规划"),
        ("管理办法：新建公园3个。", "新建公园"),
        ("由政府主导建立机制。", "建立机制"),
    ],
)
def test_nobody_is_named(text, words):
    assert owners_of(text, words) == ()


def test_the_office_of_the_speaker_answers_for_his_words():
    text = "区体育局局长白雪罡表示，人均面积达到3.7平方米。\n全会闭幕，任务明确。"

    assert owners_of(text, "3.7平方米") == ("区体育局",)
    assert owners_of(text, "任务明确") == ()


def test_a_company_is_the_owner_of_its_words_and_known_as_one():
    folded = fold("共绩科技联合创始人王鹏表示，稳定性提升至99.9%以上。区体育局将举办大会。")
    owners = Owners(folded, blocks(folded), Source())
    at = folded.text.index("99.9%")
    later = folded.text.index("举办大会")

    assert companies(owners.at(at, at + 5)) == ("共绩科技",)
    assert companies(owners.at(later, later + 4)) == ()


def test_the_column_of_a_table():
    folded = fold("序号\t任务\t责任单位\n1\t建成体育馆\t市体育局、市财政局\n2\t修路\t\n")
    found = blocks(folded)
    owners = Owners(folded, found, Source(), Tables(folded, found, 2026))
    place = folded.text.index("体育馆")

    assert owners.at(place, place + 3) == ("市体育局", "市财政局")


def test_short_and_full_name_of_a_unit_are_one():
    text = "区体育局将举办大会。海淀区体育局将编制规划。区体育局将建设场馆。"

    assert owners_of(text, "编制规划") == ("区体育局",)


def test_units_that_host_and_assist_behind_an_item_are_its_owners():
    text = "1.新增硅巷10万平方米。（区科技局、高新区管委会主办，各街道协办）\n2.加快发展。"
    assert owners_of(text, "新增硅巷") == ("区科技局", "高新区管委会", "各街道")


def test_units_on_the_line_below_their_label_are_the_owners():
    text = "1.改善环境。\n新建公厕5座。\n责任单位：\n水务局、城管局\n2.其他。"
    assert owners_of(text, "新建公厕") == ("水务局", "城管局")
