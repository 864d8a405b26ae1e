"""Know the counts that set nothing: whom a task is for, what a name holds, the parts of a paper.

>>> from commitments.extraction.quantities import composition
>>> def silent(text):
...     [quantity] = composition.find(text)
...     return limits(text, quantity, len(text))
>>> silent("对10类重点就业群体开展培训"), silent("国家102项重大工程"), silent("提出18条具体举措")
(True, True, True)
>>> silent("新增10类服务"), silent("实施102项重大工程"), silent("出台18条举措")
(False, False, False)
"""

import re

from commitments.extraction.quantities.composition import Quantity
from commitments.extraction.quantities.placement import Side
from commitments.extraction.quantities.series import Reading

REACH = 16
WHOLE = r"(?:全[省市国区县州]|我[省市国区]|各地)?"
# 对10类重点群体…, 面向3种对象…: a class of people or things is not what is done.
CLASSES_OF = frozenset("类 种 款 型 级 层".split())  # noqa: SIM905
FOR_WHOM = re.compile(rf"(?:(?<![绝应相面配针反])对|面向|针对){WHOLE}$")
# 国家102项重大工程, “十四五”规划102项…: so many belong to the name of the programme.
PROGRAMME = re.compile(
    r"(?:国家|中央|[”＿■]规划|规划纲要|纲要|(?:部署|确定|明确|下达|交办|规定|提出|交给我[省市区])的)$"
)
ITEM = re.compile(
    r"(?:重大|重点|标志性|引领性|战略性|主要|硬性|改革|建设)*(?:工程|项目|任务|改革|事项|举措|措施|目标|指标)"
)
# 在13个市|各建设1个示范区: each of them is where, what is built is counted next.
EACH_OF = re.compile(r"[\u4e00-\u9fff]{0,4}各(?![类级项地族界方种位])")
# 100个前期项目|开工建设30个以上, 20个项目|一季度开工50%: of how many, and then how many.
WHOLE_OF = re.compile(
    r"[ ]?[\u4e00-\u9fff]{2,12}?(?:[一二三四]季度|[上下]半年|年内|今年)?(?:力争|确保|计划)?"
    r"(?:开工(?:建设)?|建成|完工|竣工|投产|投用|落地|入统)[ ]?\d[\d.]*[ ]?(?:[个项家座处]|[%％])"
)
# 尤其是|6个拟观摩项目，要…: to whom one looks first.
ABOVE_ALL, INTENDED = re.compile("(?:尤其|特别)是$"), re.compile("拟|未|待|正在")
# 提出18条举措, 从5个方面21条…: how a paper is made up.
MADE_UP = re.compile(
    r"(?:提出|明确|部署|包括|包含|涵盖|分解|细化|分为|分成|列出|规定)(?:了|为|出|成|共|的)*$"
    r"|[\d一二三四五六七八九十]个?(?:方面|部分|领域)(?:共)?$"
)
PART = re.compile(
    r"[^，。；、]{0,8}(?:措施|举措|任务|要求|意见|部分|内容|方面|条款|政策)(?=$|[，。；、）”])"
)
ITEMISED = frozenset(("项", "条", "件", "个", "部分", "章", "款"))
# 按10%的比例, 以50%计算: what is reckoned with.
RECKONED_BY = re.compile(r"(?:按照?|依照|参照|折合)(?:每[人年月户]|[不低高于]{2,3}|总[额量])?$")
RECKONED = re.compile(r"(?:以[上内下]|左右)?(?:计算|测算|折算|计提|的?比例|的?标准|为基[数准])")
# 提出7项指标，其中预期性指标4项: how many aims a plan sets is none of them.
INDICATORS = re.compile(
    r"(?:提出|设置|明确|安排|确定|主要|预期性|约束性|量化|具体|核心|监测|发展)*指标"
)
# 每个乡镇办好1所小学: a rule for each, not a number to be reached.
EACH_HAS = re.compile(
    r"(?:每\d[\d.万千百]*[\u4e00-\u9fff]{1,4}|每一?[个所座家县镇乡村校班户名辆处条街社]|各[县区市镇乡村校])"
    r"(?:(?!新?建设?|建成|打造|培育|新增|改造|创建)[^，。；、]){0,14}$"
)
EACH_REACH = 20
FEW = 3
COLONS = ("：", ":")
# 知识产权保护方面5项：: how many follow.
ENUMERATED = re.compile(
    r"(?:方面|领域|部分|类|清单|事项|任务|措施|举措|内容|条件|要求|标准)(?:共|有|计|包括)?$"
)
WHICH = re.compile(r"聚焦|围绕|依托|针对|瞄准|立足|紧盯|紧扣|壮大|做[强大优]")


def works_on(text: str, start: int, reading: Reading) -> bool:
    """聚焦28条重点产业链, 壮大…和18条产业链: what is worked on, not how many there will be."""
    if INDICATORS.fullmatch(reading.metric):
        return True
    if reading.side is not Side.AFTER or (reading.verb and not WHICH.search(reading.verb)):
        return False
    place = reading.quantity.origin
    begin = max(text.rfind(mark, start, place) for mark in "，；：")
    return WHICH.search(text, max(begin + 1, start), place) is not None


def limits(text: str, quantity: Quantity, end: int) -> bool:
    """Whether a quantity only says for whom, of which or by what measure something is done.

    `end` is where the words after the quantity end.
    """
    before = text[max(0, quantity.origin - REACH) : quantity.origin]
    tail = text[quantity.end : min(end, quantity.end + REACH)]
    if quantity.unit in CLASSES_OF and FOR_WHOM.search(before):
        return True
    if quantity.kind == "count" and (EACH_OF.match(tail) or WHOLE_OF.match(text, quantity.end)):
        return True
    if quantity.unit in ITEMISED and ABOVE_ALL.search(before) and INTENDED.match(tail):
        return True
    if quantity.kind in ("count", "person") and quantity.value <= FEW:
        reach = max(0, quantity.origin - EACH_REACH)
        if EACH_HAS.search(text, reach, quantity.origin):
            return True
    if quantity.unit in ITEMISED and text.startswith(COLONS, quantity.end):
        return ENUMERATED.search(before) is not None
    if quantity.unit in ITEMISED and not quantity.lead:
        if PROGRAMME.search(before) and ITEM.match(text, quantity.end):
            return True
        return MADE_UP.search(before) is not None and PART.match(tail) is not None
    if quantity.kind in ("share", "money", "ratio") and RECKONED_BY.search(before):
        return RECKONED.match(tail) is not None
    return False
