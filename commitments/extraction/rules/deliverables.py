"""Find what is promised and can be checked by anyone: a paper issued, a road opened, a fair held.

>>> from commitments.extraction.clauses.modes import PLANNED
>>> from commitments.extraction.clauses.tense import Cues
>>> from commitments.extraction.text.layout import blocks, fold, sentences
>>> folded = fold("今年，出台《奖励办法》《扶持办法》，开工建设秦沈高速二期、长海大桥等重点项目。")
>>> [sentence] = sentences(folded, blocks(folded))
>>> intent = Intent(PLANNED, Cues(folded.text, 0, len(folded.text), (), None), folded.text, 0)
>>> [folded.text[proposal.start : proposal.end] for proposal in find(sentence, intent)]
['出台《奖励办法》', '《扶持办法》', '开工建设秦沈高速二期', '长海大桥等重点项目']
"""

import re
from collections.abc import Iterator

from commitments.extraction.clauses.intent import Intent
from commitments.extraction.lexicon.deliverables import RULES, TRIGGER, Delivery, rule_of
from commitments.extraction.quantities.metrics import NEXT_MEMBER
from commitments.extraction.rules.enumerations import Thing, members, titles
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Kind, Sentence

CLAUSE_START = re.compile(
    r"[，。；：！？\n“‘|\t]|[一二三四五六七八九十]是(?!否)"
    r"|(?<![\d.A-Za-z])\d{1,3}(?:[.．、)）](?!\d)\s*|\s+(?=[\u4e00-\u9fff]))|（[一二三四五六七八九十\d]{1,3}）"
)
# The rest of a clause; quotes, titles and brackets are taken whole.
CLAUSE_REST = re.compile(
    r"(?:《[^》\n]{0,200}》|“[^”\n]{0,200}”|‘[^’\n]{0,200}’|（[^）\n]{0,200}）"
    r"|[^，。；：！？!?《“‘（\n”’])*"
)
PREFIX_LONGEST = 40
# Even the least certain of these readings were right more often than not when checked.
LEAST = 0.6

MANNER = (
    "进一步|加快推动|加快推进|加快|加速|提速|抓紧|尽快|尽早|适时|及时|积极|全力|全面|大力|科学"
    "|稳步|稳妥|有序|扎实|深入|持续|继续"
    "|高标准|高质量|高水平|高起点|高效|统筹|研究|谋划|组织|认真|精心|切实|率先|基本|正式|提前"
    "|如期|同步|一体|梯次"
    "|联合|共同|依法|逐步|分类别|分类|新|再|力争|争取|确保|努力|务必|实现|推动|推进|促进|促成"
    "|力促|支持|鼓励|引导"
    "|做好|抓好|着力|规划|布局|启动|配合|协助|主动|计划|拟|将|要|须|必须|应当|应|会|建好|用好"
    "|按时|成功|顺利|圆满|[一两二三五]年内|年内|今年内|今年|明年"
    "|今后|未来|到|前|底|末|并|和|与|及|同时|还|我们|我省|我市|我区|全省|全市|全区|全国|各地|尽力"
    "|完善|有力|精准|因地制宜"
    "|年|月|上半年|下半年|第[一二三四]季度|一季度|二季度|三季度|四季度|\\d+(?![号\\d])|左右|以前|之前|期间"
    "|“[^”]{2,6}”|时期|开始|起|在(?!建)|于"
)
MANNERS = re.compile(rf"(?:{MANNER})+")
# Who acts, or what for: 试点城市制定…, 在新能源汽车等行业开展…, 以…为重点建设….
ACTOR = re.compile(
    r"(?:[\u4e00-\u9fff、（）]{0,24}(?:政府|部门|单位|市|县|区|省|局|委|厅|办|院|会|公司|企业|幼儿园|学校|项目|工程|镇|乡|村"
    r"|城市|地区|街道|集团))?"
    r"(?:(?:在|以|围绕|聚焦|针对|面向|依托|按照|对|为|就|通过|结合|会同|联合|从)[^的]{2,30})?"
)
# 推动石屏|申报…名城: whose application is pushed.
PUSHED = re.compile(r"(?:推动|支持|力促|指导)[\u4e00-\u9fff、]{2,12}")
QUOTED = re.compile(r"[“‘][^”’]*[”’]")
BAD_PREFIX = re.compile(
    r"^与|^比|健全|[已了曾未]|不(?:得|能|要|再|予)|没有|去年|上年|此前|先后|累计|刚刚|禁止"
    r"|严禁|防止|避免|严控|控制|可以|可$|的$|所$|来$"
    r"|如何|是否|根据|依据|落实$|贯彻|执行|符合(?!条件的)|违反|参与$|取消|暂停|停止|以来|自$"
    r"|正在$|处于|抢抓|把握|借力|紧抓"
    r"|加强$|优化$|深化$|强化$"
)
# Just behind the verb: 建成了…, 出台后, 建设的….
DONE = re.compile(
    r"^(?:了|的|过|为|率|健全|以来|后|时|之|等|力度|水平|质量|能力|工作$|情况|进度|成本"
    r"|标准化|速度|中(?=[，。的]|$)|者|小康社会|社会主义)"
)
# 建成区|绿地率: the characters of a verb that are none.
BUILT_UP = re.compile(r"区(?![\u4e00-\u9fff]{2,})|区(?:面积|绿|内|黑臭|排水|生活)")
COUNTED = re.compile(
    r"(?<![第A-Za-z\d.])\d[\d.,]*(?:—\d[\d.]*)?(?:余|多)?(?:万|亿|千|百)*(?:个|家|项|条|座|所|处"
    r"|公里|千米|亩|平方|户|套|台|场|人|名"
    r"|张|件|次|吨|千瓦|兆瓦|元|%|％|辆|艘|架|支|类|米|位|部|间|栋|株|头|只|片|对|批)"
    r"|(?<!第)[一二三四五六七八九十百千两]+(?:个|次|家|条|座|所|项(?!目)|处|场|批|系列|大)(?!期)"
    r"|若干(?!措施|政策|规定|意见|举措)|更多|各类(?!.+的.{0,6}(?:指南|规范|标准|规程|细则|导则|目录))|多个|多家|多条|多项"
)
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
    r"|升级|转型|服务|管理|治理|合作|教育|事业|产业|经济|增长|消费|市场|素质|质量|效能|活力|动力"
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
# 现代企业制度, 基本医疗卫生制度: orders of society rather than papers someone writes.
GRAND = re.compile(r"现代|基本|社会|更加|中国特色|科学|多层次|城乡|国家|全国|市场|体制")
# A name that ends in 改革 or 服务 is as open as its verb: 完成…改革, 免费提供…服务 can be checked.
WHATEVER_THE_END = frozenset(
    ("paper", "event", "launch", "complete", "roll out", "abolish", "free", "regime", "settle")
)
# 停征和归并一批基金 needs no more of a count than 停征基金.
SOME = re.compile(r"^一批|^一些|^部分")
# 取消或简化…, 建立和完善…: half of a choice that leaves open which.
# 推动优质项目落地: a kind of project rather than a project.
UNSPECIFIC = re.compile(
    r"优质|龙头|头部|高端|先进|签约|意向|新兴|外资|更大|标志性|好项目|大项目|总投资|产业项目$|^在|招商"
)
# 合理确定…, 定期召开…: a way of working rather than one thing.
HABITUAL = re.compile(r"合理|科学|动态|自主|定期|经常|常态|按规定|依规")
# 在皖落地: where it comes to be.
PLACE = re.compile(r"在[\u4e00-\u9fff]{1,6}$")
# What 制定实施|意见 has taken for a verb.
OF_THE_NAME = re.compile(r"(?<=实施)(?:意见|方案|细则|办法|规划|计划)")
# 品牌赛事, 经济政策: a kind rather than one.
KIND_ALONE = re.compile(
    r"(?:举办|承办|引进)?(?:品牌|高端|精品|重要|特色|国际|国际性|群众|群众性|专题|高水平|各级|体育|文体"
    r"|文化|定期)+(?:赛事|会议|展会|活动)"
    r"|(?:宏观|经济|产业|财政|货币|扶持|支持|配套|优惠|科学|公共|社会|区域)+政策"
)
SUCH_EVENTS = re.compile(r"等[^、，。；等]*(?:活动|赛事|会展|展会|会议|赛会)$")
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
ONGOING = re.compile(r"深入|持续|继续|坚定不移|长期|常态化")
DRAWN_UP = re.compile(r"(?:规划|纲要|方案)编制(?:工作)?$")

# 成功创建…: what a review says of the past and a plan hopes for.
SUCCEEDED = re.compile("成功")
TITLE_FIRST = re.compile(r"[^《]{0,12}《")

LIST_OF_TITLES = re.compile(r"(?:《[^》\n]*》[、和及]?)+")


def _subjects(text: str, begins: int, verb: re.Match[str]) -> Iterator[tuple[Thing, int]]:
    """Things that stand before the verb: 推动A、B等项目竣工投产, 沈白高铁提前建成通车.

    The last of them reaches to the end of the verb.
    """
    if text[begins - 1 : begins] in ("“", "‘") and text.find("”", begins, verb.start()) > 0:
        begins = _clause_start(text, begins - 1)
    opening = MANNERS.match(text, begins, verb.start())
    start, end = opening.end() if opening else begins, verb.start()
    while end > start and (
        trailing := TRAILING_MANNER.search(text, start, end) or PLACE.search(text, start, end)
    ):
        end = trailing.start()
    named = [
        thing
        for thing in members(text, start, end, leading=True)
        if len(thing.name) >= SHORTEST
        and not COUNTED.search(thing.name)
        and not EMPTY.match(thing.name)
        and not UNNAMED.search(thing.name)
        and not OPEN_ENDED.search(thing.name)
        and not VAGUE.match(thing.name)
    ]
    for thing in named[:-1]:
        yield thing, thing.start
    for thing in named[-1:]:
        yield thing._replace(end=verb.end()), thing.start


# 建成|并投入使用: one promise with two verbs.
ALSO = re.compile(
    rf"并(?:{'|'.join(sorted(RULES['ready'].verbs.split('|'), key=len, reverse=True))})"
)

AND_THEN = re.compile(r"(?<=.{3})(?:，?并|后)(?=[\u4e00-\u9fff]{2})")
TRAILING_MANNER = re.compile(
    r"(?:年内|提前|如期|全面|正式|按期|尽快|尽早|早日|同步|实现|顺利|力争|基本|全线|全部|加快"
    r"|陆续|相继)$"
)

VAGUE = re.compile(
    r"(?:多类型|多层次|多元|早一?[天日]|高水平|一流|世界|现代化|特色|精品|高质量|高能级|多层级|跨区域|更高|更加|全国(?:重要|一流"
    r"|领先)|国际一流|具有|好|新型|绿色(?!燃料|甲醇|航油|航煤|电力|算力|氢)|美丽)"
)


def find(sentence: Sentence, intent: Intent) -> Iterator[Proposal]:
    """The deliverables of a sentence that it promises."""
    text = sentence.text
    done = 0
    for hit in TRIGGER.finditer(text):
        if hit.start() < done:
            continue
        rule = rule_of(hit)
        if rule is None:
            continue
        begins = _clause_start(text, hit.start())
        certainty = _certainty(text, begins, hit.start(), intent, rule)
        if not certainty:
            continue
        rest = CLAUSE_REST.match(text, hit.end())
        ends = rest.end() if rest else hit.end()
        for thing, start in _found(text, hit, rule, begins, ends):
            done = max(done, thing.end, hit.end())
            yield Proposal(
                rule="deliverables",
                kind=Kind.DELIVERABLE,
                start=sentence.start + start,
                end=sentence.start + thing.end,
                metric=thing.name.strip("《》") if rule.name == "paper" else thing.name,
                confidence=max(LEAST, round(rule.confidence * certainty, 2)),
                reasons=_reasons(rule, hit[0], intent),
            )


def _clause_start(text: str, place: int) -> int:
    begins = 0
    for boundary in CLAUSE_START.finditer(text, max(0, place - 60), place):
        begins = boundary.end()
    return begins or max(0, place - 60)


def _certainty(text: str, begins: int, place: int, intent: Intent, rule: Delivery) -> float:
    """How far the words before the verb make it a promise; 0 when they do not."""
    prefix = text[begins:place]
    if BAD_PREFIX.search(prefix) or len(prefix) > PREFIX_LONGEST:
        return 0.0
    if SUCCEEDED.search(prefix) and not (rule.name == "pilot" and intent.planned):
        return 0.0
    if rule.name in ("plan", "carry") and ONGOING.search(prefix):
        return 0.0
    if rule.name in ("settle", "event") and HABITUAL.search(prefix):
        return 0.0
    if not intent.at(place):
        return 0.0
    if rule.bare and not intent.by_itself(place) and MANNERS.sub("", prefix):
        return 0.0  # 综合楼开工, a sentence after 将成为…: what has happened
    core = MANNERS.sub("", prefix).strip("、 　")
    governs = not core or rule.bare or ACTOR.fullmatch(core) is not None
    if rule.name in ("pilot", "body") and PUSHED.fullmatch(prefix):
        governs = True
    if not governs and (rule.strict or len(core) > 16):
        return 0.0
    return (1.0 if governs else 0.9) * (1.0 if intent.planned else 0.9)


def _found(
    text: str, hit: re.Match[str], rule: Delivery, begins: int, ends: int
) -> Iterator[tuple[Thing, int]]:
    """Each thing with the place where its claim starts: at the verb for the first."""
    behind = text[hit.end() : ends]
    if DONE.match(behind) or (hit[0].endswith("建成") and BUILT_UP.match(behind)):
        return
    if rule.name == "paper":
        named = list(_titled(text, hit.end(), ends))
        if named:
            direct = named[0].start < ends
            yield from _with_verb(named, hit.start() if direct else named[0].start)
            return
    if rule.bare and text[hit.start() - 1 : hit.start()] == "、":
        return  # one of several nouns: 项目谋划、开工建设、统筹推进
    ahead = begins < hit.start() and behind.startswith(("、", "并"))
    if rule.name == "land" or (rule.bare and (ahead or len(behind) < SHORTEST)):
        subjects = list(_subjects(text, begins, hit))
        if subjects and (also := ALSO.match(text, hit.end())):
            subjects[-1] = subjects[-1][0]._replace(end=also.end()), subjects[-1][1]
        yield from ((thing, start) for thing, start in subjects if _lands(thing, rule))
        spoken = MANNERS.sub("", text[begins : hit.start()])
        if spoken or not behind.startswith("并"):
            return  # 加快建成并投用|中心医院: what is built stands behind
    begun = hit.end()
    if OF_THE_NAME.match(text, begun):
        begun -= len("实施")
    if rule.name == "abolish" and (some := SOME.match(behind)):
        begun += some.end()
    ends = _first_of_two(text, begun, ends, rule)
    listed = list(members(text, begun, ends))
    following = NEXT_MEMBER.search(text, begun, ends) if rule.bare else None
    if following and COUNTED.search(text, begun, following.start()):
        for thing in members(text, following.end(), ends):
            yield thing, thing.start
        return
    if listed and not _counted(listed[0].name) and not _vague(listed[0], rule):
        such = rule.name == "event" and SUCH_EVENTS.search(behind) is not None
        kept = [thing for thing in listed if _checkable(thing, rule, such=such)]
        yield from _with_verb(kept, hit.start())


def _first_of_two(text: str, begun: int, ends: int, rule: Delivery) -> int:
    """Where the thing ends that a second verb follows: 形成总结报告|并报送省政府."""
    second = AND_THEN.search(text, begun, ends)
    if second and begun < second.start() and rule.fits(text[begun : second.start()]):
        return second.start()
    return ends


def _lands(thing: Thing, rule: Delivery) -> bool:
    """Whether 落地 is said of something named; 投产 and the like need no more than a subject."""
    if rule.name != "land":
        return True
    named = len(thing.name) >= NAMED_LENGTH and rule.fits(thing.name)
    return named and not UNSPECIFIC.search(thing.name)


def _with_verb(things: list[Thing], verb: int) -> Iterator[tuple[Thing, int]]:
    for number, thing in enumerate(things):
        yield thing, thing.start if number else verb


def _titled(text: str, start: int, ends: int) -> Iterator[Thing]:
    """Papers named by title behind the verb, also behind a colon: 出台4项政策：《…》《…》."""
    if text.startswith(("：", ":"), ends) and text.startswith("《", ends + 1):
        rest = LIST_OF_TITLES.match(text, ends + 1)
        yield from titles(text, ends + 1, rest.end() if rest else ends)
    elif TITLE_FIRST.match(text, start, ends):
        yield from titles(text, start, ends)


def _checkable(thing: Thing, rule: Delivery, *, such: bool) -> bool:
    """Whether an outsider could say that this has come about; `such`: 等赛事 calls it an event."""
    name = thing.name.strip("、 　")
    if len(name) < SHORTEST or EMPTY.match(name) or _counted(name) or SLOGAN.search(name):
        return False
    if OBLIGES.search(name) or HALF.match(name) or SELF.match(name):
        return False
    if KIND_ALONE.fullmatch(name) or not (such or rule.fits(name)):
        return False
    if rule.name == "advance":
        named = NAMED_WORKS.search(name) and LEVELLED.search(name)
        return bool(named or DRAWN_UP.search(name))
    if _vague(thing, rule):
        return False
    if rule.name in ("ready", "pilot") and GREAT.search(name):
        return False
    if rule.name == "carry" and len(name) < NAMED_LENGTH:
        return False
    if rule.name == "complete" and NO_TASK.search(name):
        return False
    if rule.name == "establish" and name.startswith("现代"):
        return False
    if rule.name == "complete" and UNNAMED.search(name):
        return False
    if rule.name == "regime" and (GRAND.search(name) or len(name) < NAMED_LENGTH):
        return False
    return rule.name in WHATEVER_THE_END or not OPEN_ENDED.search(name)


def _counted(name: str) -> bool:
    """Whether a thing comes with a number of its own; one inside a name is none: “三重一大”清单."""
    return COUNTED.search(CAPACITY.sub("", QUOTED.sub("", name))) is not None


def _vague(thing: Thing, rule: Delivery) -> bool:
    """Whether 建设…, 打造… names no facility in particular: 一流平台, 特色园区."""
    if rule.name not in ("build", "shape"):
        return False
    least = FACILITY_LENGTH if FACILITY.search(thing.name) else NAMED_LENGTH
    return VAGUE.match(thing.name) is not None or len(thing.name) < least


def _reasons(rule: Delivery, verb: str, intent: Intent) -> tuple[str, ...]:
    where = "所在部分讲的是今后的安排" if intent.planned else "句中有表示将来的词"
    return f"“{verb}”：{rule.why}", where
