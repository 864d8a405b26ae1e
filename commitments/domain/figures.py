"""Write quantities as Chinese offices write them."""

from decimal import Decimal

from commitments.choices import Change, Comparator

SCALES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
# Words that lead from a metric to its value, by what the value is and how it is bounded.
LEADS = {
    Comparator.EQ: "达到",
    Comparator.GTE: "不低于",
    Comparator.GT: "超过",
    Comparator.LTE: "不超过",
    Comparator.LT: "低于",
    Comparator.BETWEEN: "保持在",
    Comparator.APPROX: "达到",
}
CHANGES = {Change.GROWTH: "增长", Change.INCREASE: "增加", Change.DECREASE: "下降"}
AFTER_CHANGE = {
    Comparator.GTE: "以上",
    Comparator.GT: "以上",
    Comparator.LTE: "以内",
    Comparator.LT: "以内",
    Comparator.APPROX: "左右",
}


def amount(value: Decimal, unit: str = "") -> str:
    """A number with its unit, shortened to 万, 亿 or 万亿 where that loses no digit.

    >>> amount(Decimal("39331"), "张"), amount(Decimal("130000"), "人")
    ('39331张', '13万人')
    """
    for scale, name in SCALES:
        scaled = value / scale
        if abs(scaled) >= 1 and scaled == round(scaled, 2):
            return f"{_plain(scaled)}{name}{unit}"
    return f"{_plain(value)}{unit}"


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
    """
    size = amount(value, unit)
    if value_max is not None:
        size = f"{_plain(value)}—{amount(value_max, unit)}"
    verb = CHANGES.get(Change(change)) if change else None
    if verb is None:
        about = "约" if comparator == Comparator.APPROX else ""
        return f"{metric}{LEADS[Comparator(comparator)]}{about}{size}"
    # 增加 and its kin often close the metric already: 城镇新增就业 + 增加 says it twice.
    verb = "" if metric.endswith(verb) or change == Change.INCREASE else verb
    return f"{metric}{verb}{size}{AFTER_CHANGE.get(Comparator(comparator), '')}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
