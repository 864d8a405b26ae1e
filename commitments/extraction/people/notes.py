"""Read what a note says about responsibility: who leads, who supports, and for how long.

>>> read("生态环境部牵头，国家发展改革委、农业农村部参与")
Duty(units=('生态环境部', '国家发展改革委', '农业农村部'), standing=())
>>> read("商务部指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出")
Duty(units=('试点城市政府', '商务部'), standing=('试点城市政府',))
"""

import re
from dataclasses import dataclass

from commitments.extraction.lexicon.organisations import is_listed, split

LEAD = "牵头|主责|责任|承办|主办|主管|完成|负责|落实|实施"
SUPPORT = "配合|协办|参与|参加|协助|支持"
# 牵头单位：A；配合单位：B
# 牵头单位：A；配合单位：B; 牵头考核单位：A; 责任领导 and 责任人 are persons.
_AS = r"(?:单位|部门|处室|科室|主体)"
LABEL = re.compile(
    rf"(?P<role>{LEAD}|{SUPPORT})(?:考核|落实|实施|及?配合|和?负责|[（(][^（）()]{{1,6}}[）)])?{_AS}(?:和{_AS})?"
    rf"[:：]\s*(?P<units>[^；;。:：]+?)"
    rf"(?=[；;。]|[，,、\s]*(?:{LEAD}|{SUPPORT}|办结|联系)[\u4e00-\u9fff]{{0,4}}(?:[:：]|$)|$)"
)
# A、B负责; A牵头; B、C配合; the units stand before the verb.
DOES = re.compile(
    r"(?P<units>[^；;。:：]*?)(?P<role>牵头负责|负责落实|负责|牵头|配合|协助|协同|协办|参与|参加|支持|指导|落实|承办|主办|实施"
    r"|完成)"
    r"(?=[，,；;。、）)]|牵头|组织|实施|落实|按|$)"
)
# 以下均由A负责, 以下均需A落实: for all that follows, not for one passage.
STANDING = re.compile(
    r"(?:以下|下列|下述)(?:各项)?(?:任务|工作|内容)?[均都]?(?:由|需|请)(?P<units>[^，。；]+?)(?:负责|落实|牵头|组织|完成)"
)
# Whom a role stands before when several are named.
RANK = {"指导": 1, "配合": 2, "协助": 2, "协同": 2, "参与": 2, "参加": 2, "支持": 2, "协办": 2}
GENERAL = re.compile(r"^(?:各|有关|相关|地方|试点|属地|省级|市级|县级|行业|主管)")


@dataclass(frozen=True, slots=True)
class Duty:
    """Units named by a note, lead first, and those that stand for all that follows."""

    units: tuple[str, ...]
    standing: tuple[str, ...] = ()


def read(note: str) -> Duty | None:
    """The duty a note lays down; None when it names nobody."""
    standing: tuple[str, ...] = ()
    if general := STANDING.search(note):
        standing = _units(general["units"])
        note = note[: general.start()]
    ranked: list[tuple[int, str]] = []
    labelled = LABEL.search(note) is not None
    for match in (LABEL if labelled else DOES).finditer(note):
        rank = RANK.get(match["role"], 0)
        # Behind a label names count as they stand, whatever their ending.
        units = split(match["units"]) if labelled else _units(match["units"])
        ranked += [(rank, name) for name in units]
    units = tuple(dict.fromkeys(name for _, name in sorted(ranked, key=lambda one: one[0])))
    return Duty(units, standing) if units or standing else None


def _units(names: str) -> tuple[str, ...]:
    """The units of a list in which at least one is known by its name to be a unit."""
    found = split(names)
    known = any(is_listed(name) or GENERAL.match(name) for name in found)
    return found if known else ()
