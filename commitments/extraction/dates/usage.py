"""Say what a date does where it stands: dates a promise, is compared with, or belongs to a name.

>>> from commitments.extraction.dates.expressions import find
>>> text = "锚定2035年远景目标，比2020年增长一倍，编制“十五五”规划，到2025年，"
>>> [dates(text, mention) for mention in find(text, 2021)]
[False, False, False, True]
"""

import re

from commitments.extraction.dates.expressions import Mention

COMPARED = re.compile(r"(?:比|较|从|由|自|同|与|相比|对标|超过)$")
# 是2015年的1.5倍, 达到2012年技术水平的两倍
BACKWARD = re.compile(
    r"\s?(?:以来|相比|的?基础上|(?:[^，。；]{0,8})?的[\d一二两三四五六七八九十][\d.]*倍)"
)
PLAN_PARTS = ("时期", "期间", "末")
NAMED = re.compile(r"[^，。；：、“”]{0,12}?(?:规划|纲要|方案|计划|文件|项目|工程|蓝图)")
DRAWN_UP = ("制定", "出台", "编制", "实施", "落实", "印发", "发布")
# 锚定2035年远景目标, 面向2035年: what one looks towards, not when it is due.
AIMED_AT = re.compile(r"(?:锚定|对标|面向|对照|立足|着眼|着眼于|瞄准|放眼|围绕)\s?$")
FAR_AIM = re.compile(r"\s?(?:的)?(?:远景|奋斗目标|发展目标纲要)")
UNTIL = ("到", "至")
LONGEST_VERB = 4
AS_OF, AS_OF_REACH = re.compile(r"截[至止]到?\s?$"), 5


def dates(text: str, mention: Mention) -> bool:
    """Whether a mention says when: it is no comparison, no name and no far aim."""
    return not (compared(text, mention) or names(text, mention))


def compared(text: str, mention: Mention) -> bool:
    """比2020年, 在2018年基础上: the year another figure is of."""
    before = COMPARED.search(text, max(0, mention.start - 2), mention.start)
    return before is not None or BACKWARD.match(text, mention.end) is not None


def stands_at(text: str, mention: Mention) -> bool:
    """截至10月31日: the day on which something is told, not one to meet."""
    return AS_OF.search(text, max(0, mention.start - AS_OF_REACH), mention.start) is not None


def names(text: str, mention: Mention) -> bool:
    """编制“十五五”规划, 锚定2035年远景目标: the period belongs to the name of something."""
    reach = max(0, mention.start - LONGEST_VERB)
    if AIMED_AT.search(text, reach, mention.start):
        return True
    if FAR_AIM.match(text, mention.end) and text[mention.start - 1 : mention.start] not in UNTIL:
        return True
    if mention.plan and not mention.text.endswith(PLAN_PARTS):
        return NAMED.match(text, mention.end) is not None
    drawn_up = text[max(0, mention.start - 2) : mention.start] in DRAWN_UP
    return drawn_up and NAMED.match(text, mention.end) is not None
