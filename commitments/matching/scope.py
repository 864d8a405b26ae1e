"""Of whom and of where a name speaks: the nation or a place, town or country, its grade.

>>> read("全国城镇居民人均可支配收入")
(Scope(place='nation', people='town', grade=''), '居民人均可支配收入')
>>> read("省级以上重点龙头企业")
(Scope(place='', people='', grade='省'), '重点龙头企业')
"""

import re
from dataclasses import dataclass
from typing import Final

NATION: Final = "nation"
OWN: Final = "own"
TOWN, COUNTRY, BOTH, ALL = "town", "country", "both", "all"

_PLACES: Final = re.compile(
    r"^(?:(?P<nation>全国(?!重点|统一|性|文明|百强)|我国|国内(?=生产总值))|(?P<own>全[省市区县州盟旗镇域]|我[省市区县州]|[省市区]内|地方|本[省市区县])"
    r"|全社会|各地)"
)
_PEOPLE: Final = re.compile(
    r"(?P<who>城乡|城镇|农村|农民|全体|全省|全市)(?:常住)?(?=居民|低保|最低生活保障|人均|收入|特困|地区居民)"
)
_GROUPS: Final = {
    "城镇": TOWN,
    "农村": COUNTRY,
    "农民": COUNTRY,
    "城乡": BOTH,
    "全体": ALL,
    "全省": ALL,
    "全市": ALL,
}
_GRADE: Final = re.compile(
    r"(?P<one>国家|省|市|区|县|自治区|部)级(?:(?:及|或)?以上)?|(?P<two>国家)(?=专精特新|卓越|绿色工厂|技术创新|企业技术)"
)
# Only where the thing itself is people does 城镇 against nothing matter.
OF_PEOPLE: Final = re.compile(r"居民|收入|低保|人均|特困|养老金|住房面积|消费支出")


@dataclass(frozen=True, slots=True)
class Scope:
    place: str = ""
    people: str = ""
    grade: str = ""

    def or_else(self, other: "Scope") -> "Scope":
        """With what the other says where this one says nothing."""
        return Scope(
            self.place or other.place, self.people or other.people, self.grade or other.grade
        )


def read(name: str) -> tuple[Scope, str]:
    """The scope that a name says, and the name without it."""
    place = people = grade = ""
    while match := _PLACES.match(name):
        place = place or (NATION if match["nation"] else OWN if match["own"] else "")
        name = name[match.end() :]
    if match := _PEOPLE.search(name):
        people = _GROUPS[match["who"]]
        name = name[: match.start()] + name[match.end() :]
    if match := _GRADE.search(name):
        grade = (match["one"] or match["two"]).replace("自治区", "省")
        name = name[: match.start()] + name[match.end() :]
    return Scope(place, people, grade), name


def people_agree(one: Scope, other: Scope, thing: str) -> bool:
    """Whether both speak of the same people; what is said of all says nothing of a part."""
    if one.people == other.people:
        return True
    said = {one.people, other.people}
    if "" in said:
        return bool(said & {ALL, BOTH}) or OF_PEOPLE.search(thing) is None
    return said == {ALL, BOTH}
