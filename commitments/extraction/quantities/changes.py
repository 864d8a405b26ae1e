"""Tell a level from a growth rate, an added amount and a decrease.

>>> of("share", "%", frozenset((Role.RISE,)), "地区生产总值", verb="")
'growth'
>>> of("share", "%", frozenset((Role.RISE, Role.TO)), "森林覆盖率", verb="")
'level'
"""

import re

from commitments.extraction.lexicon.words import ADDING, Role
from commitments.extraction.quantities.composition import Quantity
from commitments.extraction.quantities.series import Reading

GROWTH_NOUN = re.compile(r"(?:增速|涨幅|增幅|增长率|增长速度|增长|上涨|上浮)(?:目标|水平)?$")
FALL_NOUN = re.compile(r"(?:降幅|下降率|下降|降低|减少|减量|压减|降低率|下降幅度)(?:目标|水平)?$")
# 减少贫困人口1000万, 压减钢铁产能3000万吨; not 减轻负担2万亿元, which counts what was done.
LESS = re.compile(r"再?(?:减少|压减|压缩|退出|削减|缩减|减排)")
ADDED = re.compile(r"新增|净增|增收|增加(?!值)|扩容|扩面")
ANNUAL = re.compile(r"年均(?!浓度|气温|值|降)|(?<!每人)每年|年平均增|年增|逐年|各年度")
CUMULATIVE = re.compile(r"累计|五年共|总计|共计|三年共|合计")


def of(kind: str, unit: str | None, roles: frozenset[Role], metric: str, verb: str) -> str:
    """level, growth, increase or decrease, from the words in front of it and the metric's own."""
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


# 欠目标进度8.3个百分点, 低于序时进度: a gap below, whatever it is measured against.
BEHIND = (
    r"(?:欠|落后|滞后|低于|慢于|差(?![异别距]))于?"
    r"(?=[^，。；]{0,8}(?:目标|进度|序时|计划|时限|预期|平均|同期))"
)
_FALLS_BEHIND = re.compile(rf"[^，。；]{{0,12}}?{BEHIND}")
# 达到 alone names a level; 力争, 确保 and 争取 go on with what was said before.
NAMES_A_LEVEL = ("达到", "达", "达到了", "达了", "控制在", "至", "超", "超过", "突破")
STRIVES = re.compile(r"力争|争取|确保|力求|努力|冲刺|奋斗")
STRIVING_REACH = 8


def carried(text: str, last: Reading, quantity: Quantity) -> str | None:
    """The change of the figure before, for one that says no more: 增长10%，力争11.5%."""
    if quantity.unit != last.quantity.unit or last.change == "level":
        return None
    said = text[last.quantity.end : quantity.start]
    level = said.endswith(NAMES_A_LEVEL) and not STRIVES.search(said)
    return None if level or len(said) > STRIVING_REACH + quantity.lead else last.change


def falls_behind(text: str, start: int, quantity: Quantity) -> bool:
    """Whether a figure is a gap below what it is measured against."""
    return quantity.unit == "百分点" and bool(_FALLS_BEHIND.match(text, start, quantity.origin))


def frequency(roles: frozenset[Role], around: str) -> str | None:
    """annual for 年均 and 每年, cumulative for 累计."""
    if Role.ANNUAL in roles or ANNUAL.search(around):
        return "annual"
    if Role.TOTAL in roles or CUMULATIVE.search(around):
        return "cumulative"
    return None
