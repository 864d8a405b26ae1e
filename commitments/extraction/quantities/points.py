"""Tell the points of a scoring rule from scores that are aimed at.

>>> from commitments.extraction.quantities import composition
>>> def given_in(text):
...     [quantity] = composition.find(text)
...     return given(text, quantity)
>>> given_in("建立台账（5分）"), given_in("未完成的扣1分"), given_in("满意度达到90分")
(True, True, False)
"""

import re

from commitments.extraction.quantities.composition import Quantity

UNIT = "分"
BRACKETS = "（()）"
# 得2分, 满分100分, 每项3分: what a rule gives or takes.
GIVEN = re.compile(
    r"(?:[得扣加减计记赋评给奖罚]|满分|分值|总分|基础分|权重|每[项次个例篇件处条]|各|最高|最多)[为计：:]?"
    r"(?:不超过)?$"
)
REACH = 8
# Scores that are an aim of their own.
SCORED = re.compile(r"满意度|得分|评分|成绩|指数|测评|评价|平均分|分数|安全感")
# 省级媒体推广1篇，得3分: what is counted for points.
FOR_POINTS = re.compile(r"[^。；]{0,14}?[得扣加减计]\s?\d+(?:\.\d+)?\s?分")
FEW = 3


def given(text: str, quantity: Quantity) -> bool:
    """Whether a quantity is points that a rule gives, or a count that it gives points for."""
    if quantity.unit != UNIT:
        return quantity.value <= FEW and FOR_POINTS.match(text, quantity.end) is not None
    beside = text[quantity.origin - 1 : quantity.origin], text[quantity.end : quantity.end + 1]
    if all(mark and mark in BRACKETS for mark in beside):
        return True
    return GIVEN.search(text, max(0, quantity.start - REACH), quantity.start) is not None
