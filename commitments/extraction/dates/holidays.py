"""Know the days of feasts and seasons by which things are promised: 春节前, 汛期前, 入冬前.

>>> day_before("春节", date(2026, 1, 5)), day_before("国庆", date(2026, 11, 1))
(datetime.date(2026, 2, 16), datetime.date(2027, 9, 30))
>>> day_before("春节", date(2026, 1, 5), year=2027)
datetime.date(2027, 2, 5)
"""

from datetime import date, timedelta

from chinese_calendar import get_solar_terms

FIRST_LUNAR_YEAR = 2000
# The first day of the first month, the fifth of the fifth, the fifteenth of the eighth.
SPRING_FESTIVAL = (
    "0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208 0128"
    " 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208"
    " 0128 0215 0204 0124 0212 0201 0122 0210 0130 0217 0206 0126 0214 0202 0123"
)
DRAGON_BOAT = (
    "0606 0625 0615 0604 0622 0611 0531 0619 0608 0528 0616 0606 0623 0612 0602 0620 0609 0530"
    " 0618 0607 0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605 0624 0612 0601 0620 0610"
    " 0530 0618 0607 0527 0614 0603 0622 0611 0531 0619 0608 0529 0615 0604 0623"
)
MID_AUTUMN = (
    "0912 1001 0921 0911 0928 0918 1006 0925 0914 1003 0922 0912 0930 0919 0908 0927 0915 1004"
    " 0924 0913 1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912 1001 0919 0908 0927 0916"
    " 1004 0924 0913 1002 0920 0910 0928 0917 1005 0925 0915 1004 0922 0911 0930"
)
LUNAR = {"春节": SPRING_FESTIVAL, "元宵": SPRING_FESTIVAL, "端午": DRAGON_BOAT, "中秋": MID_AUTUMN}
LANTERNS = timedelta(days=14)
SOLAR_TERMS = {"清明": "清明", "入冬": "立冬", "入夏": "立夏", "入秋": "立秋"}
# Seasons as most of the country sets them: floods from June, heating from 15 November.
FIXED = {
    "元旦": (1, 1), "两节": (1, 1), "双节": (1, 1), "三八": (3, 8), "植树节": (3, 12),
    "五一": (5, 1), "劳动节": (5, 1), "六一": (6, 1), "七一": (7, 1), "建党节": (7, 1),
    "八一": (8, 1), "教师节": (9, 10), "国庆": (10, 1), "十一": (10, 1), "高考": (6, 7),
    "春季开学": (3, 1), "开学": (9, 1), "暑假": (7, 1), "暑期": (7, 1), "寒假": (1, 20),
    "春耕": (3, 1), "汛期": (6, 1), "入汛": (6, 1), "雨季": (6, 1), "台风季": (7, 1),
    "采暖": (11, 15), "供暖": (11, 15), "取暖": (11, 15), "供热": (11, 15),
}  # fmt: skip
NAMES = (*FIXED, *LUNAR, *SOLAR_TERMS)


def day_before(name: str, today: date, *, year: int | None = None) -> date | None:
    """The last day before a feast or season: of the year named, else the next one to come."""
    for one in (year,) if year else (today.year, today.year + 1):
        first = _first_day(name, one)
        if first and (year or first > today):
            return first - timedelta(days=1)
    return None


def _first_day(name: str, year: int) -> date | None:
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in LUNAR:
        days = LUNAR[name].split()
        place = year - FIRST_LUNAR_YEAR
        if not 0 <= place < len(days):
            return None
        day = date(year, int(days[place][:2]), int(days[place][2:]))
        return day + LANTERNS if name == "元宵" else day
    try:
        terms = get_solar_terms(date(year, 1, 1), date(year, 12, 31))
    except (ValueError, NotImplementedError):
        return None
    return next((day for day, term in terms if term == SOLAR_TERMS[name]), None)
