"""Tell a level from a growth rate, an added amount and a decrease.

>>> of("share", "%", frozenset((Role.RISE,)), "地区生产总值", verb="")
'growth'
>>> of("share", "%", frozenset((Role.RISE, Role.TO)), "森林覆盖率", verb="")
'level'
"""

import re

from commitments.extraction.lexicon.words import ADDING, Role

GROWTH_NOUN = re.compile(r"(?:增速|涨幅|增幅|增长率|增长速度|增长|上涨|上浮)(?:目标|水平)?$")
FALL_NOUN = re.compile(r"(?:降幅|下降率|下降|降低|减少|减量|压减|降低率|下降幅度)(?:目标|水平)?$")
# 减少贫困人口1000万, 压减钢铁产能3000万吨; not 减轻负担2万亿元, which counts what was done.
LESS = re.compile(r"再?(?:减少|压减|压缩|退出|削减|缩减|减排)")
ADDED = re.compile(r"新增|净增|增收|增加(?!值)|扩容|扩面")
ANNUAL = re.compile(r"年均(?!浓度|气温|值|降)|(?<!每人)每年|年平均增|年增|逐年|各年度")
CUMULATIVE = re.compile(r"累计|五年共|总计|共计|三年共|合计")


def of(kind: str, unit: str | None, roles: frozenset[Role], metric: str, verb: str) -> str:
    """level, growth, increase or decrease, from the peeled words and the metric's own."""
    if Role.TO not in roles or unit == "百分点":
        if Role.RISE in roles:
            return "growth" if kind in ("share", "times") and unit != "百分点" else "increase"
        if Role.FALL in roles:
            return "decrease"
    if kind == "share":
        if GROWTH_NOUN.search(metric):
            return "growth"
        if FALL_NOUN.search(metric):
            return "decrease"
        return "increase" if unit == "百分点" else "level"
    if (LESS.match(verb) or LESS.match(metric)) and Role.TO not in roles:
        return "decrease"
    if kind in ("rank", "score", "bare", "times"):
        return "level"
    if FALL_NOUN.search(metric) and Role.TO not in roles:
        return "decrease"
    if metric.startswith("增加值"):
        return "level"
    if verb.startswith(ADDING) or ADDED.search(metric) or (verb and verb.endswith("建")):
        return "increase"
    return "level"


def frequency(roles: frozenset[Role], around: str) -> str | None:
    """annual for 年均 and 每年, cumulative for 累计."""
    if Role.ANNUAL in roles or ANNUAL.search(around):
        return "annual"
    if Role.TOTAL in roles or CUMULATIVE.search(around):
        return "cumulative"
    return None
