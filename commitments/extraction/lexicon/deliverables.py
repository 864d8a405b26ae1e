"""The verbs that bring about something one can check, and what each of them brings about.

>>> RULES["paper"].fits("支持高新区加快发展新质生产力的政策措施")
True
>>> RULES["paper"].fits("良好氛围")
False
"""

import re
from dataclasses import dataclass, field

PAPER = (
    "办法|方案|规划|纲要|条例|意见|措施|政策|细则|标准|规范|规程|指南|导则|清单|目录|计划|规定"
    "|章程|制度|法规|白皮书|指标体系|标准体系"
    "|蓝皮书|报告|指数|公报|名单|榜单|路线图|施工图|政策包|预案|倡议|任务书|十条|法|决定|若干条"
    "|举措|图谱|草案|年鉴|(?:规范|标准|指标|政策|制度|评价|管控|考核)体系|实施办法|预算|工作要点"
)
# 第二批重点产业链: which ones they are is made known at once.
BATCH = "(?:第[一二三四五六七八九十]+|首)批(?!次)[^，。]{2,30}"
SITE = (
    "大学|中学|小学|幼儿园|公寓|平台|系统|训练场体系|训练场|试验场|中心|基地|枢纽|免税店|机场|铁路|高铁|高速|公路|大桥|隧道"
    "|码头|航道|港|电站|水库|水厂|泵站"
    "|产业园|园区|医院|学校|校区|场馆|体育馆|博物馆|图书馆|美术馆|展览馆|科技馆|剧院|实验室|装置"
    "|数据库|资源库|资源池"
    "|线路|生产线|工厂|公园|广场|步道|绿道|社区|商圈|试验区|实验区|专区|集群|网络|通道|综合体|研究院|大厦|馆|店"
    "|园|院|站|库|所|[篮足排]?球场|运动场|健身场|(?:农贸|农产品|批发|专业|交易|综合)市场"
    "|(?<![发展想])道路|(?:[东西南北中]|[新老环滨]\\S)路|大道|大街|天桥|水源地|(?:主|次)干[道路]|排水沟|护栏|路灯"
    "|(?:污水|雨水|供水|给水|排水|燃气|天然气|供热|热力)?管[网道]|停车场|充电站|换热站|调蓄池"
)
PILOT = (
    "示范区|试验区|先行区|先导区|试点区|试点|示范市|示范县|示范城市|示范基地|基地|示范省|合作区"
    "|示范点|自贸区"
    "|自由贸易试验区|保税区|特区|国家公园|度假区|景区|城市|名城|中心|遗产|名镇|名村"
    "|大[县市镇]|强[县镇]|之乡|示范(?:社|村|镇|乡|园|街区)"
    "|高新区|经开区|开发区|自创区|综保区|保税物流中心|卫生[区县镇]|文明城市|森林城市|园林城市|先进[市县区]"
    "|遗址公园|地质公园|湿地公园|森林公园|(?:生态|自然|文化|水源)保护区"
)
BODY = (
    "基金|公司|集团|中心|委员会|领导小组|专班|办公室|联盟|研究院|学院|大学|实验室|分院|分校|法庭"
    "|法院|机构|协会"
    "|银行|平台|专项资金|资金池|工作站|服务站|办事处|奖|局|自贸区|口岸|行政区|植物园|园区|免税店"
    "|办公区|总部|试验区|示范区|保税区|国家公园|新区|飞地|工具|账户|专区|窗口|热线|通道"
    "|服务点|试点|理事会|联席会议|联合会|农合联|纵队|支队|大队|分公司|分中心"
)
EVENT = (
    "会|论坛|展|赛|节|月|周|季|年|马拉松|活动|庆典|仪式|行|世界杯|锦标|联赛|世锦赛|糖酒会|对话"
    "|擂台|超[”’]|嘉年华|典礼|演出|培训班|训练营|展览|展演|竞赛|讲座|沙龙|专场|会议|赛事|展会"
)
ESTABLISHED = (
    "机制|制度|清单|库|资源池|池|指标体系|标准体系|目录|平台|台账|基金|联盟|档案|专班|实验室|中心"
    "|基地|数据库|系统"
    "|理事会|委员会|协会|联合会|基金会|领导小组|有限公司"
    "|名录|工作站|研究院|准备金|资金池|监测网|补偿制|回收体系|试点|规程"
)
# Of 建立健全… only what has a text of its own: 管理制度, not 长效机制 or 治理体系.
REGIME = "制度|预案|规范|规程|办法|清单|目录|名录|台账"
COMPLETED = (
    "项目|立法|修订|制定|编制|改造|建设|普查|换届|验收|合并|整合|主体工程|试点|评估|摸底|搬迁|移交"
    "|划定|登记|调查|整治|工程|招标"
    "|征收|拆除|退出|清退|组建|转隶|选址|布局|铺设|联网|接入|上市|申报|发射|首飞|封顶|调试|规划"
    "|体系|平台|系统|整治任务|重组|扩建|迁建|扩容|淘汰|安置|改革|行动|撤并|脱钩|划转|重建|核算"
    "|任务|工作|前期工作|总结|整改|治理|安装|采购|开发|升级|更新|修缮|加固|通道|方案|筛查|清零|工程|竣工|决算"
    "|优化|延伸|清零|提质|主体结构|主体建设|主体施工|装修|布展|展陈|征迁|征地拆迁|拆迁|征地|腾退|清障|报批|报建|手续|勘察|设计"
    "|谈判|体检|发放|创建(?:目标|任务)?|认定|修编|论证|测评|考古发掘|组网|交付|审批|核准|签约|备案"
    "|(?:区|园|中心|基地|工程|项目|平台|系统|[一二三四]期|站|馆|院|路|桥|港|线|库|段|网)建设"
)
ROLLED_OUT = (
    "改革|制度|试点|清单|[^管节体编强机]制|营改增|登记|公开|加成|编码|限制|管制|保险|计划|药物|补贴"
)
ABOLISHED = (
    "基金|收费|收费站|[^消]费|税|许可|审批|事项|限制|限制措施|政策|加成|定价|要求|配套|上限|采伐"
    "|资格|门槛|规定|证明|补贴|项目"
)
DEMARCATED = "红线|边界|控制线|保护线|保护区|禁养区|限养区|范围|功能区|粮食生产功能区|区域"
ROUTE = "班列|专列|航线|线路|专线|航班|列车|公交"
ALLOWANCE = "补贴|津贴|补助|消费券|券"
RECORD = "目录|清单|报告|台账|名录|数据库|图谱"
FREE = "疫苗|筛查|体检|检查|诊断|培训|服务|课程|教材|设备|装置|午餐|教育|检测|药物|券|卡"
CARRIED = (
    "[”’][^，。]{0,6}活动|进(?:校园|社区|企业|农村|机关|课堂)[^，。]{0,6}活动"
    "|试点|普查|调查|核算|清查|审计|评估|摸底|排查"
)
# 在…落地, 确定…: what is named there is there or not; 政策 and 项目 at large are not.
LANDED = (
    "中心|总部|基地|平台|实验室|装置|研究院|分院|校区|医院|工厂|生产线|数据库|枢纽|银行|试验区"
    "|示范区|产业园|机构|办事处|项目|工程"
)
INTRODUCED = "[春秋]假|纪念日|过渡期|观察期|专区|专窗|专柜|热线|奖项"
SETTLED = "通道|选址|走向|线路|名单|站址|场址|路由"
SIGNED = "协议|协定|合同|备忘录|意向书|责任书|公约|议定书"
LAUNCHED = (
    "工程|项目|建设|创建|编制|试点|普查|立法|修订|运营|运行|招标|改造|计划|扩建|改扩建|示范区"
    "|治理|工作|筛查|施工|新建|迁建|改建|整治|攻坚|申报|复核|评估|招商|项目库|前期工作|行动|换届|征集|评选|规划|改革"
)
# 污水处理厂二期工程, 白沙水库水源地综合整治: where it is says which works are meant.
WORKS_OF_A_PLACE = (
    "(?:[一二三四五]期|[路街河湖库厂站桥港渠塘寺塔院校]|水源地?|片区|国道|省道|高速|铁路|小学|中学|公园|广场"
    "|老街|古城|市场|码头)[^，的]{0,10}(?:工程|项目|整治|治理|改造|提升|建设|扩建|迁建|修缮)"
)
JOINED = (
    "对接|全覆盖|贯通|全线贯通|联网|互联互通|并网|通高铁|通高速|通车|封关运作|封关|首飞|通水|通航"
    "|连通|互通|通达|办结|联办|通办|通气|通电|清零|投产|达产|摘帽|脱贫|一网通办|跨省通办|互认|直飞|直达"
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Verbs, the ends of what they may bring about, and how far the pair can be trusted.

    `strict` rules fire only where the verb governs its clause; `bare` ones may also stand behind
    their subject: 推动…等项目竣工投产.
    """

    name: str
    verbs: str
    ends: str
    confidence: float
    why: str
    strict: bool = False
    bare: bool = False
    _ends: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        pattern = rf"(?:{self.ends})[”’》]?(?:（[^）]*）)?$" if self.ends else ""
        object.__setattr__(self, "_ends", re.compile(pattern))

    def fits(self, thing: str) -> bool:
        """Whether this is something that the verbs bring about."""
        return self._ends.search(thing) is not None


_RULES = (
    Delivery(
        "paper",
        "公布|研究出台|制定出台|编制出台|修订出台|制定印发|研究制定|研究制订|拟订|拟定|制订|制定实施|出台实施|编制实施|编制完成"
        "|出台|印发|颁布|发布实施|发布|编制|制定|制修订|修订|起草",
        f"{PAPER}|{BATCH}",
        0.88,
        "文件是否出台可以查证",
    ),
    Delivery(
        "works",
        "开工建设|新开工建设|新开工|开工|动工建设|动工|开建",
        "",
        0.9,
        "是否开工可以查证",
        bare=True,
    ),
    Delivery(
        "ready",
        "建成试运转|建成试运行|投产达产|建成投用|建成投产|建成投运|建成启用|建成开放|建成通车|建成运营|建成运行"
        "|建成通航"
        "|建成|竣工投产|竣工投用|竣工交付|竣工投入使用|竣工通车|竣工验收|竣工|完工投用|完工|投产达效|投产|投用|投运|全线通车"
        "|通车|通航"
        "|开通运营|开通|正式启用|启用|上线运行|上线|全面运行|投入使用|投入运营|封关运作"
        "|封关|建成开园|建成开馆|建成开业|开园|开馆|开业|首航|并网发电|交付使用|全线贯通|揭牌"
        "|主体结构封顶|主体工程封顶|结构封顶|主体封顶|封顶|完工交付|竣工投运|投入试运行|投入试运营|投入运行|正式运营|全面运营"
        "|改建通车|全面贯通|开门应诊|开门迎客|开诊|全线开通|开通使用|上线试运行|点火试车|正式营业|正式开放",
        "",
        0.88,
        "是否建成、投用可以查证",
        bare=True,
    ),
    Delivery(
        "land",
        "落地建设|落地|落户",
        LANDED,
        0.75,
        "是否落地可以查证",
        bare=True,
    ),
    Delivery(
        "opened",
        "对外开放|免费开放|交付|接诊|招生|开学|试运营|试运行|合龙|挂牌",
        f"{SITE}|工程|项目|公寓|住房|房源|学校|小学|中学|大学|校|[一二三四]期|号线|路|桥|街区|场|厂|线|楼",
        0.65,
        "是否开放、交付可以查证",
        bare=True,
    ),
    Delivery(
        "settle",
        "确定|选定|敲定|审定",
        SETTLED,
        0.6,
        "是否确定可以查证",
        strict=True,
    ),
    Delivery("reveal", "推出", BATCH, 0.65, "是否推出可以查证", strict=True),
    Delivery("introduce", "设置", INTRODUCED, 0.55, "是否设置可以查证", strict=True),
    Delivery("sign", "签署|签订", SIGNED, 0.7, "是否签署可以查证", strict=True),
    Delivery(
        "event",
        "举办|承办|主办|办好|筹办好|筹办|举行|召开",
        EVENT,
        0.75,
        "活动是否举办可以查证",
    ),
    Delivery(
        "launch",
        "全面启动|启动建设|启动实施|启动|开始",
        f"{LAUNCHED}|{SITE}",
        0.82,
        "是否启动可以查证",
    ),
    Delivery(
        "body",
        "挂牌成立|挂牌建设|设立|成立|组建|筹建|新设|增设",
        BODY,
        0.72,
        "机构是否设立可以查证",
    ),
    Delivery(
        "establish",
        "研究建立|探索建立|建立",
        ESTABLISHED,
        0.6,
        "是否建立可以查证",
        strict=True,
    ),
    Delivery(
        "build",
        "规划建设|布局建设|建设|布局|建好|搭建",
        SITE,
        0.58,
        "有名称的设施，是否建成可以查证",
        strict=True,
    ),
    Delivery(
        "shape",
        "打造",
        "平台|综合体|公路|合作区|集聚区|训练场|专区",
        0.5,
        "有名称的设施，是否建成可以查证",
        strict=True,
    ),
    Delivery(
        "pilot",
        "争创|创建|申创|申建|申报|申办|获批",
        PILOT,
        0.62,
        "是否获批、创成可以查证",
        strict=True,
    ),
    Delivery(
        "complete",
        "全面完成|基本完成|完成",
        COMPLETED,
        0.7,
        "是否完成可以查证",
        strict=True,
    ),
    Delivery(
        "roll out",
        "全面推开|全面实施|全面推行|全面实行|全面放开|全面执行|全面施行",
        ROLLED_OUT,
        0.6,
        "政策是否在全部范围实行可以查证",
        strict=True,
    ),
    Delivery(
        "abolish",
        "停征和归并|取消和下放|取消|停征|免征|免除|废止|归并|全面停止|停止",
        ABOLISHED,
        0.6,
        "是否取消可以查证",
        strict=True,
    ),
    Delivery(
        "practise",
        "推行|实行|施行",
        "制度|[春秋]假|负面清单|承诺制|责任制|备案制|登记制|代表制|注册制",
        0.5,
        "制度是否实行可以查证",
        strict=True,
    ),
    Delivery(
        "pass",
        "顺利通过|通过",
        "验收|评估|复审|复核|复查|认定|认证|审核|评审|考核|测评|鉴定|审批|审定",
        0.7,
        "是否通过可以查证",
        strict=True,
    ),
    Delivery("recognise", "认定|评定|遴选|命名", BATCH, 0.6, "是否认定可以查证", strict=True),
    Delivery(
        "rebuild",
        "改扩建|新改扩建|扩建|迁建|新建|改建|新改建|重建|续建|升级改造|改造提升|提升改造|升压改造|维修改造|整治提升"
        "|提质改造|改造|翻修|修缮|修建|拓宽|打通|贯通|铺设|架设",
        f"{SITE}|(?<=.{{2}})(?:路|工程|桥|街区|复?线|段|断头路|瓶颈路|老街|古城|河|渠|节点)"
        "|[厂站馆库场][^，]{0,4}设施",
        0.62,
        "有名称的设施，是否建成可以查证",
        strict=True,
    ),
    Delivery(
        "install",
        "安装|加装|装设",
        "路灯|红绿灯|信号灯|监控|护栏|天桥|电梯|设备|设施|系统|充电桩|装置|标识|标志牌",
        0.55,
        "是否装好可以查证",
        strict=True,
    ),
    Delivery(
        "formalities",
        "办理好|办结|办妥|办理",
        "手续",
        0.6,
        "手续是否办妥可以查证",
        strict=True,
    ),
    Delivery(
        "free deed",
        "免费体检|免费筛查|免费检查|免费接种|免费培训",
        "",
        0.6,
        "是否免费办理可以查证",
        bare=True,
    ),
    Delivery(
        "draw",
        "绘制|编纂|编印|编撰|出版",
        "图|图谱|地图|志|手册|画册|画像|一张图|白皮书|丛书|年鉴",
        0.6,
        "成果文件是否形成可以查证",
        strict=True,
    ),
    Delivery(
        "put forward",
        "研究提出|提出",
        "(?<=.{6})(?:方案|意见|清单|名单|办法)",
        0.55,
        "文件是否提出可以查证",
        strict=True,
    ),
    Delivery("route", "开行|开辟|加密|新开", ROUTE, 0.6, "是否开行可以查证", strict=True),
    Delivery("allowance", "发放", ALLOWANCE, 0.55, "是否发放可以查证", strict=True),
    Delivery("record", "梳理形成|形成", RECORD, 0.55, "成果文件是否形成可以查证", strict=True),
    Delivery("demarcate", "划定并严守|划定", DEMARCATED, 0.6, "是否划定可以查证", strict=True),
    Delivery(
        "free",
        "免费接种|免费开展|免费提供|免费发放|免费安装|免费实施|免费开设|免费配备",
        FREE,
        0.6,
        "是否免费提供可以查证",
    ),
    Delivery("regime", "建立健全", REGIME, 0.5, "制度是否建立可以查证", strict=True),
    Delivery("carry", "组织开展|开展", CARRIED, 0.6, "是否开展可以查证", strict=True),
    Delivery(
        "plan",
        "组织实施|推进实施|实施",
        f"计划|{WORKS_OF_A_PLACE}",
        0.5,
        "有名称的计划、工程，是否实施可以查证",
        strict=True,
    ),
    Delivery(
        "advance",
        "推进|加快|推动|抓好|做好",
        "建设|编制工作|编制",
        0.55,
        "有名称的建设事项，是否建成可以查证",
        strict=True,
    ),
    Delivery("join", "实现", JOINED, 0.6, "是否实现可以查证", strict=True),
)
RULES = {rule.name: rule for rule in _RULES}
_RULE_OF = {verb: rule for rule in reversed(_RULES) for verb in rule.verbs.split("|")}
# One flat alternation of literals, the longest first: the regex engine skips to their first
# characters, which it does not for named groups.
TRIGGER = re.compile("|".join(sorted(_RULE_OF, key=len, reverse=True)))
# 构建成渝…, 直通车, 通车里程, 线上线下: the characters of a verb that are none.
FALSE_VERB = {
    "建成": ("构", ()),
    "通车": ("直", ("里程",)),
    "上线": ("线", ("下",)),
    "颁布": ("", ("时间", "日期")),
    "发布": ("", ("时间", "日期", "机构", "会", "者")),
    "竣工验收": ("", ("和", "与", "、", "备案", "阶段", "环节")),
    "对外开放": ("", ("合作", "水平", "平台", "度")),
    "招生": ("", ("计划", "规模", "制度", "人数", "考试")),
}


# 开工仪式, 签约活动: the name of an event rather than a deed.
CEREMONY = ("仪式", "典礼", "现场", "活动", "大会", "动员", "月活动", "率")


def rule_of(hit: re.Match[str]) -> Delivery | None:
    """The rule a verb belongs to; None where its characters belong to other words."""
    before, behind = FALSE_VERB.get(hit[0], ("", ()))
    if hit.string.startswith(CEREMONY, hit.end()):
        return None
    if before and hit.string[hit.start() - 1 : hit.start()] == before:
        return None
    if behind and hit.string.startswith(behind, hit.end()):
        return None
    return _RULE_OF[hit[0]]
