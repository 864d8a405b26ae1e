"""Work out the first and the last day of a date or period from the words that name it.

>>> month(2028, 2, None)
(datetime.date(2028, 2, 1), datetime.date(2028, 2, 29))
>>> part(2026, "三季度")
(datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
"""

import calendar
from datetime import date, timedelta

from commitments.extraction.dates import counted, holidays
from commitments.extraction.quantities.numerals import spell

Span = tuple[date | None, date | None]
Groups = dict[str, str | None]

UNKNOWN: Span = (None, None)
FIRST_PLAN_YEAR = {
    "一": 2006,
    "二": 2011,
    "三": 2016,
    "四": 2021,
    "五": 2026,
    "六": 2031,
    "七": 2036,
}
PLAN_YEARS = 5
HALF = {"上半年": (1, 6), "下半年": (7, 12)}
QUARTERS = {"一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
RELATIVE = {"今": 0, "本": 0, "当": 0, "全": 0, "新": 0, "明": 1, "后": 2, "去": -1, "上": -1,
            "前": -2, "同": -1}  # fmt: skip
BESIDE = {"上": -1, "下": 1, "本": 0, "这": 0}
# Of a month in three parts, the last day of each but the third.
THIRDS = {"上旬": 10, "中旬": 20}
SPELLED_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
MID_CENTURY = 2050
CENTURY_END = 2100


def months(year: int | None, first: int, last: int) -> Span:
    if year is None or not 1 <= year <= date.max.year:
        return UNKNOWN
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def month(year: int | None, number: int, third: str | None) -> Span:
    first, last = months(year, number, number)
    if last and third in THIRDS:
        last = last.replace(day=THIRDS[third])
    return first, last


def part(year: int | None, name: str | None) -> Span:
    """上半年, 三季度, 年初 of a year; 底 and 前 are its end."""
    if not name:
        return months(year, 1, 12)
    if name in HALF:
        return months(year, *HALF[name])
    if "季度" in name:
        quarter = QUARTERS[name[name.index("季度") - 1]]
        return months(year, quarter * 3 - 2, quarter * 3)
    if name.endswith("初"):
        return months(year, 1, 3)
    if "中" in name:
        return months(year, 1, 6)
    if name.endswith("前") and "底" not in name and "末" not in name:
        # 2030年前 has always been used for "by the end of 2030" in plans.
        return months(year, 1, 12)
    return months(year, 12, 12)[0], months(year, 1, 12)[1]


def day(year: int | None, named_month: str, named_day: str | None, third: str | None) -> Span:
    number = _number(named_month)
    if not named_day:
        return month(year, number, third)
    try:
        whole = date(year, number, _number(named_day)) if year else None
    except ValueError:
        return months(year, number, number)
    return whole, whole


def years(groups: Groups, today: date | None) -> Span:
    return months(int(groups["from_year"] or 0), 1, 1)[0], months(
        int(groups["to_year"] or 0), 12, 12
    )[1]


def stamp(groups: Groups, today: date | None) -> Span:
    return day(int(groups["stamp"] or 0), groups["stamp_month"] or "", groups["stamp_day"], None)


def stamp_of_month(groups: Groups, today: date | None) -> Span:
    return day(int(groups["stamp_of_month"] or 0), groups["month_of_stamp"] or "", None, None)


def year(groups: Groups, today: date | None) -> Span:
    named = int((groups["year"] or "").translate(SPELLED_DIGITS))
    if groups["month"]:
        return day(named, groups["month"], groups["day"], groups["mpart"])
    if groups["holiday_of_year"]:
        return _before(groups["holiday_of_year"], date(named, 1, 1), named)
    return part(named, groups["part"])


def plan(groups: Groups, today: date | None) -> Span:
    first = FIRST_PLAN_YEAR[(groups["plan"] or "").strip("“”")[1]]
    last = first + PLAN_YEARS - 1
    match groups["plan_part"]:
        case "开局之年":
            return months(first, 1, 12)
        case "收官之年":
            return months(last, 1, 12)
        case _:
            return date(first, 1, 1), date(last, 12, 31)


def both(groups: Groups, today: date | None) -> Span:
    if today is None:
        return UNKNOWN
    return date(today.year, 1, 1), months(today.year + 1, 12, 12)[1]


def relative(groups: Groups, today: date | None) -> Span:
    if today is None:
        return UNKNOWN
    named = today.year + RELATIVE[(groups["rel"] or "")[0]]
    if groups["rel_month"]:
        return day(named, groups["rel_month"], groups["rel_day"], groups["rel_mpart"])
    if groups["rel_holiday"]:
        return _before(groups["rel_holiday"], today, named)
    inside = groups["rel_part"]
    return part(named, None if inside == "内" else inside)


def ahead(groups: Groups, today: date | None) -> Span:
    if today is None:
        return UNKNOWN
    count = max(1, counted.amount(groups["ahead"] or "一"))
    first = today.year if count >= 3 else today.year + 1
    return months(first, 1, 12)[0], months(first + count - 1, 1, 12)[1]


def back(groups: Groups, today: date | None) -> Span:
    if today is None:
        return UNKNOWN
    count = max(1, counted.amount(groups["back"] or groups["since"] or "一"))
    return months(max(1, today.year - count), 1, 12)[0], months(today.year - 1, 1, 12)[1]


def counted_years(groups: Groups, today: date | None) -> Span:
    """从2012年起5年内, 今年起用三年时间: the year named is the first."""
    named = (groups["counted_year"] or "").rstrip("年")
    if not named.isdecimal() and today is None:
        return UNKNOWN
    first = int(named) if named.isdecimal() else (today or date.min).year + RELATIVE[named[0]]
    return months(first, 1, 1)[0], counted.years_from(
        first, counted.amount(groups["counted"] or "")
    )


def since_issue(groups: Groups, today: date | None) -> Span:
    if today is None:
        return UNKNOWN
    count = counted.amount(groups["issued_count"] or "")
    return today, counted.after(today, count, groups["issued_unit"] or "")


def spent(groups: Groups, today: date | None) -> Span:
    if today is None:
        return UNKNOWN
    return today, counted.years_ahead(today, counted.amount(groups["spent_count"] or ""))


def within(groups: Groups, today: date | None) -> Span:
    if today is None:
        return UNKNOWN
    count, unit = counted.amount(groups["within_count"] or ""), groups["within_unit"] or ""
    if unit == "年" and count > 1:
        return today, counted.years_ahead(today, count)
    return today, counted.after(today, count, unit)


def near_month(groups: Groups, today: date | None) -> Span:
    """上月, 本月底, 下月底前; 月底前 is that of this month."""
    if today is None:
        return UNKNOWN
    step = BESIDE[(groups["which_month"] or "本")[0]]
    named_year, named_month = divmod(today.year * 12 + today.month - 1 + step, 12)
    return months(named_year, named_month + 1, named_month + 1)


def near_quarter(groups: Groups, today: date | None) -> Span:
    if today is None:
        return UNKNOWN
    place = today.year * 4 + (today.month - 1) // 3 + BESIDE[(groups["which_quarter"] or "本")[0]]
    named_year, quarter = divmod(place, 4)
    return months(named_year, quarter * 3 + 1, quarter * 3 + 3)


def near_week(groups: Groups, today: date | None) -> Span:
    if today is None or today.year >= date.max.year:
        return UNKNOWN
    monday = today - timedelta(days=today.weekday())
    monday += timedelta(weeks=BESIDE[groups["which_week"] or "本"])
    return monday, monday + timedelta(days=6)


def so_far(groups: Groups, today: date | None) -> Span:
    """前三季度, 前11个月: from January on."""
    written = groups["so_far_months"]
    last = (_number(written) if written else 9) if today else 0
    return months(today.year, 1, last) if today else UNKNOWN


def till_month(groups: Groups, today: date | None) -> Span:
    """1—10月: the last one counts."""
    number, third = groups["till_month"] or "", groups["till_part"]
    return day(today.year if today else None, number, None, third)


def lone_month(groups: Groups, today: date | None) -> Span:
    number = (groups["lone_month"] or "").rstrip("月 \u3000")
    named = today.year if today else None
    return day(named, number, groups["lone_day"], groups["lone_part"])


def lone(groups: Groups, today: date | None) -> Span:
    name = groups["lone"] or ""
    known = name in HALF or "季度" in name or "中" in name
    return part(today.year if today else None, name if known else None)


def half_year(groups: Groups, today: date | None) -> Span:
    return (today, counted.after(today, 6, "个月")) if today else UNKNOWN


def century(groups: Groups, today: date | None) -> Span:
    last = MID_CENTURY if groups["century_part"] == "中叶" else CENTURY_END
    return date(last - 49, 1, 1), date(last, 12, 31)


def holiday(groups: Groups, today: date | None) -> Span:
    name = (groups["holiday"] or "").strip("“”")
    return _before(name, today, None) if today else UNKNOWN


def _before(name: str, today: date, named: int | None) -> Span:
    last = holidays.day_before(name, today, year=named)
    return (min(today, last) if last else None), last


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else spell(written)
