"""Find aims that name no figure of their own: 与经济增长同步, 高于全国平均水平, 只增不减.

>>> text = "居民收入增长与经济增长基本同步，粮食产量保持稳定，农村居民收入增速高于城镇。"
>>> [(d.metric, d.comparator) for d in find(text, text, 0, len(text))]
[('居民收入', None), ('粮食产量', None), ('农村居民收入增速', 'gt')]
>>> list(find("保持战略定力，各部门同步推进。", "保持战略定力，各部门同步推进。", 0, 15))
[]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commitments.extraction.clauses.modes import Mode
from commitments.extraction.passages import Passage
from commitments.extraction.quantities import metrics, prefixes
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Kind

_MEASURE = (
    r"(?:生产总值|经济|GDP|全国|全省|全市|国家|城镇|农村|居民|同期|上年|预期|平均|劳动生产率|财政"
    r"|物价|价格|时期实际|规划实际|■实际)"
)
_NEAR = r"[^，。；：、“”\n]"
_END = r"(?=[，。；、）])"
AIM = re.compile(
    rf"""
    (?=[与和同要高快优好超不低慢保稳维只促量回继实安比较持明进逐总基达全完])(?:
    (?P<paced>(?:与|和|同|要?与){_NEAR}{{0,24}}{_MEASURE}{_NEAR}{{0,16}}?
        (?:基本|保持|总体)*(?:同步|一致|相匹配|相适应|相协调)){_END}
  | (?P<above>(?:(?<!不)高于|快于|优于|好于|超过)
        (?=[^，。；\d]{{0,6}}{_MEASURE})[^，。；、\d\n]{{2,22}}){_END}
  | (?P<least>
        不低于(?=[^，。；\d]{{0,6}}{_MEASURE}|■+(?:年|水平|实际)?[，。；])[^，。；、\d\n]{{2,22}}
      | (?:保持|稳定|维持)在[^，。；\d]{{0,8}}平均(?:水平)?以上){_END}
  | (?P<below>(?:(?<!不)低于|慢于|不高于)
        (?=[^，。；\d]{{0,6}}{_MEASURE})[^，。；、\d\n]{{2,22}}){_END}
  | (?P<kept>
        只增不减|稳中有升|稳中有进|稳中提质|稳中向好|促稳提质|保稳提质|量稳质升|回稳向好|稳量提质
      | (?:继续)?(?:实现|保持|安排)[正负]增长
      | [比较](?:■+|去年|上年)(?:年?(?:实际|预算))?(?:有所|明显|继续|进一步|略有)?
        (?:增加|减少|扩大|下降|提高|降低|下调|上调)
      | (?:继续|持续|稳步|明显|进一步|逐步)(?:下降|降低|减少|提高|提升|增长|改善|扩大)
      | (?:保持|总体|基本)(?:基本|总体|大体)?(?:稳定|平衡|平稳)
      | 保持(?:在)?合理(?:水平|区间|比重)|保持优良|达到国家要求
      | (?:全面)?完成(?:[^，。；\d]{{0,10}}(?:国家|省|市)[^，。；\d]{{0,12}}
          |■+(?:规划|时期)?|“[一二三四五六七八九十]+五”(?:规划|时期)?)?
        (?:下达|确定|考核)[^，。；\d]{{0,8}}(?:目标|任务|指标)(?:任务)?){_END})
    """,
    re.VERBOSE,
)
CLAUSE = "，。；：、（“\n"
REACH = 60
SHORTEST, LONGEST = 2, 30
# What is measured ends like this; 营商环境持续改善 has no measure behind it.
MEASURABLE = re.compile(
    r"(?:率|量|额|值|数|收入|增速|增长|比重|占比|比例|规模|支出|投资|价格|物价|水平|收支|进出口|就业|产量|"
    r"排放|双控|能耗|强度|浓度|面积|消费|出口|进口|赤字|汇率|余额|质量|指标|降低|占|指数|差距|供应|涨幅|杠杆率|GDP)$"
)
BOUNDS = {"above": "gt", "least": "gte", "below": "lt"}


@dataclass(frozen=True, slots=True)
class Aim:
    """A relative aim: its words in folded offsets and what it is about."""

    start: int
    end: int
    metric: str
    comparator: str | None
    words: str


def propose(passage: Passage) -> Iterator[Proposal]:
    """The aims of a sentence that it promises."""
    document, sentence = passage.document, passage.sentence
    if passage.frame.mode is Mode.REPORT:
        return
    for aim in find(document.folded.text, document.masked, sentence.start, sentence.end):
        tense = passage.tense(aim.start, aim.start)
        if tense.promised:
            yield Proposal(
                rule="relative",
                kind=Kind.RELATIVE,
                start=aim.start,
                end=aim.end,
                metric=aim.metric,
                confidence=round(min(0.9, tense.certainty - 0.1), 2),
                reasons=(f"“{aim.words}”是相对目标，没有自己的数值；{tense.reason}",),
                comparator=aim.comparator,
                tense=tense,
            )


def find(text: str, masked: str, start: int, end: int) -> Iterator[Aim]:
    """The relative aims of a sentence, in order."""
    before = ""
    for match in AIM.finditer(masked, start, end):
        low = max(start, match.start() - REACH)
        clause = max(masked.rfind(mark, low, match.start()) for mark in CLAUSE)
        begin = metrics.trim(masked, max(start, clause + 1), match.start())
        stop = prefixes.read(masked, begin, match.start()).end
        metric = metrics.clean(text[begin:stop])
        if not metric and before and masked[clause] == "、":
            metric, begin = before, match.start()
        if SHORTEST <= len(metric) <= LONGEST and (
            match.lastgroup != "kept" or MEASURABLE.search(metric)
        ):
            before = metric
            kind = match.lastgroup or ""
            yield Aim(
                begin, match.end(), metric, BOUNDS.get(kind), text[match.start() : match.end()]
            )
