"""Tell on which side of a number the thing stands that it measures.

新建农村公路2600公里: before. 打通53条断头路: after. 财政支出八成以上投向民生: around.
投资2000万元以上的技改项目: nowhere, the number only describes.
"""

import re
from enum import StrEnum

from commitments.extraction.lexicon.words import PREDICATES, SHORT_PREDICATES, Role
from commitments.extraction.quantities import metrics, prefixes, units
from commitments.extraction.quantities.composition import Quantity
from commitments.extraction.quantities.prefixes import Prefix
from commitments.extraction.text.masks import ASIDE


class Side(StrEnum):
    """Where the metric of a quantity stands."""

    BEFORE = "before"
    AFTER = "after"
    AROUND = "around"
    NOWHERE = "nowhere"


CONJUNCTIONS = ("和", "与", "及", "以及", "或", "并", "且", "而", "同")
# 30万吨级, 50米内: what follows makes a class or a reach of the figure.
CLASSES = re.compile(
    r"级|型|代(?![表理码])|线(?![上下路])|内(?![河容涝控])|外(?![资贸商国籍语])|范围|之外|以外|口径"
    r"|跨(?![境国区省越])|规格|版|宽带|光网"
)
# What is counted but measures nothing: six respects, three relations.
HOLLOW = (
    "方面", "维度", "字", "台阶", "大台阶", "关键小事", "坚持", "统筹", "必须", "关系",
    "意识", "自信",
    "维护", "环节", "原则", "阶段", "关键词", "主要指标", "更加", "着力", "聚焦", "抓好", "转变",
    "导向", "走在前", "新突破", "确立", "全面", "文明", "轮子", "方向", "层面", "重点工作",
    "主要目标", "重要指标", "作示范", "提升", "部分", "层次", "主题", "抓手", "不变", "毫不动摇",
)  # fmt: skip
MEASURES = frozenset(
    ("money", "length", "area", "volume", "mass", "power", "energy", "duration", "ratio")
)
_VERBAL = (
    *PREDICATES,
    *("的目标", "的任务", "安排", "目标", "的速度", "的增速", "的要求", "的水平", "的增长"),
    *("再创", "创历史", "创下", "连续", "稳居", "跃居", "排名", "位列", "高于", "低于"),
    *("成为", "领先", "名列", "环比", "同比", "超额"),
)
SHORT_VERBAL = re.compile(SHORT_PREDICATES + r"|比(?![例重亚价赛])|较(?![大高低])")
_MOVES = frozenset((Role.RISE, Role.FALL, Role.HOLD, Role.REACH, Role.TO))
SPELLED_COUNT = re.compile(r"[一二两三四五六七八九]个?大?(?:台阶|关口|大关)?")
REACHED = frozenset(
    (
        "达到",
        "达",
        "控制在",
        "突破",
        "超过",
        "超",
        "迈上",
        "迈过",
        "跨越",
        "跨上",
        "跨过",
        "站上",
        "越过",
        "跃上",
        "登上",
    )
)
# 迈上10万亿元|新台阶, 站上5万亿元|大关: what was reached, said once more.
COUNTS_MARKS = re.compile(r"[“‘]?(?:十|百|千|万|亿){1,3}(?:元)?级?[”’]?新?(?:台阶|大关|关口)")
MARKS_REACHED = re.compile(r"[”’]?(?:历史性|大|新)*(?:台阶|大关|关口)")
REPEATED = frozenset(("count", "traffic", "duration"))
# 通篇13部分共54条: how long a paper is.
CLAUSES_OF_A_TEXT = frozenset(("条", "章", "节", "款", "篇", "部", "字"))
STRUCTURE = re.compile(r"(?:通篇|全文|分为|共分|部分|[章节])[^，。；]{0,6}$")
STRUCTURE_REACH = 12
SIZES = frozenset(("mass", "power", "volume", "energy", "length", "area"))
WORKS = re.compile(r"项目|工程|装置|机组|生产线|电站|热电|光热|技改|扩建|码头|泊位|航道|机场|灌区")
# 690万千瓦|火电项目建设: no one's plant, but so much of a kind of generation.
GENERATION = re.compile(
    r"(?:大型|新型)?(?:火电|煤电|气电|水电|核电|风电|光伏|新能源|储能|抽水蓄能|清洁能源|生物质发电|光热)"
    r"(?:发电)?(?:项目|机组|装机|电站|工程)?(?:建设|投产|并网|开工|$)"
)
# 引导约1亿人|在中西部地区就近城镇化: what the people do is what is counted.
MOVES_PEOPLE = re.compile(r"(?:推动|引导|帮助|支持|促进|实现|组织|动员|鼓励|带动)+")
# 日产4500吨水泥生产线, 年处理10万吨: how much the works can do.
RATED = re.compile(
    r"(?:[日年月](?:生?产|处理|加工|供|发电|屠宰|出栏|吞吐)|日均处理|单机|库容|装机|设计|时速)[^，。；、\d]{0,6}$"
)
RATED_REACH = 12
# 审批时间缩短至100个工作日|内
SHORTENED = re.compile(r"(?:[缩减]短|压[缩减]|控制|减少)[到至在]?|不超过")
# 黄浦江45公里岸线|贯通: so much of it was opened.
# 80平方公里以上建设用地|达到海绵城市建设要求
UP_TO_STANDARD = re.compile(r"[^，。；]{2,20}达到[^，。；]{2,24}(?:要求|标准)")
# What makes a firm or a project one of that size.
FIRM = re.compile(r"(?:收入|产值|营收|税收|纳税|销售额|市值|估值|投资)(?:超过?|达到?|过|突破)?$")
ALONG = re.compile(r"(?:沿线|周边|两侧|方圆|附近|半径)$")
OPENED = re.compile(r"(?:贯通|通车|开放|建成|完工|投用|改造)[\u4e00-\u9fff]{0,4}$")
# 在20户以上|自然村推广, 20户以上|自然村光网: which ones, not how many.
WHICH_ONES = re.compile(r"(?:[在对向由凡]|针对|面向|所有|全部|各)$")
KINDS_BY_SIZE = {
    "户": ("自然村", "村", "小区", "居民点", "聚居点", "集中居住", "安置"),
    "人": ("自然村", "村", "企业", "单位", "场所", "机构", "学校", "水厂", "工程", "集中供水"),
    "张": ("医院", "机构", "医疗"),
    "头": ("养殖场", "规模场", "养殖户", "猪场", "牛场"),
}
LIST_LINKS = frozenset("和与及、")
NO_TASKS = frozenset(("工作", "任务", "重点任务", "主要任务", "重大任务", "目标任务"))
CIRCUMSTANCES = ("的情况", "的基础", "的前提", "的条件", "的背景")
SHORTEST_NAME = 2
NO_NAME_ENDS = frozenset("等每")  # 松如沟等14个, 达每10万人: the name is of something else
CLOSERS = frozenset(
    ("，", "。", "；", "、", "：", "”", "’", "）", ")", "！", "？", ASIDE, "\n", "》")
)


def side(text: str, quantity: Quantity, prefix: Prefix, tail_end: int, shared: bool) -> Side:
    """The side of the metric; `shared` when another quantity follows in the same clause."""
    tail = text[quantity.end : tail_end].strip(" \u3000\t")
    beside = _beside(text, quantity, prefix, tail, shared and tail_end == quantity.end)
    if beside is not None:
        return beside
    if tail.startswith("的"):
        return _attributed(text, quantity, prefix, tail, shared)
    return _named_behind(text, quantity, prefix, tail, shared)


def _beside(text: str, quantity: Quantity, prefix: Prefix, tail: str, meets: bool) -> Side | None:
    """What the figure itself and the words right beside it decide; `meets` the next figure."""
    if quantity.unit in CLAUSES_OF_A_TEXT and STRUCTURE.search(
        text,
        prefix.start - STRUCTURE_REACH if prefix.start > STRUCTURE_REACH else 0,
        quantity.origin,
    ):
        return Side.NOWHERE
    if quantity.kind in REPEATED and text[quantity.origin - 2 : quantity.origin] == "连续":
        return Side.NOWHERE
    if quantity.kind == "share" and text[quantity.origin - 1 : quantity.origin] == "前":
        return Side.NOWHERE  # 排名前1%
    if quantity.kind == "rank":
        return Side.NOWHERE if tail.startswith(("者", "的")) else Side.BEFORE
    if meets:  # 惠及企业6471户|1.97万人, but not 12批|1181项
        counted = quantity.kind != "duration" and not units.names_more_often(quantity.unit or "")
        return Side.BEFORE if counted and _named(text, prefix) else Side.NOWHERE
    if not tail or tail[0] in CLOSERS:
        return Side.BEFORE
    if (
        quantity.kind == "duration"
        and tail == "内"
        and SHORTENED.search(text, prefix.start, quantity.start)
    ):
        return Side.BEFORE
    if quantity.kind == "voltage" or CLASSES.match(tail):
        return Side.NOWHERE
    if quantity.kind == "bare" and SPELLED_COUNT.match(tail):
        return Side.BEFORE  # 4万亿、5万亿|两个台阶
    return None


def _named_behind(text: str, quantity: Quantity, prefix: Prefix, tail: str, shared: bool) -> Side:
    """The side, where words that may be a name follow the figure."""
    if quantity.kind == "count" and COUNTS_MARKS.match(tail):
        return Side.NOWHERE  # 跨过3个|万亿级关口: the mark itself is said elsewhere
    if quantity.lead and MARKS_REACHED.match(tail):
        return Side.BEFORE
    hollow = tail in NO_TASKS or tail.startswith(HOLLOW) or tail.endswith("台阶")
    if hollow and quantity.kind not in ("share", "times"):
        return Side.NOWHERE
    if (
        quantity.kind == "money"
        and shared
        and tail
        and FIRM.search(text, prefix.start, quantity.start)
    ):
        return Side.NOWHERE  # 销售收入超500万元|龙头企业20家
    named = prefix.end > prefix.start
    reached = text[quantity.origin : quantity.start] in REACHED
    moved = bool(prefix.roles & _MOVES)
    if tail.startswith(CONJUNCTIONS):
        return Side.BEFORE if named or moved or reached else Side.AFTER
    if (
        quantity.kind == "person"
        and tail.startswith("在")
        and MOVES_PEOPLE.fullmatch(text, prefix.start, prefix.end)
    ):
        return Side.AFTER
    if tail.startswith(_VERBAL) or SHORT_VERBAL.match(tail):
        around = quantity.kind == "share" and named and not moved
        return Side.AROUND if around else Side.BEFORE
    if quantity.kind in ("share", "times"):
        if moved and named:
            return Side.BEFORE
        if tail.startswith(_VERBAL):
            return Side.AROUND if named else Side.BEFORE
        return Side.AROUND if named else Side.AFTER
    created = prefixes.creation(text, prefix.start, prefix.end) > 0
    if quantity.kind in MEASURES:
        built = prefixes.creation_at(text, prefix.start, quantity.origin) > 0
        built = built and not ALONG.search(text, prefix.start, quantity.origin)
        built = built or OPENED.search(tail) is not None
        return _measured(
            text, quantity, tail, named=named, created=created, built=built, shared=shared
        )
    if quantity.suffix and _says_which(text, quantity, prefix, shared and not created):
        return Side.NOWHERE
    changed = bool(prefix.roles & {Role.RISE, Role.FALL, Role.HOLD}) or reached
    return Side.BEFORE if changed and named and not created else Side.AFTER


def _says_which(text: str, quantity: Quantity, prefix: Prefix, beside: bool) -> bool:
    """Whether 以上 picks out which ones are meant; `beside` when another figure counts them."""
    if beside or text.startswith(KINDS_BY_SIZE.get(quantity.unit or "", ()), quantity.end):
        return True
    people = quantity.kind == "person"  # 面向1000人以上培训 counts who is reached
    return not people and WHICH_ONES.search(text, prefix.start, quantity.origin) is not None


def _named(text: str, prefix: Prefix) -> bool:
    """Whether a thing is named before the figure, not only what is done: 惠及企业|6471户."""
    begin = metrics.trim(text, prefix.start, prefix.end)
    begin += prefixes.creations_at(text, begin, prefix.end)
    return prefix.end - begin >= SHORTEST_NAME and text[prefix.end - 1] not in NO_NAME_ENDS


def _measured(
    text: str,
    quantity: Quantity,
    tail: str,
    *,
    named: bool,
    created: bool,
    built: bool,
    shared: bool,
) -> Side:
    """新增5亿元贷款 counts money; 国达化工60万吨钾肥项目 only says how large the works are."""
    if quantity.kind == "area" and not named and UP_TO_STANDARD.match(tail):
        return Side.AFTER
    if quantity.suffix and (shared or not created):
        return Side.NOWHERE
    if shared and quantity.kind in ("area", "length", "power") and not created:
        return Side.NOWHERE
    if quantity.kind in SIZES and RATED.search(
        text, max(0, quantity.origin - RATED_REACH), quantity.origin
    ):
        return Side.NOWHERE
    listed = text[quantity.origin - 1 : quantity.origin] in LIST_LINKS
    if quantity.kind == "power" and (listed or created) and GENERATION.match(tail):
        return Side.AFTER
    if quantity.kind in ("length", "area") and named and not created and not WORKS.search(tail):
        return Side.AROUND if built else Side.NOWHERE
    if quantity.kind in SIZES and ((named and not created) or WORKS.search(tail)):
        return Side.NOWHERE
    return Side.AFTER if created or not named else Side.BEFORE


def _attributed(text: str, quantity: Quantity, prefix: Prefix, tail: str, shared: bool) -> Side:
    """N的X: a share of X, a growth of N, or merely a description of X."""
    if tail.startswith(CIRCUMSTANCES):
        return Side.NOWHERE
    if tail == "的":
        return Side.NOWHERE  # 入围企业在3家以上的，采取招标方式
    if tail.startswith(_VERBAL):
        return Side.BEFORE
    if quantity.kind in ("share", "times"):
        return Side.BEFORE if prefix.roles & {Role.RISE, Role.FALL} else Side.AROUND
    created = prefixes.creation(text, prefix.start, prefix.end) > 0
    return Side.AFTER if created and not shared and not quantity.suffix else Side.NOWHERE
