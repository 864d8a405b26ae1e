"""Find rules that are given a wider or another reach: 将…纳入医保目录, 将试点范围扩大到建筑业.

>>> from commitments.extraction.clauses.modes import PLANNED
>>> from commitments.extraction.clauses.tense import Cues
>>> from commitments.extraction.text.layout import blocks, fold, sentences
>>> folded = fold("从5月1日起，将试点范围扩大到建筑业、金融业，将信访纳入法治轨道。")
>>> [sentence] = sentences(folded, blocks(folded))
>>> intent = Intent(PLANNED, Cues(folded.text, 0, len(folded.text), (), None), folded.text, 0)
>>> [folded.text[proposal.start : proposal.end] for proposal in find(sentence, intent)]
['将试点范围扩大到建筑业、金融业']
"""

import re
from collections.abc import Iterator

from commitments.extraction.clauses.intent import Intent
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Kind, Sentence

# What is moved, the verb, and where to; each clause is short, so the looks ahead are bounded.
TRANSFER = re.compile(
    r"(?:将|把)(?P<what>[^，。；：！？\n将把]{2,40}?)"
    r"(?:(?P<into>纳入|列入|并入)"
    r"|(?P<reach>扩大[到至]|扩展[到至]|扩围[到至]|推广[到至]|延长[到至]|延伸[到至]|下放[到至]|覆盖[到至]))"
    r"(?P<where>[^，。；：！？\n]{2,50})"
)
# A list, a budget or an insurance has an inside; 视野, 法治轨道 and 重要日程 have none.
LISTED = re.compile(
    r"(?:范围|目录|清单|清单管理|名单|名录|预算|预算管理|报销|报销范围|扣除|[^障]保险|保险制度"
    r"|统筹管理|考核|评估|审计内容|指标体系|评价体系|财政预算|平台|系统|序列|公示系统|医保|低保)$"
)
# 更多群众急需药品 leaves open how many more.
OPEN = re.compile(r"更多|越来越|一些|相关|有关|逐步|逐渐|做法|经验|^其|军")
UNCERTAIN = re.compile(
    r"[已了曾未]|不(?:得|能|要|再|予)|可以?$|逐步|逐渐|研究|探索|争取|鼓励|支持|有条件|若|如果|凡"
)
CLAUSE = re.compile(r"[，。；：]")
BEFORE = 24
CONFIDENCE = 0.6


def find(sentence: Sentence, intent: Intent) -> Iterator[Proposal]:
    """The transfers of a sentence that are promised."""
    text = sentence.text
    for match in TRANSFER.finditer(text):
        before = CLAUSE.split(text[max(0, match.start() - BEFORE) : match.start()])[-1]
        if UNCERTAIN.search(before) or OPEN.search(match["what"]) or "了" in match["where"]:
            continue
        if match["into"] and not LISTED.search(match["where"]):
            continue
        if not intent.at(match.start()):
            continue
        yield Proposal(
            rule="transfers",
            kind=Kind.DELIVERABLE,
            start=sentence.start + match.start(),
            end=sentence.start + match.end(),
            metric=match[0],
            confidence=CONFIDENCE if intent.planned else CONFIDENCE - 0.1,
            reasons=("范围是否扩大、是否纳入可以查证",),
        )
