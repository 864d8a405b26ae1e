"""Name commitments: a target in one phrase, as an office would write it on a list."""

from decimal import Decimal

from commitments.choices import Change, Comparator
from commitments.figures import chinese_figure

# Words that lead from a metric to its value, by what the value is and how it is bounded.
LEADS = {
    Comparator.EQ: "",
    Comparator.GTE: "不低于",
    Comparator.GT: "超过",
    Comparator.LTE: "不超过",
    Comparator.LT: "低于",
    Comparator.BETWEEN: "保持在",
    Comparator.APPROX: "约",
}
COUNTED = {Comparator.GTE: "不少于"}
UNCOUNTED = ("%", "％", "‰", "百分点", "元")
CHANGES = {Change.GROWTH: "增长", Change.INCREASE: "增加", Change.DECREASE: "下降"}
AFTER_CHANGE = {
    Comparator.GTE: "以上",
    Comparator.LTE: "以内",
    Comparator.APPROX: "左右",
}
STRICT = {Comparator.GT: "超过", Comparator.LT: "低于"}


def phrase(
    metric: str,
    *,
    comparator: str,
    value: Decimal,
    value_max: Decimal | None = None,
    unit: str = "",
    change: str = "",
) -> str:
    """A target in one phrase, to be a commitment's title.

    >>> phrase("人均体育场地面积", comparator="gte", value=Decimal("3.7"), unit="平方米")
    '人均体育场地面积不低于3.7平方米'
    >>> phrase("备案助餐点", comparator="gte", value=Decimal(293), unit="家")
    '备案助餐点不少于293家'
    """
    size = chinese_figure(value, unit, exact=True)
    if value_max is not None:
        size = f"{size}—{chinese_figure(value_max, unit, exact=True)}"
    bound = Comparator(comparator)
    verb = CHANGES.get(Change(change)) if change else None
    if verb is None:
        is_count = value == value.to_integral_value() and not unit.endswith(UNCOUNTED)
        return f"{metric}{(COUNTED if is_count else LEADS).get(bound, LEADS[bound])}{size}"
    # 增加 and its kin often close the metric already: 城镇新增就业 + 增加 says it twice.
    verb = "" if metric.endswith(verb) or change == Change.INCREASE else verb
    return f"{metric}{verb}{STRICT.get(bound, '')}{size}{AFTER_CHANGE.get(bound, '')}"
