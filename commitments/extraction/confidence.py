"""Say how sure a reading is, as the share of like readings that were right when checked."""

import re

from commitments.extraction.clauses.tense import Tense
from commitments.extraction.quantities.series import Reading
from commitments.extraction.timing.periods import Period

PEOPLE = re.compile(
    r"孩子|幼儿|儿女|女生|在校生|重点群体|对象|人口|人员|人数|劳动力|职工|就业|毕业生|群众|农民|学生|居民|游客|旅客|志愿者|患者|老人|儿童|人才|青年|人$|者$|工$|员$|师$|女$|人[^均力]"
)
HOUSEHOLDS = re.compile(r"农户|家庭|工商户|住户|用户")
MONEY = re.compile(
    r"投资|收入|经济总量|产值|生产总值|GDP|资金|贷款|消费|赤字|财政|利润|税|成交|交易额|总额|零售|债|营收|出口|进出口|(?:产业|经济|贷款|基金|市场|交易|融资)规模|市值|余额|财富|资产"
)

# 办好十件民生实事: how long a list is, not what it promises.
DEEDS_COUNTED = re.compile(r"(?:^|民生|惠民|为民|利民|便民|办)实事(?:项目|重点项目)?$")


def likely_unit(reading: Reading) -> str | None:
    """The unit that a figure in 万 or 亿 leaves out: 农村贫困人口减少1000万 counts 人."""
    if reading.quantity.value < 10_000:
        return None
    around = reading.metric
    if HOUSEHOLDS.search(around):
        return "户"
    if MONEY.search(around) and not PEOPLE.search(around[-3:]):
        return "元"
    if PEOPLE.search(around):
        return "人"
    return None


def of(reading: Reading, tense: Tense, period: Period, unit: str | None) -> float:
    """0 to 1; see docs/reading.md for how the levels were checked."""
    sure = tense.certainty
    quantity = reading.quantity
    if quantity.kind == "rank":
        sure = min(sure, 0.6)
    if quantity.unit_guessed and quantity.kind != "bare":
        sure -= 0.15
    if unit is None:
        sure -= 0.1
    if DEEDS_COUNTED.search(reading.metric) and quantity.unit in ("件", "项", "个"):
        sure = min(sure, 0.6)
    if reading.inherited:
        sure -= 0.05
    if not reading.metric:
        sure -= 0.3
    if tense.promised and period.day is None:
        sure -= 0.1
    if period.warnings:
        sure -= 0.1
    return round(max(0.05, min(0.99, sure)), 2)
