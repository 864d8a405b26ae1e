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
from commitments.extraction.lexicon.efforts import is_effort
from commitments.extraction.quantities.metrics import NEXT_MEMBER
from commitments.extraction.rules import checkable
from commitments.extraction.rules.enumerations import Thing, members, titles
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Kind, Sentence

# The first sign is taken before it is told what it opens: so the regex engine skips to the next.
CLAUSE_START = re.compile(
    r"[，。；：！？\n“‘|\t一二三四五六七八九十\d（](?:(?<=[，。；：！？\n“‘|\t])|(?<=[一二三四五六七八九十])是(?!否)"
    r"|(?<=\d)(?<![\d.A-Za-z].)\d{0,2}(?:[.．、)）](?!\d)\s*|\s+(?=[\u4e00-\u9fff]))"
    r"|(?<=（)[一二三四五六七八九十\d]{1,3}）)"
)
# The rest of a clause; quotes, titles and brackets are taken whole.
CLAUSE_REST = re.compile(
    r"(?:[^，。；：！？!?《“‘（\n”’]+"
    r"|《[^》\n]{0,200}》|“[^”\n]{0,200}”|‘[^’\n]{0,200}’|（[^）\n]{0,200}）)*"
)
PREFIX_LONGEST = 40
# Even the least certain of these readings were right more often than not when checked.
LEAST = 0.6

MANNER = (
    "重点(?![项工任领企产区])|进一步|加快推动|加快推进|加快|加速|提速|抓紧|尽快|尽早|适时|及时|积极|全力|全面|大力|科学"
    "|稳步|稳妥|有序|扎实|深入|持续|继续"
    "|高标准|高质量|高水平|高起点|高效|统筹|研究|谋划|组织|认真|精心|切实|率先|基本|正式|提前"
    "|如期|同步|一体|梯次"
    "|联合|共同|依法|逐步|分类别|分类|新|再|力争|争取|确保|努力|务必|实现|推动|推进|促进|促成"
    "|力促|支持|鼓励|引导"
    "|做好|抓好|着力|规划|布局|启动|配合|协助|主动|计划|拟|将|要|须|必须|应当|应|会|建好|用好"
    "|按时|成功|顺利|圆满|[一两二三五]年内|年内|今年内|今年|明年"
    "|今后|未来|到|前|底|末|并|和|与|及|同时|还|我们|我省|我市|我区|全省|全市|全区|全国|各地|尽力"
    "|完善|有力|精准|因地制宜|其中|包括|主要|一是"
    "|年|月|上半年|下半年|第[一二三四]季度|一季度|二季度|三季度|四季度|\\d+(?![号国省\\d])|左右|以前|之前|期间"
    "|“[^”]{2,6}”|时期|开始|起|在(?!建)|于"
)
# The signs that any of these begin with; elsewhere no alternative need be tried.
_OPENERS = "".join(sorted({word[0] for word in MANNER.split("|")} - set("[\\")))
MANNERS = re.compile(rf"(?=[{_OPENERS}\d一两二三五])(?:{MANNER})+")
# 建成6条市政道路、|安装路灯: a deed with what is done, and the next behind a 、.
_VERB = (
    "建成|新建|改造|扩建|改扩建|完成|启动|开工建设|安装|举办|出台|编制|实施|建设|打通"
    "|修建|增设|新增|升级"
)
ANOTHER_DEED = re.compile(rf"(?:{MANNER})*(?:{_VERB})[^，。；：]{{4,}}")
NEXT_DEED = re.compile(rf"、(?=(?:{_VERB})[^、，。；：的]{{3,}})")
# Who acts, or what for: 试点城市制定…, 在新能源汽车等行业开展…, 以…为重点建设….
ACTOR = re.compile(
    r"(?:[\u4e00-\u9fff、（）]{0,24}(?:政府|部门|单位|市|县|区|省|局|委|厅|办|院|会|公司|企业|幼儿园|学校|项目|工程|镇|乡|村"
    r"|城市|地区|街道|集团))?"
    r"(?:(?:在|以|围绕|聚焦|针对|面向|依托|按照|对|为|就|通过|结合|会同|配合|协助|联合|从)[^的]{2,30})?"
)
# Works that complete a part of themselves: 京唐城际铁路完成主体结构.
WORKS = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9“”（）#—-]{2,20}(?:项目|工程|铁路|高铁|高速|公路|[路桥园区馆院校站港厂]|[一二三四]期|号?线|绿心|中心|片区|枢纽|基地|学校|医院)"
    r"|[\u4e00-\u9fff]{2,10}(?:绿心|新城|片区)"
)
# 推动石屏|申报…名城: whose application is pushed.
PUSHED = re.compile(r"(?:推动|支持|力促|指导)[\u4e00-\u9fff、]{2,12}")
BAD_PREFIX = re.compile(
    r"^与|^比|关于$|健全|[已了曾未]|不(?:得|能|要|再|予)|没有|去年|上年|此前|先后|累计|刚刚|禁止"
    r"|严禁|防止|避免|严控|控制|可以|可$|的$|所$|来$"
    r"|如何|是否|根据|依据|落实$|贯彻|执行|符合(?!条件的)|违反|参与$|取消|暂停|停止|以来|自$"
    r"|正在$|主持$|处于|抢抓|把握|借力|紧抓"
    r"|加强$|优化$|深化$|强化$"
)
# Just behind the verb: 建成了…, 出台后, 建设的….
DONE = re.compile(
    r"^(?:了|的|过|为|率|健全|以来|后|时|之|等|力度|水平|质量|能力|工作$|情况|进度|成本"
    r"|标准化|速度|中(?=[，。的]|$)|者|小康社会|社会主义)"
)
# 建成区|绿地率: the characters of a verb that are none.
BUILT_UP = re.compile(r"区(?![\u4e00-\u9fff]{2,})|区(?:面积|绿|内|黑臭|排水|生活)")
# 停征和归并一批基金 needs no more of a count than 停征基金.
SOME = re.compile(r"^一批|^一些|^部分")
# 合理确定…, 定期召开…: a way of working rather than one thing.
HABITUAL = re.compile(r"合理|科学|动态|自主|定期|经常|常态|按规定|依规")
# 在皖落地: where it comes to be.
PLACE = re.compile(r"在[\u4e00-\u9fff]{1,6}$")
# No list of things is longer; each of many verbs may have one behind it.
LONGEST_OBJECT = 400
# What 制定实施|意见 has taken for a verb.
OF_THE_NAME = re.compile(r"(?<=实施)(?:意见|方案|细则|办法|规划|计划)")
SUCH_EVENTS = re.compile(r"等[^、，。；等]*(?:活动|赛事|会展|展会|会议|赛会)$")
ONGOING = re.compile(r"深入|持续|继续|坚定不移|长期|常态化")

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
        if len(thing.name) >= checkable.SHORTEST
        and not checkable.COUNTED.search(thing.name)
        and not checkable.EMPTY.match(thing.name)
        and not checkable.UNNAMED.search(thing.name)
        and not checkable.OPEN_ENDED.search(thing.name)
        and not checkable.VAGUE.match(thing.name)
        and not checkable.NO_WORKS.search(thing.name)
    ]
    for thing in named[:-1]:
        yield thing, thing.start
    for thing in named[-1:]:
        yield thing._replace(end=verb.end()), thing.start


# 建成|并投入使用: one promise with two verbs.
ALSO = re.compile(
    rf"并(?:{'|'.join(sorted(RULES['ready'].verbs.split('|'), key=len, reverse=True))})"
)

COUNTED_BEHIND = re.compile(r"(?P<named>[^\d、和及]{4,}?)(?:以及|[和及、])(?=\d)")
AND_THEN = re.compile(r"(?<=.{3})(?:，?并|后)(?=[\u4e00-\u9fff]{2})")
TRAILING_MANNER = re.compile(
    r"(?:年内|提前|如期|全面|正式|按期|尽快|尽早|早日|同步|实现|顺利|力争|基本|全线|全部|加快"
    r"|陆续|相继|初步|总体|整体|确保|具备|达到"
    r"|[于在]?(?:20\d\d年|今年|明年)?(?:\d{1,2}月(?:\d{1,2}日)?(?:[上中下]旬|份|底|末|初)?|年[底末内]|月底"
    r"|[上下]半年|[一二三四]季度)(?:以?前|之前|内)?)$"
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
        rest = CLAUSE_REST.match(text, hit.end(), hit.end() + LONGEST_OBJECT)
        ends = rest.end() if rest else hit.end()
        if another := NEXT_DEED.search(text, hit.end() + checkable.SHORTEST, ends):
            ends = another.start()
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
    begins = begins or max(0, place - 60)
    if text[place - 1 : place] == "、" and ANOTHER_DEED.fullmatch(text, begins, place - 1):
        return place
    return begins


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
    if rule.name == "complete" and WORKS.fullmatch(core) and not is_effort(core, 0):
        governs = True  # 城市绿心|完成绿化工程
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
    if rule.bare and begins < hit.start() and text[hit.start() - 1 : hit.start()] == "、":
        return  # one of several nouns: 项目谋划、开工建设、统筹推进
    ahead = begins < hit.start() and behind.startswith(("、", "并"))
    if rule.name in checkable.LANDING or (
        rule.bare and (ahead or len(behind) < checkable.SHORTEST)
    ):
        subjects = list(_subjects(text, begins, hit))
        if subjects and (also := ALSO.match(text, hit.end())):
            subjects[-1] = subjects[-1][0]._replace(end=also.end()), subjects[-1][1]
        yield from ((thing, start) for thing, start in subjects if checkable.lands(thing, rule))
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
    if following and checkable.COUNTED.search(text, begun, following.start()):
        for thing in members(text, following.end(), ends):
            yield thing, thing.start
        return
    if listed and checkable.counted(listed[0].name) and not rule.bare:
        listed = list(members(text, begun, _before_a_count(text, begun, ends)))
    if listed and not checkable.counted(listed[0].name) and not checkable.vague(listed[0], rule):
        such = rule.name == "event" and SUCH_EVENTS.search(behind) is not None
        kept = [thing for thing in listed if checkable.is_checkable(thing, rule, such=such)]
        yield from _with_verb(kept, hit.start())


def _before_a_count(text: str, begun: int, ends: int) -> int:
    """建设正兴街农贸市场|和2处停车场: what is named before what is only counted."""
    named = COUNTED_BEHIND.match(text, begun, ends)
    return named.end("named") if named else ends


def _first_of_two(text: str, begun: int, ends: int, rule: Delivery) -> int:
    """Where the thing ends that a second verb follows: 形成总结报告|并报送省政府."""
    second = AND_THEN.search(text, begun, ends)
    if second and begun < second.start() and rule.fits(text[begun : second.start()]):
        return second.start()
    return ends


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


def _reasons(rule: Delivery, verb: str, intent: Intent) -> tuple[str, ...]:
    where = "所在部分讲的是今后的安排" if intent.planned else "句中有表示将来的词"
    return f"“{verb}”：{rule.why}", where
