"""Works named by their place, deeds in a row, and what only sounds like either."""

from datetime import date

import pytest

from commitments.extraction import Kind, extract


def delivered(text):
    claims = extract("某区2026年工作要点\n" + text, published=date(2026, 1, 15))
    return [claim.quote for claim in claims if claim.kind is Kind.DELIVERABLE]


def test_deeds_that_follow_one_another_are_read_one_by_one():
    text = "建成凤林路等6条市政道路、建成子午大道长安二小天桥、安装终南大道长安段路灯。"
    assert delivered(text) == ["建成子午大道长安二小天桥", "安装终南大道长安段路灯"]


@pytest.mark.parametrize(
    "text",
    [
        "完成良坨路、周张路等公路的改造",
        "升压改造鸣犊变电站",
        "新建108国道复线",
        "实施污水处理厂二期工程",
        "实施白沙水库水源地环境综合整治",
        "建设县城第二水源地",
        "创建国家“大豆制种大县”",
        "办理好林地、土地征用批复手续",
    ],
)
def test_works_named_by_their_place_can_be_checked(text):
    assert delivered(text + "。") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "开工仪式后，与会人员参观展馆。",
        "打造优质工程。",
        "确保建成优质工程。",
        "该开工的必须开工。",
        "完工只能提前不能推迟。",
        "实施乡村振兴工程。",
        "建立与经济社会发展相适应的卫生健康投入机制。",
        "为实现一季度开门红夯实支撑。",
    ],
)
def test_names_of_ceremonies_and_demands_are_no_deliverables(text):
    assert delivered(text) == []


def test_what_is_named_before_what_is_only_counted_stands_for_itself():
    assert delivered("建设正兴街综合农贸市场和2处停车场。") == ["建设正兴街综合农贸市场"]


@pytest.mark.parametrize(
    "text",
    [
        "提升改造森林公园、毓秀公园体育设施",
        "智慧化改造环湖绿道",
        "新建第二十三小学、二十八小学",
        "建设和顺新村标准化卫生室",
        "开设“灯火万家”青年夜校",
        "制定或修编村庄布局规划",
        "申报红石海石漠化公园",
        "创成全国示范单位",
    ],
)
def test_what_a_district_builds_opens_and_applies_for(text):
    assert delivered(f"{text}。") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "拓宽居民收入渠道",
        "建设项目集聚、产业集群、发展集约的活力绿园",
        "古田路何时改造完工",
        "制定如下行动方案",
    ],
)
def test_channels_slogans_questions_and_the_paper_itself_are_none(text):
    assert delivered(f"{text}。") == []


def test_items_with_bullets_and_chinese_numbers_are_read():
    text = "六、编制林业发展规划工作。\n▶新建城东第二小学。\n▶投用城西第五小学。"
    assert delivered(text) == ["编制林业发展规划工作", "新建城东第二小学", "投用城西第五小学"]


def test_so_few_as_are_told_in_words_may_still_be_opened():
    assert delivered("推动三条融城大道早日通车。") == ["三条融城大道早日通车"]


@pytest.mark.parametrize(
    "text", ["完成临河高速", "完成城南大桥", "新建二小综合楼主体结顶", "推动区档案馆主体工程结顶"]
)
def test_a_road_or_bridge_alone_is_what_is_completed(text):
    assert delivered(text + "。") != []


@pytest.mark.parametrize("text", ["建立良好的协作机制", "建立高效顺畅的会商制度", "完成铁路"])
def test_a_way_of_working_together_is_none(text):
    assert delivered(text + "。") == []


@pytest.mark.parametrize(
    "text",
    [
        "下一步建青临铁路",
        "再建一条通港连接线",
        "在学府路等主干道建设人行天桥",
        "东港区将建立渔船母港",
        "实施老城区供水管网改造工程",
        "完成各乡镇卫生院制氧设备加装",
        "区图书馆延长夜间开放时间",
        "与各中学签订安全责任状",
        "促成南门菜市场竣工",
        "预案进一步修改完善后印发实施",
    ],
)
def test_what_is_laid_installed_extended_signed_or_issued_can_be_checked(text):
    assert delivered(text + "。") != []


@pytest.mark.parametrize(
    "text",
    [
        "围绕建圈强链做强产业",
        "再建新功",
        "在服务中建设平台",
        "要延长产业链",
        "政府将建立与群众沟通的渠道",
        "实施人才素质提升工程",
        "研究后实施",
    ],
)
def test_what_only_sounds_like_it_is_none(text):
    assert delivered(text + "。") == []


def test_what_a_meeting_agrees_to_is_issued_after_revision():
    text = "某县政府常务会议\n会议原则同意县林业局拟草的《护林办法》，修改完善后，批复实施。\n"
    claims = extract(text, published=date(2026, 1, 15))
    assert "批复实施" in "".join(c.quote for c in claims if c.kind is Kind.DELIVERABLE)


@pytest.mark.parametrize("text", ["在建成数据平台基础上", "全力以赴促开工"])
def test_what_is_built_upon_and_mere_zeal_are_none(text):
    assert delivered(text + "，做强产业。") == []
