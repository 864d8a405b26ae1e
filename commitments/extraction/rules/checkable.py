"""Say whether an outsider could see on a day that a named thing has come about.

>>> counted("3个示范区"), counted("“三重一大”清单")
(True, False)
>>> EMPTY.match("有关政策") is not None, GREAT.search("社会主义现代化强国") is not None
(True, True)
"""

import re

from commitments.extraction.lexicon.deliverables import Delivery
from commitments.extraction.lexicon.efforts import is_effort
from commitments.extraction.rules.enumerations import Thing

QUOTED = re.compile(r"[“‘][^”’]*[”’]")
COUNTED = re.compile(
    r"(?<![第A-Za-z\d.])\d[\d.,]*(?:—\d[\d.]*)?(?:余|多)?(?:万|亿|千|百)*(?:个|家|项|条|座|所|处"
    r"|公里|千米|亩|平方|户|套|台|场|人|名"
    r"|张|件|次|吨|千瓦|兆瓦|元|%|％|辆|艘|架|支|类|米|位|部|间|栋|株|头|只|片|对|批)"
    r"|(?<!第)[一二三四五六七八九十百千两]+(?:个|次|家|条|座|所|项(?!目)|处|场|批|系列|大)(?!期)"
    r"|若干(?!措施|政策|规定|意见|举措)|更多|各类(?!.+的.{0,6}(?:指南|规范|标准|规程|细则|导则|目录))|多个|多家|多条|多项"
)
# What any of these begins with: most names hold none.
COUNTS = re.compile(r"[\d一二三四五六七八九十百千两若更各多]")
# 榆能西南|70万千瓦|热电项目: how large the works of that name are, no count of them.
CAPACITY = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?<!新增|装机|总计|累计|合计|超过|达到|不少)\d[\d.]*[万亿]?"
    r"(?:千瓦|兆瓦|吨|立方米|千伏)(?:级|/年)?(?=[^\d的]{2,}(?:项目|工程|机组|电站|电厂|装置|基地|生产线)$)"
)
EMPTY = re.compile(
    r"^(?:一些|有关|相关|各项|重大|重点|这些|上述|全部|所有|其他|该|此)?(?:政策|措施|项目|工程"
    r"|活动|任务|方案|规划|标准|计划|办法|平台|中心|工作|意见|制度|机制|会议|机构|研发机构|研究机构|基金"
    r"|专项基金|公司|重大项目|重点项目|政策措施|政策举措)*$"
)
# Ends of what nobody can see finished.
OPEN_ENDED = re.compile(
    r"(?:强省|强市|强国|强区|高地|格局|环境|氛围|局面|优势|生态|篇章|家园|能力|水平|作用|力度"
    r"|力量|模式|路径|方阵|阵地|目的地|品牌"
    r"|关系|意识|理念|精神|秩序|保障|支撑|样板|典范|标杆|名片|新城|世界级.*|美好.{0,6}|粮仓|社会"
    r"|城市群|都市圈|圈|带|市场体系|产业体系|治理体系|发展|融合|改革"
    r"|升级|转型|服务|管理|治理|合作|教育|事业|产业|经济|增长|消费|(?<!农贸)(?<!批发)(?<!专业)(?<!交易)市场|无缝对接|素质|质量|效能|活力|动力"
    r"|动能|新高|新局|优先|民生实事|实事|人才"
    r"|队伍|文化|自己的事|大事|小事|大学习|学科|专业|产业集群|制造集群)$"
)
# 制定本方案 speaks of the paper itself.
SELF = re.compile(
    r"^本(?:实施|行动|工作|建设)*(?:方案|意见|办法|规划|计划|细则|措施|规定|通知|清单)$"
)
SLOGAN = re.compile(
    r"[“‘][^”’]*\+[^”’]*[”’](?:体系|格局|模式|机制)?$|为民办实事|两个维护|四个意识"
    r"|^[“‘][^”’]*[一二三四五六七八九十][^”’]*[”’]$"
)
SHORTEST = 3
NAMED_LENGTH = 6
# 曹溪博物院 is a name, 文化场馆 is none.
FACILITY = re.compile(
    r"(?:博物[院馆]|图书馆|档案馆|科技馆|体育馆|美术馆|医院|学校|中学|小学|机场|大桥|隧道|水厂|水库|电站|公园|书院|剧院)$"
)
FACILITY_LENGTH = 4
LEVELLED = re.compile(
    r"国家级?|省级|市级|区级|全国|全省|全市|全区|首[个批座条]|第[一二三四五六七八九十]批|[“‘]"
)
NAMED_WORKS = re.compile(
    r"(?:示范区|试验区|先导区|试点区|试点|平台|中心|基地|实验室|装置|铁路|高铁|机场|口岸|枢纽)建设$"
)
# 建立与经济社会发展相适应的机制: how something is to be done rather than what is set up.
WAY_OF_WORKING = re.compile(r"^(?:现代|与|以|科学|多元|常态|长效|有效)|相适应|相协调|相衔接")
# 现代企业制度, 基本医疗卫生制度: orders of society rather than papers someone writes.
GRAND = re.compile(r"现代|基本|社会|更加|中国特色|科学|多层次|城乡|国家|全国|市场|体制")
# A name that ends in 改革 or 服务 is as open as its verb: 完成…改革, 免费提供…服务 can be checked.
WHATEVER_THE_END = frozenset(
    ("paper", "event", "launch", "complete", "roll out", "abolish", "free", "regime", "settle")
)
# 落地 and 开放 are said of much else, so what comes about has to be named.
LANDING = frozenset(("land", "opened"))
# 新型能源体系初步建成: nobody can say on which day.
NO_WORKS = re.compile(r"体系$|^[该只不能可]|必须$")
# 完工|只能提前不能推迟: a demand, no thing.
NO_THING = re.compile(r"[只不]能|[只不该]|必须|尽快|优质(?:工程|项目)$|.*框架$")
# 取消或简化…, 建立和完善…: half of a choice that leaves open which.
# 推动优质项目落地: a kind of project rather than a project.
UNSPECIFIC = re.compile(
    r"优质|龙头|头部|高端|先进|签约|意向|新兴|外资|更大|标志性|好项目|大项目|总投资|产业项目$|^在|招商"
)
# 品牌赛事, 经济政策: a kind rather than one.
KIND_ALONE = re.compile(
    r"(?:举办|承办|引进)?(?:品牌|高端|精品|重要|特色|国际|国际性|群众|群众性|专题|高水平|各级|体育|文体"
    r"|文化|定期)+(?:赛事|会议|展会|活动)"
    r"|(?:宏观|经济|产业|财政|货币|扶持|支持|配套|优惠|科学|公共|社会|区域)+政策"
)
HALF = re.compile(r"^或|^[和及](?:完善|实施|调整|健全|优化|发展|改进|规范)")
UNNAMED = re.compile(r"各(?:节点|项目|平台|[地级市县区])|重大|重点(?!实验室)|在建|一批|各类|系列")
# 建成社会主义现代化国际大都市: nobody can say on which day.
GREAT = re.compile(
    r"^具有|社会主义|现代化|小康|国际(?:经济|金融|贸易|航运|消费)中心|(?:大都市|强[省市国县区]|示范窗口)$"
)
# A rule or the moving of a power (设立…审批权限下放至试验区) brings about no such thing.
OBLIGES = re.compile(r"下放|审批权限|(?<![主重需纲概])要(?![素求点闻件])|应当|必须")
NO_TASK = re.compile(
    r"目标(?!责任书)|使命|转变|[国省市]下达|国家下达|确定的|(?<![级县市])以上|规划.*任务$"
)
DRAWN_UP = re.compile(r"(?:规划|纲要|方案)编制(?:工作)?$")
VAGUE = re.compile(
    r"(?:多类型|多层次|多元|早一?[天日]|高水平|一流|世界|现代化|特色|精品|高质量|高能级|多层级|跨区域|更高|更加|全国(?:重要|一流"
    r"|领先)|国际一流|具有|好|新型|绿色(?!燃料|甲醇|航油|航煤|电力|算力|氢)|美丽)"
)


def lands(thing: Thing, rule: Delivery) -> bool:
    """Whether 落地, 开放 are said of something named; 投产 and the like need only a subject."""
    if rule.name not in LANDING:
        return True
    least = FACILITY_LENGTH if FACILITY.search(thing.name) else NAMED_LENGTH
    named = len(thing.name) >= least and rule.fits(thing.name)
    return named and not UNSPECIFIC.search(thing.name) and not is_effort(thing.name, 0)


def is_checkable(thing: Thing, rule: Delivery, *, such: bool) -> bool:
    """Whether an outsider could say that this has come about; `such`: 等赛事 calls it an event."""
    name = thing.name.strip("、 　")
    if len(name) < SHORTEST or EMPTY.match(name) or counted(name) or SLOGAN.search(name):
        return False
    if OBLIGES.search(name) or HALF.match(name) or SELF.match(name) or NO_THING.match(name):
        return False
    if KIND_ALONE.fullmatch(name) or not (such or rule.fits(name)):
        return False
    if rule.name == "advance":
        named = NAMED_WORKS.search(name) and LEVELLED.search(name)
        return bool(named or DRAWN_UP.search(name))
    if vague(thing, rule):
        return False
    if rule.name in ("ready", "pilot") and GREAT.search(name):
        return False
    if rule.name == "carry" and len(name) < NAMED_LENGTH:
        return False
    if rule.name == "complete" and NO_TASK.search(name):
        return False
    if rule.name == "establish" and WAY_OF_WORKING.search(name):
        return False
    if rule.name == "complete" and UNNAMED.search(name):
        return False
    if rule.name == "regime" and (GRAND.search(name) or len(name) < NAMED_LENGTH):
        return False
    return rule.name in WHATEVER_THE_END or not OPEN_ENDED.search(name)


def counted(name: str) -> bool:
    """Whether a thing comes with a number of its own; one inside a name is none: “三重一大”清单."""
    if COUNTS.search(name) is None or COUNTED.search(name) is None:
        return False
    return COUNTED.search(CAPACITY.sub("", QUOTED.sub("", name))) is not None


def vague(thing: Thing, rule: Delivery) -> bool:
    """Whether 建设…, 打造… names no facility in particular: 一流平台, 特色园区."""
    if rule.name not in ("build", "shape"):
        return False
    least = FACILITY_LENGTH if FACILITY.search(thing.name) else NAMED_LENGTH
    return VAGUE.match(thing.name) is not None or len(thing.name) < least
