"""The verbs that bring about something one can check, and what each of them brings about.

>>> RULES["paper"].fits("支持高新区加快发展新质生产力的政策措施")
True
>>> RULES["paper"].fits("良好氛围")
False
"""

import re
from dataclasses import dataclass, field

from commitments.extraction.lexicon.things import (
    ABOLISHED,
    ALLOWANCE,
    BATCH,
    BODY,
    CARRIED,
    COMPLETED,
    DEMARCATED,
    ESTABLISHED,
    EVENT,
    FREE,
    INTRODUCED,
    JOINED,
    LANDED,
    LAUNCHED,
    PAPER,
    PILOT,
    PREMISES,
    RECORD,
    REGIME,
    ROLLED_OUT,
    ROUTE,
    SETTLED,
    SIGNED,
    SITE,
    WORKS_OF_A_PLACE,
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
        "制定或修编|制定或修订|制定和修订|编制和修订|修编|修编完善|公布|研究出台|制定出台|编制出台|修订出台|制定印发|研究制定|研究制订|拟订|拟定|制订|制定实施|出台实施|编制实施|编制完成"
        "|批复实施|批准实施|公布实施|颁布实施|出台|印发|颁布|发布实施|发布|编制|制定|制修订|修订|起草",
        f"(?:{PAPER})(?:编制|修编|制定|起草)?(?:工作)?|{BATCH}",
        0.88,
        "文件是否出台可以查证",
    ),
    Delivery(
        "works",
        "开始动工|开始建设|破土动工|进场施工|开工复工|开工建设|新开工建设|新开工|开工|动工建设|动工|开建",
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
        "|主体结构封顶|主体工程封顶|结构封顶|主体封顶|封顶|主体结构结顶|主体工程结顶|主体结顶|结构结顶|结顶|完工交付|竣工投运|投入试运行|投入试运营|投入运行|正式运营|全面运营"
        "|改建通车|全面贯通|竣工落成|落成启用|建成落成|落成|开门应诊|开门迎客|开诊|全线开通|开通使用|上线试运行|点火试车|正式营业|正式开放",
        "",
        0.88,
        "是否建成、投用可以查证",
        bare=True,
    ),
    Delivery(
        "land",
        "签约落地|落地开工|签约|立项|获批立项|落地建设|落地|落户",
        f"{LANDED}|加工区|园区|市场|酒店|综合体",
        0.75,
        "是否落地可以查证",
        bare=True,
    ),
    Delivery(
        "opened",
        "对外开放|免费开放|回迁安置|回迁|交付入住|入住|交房|交付|接诊|招生|开学|试运营|试运行|合龙|挂牌",
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
        "挂牌成立|挂牌建设|新设立|开设|开办|设立|成立|组建|筹建|新设|增设",
        BODY,
        0.72,
        "机构是否设立可以查证",
    ),
    Delivery(
        "establish",
        "研究建立|探索建立|建立",
        f"{ESTABLISHED}|母港|港区|园区|市场|学校|医院|专区|示范区|工作室|服务站|站点",
        0.6,
        "是否建立可以查证",
        strict=True,
    ),
    Delivery(
        "build",
        "规划建设|布局建设|建设|布局|建好|搭建|兴建|筹建",
        f"{SITE}|{PREMISES}",
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
        "争创|创建|创成|申创|获评|评为|申建|申报|申办|获批",
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
        "改扩建|新改扩建|智慧化改造|数字化改造|智能化改造|适老化改造|标准化改造|规范化改造|无障碍改造|综合改造|硬化|亮化|绿化|翻建|翻新|整修|维修加固|除险加固|维修|修复|敷设|疏浚|清淤|提档升级|改造升级|扩建|迁建|新建|改建|新改建|重建|续建|升级改造|改造提升|提升改造|升压改造|维修改造|整治提升"
        "|提质改造|改造|翻修|修缮|修建|拓宽|打通|贯通|铺设|架设",
        f"{SITE}|{PREMISES}|(?<=.{{2}})(?:路|工程|桥|街区|复?线|段|断头路|瓶颈路|老街|古城|河|渠|节点)"
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
    Delivery(
        "extend",
        "延长",
        "(?:开放|服务|营业|运营|办理|开馆)时间",
        0.55,
        "时间是否延长可以查证",
        strict=True,
    ),
    Delivery("lay", "建", SITE, 0.6, "是否建成可以查证", strict=True),
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
    Delivery("carry", "组织开展|集中开展|开展", CARRIED, 0.6, "是否开展可以查证", strict=True),
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
_VERBS = sorted(_RULE_OF, key=len, reverse=True)
# 下一步|建青连铁路: the verb alone, where nothing makes another word of it.
_ALONE = r"建(?:(?<![\u4e00-\u9fff]建)|(?<=[步再还要将划先后]建))(?![设成立议筑材档制言好起树])"
TRIGGER = re.compile("|".join((*(verb for verb in _VERBS if verb != "建"), _ALONE)))
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
