from datetime import date

import pytest

from commitments.extraction.clauses import outlook
from commitments.extraction.clauses.genres import Genre, genre
from commitments.extraction.pipeline import extract
from commitments.extraction.spans import Kind

ANNOUNCED = "2024年，市民的生活将有哪些新变化？一起来看！\n\n"
NEXT = "\n\n新增停车位20万个"


def figures(text, published=date(2024, 2, 1), **source):
    return {
        claim.value: claim.kind
        for claim in extract(text, published=published, **source)
        if claim.value is not None
    }


@pytest.mark.parametrize(
    "lead",
    [
        "2024年，市民的生活将有哪些新变化？",
        "市长在会上回顾2023年工作，安排2024年工作。",
        "“十四五”交通发展目标任务清单来了。",
        "新的一年，全区将有一批设施投入使用。",
        "未来三年工作目标明确。",
        "区里公布了今年民生实事。",
    ],
)
def test_a_paper_announces_what_is_to_come(lead):
    assert outlook.announced(lead, 2024)


@pytest.mark.parametrize(
    "lead",
    [
        "2023年工作任务已经办结。",
        "2024年，生活发生了很大变化。",
        "去年的工作得到了肯定。",
        "“十四五”以来，成绩突出。",
        "全区将士奋勇争先。",
        "2019年民生实事回访。",
    ],
)
def test_a_paper_that_looks_back_announces_nothing(lead):
    assert outlook.announced(lead, 2024) is None


@pytest.mark.parametrize(
    "line",
    [
        "新建托育园12所",
        "■打通断头路9条",
        "1、改造农贸市场7个",
        "高标准建设口袋公园30个",
        "创建绿色社区15个",
        "完成河道清淤42公里",
        "推动200项服务事项就近办",
    ],
)
def test_a_bare_line_under_an_announcement_promises(line):
    assert set(figures(ANNOUNCED + line + NEXT).values()) == {Kind.TARGET}


@pytest.mark.parametrize(
    "line",
    [
        "新建了托育园12所",
        "已打通断头路9条",
        "改造农贸市场7个，同比增长5%",
        "去年建设口袋公园30个",
        "先后创建绿色社区15个",
        "完成河道清淤42公里，比上年增加3公里",
        "全区现有托育园12所",
    ],
)
def test_a_line_that_tells_of_what_has_been_does_not_promise(line):
    assert Kind.TARGET not in figures(ANNOUNCED + line + "。").values()


def test_a_bare_line_without_an_announcement_is_a_level():
    assert figures("区情简介\n\n口袋公园30个") == {30: Kind.LEVEL}


def test_a_bare_deed_without_an_announcement_is_still_to_be_done():
    assert figures("城市更新\n\n建设口袋公园30个") == {30: Kind.TARGET}


def test_the_year_announced_is_when_the_lines_are_due():
    [claim] = [c for c in extract(ANNOUNCED + "打通断头路9条" + NEXT) if c.value == 200_000]
    assert claim.due == date(2024, 12, 31)


TASKS = "加快实施乡村振兴战略，完善设施管护，整治河道{}，推进水网建设，粮田达11.7万亩。"


def test_a_paragraph_of_efforts_in_a_work_report_sets_aims():
    kinds = figures(TASKS.format("67公里"), title="2024年区政府工作报告")
    assert set(kinds.values()) == {Kind.TARGET}


def test_a_paragraph_that_tells_of_deeds_done_does_not():
    kinds = figures(TASKS.format("了67公里"), title="2024年区政府工作报告")
    assert set(kinds.values()) == {Kind.LEVEL}


@pytest.mark.parametrize(
    "sentence",
    [
        "围绕确定的“三年倍增”的总体目标，狠抓落实。全市实现产值149亿元。",
        "全市实现产值149亿元、同比增长20.8%。",
    ],
)
def test_an_aim_named_in_a_report_does_not_reach_its_figures(sentence):
    assert Kind.TARGET not in figures("刚刚过去的一年，成绩可喜。" + sentence).values()


@pytest.mark.parametrize(
    ("words", "value"),
    [("学前三年毛入园率保持在95%以上", 95), ("提前三年，覆盖率提高到80%", 80)],
)
def test_the_years_before_school_are_not_the_years_before(words, value):
    assert figures(f"今年，我区将新建学校3所，{words}。")[value] is Kind.TARGET


def test_a_plan_in_its_last_year_turns_no_heading_into_a_promise():
    text = "“十三五”规划预计完成31项指标\n\n记者从会上获悉，“十三五”期间，交通投资2000亿元。"
    assert figures(text, date(2020, 12, 24))[200_000_000_000] is Kind.LEVEL


def test_a_youth_paper_is_no_yearly_report():
    assert genre("文/北京青年报记者 张三", "") is Genre.OTHER
    assert genre("2020年度法治政府建设年报", "") is Genre.SUMMARY


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("报告提出，2024年，将推动规划实施。完善路网，建设停车场20个。", Kind.TARGET),
        ("会议要求，加快扫尾工作。改造小区20个。", Kind.TARGET),
        ("报告提出，2024年，将推动规划实施。去年已建设停车场20个。", Kind.LEVEL),
    ],
)
def test_a_paragraph_that_opens_with_plans_promises_until_one_tells(paragraph, kind):
    assert figures(paragraph, title="市人大会议开幕")[20.0] is kind


def test_paragraphs_after_one_of_plans_go_on_promising_until_one_tells():
    text = (
        "本报讯（记者 林岚）2024年，全区将抓好五大重点。加快产业转型。\n"
        "攻坚征拆清零，启动小学项目，新建停车场20个。\n"
        "民生领域，抓好圈道建设，打造步道30公里。\n"
        "会议还介绍，过去一年已建设公园40个。\n"
        "新建学校50所。\n"
    )
    found = figures(text, title="区人大会议开幕")

    assert [found[value] for value in (20.0, 30.0)] == [Kind.TARGET] * 2
    assert [found[value] for value in (40.0, 50.0)] == [Kind.LEVEL] * 2


def test_points_of_a_list_promise_where_deeds_for_the_people_are_announced():
    text = "市长提出，2024年市政府将倾心为民办好十件实事。\n一是新建水厂3座。\n二是改造小区20个。"

    assert figures(text, title="人大会议开幕")[20.0] is Kind.TARGET


@pytest.mark.parametrize(
    ("following", "kind"),
    [("其中，工业总产值达20亿元。", Kind.TARGET), ("工业总产值达20亿元。", Kind.LEVEL)],
)
def test_what_is_part_of_a_promise_is_promised(following, kind):
    text = f"本报讯（记者 林岚）到2030年，全省总产值将达90亿元。{following}"

    assert figures(text, title="区人大会议开幕")[2e9] is kind


def test_a_bare_deed_with_a_named_thing_is_a_deliverable_unless_the_past_was_just_told():
    deed = "完成杨家坝水库建设，开工建设黄钦水库扩建工程。"
    told = "去年已建成水库3座，群众普遍欢迎。\n"

    def things(text):
        claims = extract("城市更新情况\n\n" + text, title="城市更新情况")
        return [c for c in claims if c.kind is Kind.DELIVERABLE]

    assert len(things(deed)) == 2
    assert things(told + deed) == []
