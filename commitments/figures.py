"""Figures and days as an office writes them, in Chinese and in English, and read back.

>>> chinese_figure(Decimal("1200000000000"), "元"), chinese_figure(Decimal("39331"), "张")
('1.2万亿元', '39331张')
>>> english_figure(Decimal("39331"), "beds"), english_figure(Decimal("60.0"), "%")
('39,331 beds', '60%')
>>> figure_of("1.2万亿"), day_of("2026年3月31日")
(Decimal('1200000000000.0'), datetime.date(2026, 3, 31))
"""

import re
import unicodedata
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

# Wide enough that no figure the evaluator can make is cut by writing it.
WRITING = Context(prec=400, rounding=ROUND_HALF_UP)
AS_GIVEN_DECIMALS = 6
SHORT_DECIMALS = 2
SIGNIFICANT = 4
PLAIN_BELOW = 100_000
UNSCALED = ("%", "％", "‰", "百分点", "万", "亿")
LONG_FROM = 10_000
CHINESE_SCALES = ((12, "万亿"), (8, "亿"), (4, "万"))
ENGLISH_SCALES = ((12, " trillion"), (9, " billion"), (6, " million"))
# Amounts of money stay exact in up to four decimals of 万 or 亿 (281.365亿元).
MONEY, MONEY_DECIMALS = "元", 4
# A unit that is none of these counts things.
MEASURES = re.compile(
    r"[%％‰]|.*百分点|[万亿].*|.*(?:元|平方[公千]?米|立方米|[公千厘毫]?米|公里|公顷|亩|吨.*|千克|公斤|克|斤"
    r"|千瓦时?|瓦|度|升|倍|年|岁|月|天|日|小时|分钟|分|秒|/.+|每.+|标准煤)"
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WRITTEN_FIGURE = re.compile(r"(?P<number>[-+]?[\d,]*\.?\d+)(?P<scale>万亿|万|亿|)%?")
WRITTEN_SCALES = {
    "": Decimal(1),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
}
WRITTEN_DAY = re.compile(r"(\d{4})(?:[-年./](\d{1,2})[-月./](\d{1,2})日?|(\d{2})(\d{2}))")


def figure_of(text: str) -> Decimal:
    """A number in its bare unit; full-width digits, commas and 万 or 亿 are understood.

    Anything else is a ValueError, a sign of per cent aside: the unit says it already.
    """
    match = WRITTEN_FIGURE.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if match is None:
        raise ValueError(text)
    return Decimal(match["number"].replace(",", "")) * WRITTEN_SCALES[match["scale"]]


def day_of(text: str) -> date:
    """A day in any form in which offices write it: 2026-3-31, 2026年3月31日, 20260331."""
    match = WRITTEN_DAY.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if match is None:
        raise ValueError(text)
    year, *parts = (int(part) for part in match.groups() if part)
    return date(year, *parts)


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def english_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def chinese_figure(value: Decimal, unit: str, *, exact: bool = False) -> str:
    """With 万 or 亿 where that makes it shorter; 万元 as a unit is not scaled once more.

    `exact` never cuts a digit, for tables that somebody adds up.
    """
    number, scale = value, ""
    if not unit.startswith(UNSCALED):
        number, scale = _scaled(value, CHINESE_SCALES, unit, exact=exact)
    return f"{_trimmed(number):f}{scale}{'个' if unit == '百分点' else ''}{unit}"


def english_figure(value: Decimal, unit: str, *, exact: bool = False) -> str:
    number, scale = _scaled(value, ENGLISH_SCALES, unit, exact=exact)
    if unit == "百分点":
        unit = "percentage point" if abs(value) == 1 else "percentage points"
    space = "" if unit in ("", "%", "％", "‰") else " "
    return f"{_trimmed(number):,f}{scale}{space}{unit}"


def is_counted(unit: str) -> bool:
    """Whether the unit counts things (个, 张, 人), which come in whole numbers only.

    >>> is_counted("张"), is_counted("平方米"), is_counted("万人"), is_counted("")
    (True, False, False, False)
    """
    return bool(unit) and MEASURES.fullmatch(unit) is None


def percent(ratio: Decimal, below: Decimal | None = None) -> str:
    """A ratio in percent with one decimal; never rounded up to a threshold it is `below`."""
    shown = _to_decimals(WRITING.multiply(ratio, Decimal(100)), 1)
    if below is not None and ratio < below <= WRITING.divide(shown, Decimal(100)):
        shown = WRITING.multiply(ratio, Decimal(100)).quantize(
            Decimal("0.1"), rounding=ROUND_FLOOR, context=WRITING
        )
    return f"{WRITING.plus(shown):f}%"


def threshold(ratio: Decimal) -> str:
    return f"{_trimmed(WRITING.multiply(ratio, Decimal(100))):f}%"


def _scaled(
    value: Decimal, scales: tuple[tuple[int, str], ...], unit: str, *, exact: bool
) -> tuple[Decimal, str]:
    """The figure in the largest scale that loses nothing in a few decimals.

    Where none does, a figure is cut to two decimals only if it has many digits before them, for
    what was just missed must not look like the target. Five digits are read as they are.
    """
    if abs(value) < PLAIN_BELOW:
        return value, ""
    for zeros, word in scales:
        number = value.scaleb(-zeros, WRITING)
        short = _to_decimals(number, MONEY_DECIMALS if unit == MONEY else SHORT_DECIMALS)
        if abs(number) >= 1 and number == short:
            return short, word
        if abs(number) >= LONG_FROM and not exact:
            return _to_decimals(number, SHORT_DECIMALS), word
    return value, ""


def _trimmed(value: Decimal) -> Decimal:
    """Without trailing zeros; what has more decimals than anyone measures was computed."""
    if value != _to_decimals(value, AS_GIVEN_DECIMALS):
        value = _to_decimals(value, max(SHORT_DECIMALS, SIGNIFICANT - 1 - value.adjusted()))
    whole = _to_decimals(value, 0)
    return WRITING.plus(whole) if value == whole else value.normalize(WRITING)


def _to_decimals(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), context=WRITING)
