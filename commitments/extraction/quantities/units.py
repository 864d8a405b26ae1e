"""Know the units of measure and the classifiers of the language.

>>> match("万元", 1)
Unit(name='元', end=2, kind='money')
>>> match("16.8元/人左右", 4).name
'元/人'
>>> match("5部门", 1) is None
True
"""

from typing import NamedTuple

from commitments.extraction.lexicon.words import entries

_TABLE = {
    "share": """
        % ％ 个百分点 百分点 ‰ 个千分点 成
    """,
    "times": """
        倍
    """,
    "money": """
        元 元人民币 人民币 美元 欧元 英镑 日元 港元 港币 澳元 加元 新元 卢布 韩元 瑞士法郎 新台币
        澳门元 块钱
    """,
    "person": """
        人 人次 名 位 个人
    """,
    "length": """
        米 公里 千米 厘米 毫米 微米 纳米 海里 里 英里 延米 延长米 车道公里 皮长公里 芯公里
        换算吨公里 km mm
    """,
    "area": """
        平方米 平方公里 平方千米 平方厘米 公顷 亩 平米 ㎡ 平方 亩次 标准亩 平方英里
    """,
    "volume": """
        立方米 升 毫升 立方 方 标准立方米 标方 立方千米 加仑 桶 m³
    """,
    "mass": """
        吨 千克 公斤 斤 克 毫克 微克 吨标准煤 吨标煤 吨二氧化碳 吨二氧化碳当量 吨油当量 载重吨
        吨位 总吨 克拉 克标准煤 千克标准煤 kg 吨公里 人公里
    """,
    "power": """
        千瓦 瓦 兆瓦 吉瓦 千伏安 兆伏安 kW MW GW 马力 蒸吨
    """,
    "energy": """
        千瓦时 度 度电 千瓦小时 兆瓦时 kWh 焦耳 吉焦 百万吨油当量
    """,
    "voltage": """
        千伏 伏 kV 伏特
    """,
    "data": """
        PF EF
        TB PB EB GB MB P EFLOPS PFLOPS FLOPS 字节 比特 Gbps Mbps Tbps 兆 P算力 EFlops PFlops kbps
        机架 标准机架
    """,
    "physics": """
        ℃ 摄氏度 分贝 帕 千帕 兆帕 赫兹 兆赫 吉赫 毫巴
    """,
    "duration": """
        年 个月 天 日 小时 个小时 分钟 秒 周 个工作日 工作日 个自然日 自然日 个交易日 岁 周岁 月
        毫秒 个学期 学时 课时 个季度
    """,
    "traffic": """
        标箱 标准箱 国际标准箱 TEU 架次 班次 车次 辆次 航次 班列 标台 标准台 车位 泊位 床位 床
        件次 户次 场次 批次 例次 次 人份 剂次 剂 人天 个标准箱
    """,
    "score": """
        分
    """,
    "count": """
        头只 重量箱
        个 家 项 件 条 座 所 户 台 套 张 辆 艘 架 列 处 场 部 篇 本 册 份 只 头 匹 羽 尾 株 棵 粒
        块 片 枚 颗 支 枝 根 口 眼 孔 门 间 栋 幢 层 类 种 款 例 宗 起 笔 单 票 盏 把 双 对 副 组
        队 台套 台（套） 台(套) 套（间） 座（处） 台（部） 台（架） 架（次） 套(间) 套（户）
        套（台） 辆（艘） 段 幅 卷 盒 袋 瓶 箱 车 节 趟 班 封 首 出 台次
        团 股 顶 棚 穴 畦 垄 垧 峰 口井 标段 户次 对次 面 道 盘 味 剧 集 期 批 员 园 校 院 村 县 市
        区 镇 乡 街道 社区 国
    """,
}
KINDS = {name: kind for kind, names in _TABLE.items() for name in names.split()}
# Places and institutions count themselves (8县, 20国), but are read so only where nothing
# of their name follows; 期, 批 and 面 far more often order or name than count.
_NAMING = frozenset(
    "期批面道员园校院村县市区镇乡街道社区国盘味剧集方里月日分首出车节队班组把只单起"
)
_ALIASES = entries(
    """
    ％:% 个百分点:百分点 元人民币:元 人民币:元 块钱:元 港币:港元 平米:平方米 ㎡:平方米 平方:平方米
    立方:立方米 个工作日:工作日 个自然日:自然日 个交易日:交易日 个小时:小时 个人:人 km:公里
    kg:千克 kW:千瓦 MW:兆瓦 GW:吉瓦 kWh:千瓦时 kV:千伏 m³:立方米 吨标煤:吨标准煤 千瓦小时:千瓦时
    个标准箱:标准箱 个季度:季度 个学期:学期
    """
)
_LONGEST = max(map(len, KINDS))
_OPENERS = frozenset(name[0] for name in KINDS)

# What makes another word of the classifier: 5部门, 3家庭, 10条件.
_CONTINUED = entries(
    """
    部:门队委署分 家:庭园 项:目 条:件例约 种:子植业养粮 名:单录称 户:籍外型均 所:有属在需谓
    场:所馆景地均 台:湾账风 门:类户诊槛 次:序生元会 分:别之布局为类管工享流散 本:级地市省土区次
    位:于居列次 元:素旦宵 张:掖 组:织建 队:伍 对:于接标口应外象内比 升:级至到幅 方:面式案向位
    支:持撑付部出 把:握手 只:有要能争 处:理置于级 座:谈 头:部 根:据本治 口:岸径 片:区 里:程
    人:民大工均口力 个:性体税 节:约能点日 车:间站道企辆型路联 出:台口让租资 首:位次批个都府
    集:中群成团聚约 团:队体结 园:区 校:园企 院:校士 村:庄民级 县:域城级道乡 市:场民级区县域
    区:域县块位 镇:村 乡:村镇道 国:家内际有道省 期:间待货 批:准复发 股:份权票东 层:次级面 类:型别
    例:如 起:步草来到草 单:位个独元体 票:据 双:向创 副:省主市县 段:落 卷:烟 班:子组级 面:向对积
    道:路 员:工 度:假过 天:然 日:常均报前 年:度 月:度均 周:边期 株:洲 克:服 亩:均产
    成:立员熟果效就品为长交绩功套本分都 P:M 顶:层尖 剂:量 款:项 份:额子 列:入车为 间:接 峰:会值
    标:准 棚:户改 瓶:颈 盘:活
    """
)
_DIVISORS = frozenset("/／每")
_SCALES = "十百千万亿"


class Unit(NamedTuple):
    """A unit by its bare name, where it ends in the text, and the kind of thing it counts."""

    name: str
    end: int
    kind: str


def match(text: str, start: int) -> Unit | None:
    """The unit that begins at `start`, the longest that fits, or None."""
    name = _longest(text, start)
    if name is None:
        return None
    end = start + len(name)
    kind = KINDS[name]
    bare = _ALIASES.get(name, name)
    if text[end : end + 1] in _DIVISORS and (divisor := _divisor(text, end + 1)):
        return Unit(f"{bare}/{text[end + 1 : divisor]}", divisor, "ratio")
    return Unit(bare, end, kind)


def _longest(text: str, start: int) -> str | None:
    if text[start : start + 1] not in _OPENERS:
        return None
    window = text[start : start + _LONGEST]
    for length in range(len(window), 0, -1):
        name = window[:length]
        if name in KINDS:
            after = text[start + length : start + length + 1]
            if after and after in _CONTINUED.get(name, ""):
                continue
            if name.isascii() and name.isalpha() and after.isascii() and after.isalnum():
                continue
            return name
    return None


def _divisor(text: str, start: int) -> int:
    """Where the second half of a ratio ends (万元 in 立方米/万元), or 0."""
    at = start
    while at < len(text) and at < start + 3 and text[at] in _SCALES:
        at += 1
    name = _longest(text, at)
    return at + len(name) if name else 0


def names_more_often(name: str) -> bool:
    """Whether the word rather names or orders than counts (期, 批, 面, 县)."""
    return name in _NAMING
