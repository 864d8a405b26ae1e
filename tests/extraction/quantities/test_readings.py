import pytest

from commitments.extraction.dates.expressions import find as find_dates
from commitments.extraction.passages import mask_dates
from commitments.extraction.quantities.composition import find
from commitments.extraction.quantities.readings import read
from commitments.extraction.text.masks import mask


def readings(text):
    masked = mask_dates(mask(text), list(find_dates(mask(text), 2026)))
    return read(text, masked, 0, len(text), list(find(masked)))


def short(text):
    return [(r.metric, r.quantity.value, r.quantity.unit, r.change) for r in readings(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("地区生产总值增长5%以上。", [("地区生产总值", 5.0, "%", "growth")]),
        (
            "固定资产投资增长10%，力争11.5%。",
            [("固定资产投资", 10.0, "%", "growth"), ("固定资产投资", 11.5, "%", "growth")],
        ),
        (
            "新增就业10万人，力争达到12万人。",
            [("新增就业", 100_000.0, "人", "increase"), ("新增就业", 120_000.0, "人", "increase")],
        ),
        (
            "普及率提高10%，达到65%。",
            [("普及率", 10.0, "%", "growth"), ("普及率", 65.0, "%", "level")],
        ),
        (
            "固定资产投资增长10%，达到300亿元。",
            [
                ("固定资产投资", 10.0, "%", "growth"),
                ("固定资产投资", 30_000_000_000.0, "元", "level"),
            ],
        ),
        (
            "推动20个重点项目开工建设，推动15个重点项目完工。",
            [
                ("重点项目开工建设", 20.0, "个", "level"),
                ("推动重点项目完工", 15.0, "个", "level"),
            ],
        ),
        (
            "稳岗返还惠及企业6471户1.97万人。",
            [
                ("稳岗返还惠及企业", 6471.0, "户", "level"),
                ("稳岗返还惠及企业", 19_700.0, "人", "level"),
            ],
        ),
        ("老旧小区改造完工1225个。", [("老旧小区改造完工", 1225.0, "个", "level")]),
        ("打通53条断头路。", [("打通断头路", 53.0, "条", "increase")]),
        ("精细化治理1411条背街小巷。", [("背街小巷治理", 1411.0, "条", "level")]),
        ("15处重大水利项目加快推进。", [("重大水利项目", 15.0, "处", "level")]),
        ("全市财政支出八成以上投向民生。", [("财政支出投向民生", 80.0, "%", "level")]),
        ("省内高校毕业生67.5%留辽就业。", [("省内高校毕业生留辽就业", 67.5, "%", "level")]),
        ("为380个老旧小区引入物业服务。", [("老旧小区", 380.0, "个", "level")]),
        (
            "实施500万元以上技改项目1.2万个。",
            [("实施500万元以上技改项目", 12_000.0, "个", "level")],
        ),
        ("抓好总投资2万亿元的389个重点项目。", [("重点项目", 389.0, "个", "level")]),
        ("培育20家行业型、专业型平台。", [("培育行业型、专业型平台", 20.0, "家", "increase")]),
        ("新建3座35万千瓦光热电站。", [("新建光热电站", 3.0, "座", "increase")]),
        (
            "开工、投产新能源项目各1600万千瓦以上。",
            [
                ("开工新能源项目", 16_000_000.0, "千瓦", "level"),
                ("投产新能源项目", 16_000_000.0, "千瓦", "level"),
            ],
        ),
        (
            "粮食、油料产量各增加10万吨。",
            [
                ("粮食产量", 100_000.0, "吨", "increase"),
                ("油料产量", 100_000.0, "吨", "increase"),
            ],
        ),
        (
            "高速公路、水利投资分别比“十三五”时期增长19.1%、12%。",
            [("高速公路投资", 19.1, "%", "growth"), ("水利投资", 12.0, "%", "growth")],
        ),
        (
            "加快旭龙、古水等水电站和690万千瓦火电项目建设。",
            [("火电项目建设", 6_900_000.0, "千瓦", "level")],
        ),
        ("建成榆能西南70万千瓦热电项目。", []),
        (
            "第一、第三产业增加值分别增长2.5%、3.9%。",
            [("第一产业增加值", 2.5, "%", "growth"), ("第三产业增加值", 3.9, "%", "growth")],
        ),
        (
            "开工建设5件大中型水库和滇中引水二期骨干等重点水利工程。",
            [("大中型水库", 5.0, "件", "level")],
        ),
        (
            "引导约1亿人在中西部地区就近城镇化。",
            [("在中西部地区就近城镇化", 100_000_000.0, "人", "level")],
        ),
        (
            "货物进出口总额年均增长8.6%，突破40万亿元并连续多年居首。",
            [
                ("货物进出口总额", 8.6, "%", "growth"),
                ("货物进出口总额", 40_000_000_000_000.0, "元", "level"),
            ],
        ),
        (
            "对10类重点就业群体新发放贷款80亿元。",
            [("重点就业群体新发放贷款", 8_000_000_000.0, "元", "level")],
        ),
        (
            "在115个县建设高产示范片1000个。",
            [("县", 115.0, "个", "level"), ("建设高产示范片", 1000.0, "个", "increase")],
        ),
        (
            "新建学校10所、医院3家，改造公园2个。",
            [
                ("新建学校", 10.0, "所", "increase"),
                ("新建医院", 3.0, "家", "increase"),
                ("改造公园", 2.0, "个", "increase"),
            ],
        ),
        (
            "吞吐量4387万标箱、增长11.6%。",
            [("吞吐量", 43_870_000.0, "标箱", "level"), ("吞吐量", 11.6, "%", "growth")],
        ),
        (
            "粮食播种面积1.1亿亩、产量825亿斤以上。",
            [
                ("粮食播种面积", 110_000_000.0, "亩", "level"),
                ("粮食产量", 82_500_000_000.0, "斤", "level"),
            ],
        ),
        (
            "赤字率拟按2.8%安排，比去年预算高0.2个百分点。",
            [("赤字率", 2.8, "%", "level"), ("赤字率", 0.2, "百分点", "increase")],
        ),
        (
            "加强养老床位建设，目前已达39331张。",
            [("养老床位", 39_331.0, "张", "level")],
        ),
        (
            "装机容量和发电量占比均超过50%。",
            [("装机容量占比", 50.0, "%", "level"), ("发电量占比", 50.0, "%", "level")],
        ),
        (
            "培育3个万亿级和7个千亿级产业集群。",
            [("培育万亿级产业集群", 3.0, "个", "increase"), ("千亿级产业集群", 7.0, "个", "level")],
        ),
        (
            "培育中小企业1000家新增规上工业企业 2500家。",
            [
                ("培育中小企业", 1000.0, "家", "increase"),
                ("新增规上工业企业", 2500.0, "家", "increase"),
            ],
        ),
        ("规模稳居全国第4位。", [("规模", 4.0, "位", "level")]),
        ("人均体育场地面积达到3.7平方米。", [("人均体育场地面积", 3.7, "平方米", "level")]),
        ("每千人拥有指导员达到8.1名。", [("每千人拥有指导员", 8.1, "名", "level")]),
    ],
)
def test_metric_value_and_change(text, found):
    assert short(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "通篇13部分共54条。", "重点做好9个方面工作。", "公交站50米内换乘。",
        "落实240小时过境免签。",
        "30万吨级航道建成投运。", "建设1000千伏特高压工程。",
        "连续5年稳定达标。", "历时12年申遗成功。",
        "推动国达化工60万吨钾肥项目建设。", "为65岁以上老年人体检。",
        "入围企业在3家以上的，采取招标。",
        "按要求做好以下10项工作：", "聚焦28条重点产业链，", "壮大6大集群和18条产业链。",
        "100%。", "提出28项指标，其中预期性指标19项。",
    ],
)  # fmt: skip
def test_figures_that_only_describe_are_silent(text):
    assert readings(text) == []


def test_a_shared_head_gives_one_quote_each():
    text = "交通、水利领域投资分别达2300亿元、600亿元。"
    first, second = readings(text)
    assert text[first.start : first.end] == "交通、水利领域投资分别达2300亿元"
    assert text[second.start : second.end] == "交通、水利领域投资分别达2300亿元、600亿元"
    assert [first.quantity.comparator, second.quantity.comparator] == ["gte", "gte"]


@pytest.mark.parametrize(
    ("text", "comparators"),
    [
        ("力争技术合同成交额3000亿元。", ["gte"]),
        ("高新技术企业达到1.5万家、科技型企业3.2万家。", ["gte", "gte"]),
        ("抽检合格率分别超98.5%和99%。", ["gt", "gt"]),
        ("新增学位2万个。", ["eq"]),
    ],
)
def test_bounds_said_once(text, comparators):
    assert [r.quantity.comparator for r in readings(text)] == comparators


def test_frequency_goes_with_the_list():
    found = readings("累计创建42个示范村、22个示范片区。")
    assert found[0].frequency == "cumulative"
    assert readings("每年培育企业6000家以上。")[0].frequency == "annual"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("力争交通、水利分别完成投资2500亿元、800亿元。", ["gte", "gte"]),
        ("今年力争交通、水利分别完成投资2500亿元和800亿元。", ["gte", "gte"]),
        ("交通、水利分别完成投资2500亿元、800亿元。", ["eq", "eq"]),
        ("争取专项债资金3903亿元、增长9%。", ["eq", "eq"]),
        ("争取投资达到3903亿元。", ["gte"]),
    ],
)
def test_what_is_striven_for_is_a_least_value_for_the_whole_list(text, bounds):
    assert [reading.quantity.comparator for reading in readings(text)] == bounds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建成南水供水工程38公里原水管道。", ("建成南水供水工程原水管道", 38.0)),
        ("黄浦江45公里岸线贯通开放。", ("黄浦江岸线贯通开放", 45.0)),
        ("严格落实202万亩耕地和150万亩永久基本农田。", ("永久基本农田", 1_500_000.0)),
        ("完成6条线路优化。", ("线路优化", 6.0)),
        ("培养100名优秀企业家。", ("培养优秀企业家", 100.0)),
        ("打造6个五百亿级产业集群。", ("打造五百亿级产业集群", 6.0)),
        ("审批时间缩短至100个工作日内。", ("审批时间", 100.0)),
        ("居民消费价格指数控制在103.5以内。", ("居民消费价格指数", 103.5)),
        ("新增托位1. 6万个。", ("新增托位", 16_000.0)),
        ("地区生产总值80亿元，按可比价格计算，比上年增长3.3%。", ("地区生产总值", 3.3)),
        ("培育销售收入超500万元龙头企业20家。", ("培育销售收入超500万元龙头企业", 20.0)),
        ("80平方公里以上建设用地达到海绵城市建设要求。", ("建设用地", 80.0)),
    ],
)
def test_what_a_figure_measures_is_found_around_it(text, found):
    assert [(reading.metric, reading.quantity.value) for reading in readings(text)][-1] == found


@pytest.mark.parametrize(
    "text",
    [
        "实施长江沿线1公里化工企业搬迁。",
        "建设国达化工60万吨钾肥项目。",
        "大桥45公里引道风光秀丽。",
        "推广5G+4K标准104.5以内频段。",
    ],
)
def test_sizes_and_distances_measure_nothing(text):
    assert readings(text) == []


def test_at_least_goes_for_all_of_a_list():
    text = "推出不少于200场演出、400场讲座以及100场展览，培训50人。"

    assert [r.quantity.comparator for r in readings(text)] == ["gte", "gte", "gte", "eq"]


def test_how_far_a_figure_meets_the_plan_is_measured_of_that_figure():
    text = "地区生产总值564亿元，占计划的100%，同比下降2%；工业总产值540亿元，占计划的100%。"
    found = [metric for metric, *_ in short(text)]
    assert found == [
        "地区生产总值",
        "地区生产总值占计划",
        "地区生产总值",
        "工业总产值",
        "工业总产值占计划",
    ]


def test_a_share_of_the_plan_leaves_the_growth_behind_it_to_what_was_planned():
    text = "工业产值80亿元，完成年计划90亿元的88.9%，增长3%。"
    found = {reading.quantity.value: reading.metric for reading in readings(text)}
    assert found[3.0] == "工业产值"
    assert found[88.9].startswith("工业产值")


def test_what_is_done_in_so_many_places_belongs_to_the_name():
    [reading] = readings("在30所小学开展课后托管服务。")
    assert "课后托管服务" in reading.metric
    [reading] = readings("服务30所小学开展课后托管。")
    assert reading.metric == "小学"
