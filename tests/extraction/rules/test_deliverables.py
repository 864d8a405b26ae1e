"""What is promised and can be checked, and what only sounds so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.rules import deliverables
from commitments.extraction.spans import Kind
from commitments.extraction.text.layout import blocks, fold, sentences
from tests.extraction.rules.intents import intent_of


def read(text, promised=True):
    folded = fold(text)
    return [
        folded.text[draft.start : draft.end]
        for sentence in sentences(folded, blocks(folded))
        for draft in deliverables.find(sentence, intent_of(sentence, promised))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("出台支持高新区加快发展的政策措施。", ["出台支持高新区加快发展的政策措施"]),
        ("推动出台数据条例，建好平台。", ["出台数据条例"]),
        ("科学编制“十五五”发展规划。", ["编制“十五五”发展规划"]),
        ("试点城市制定“无废城市”建设试点实施方案。", ["制定“无废城市”建设试点实施方案"]),
        ("开工建设引大济岷等重大水利工程。", ["开工建设引大济岷等重大水利工程"]),
        ("沈白高铁提前建成通车。", ["沈白高铁提前建成通车"]),
        (
            "推动比亚迪半导体产业化、通威光伏产业基地等项目竣工投产。",
            ["比亚迪半导体产业化", "通威光伏产业基地等项目竣工投产"],
        ),
        ("开通运营青岛国际通信业务出入口局。", ["开通运营青岛国际通信业务出入口局"]),
        ("全面运行“双碳”管理一体化平台。", ["全面运行“双碳”管理一体化平台"]),
        ("2026年上半年将举办海淀体育大会。", ["举办海淀体育大会"]),
        ("启动美丽安徽建设示范县（市、区）创建。", ["启动美丽安徽建设示范县（市、区）创建"]),
        ("设立南京中山国家植物园。", ["设立南京中山国家植物园"]),
        ("确保区医院三期主体结构封顶。", ["区医院三期主体结构封顶"]),
        ("推动妇幼保健院新院开门应诊。", ["妇幼保健院新院开门应诊"]),
        ("市博物馆年内对外开放。", ["市博物馆年内对外开放"]),
        ("城市绿心完成园林绿化工程。", ["完成园林绿化工程"]),
        ("重点升级改造城阳区人民医院。", ["升级改造城阳区人民医院"]),
        ("建设综合农贸市场。", ["建设综合农贸市场"]),
        ("242国道绕镇公路2026年全面贯通。", ["242国道绕镇公路2026年全面贯通"]),
        ("启动新建开放大学。", ["启动新建开放大学"]),
        ("新改建汉宜路、集汉路等“连线”工程。", ["新改建汉宜路", "集汉路等“连线”工程"]),
        ("建立部门责任清单。", ["建立部门责任清单"]),
        ("完成高标准农田建设任务。", ["完成高标准农田建设任务"]),
        ("完成人民医院新院区主体工程建设任务。", ["完成人民医院新院区主体工程建设任务"]),
        ("启动国家森林城市创建工作。", ["启动国家森林城市创建工作"]),
        ("开工建设区档案馆。", ["开工建设区档案馆"]),
        ("通过国家卫生区复审验收。", ["通过国家卫生区复审验收"]),
        ("成功创建国家级高新区。", ["创建国家级高新区"]),
        ("编制区（县级市）国土空间规划。", ["编制区（县级市）国土空间规划"]),
        ("认定第九批重点龙头企业。", ["认定第九批重点龙头企业"]),
        ("改扩建市第一人民医院。", ["改扩建市第一人民医院"]),
        ("形成试点工作总结报告并报送省政府。", ["形成试点工作总结报告"]),
        ("绘制全区产业地图。", ["绘制全区产业地图"]),
        ("33．搭建国有资产信息管理服务平台。", ["搭建国有资产信息管理服务平台"]),
        ("建设成都市内免税店。", ["建设成都市内免税店"]),
        ("争创国家科技成果转移转化示范区。", ["争创国家科技成果转移转化示范区"]),
        ("完成城市污水管网提升改造。", ["完成城市污水管网提升改造"]),
        ("开展第四次全国农业普查。", ["开展第四次全国农业普查"]),
        ("推进国家级安宁疗护试点区建设。", ["推进国家级安宁疗护试点区建设"]),
        ("对标建议做好规划纲要编制工作。", ["做好规划纲要编制工作"]),
        ("实现两级共享交换平台级联对接。", ["实现两级共享交换平台级联对接"]),
    ],
)
def test_checkable(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "出台4项政策：《甲办法》《乙办法》《丙措施》；其余照旧。",
            ["《甲办法》", "《乙办法》", "《丙措施》"],
        ),
        (
            "编制出台《甲规划》，以强区为目标。",
            ["编制出台《甲规划》"],
        ),
        (
            "开工建设秦沈高速二期、本庄高速、长海大桥等重点项目。",
            ["开工建设秦沈高速二期", "本庄高速", "长海大桥等重点项目"],
        ),
        ("办好良渚论坛、世界青年科学家峰会等展会。", ["办好良渚论坛", "世界青年科学家峰会等展会"]),
        (
            "争创国家新型工业化示范区和新兴产业发展示范基地。",
            ["争创国家新型工业化示范区", "新兴产业发展示范基地"],
        ),
    ],
)
def test_each_named_thing_is_one(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        # open-ended effort and slogans
        "深化重点领域改革，加强生态环境建设。",
        "建设高水平科技强省，打造改革开放新高地。",
        "打造国际一流营商环境。",
        "以经济建设为中心。",
        "建成“城市健身圈+山地步道”融合的“3+1”体系。",
        "办好人民满意的教育，办好民生实事。",
        "持续开展内外贸一体化试点。",
        "完成“十四五”规划确定的主要目标任务。",
        # nothing in particular
        "出台政策措施。",
        "布局建设一批人工智能平台、宽带基础网络。",
        "建设一流平台。",
        # counted things are targets
        "开工建设5条高速公路。",
        "新建养老床位2000张。",
        # nouns that look like verbs
        "项目谋划、前期工作、开工建设、统筹推进形成合力。",
        "着力提升项目开工率。",
        "扩大建成区绿地。",
        "加强线上线下联动。",
        "落实出台的政策措施。",
        "与全面建成小康社会目标相衔接。",
        "构建成渝现代水网体系。",
        "根据《甲办法》制定。",
    ],
)
def test_silent(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "claim",
    [
        "完成临沂机场航站楼改扩建",
        "完成省重点实验室重组",
        "完成国企改革深化提升行动",
        "全面实施营改增",
        "全面推开资源税从价计征改革",
        "取消违规设立的政府性基金",
        "停征和归并一批政府性基金",
        "取消居住证收费",
        "制定数据专区运营绩效考核评估指标体系",
        "建立健全数据专区配套管理制度和标准规范",
        "建立关键原材料检测中心和验放监管改革试点",
        "划定生态空间保护红线",
        "免费接种国产HPV疫苗",
        "公布地方政府权力和责任清单",
        "推行长期护理保险制度",
        "启动实施“八五”普法规划",
        "加密国际航线",
        "发放育儿补贴",
        "济南园博公园建成开园",
        "制定市政府“三重一大”事项清单",
        "完成县级以上烈士纪念设施保护范围划定",
        "设立碳减排支持工具",
        "设立黑河、吉隆重点开发开放试验区",
    ],
)
def test_measures_with_an_end_to_check(claim):
    assert read(f"一是{claim}，继续努力。") == [claim]


def test_whoever_is_pushed_to_apply():
    assert read("推动石屏申报国家历史文化名城。") == ["申报国家历史文化名城"]
    assert read("严格石屏申报国家历史文化名城。") == []


def test_within_years_and_for_whom_do_not_hide_the_verb():
    assert read("两年内实现平原地区机井通电全覆盖。") == ["实现平原地区机井通电全覆盖"]
    assert read("为全省符合条件的初一女生免费接种国产HPV疫苗。") == ["免费接种国产HPV疫苗"]
    assert read("市经济和信息化局统筹制定考核指标体系。") == ["制定考核指标体系"]


@pytest.mark.parametrize(
    "text",
    [
        "建立健全长效机制。",
        "建立健全现代企业制度。",
        "建立健全社会信用体系。",
        "全面实施乡村振兴战略。",
        "全面推行合作新机制。",
        "取消或简化前置性审批。",
        "建立和完善长效机制。",
        "对取消和下放审批事项同步落实监管责任。",
        "将设立中外合资机构审批权限下放至自贸试验区。",
        "支持企业牵头组建创新联合体。",
        "完成国家下达的目标任务。",
        "落实和完善全面推开营改增政策。",
        "推动公共体育设施免费开放。",
        "实行更加积极主动的开放战略。",
        "形成良好的社会风尚。",
        "及时发放工资。",
    ],
)
def test_open_ended_measures_stay_silent(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "已出台《甲办法》。",
        "成功举办世界互联网大会。",
        "去年建成沈白高铁。",
        "编制了《甲规划》。",
    ],
)
def test_what_is_done_is_no_promise_even_in_a_plan(text):
    assert read(text) == []


def test_outside_a_plan_words_of_intent_make_the_promise():
    assert read("我们将建成大规模国产智算集群。", promised=None) == ["建成大规模国产智算集群"]
    assert read("建成大规模国产智算集群。", promised=None) == []
    assert read("我们将努力。目前，建成国产智算集群。", promised=None) == []


def test_a_review_promises_nothing_unless_it_says_so():
    assert read("要求严格，出台《甲办法》，举办海淀体育大会。", promised=False) == []
    assert read("下一步将出台《甲办法》。", promised=False) == ["出台《甲办法》"]


def test_drafts_say_why():
    folded = fold("出台《甲办法》。")
    [sentence] = sentences(folded, blocks(folded))
    [draft] = deliverables.find(sentence, intent_of(sentence, True))

    assert draft.kind is Kind.DELIVERABLE
    assert draft.metric == "甲办法"
    assert draft.reasons == ("“出台”：文件是否出台可以查证", "所在部分讲的是今后的安排")
    assert 0.8 < draft.confidence < 1


@given(
    st.text(alphabet="出台建成开工启动举办《》“”、，。和等一批10个条例高速会的将了", max_size=60)
)
def test_any_words_give_spans_inside_their_sentence(text):
    folded = fold(text)
    for sentence in sentences(folded, blocks(folded)):
        for promised in (True, False, None):
            for draft in deliverables.find(sentence, intent_of(sentence, promised)):
                assert sentence.start <= draft.start < draft.end <= sentence.end


def test_a_named_member_behind_a_counted_one():
    assert read("开工建设5件大中型水库和滇中引水二期骨干等重点水利工程。") == [
        "滇中引水二期骨干等重点水利工程"
    ]
    assert read("开工建设5件大中型水库和水利工程。") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推动国家数据分中心在皖落地。", ["国家数据分中心在皖落地"]),
        (
            "推动宝马动力电池项目、巴斯夫研发中心落户沈阳。",
            ["宝马动力电池项目", "巴斯夫研发中心落户"],
        ),
        (
            "推动宁德时代二期项目投产达产、优质企业增资扩产。",
            ["宁德时代二期项目投产达产"],
        ),
    ],
)
def test_a_named_thing_that_comes_to_its_place(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "推动政策落地见效。",
        "推动一批优质项目落地。",
        "推动改革举措落地生根。",
        "促进成果落地转化。",
        "力争总投资更大的产业项目落地。",
        "推动在建项目尽快开工、加快投产。",
        "推动重大项目投产达产、优质企业增资扩产。",
    ],
)
def test_what_comes_to_a_place_without_a_name_stays_silent(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "claim",
    [
        "确定第三条绿电外送通道",
        "签署中韩、中澳自贸协定",
        "出台国际化标准景区规范体系",
        "制定实施意见",
        "制定实施细则",
        "完成青海湖示范区创建",
        "完成白鹤滩电站一期建设",
        "完成城市总体规划修编",
        "办好2026年亚太经合组织贸易部长会议",
        "办好“湘超”“村BA”等群众体育赛事",
        "创建长江三峡国家考古遗址公园",
        "挂牌建设明月湖实验室",
    ],
)
def test_named_results_of_deciding_signing_and_completing(claim):
    assert read(f"今年，{claim}。") == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "合理确定试点名单。",
        "根据评估结果确定试点名单。",
        "确定发展方向。",
        "签订更多合同。",
        "制定经济政策。",
        "完成重点项目建设。",
        "承办举办品牌赛事。",
        "定期召开部门联席会议。",
        "召开两次会议。",
        "增设研究机构。",
        "建立现代企业制度。",
        "建成统一开放、竞争有序的市场体系。",
        "抢抓海南自贸港封关运作机遇。",
    ],
)
def test_ways_of_working_and_kinds_stay_silent(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "claim",
    [
        "制定城市马拉松、自行车等各级各类体育竞赛表演活动的办赛指南和服务规范",
        "建立具有独立法人资格的职业联赛理事会",
        "设置中小学春秋假",
        "推行中小学春秋假",
        "推出第二批专精特新细分领域产业链",
        "公布首批重点产业链",
        "建成榆能西南70万千瓦热电项目",
        "建设绿色燃料供应中心",
    ],
)
def test_things_with_long_names(claim):
    assert read(f"今年，{claim}，提升服务能力。") == [claim]
    assert read(f"去年，{claim}，提升服务能力。", promised=False) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推动3号、4号工位建成并具备发射能力。", ["3号、4号工位建成"]),
        ("推动长海大桥建成并投入使用。", ["长海大桥建成并投入使用"]),
        ("加快建成并投用市中心医院。", ["建成并投用市中心医院"]),
    ],
)
def test_a_result_may_stand_behind_its_thing(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "制定各类标准。",
        "设置专业课程。",
        "设置更多服务专区。",
        "推出优质文旅产品。",
        "推出一批特色线路。",
        "推出第三批次服务。",
        "建成风电装机70万千瓦项目。",
        "建成70万千瓦热电项目。",
        "建设绿色发展中心。",
        "支持标识解析各节点全面建成并接入。",
    ],
)
def test_counts_and_kinds_with_long_names_stay_silent(text):
    assert read(text) == []
