"""Keep time spans and ages that are goals (办理时限压缩至3个工作日), drop those that only date.

>>> from commitments.extraction.lexicon.words import Role
>>> span = Quantity(0, 2, 5.0, "年", "duration", "eq", 0)
>>> measured(span, "平均受教育年限", frozenset()), measured(span, "连续", frozenset())
(True, False)
"""

import re

from commitments.extraction.lexicon.words import Role
from commitments.extraction.quantities.composition import Quantity

TIMED = re.compile(
    r"(?:年限|时间|时长|期限|天数|寿命|年龄|周期|时限|小时数|时效|工期|用时|耗时|等待|日数|工时|时差|任期|期|达标天|优良天)"
    r"(?:[占比达为]|平均)?$|(?:优良天数|预期寿命|教育年限)|(?<=[类级])水质$"
)
# How long something runs is a rule unless it is to become shorter or stay below.
AGREED = re.compile(r"(?:周期|时间|期限|工期|任期|期|时长)$")
# Scores that are an aim; the points of a rule are masked.
SCORED = re.compile(r"满意度|得分|评分|成绩|指数|测评|评价|平均分|分数|安全感")
FEW_TIMES = 3
ONCE = 1
MOVING = frozenset((Role.RISE, Role.FALL))
LEAST_SCALED = 10_000


def measured(quantity: Quantity, metric: str, roles: frozenset[Role]) -> bool:
    """Whether a quantity is the measure of something; only time and angles are in doubt."""
    few = ONCE if quantity.comparator == "gte" else FEW_TIMES
    if quantity.unit == "次" and quantity.value <= few:
        return False  # 每3年修订1次
    if quantity.kind == "duration":
        if AGREED.search(metric) and quantity.comparator == "eq" and not roles & MOVING:
            return False
        return TIMED.search(metric) is not None or bool(
            metric and roles & MOVING and Role.TO in roles
        )
    if quantity.unit == "度":
        return quantity.value >= LEAST_SCALED
    if quantity.kind == "score":
        return SCORED.search(metric) is not None
    if quantity.kind == "bare":
        return bool(metric)
    return True
