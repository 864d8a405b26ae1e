"""Find promised efforts that have no end one could check: 深化…改革, 加强…建设.

Each task of a sentence is proposed whole, and each of its clauses alone: where another rule has
read a part of the task, the clauses beside it still stand for themselves.

>>> from commitments.extraction.clauses.modes import SPEAKS_FOR_ITSELF
>>> from commitments.extraction.clauses.tense import Cues
>>> from commitments.extraction.text.layout import blocks, fold, sentences
>>> folded = fold("我们将深化养老助餐服务，完善配套设施。")
>>> [sentence] = sentences(folded, blocks(folded))
>>> cues = Cues(folded.text, 0, len(folded.text), (), None)
>>> intent = Intent(SPEAKS_FOR_ITSELF, cues, folded.text, 0)
>>> [folded.text[proposal.start : proposal.end] for proposal in find(sentence, intent)]
['深化养老助餐服务，完善配套设施', '深化养老助餐服务', '完善配套设施']
"""

import re
from collections.abc import Iterator

from commitments.extraction.clauses.intent import Intent
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Kind, Sentence

# A task runs up to ； or 。; one sentence may hold several.
TASK = re.compile(r"[^；。！？!?\n]+")
EFFORT = re.compile(
    r"(?:深化|加强|强化|完善|健全|推进|推动|促进|优化|提升|提高|扩大|拓展|加快|加大|构建|建设"
    r"|打造|实施"
    r"|开展|支持|培育|发展|保障|落实|巩固|统筹|探索|引导|鼓励|规范|整治|治理|改善|增强|抓好|做好"
    r"|做强|做优"
    r"|做大|做实|用好|建好|办好|坚持|聚焦|筑牢|守牢|防范|化解|严格|普及|推广|引进|整合|盘活|激发"
    r"|释放|营造"
    r"|弘扬|创新|破解|织密|擦亮|夯实|畅通|助力|开发|保护|修复|稳定|稳住|壮大|延伸|补齐|提振|挖掘"
    r"|对接|融入"
    r"|学习贯彻|深入贯彻|贯彻|参与|投身|立足|解决好?|落细|压实|靠前|倡导|关爱|兜牢|加密|升级|改造"
    r"|布局|设立|建立|健全|凝聚|解决|降低|减轻|杜绝"
    r"|争取|争创)"
)
LEADS_IN = re.compile(
    r"(?:[一二三四五六七八九十]是|（[一二三四五六七八九十]+）|\d+[.、．]|同时|此外|比如|其中"
    r"|特别是?|更重要的是|接下来"
    r"|下一步|今后|未来|今年|明年|我们|要|将|还要|继续|进一步|大力|全面|积极|扎实|深入|持续|着力"
    r"|切实|加紧"
    r"|坚决|坚定|牢牢|稳步|有序|高标准|高质量|高水平|精准|不断|始终|更好|努力|有效|有力|加力|系统"
    r"|协同|一体"
    r"|，|、|：|“|‘|\s){1,8}"
)
# Agreeing with a line is no effort of one's own: 学习贯彻…精神, 坚持…主义, 严格遵循…原则.
ATTITUDE = re.compile(
    r"(?:学习|深入|全面|认真|切实|坚决|完整|准确|持续)*(?:学习贯彻|贯彻落实|贯彻|遵循|严格遵循)"
    r"[^，；：]*?(?:精神|思想|方略|理念|讲话|定位|方针|指示|决策部署|部署|原则|要求|战略|会议)"
    r"(?:和[^，；：]{2,30}(?:精神|要求|部署|指示))?"
    r"|坚持[^，；：]*(?:主义|思想|理论|发展观|领导|总基调|理念|统领|中心|主题|动力|目的|保障|至上"
    r"|优先|[为之]要|[为之]本|为基|方向|道路|原则|方针|立场|方略|共享|导向)"
    r"|[^，；：]*(?:统一到|谱写|排头兵|新篇章|新局面|贡献[^，；：]{0,8}力量|主动权|历史主动)[^，；：]*"
    r"|增强[^，；：]*(?:意识|信心|自信|定力|自觉)[^，；：]*|立足(?:本职|岗位|实际)"
    r"|(?:锐意进取|砥砺前行|实干担当|乘势而上|真抓实干|奋楫争先)[^，；：]*"
    r"|以(?:首善标准|实际行动|奋进之姿|实干之笔)[^，；：]*"
)
# 将蓝图转化为实际行动, 在优化环境上下功夫: efforts whose verb does not stand first.
TURNED = re.compile(
    r"(?:将|把)[^，；：将把]{2,30}?(?:转化为|转化成|变成|落实到)[^，；：]{0,30}"
    r"(?:行动|举措|成效|工作中?|实践中?|素材|成果|效能|图景|实景)(?=$|[，。；”’])"
    r"|在[^，；：]{2,40}上(?:下功夫|发力|用力|下真功夫|持续用力)"
)
# Who acts or what for may stand before: 区发改委将…, 在…方面，我们将….
CLAUSE_END = re.compile(r"[，：]")
ACTS = re.compile(r"(?:将|要|须|应当?)(?![求素点闻来军])")
NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．]|（\d+）|\s)+"
)
SHORTEST, LONGEST = 6, 80
CLOSING = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", ")": "(", "\u3000": "", " ": ""}
DONE = re.compile(r"已(?!知)|了(?!解)|[曾未没]")
CONFIDENCE = 0.6


def find(sentence: Sentence, intent: Intent, *, assigned: bool = False) -> Iterator[Proposal]:
    """Each task of the sentence whole, and each of its clauses that is an effort of its own.

    `assigned` says that the text makes a unit responsible for it: then it is a task whatever its
    words are.
    """
    text = sentence.text
    for task in TASK.finditer(text):
        low, high = task.span()
        begins = list(_efforts(text, low, high, intent, assigned=assigned))
        if begins:
            start, end = begins[0], _ends(text, begins[0], high)
        elif assigned and low == 0 and sentence.start == sentence.block.start:
            start, end = _trimmed(text, low, high)
        else:
            continue
        if end - start >= SHORTEST:
            yield _proposal(sentence, start, end, intent, assigned=assigned)
        for begun in begins if len(begins) > 1 else ():
            comma = CLAUSE_END.search(text, begun, high)
            end = _balanced(text, begun, comma.start() if comma else high)
            if end - begun >= SHORTEST:
                yield _proposal(sentence, begun, end, intent, assigned=assigned, part=True)


def _proposal(
    sentence: Sentence,
    start: int,
    end: int,
    intent: Intent,
    *,
    assigned: bool,
    part: bool = False,
) -> Proposal:
    reasons: tuple[str, ...] = ("没有可以查证的终点，按持续推进的工作读",)
    if assigned:
        reasons += ("文中为这段话写明了责任单位",)
    return Proposal(
        rule="actions",
        kind=Kind.ACTION,
        start=sentence.start + start,
        end=sentence.start + end,
        metric=sentence.text[start:end].split("，")[0],
        confidence=CONFIDENCE if intent.planned or assigned else CONFIDENCE - 0.1,
        reasons=reasons,
        part=part,
    )


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    """A task without the number and the space before it."""
    lead = NUMBER.match(text, low, high)
    return lead.end() if lead else low, high


def _efforts(text: str, low: int, high: int, intent: Intent, *, assigned: bool) -> Iterator[int]:
    """Where each effort of a task begins, past 一是, 我们将 and past clauses that are none."""
    while low < high:
        comma = CLAUSE_END.search(text, low, high)
        end = comma.start() if comma else high
        if assigned or not DONE.search(text, low, end):
            begins = _begins(text, low, end, intent, assigned=assigned)
            if begins is not None:
                yield begins
        low = end + 1


def _begins(text: str, low: int, end: int, intent: Intent, *, assigned: bool) -> int | None:
    """Where the effort of one clause begins."""
    turned = TURNED.search(text, low, end)
    if turned and (assigned or intent.at(turned.start())):
        return turned.start()
    for start in (low, *(acts.end() for acts in ACTS.finditer(text, low, end))):
        lead = LEADS_IN.match(text, start, end)
        begins = lead.end() if lead else start
        if not EFFORT.match(text, begins, end) or not (assigned or intent.at(begins)):
            continue
        if assigned or not ATTITUDE.fullmatch(text, begins, end):
            return begins
    return None


def _ends(text: str, start: int, high: int) -> int:
    """As many clauses as make a task of fair length, without slogans at its end."""
    high = _balanced(text, start, high)
    while high - start > LONGEST:
        comma = text.rfind("，", start + SHORTEST, high)
        if comma < 0:
            break
        high = comma
    while (comma := text.rfind("，", start + SHORTEST, high)) > 0:
        if not ATTITUDE.fullmatch(text, comma + 1, high):
            break
        high = comma
    return _balanced(text, start, high)


def _balanced(text: str, start: int, high: int) -> int:
    """Without the marks that close what has been opened before the task."""
    while high > start and text[high - 1] in CLOSING:
        opening = CLOSING[text[high - 1]]
        if opening and text.count(opening, start, high) >= text.count(text[high - 1], start, high):
            break
        high -= 1
    return high
