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
from commitments.extraction.lexicon.manners import (
    ACTOR,
    BAD_PREFIX,
    BUILT_UP,
    DONE,
    EXPECTED_TO,
    HABITUAL,
    INTENDED,
    MANNER,
    MANNERS,
    ONGOING,
    PLACED,
    PUSHED,
    REVISED,
    SOME,
    SUBJECT,
    SUCCEEDED,
    SUCH_EVENTS,
    TRAILING_MANNER,
    WITH_WHOM,
    WORKS,
)
from commitments.extraction.lexicon.marks import BULLETS
from commitments.extraction.lexicon.things import SITE
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
# 六、编制…, ▶新建…: the number or the bullet of an item.
NUMBERING = re.compile(
    r"[ \u3000]*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）、．]|\.(?!\d))|[①-⑳]"
    rf"|[{BULLETS}])[ \u3000*]*"
)
PREFIX_LONGEST = 40
# Even the least certain of these readings were right more often than not when checked.
LEAST = 0.6

# 建成6条市政道路、|安装路灯: a deed with what is done, and the next behind a 、.
_VERB = (
    "建成|新建|改造|扩建|改扩建|完成|启动|开工建设|安装|举办|出台|编制|实施|建设|打通"
    "|修建|增设|新增|升级"
)
ANOTHER_DEED = re.compile(rf"(?:{MANNER})*(?:{_VERB})[^，。；：]{{4,}}")
NEXT_DEED = re.compile(rf"、(?=(?:{_VERB})[^、，。；：的]{{3,}})")
# 在皖落地: where it comes to be.
PLACE = re.compile(r"在[\u4e00-\u9fff]{1,6}$")
# 在迎宾路口建设|人行天桥: so short a name needs the place before it.
SITE_ALONE, PLACE_LONGEST = re.compile(rf"[\u4e00-\u9fff]{{0,4}}(?:{SITE})"), 8
# No list of things is longer; each of many verbs may have one behind it.
LONGEST_OBJECT = 400
# What 制定实施|意见 has taken for a verb.
OF_THE_NAME = re.compile(r"(?<=实施)(?:意见|方案|细则|办法|规划|计划)")

# 老港|将建立母港: who is to do it stands before a word of intent.
INTENDED_OF = frozenset(("complete", "establish", "build", "rebuild", "body", "route", "extend"))

TITLE_FIRST = re.compile(r"[^《]{0,12}《")

REVISION = 24
ISSUED = frozenset(("", "实施", "执行", "施行"))
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
        if checkable.names_works(thing.name)
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
    low = begins = max(0, place - 60)
    for boundary in CLAUSE_START.finditer(text, low, place):
        begins = boundary.end()
    if number := NUMBERING.match(text, begins, place):
        begins = number.end()
    if text[place - 1 : place] == "、" and ANOTHER_DEED.fullmatch(text, begins, place - 1):
        return place
    return begins


def _certainty(text: str, begins: int, place: int, intent: Intent, rule: Delivery) -> float:
    """How far the words before the verb make it a promise; 0 when they do not."""
    prefix = text[begins:place]
    if EXPECTED_TO.search(prefix):
        prefix = prefix.removesuffix("可")
    if rule.name == "sign" and WITH_WHOM.match(prefix):
        prefix = ""
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
    if rule.name == "build" and PLACED.match(prefix):
        governs = True
    if rule.name in ("pilot", "body") and PUSHED.fullmatch(prefix):
        governs = True
    if rule.name == "complete" and WORKS.fullmatch(core) and not is_effort(core, 0):
        governs = True  # 城市绿心|完成绿化工程
    if rule.name in INTENDED_OF and INTENDED.search(prefix):
        governs = governs or (SUBJECT.fullmatch(core) is not None and not is_effort(core, 0))
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
        if behind in ISSUED and REVISED.search(text[max(0, begins - REVISION) : hit.start()]):
            yield Thing(begins, ends, text[begins:ends]), begins
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
    if rule.name == "build" and (placed := PLACED.search(text[begins : hit.start()])):
        where = placed["where"][-PLACE_LONGEST:]
        if SITE_ALONE.fullmatch(text, begun, ends) and not checkable.counted(where):
            yield Thing(begun, ends, where + text[begun:ends]), hit.start()
            return
    following = NEXT_MEMBER.search(text, begun, ends) if rule.bare else None
    if following and checkable.counted(text[begun : following.start()]):
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
