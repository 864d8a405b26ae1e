"""Part a list of named things into its members: 秦沈高速二期、长海大桥等重点项目 are two.

>>> text = "秦沈高速二期、长海大桥等重点项目"
>>> [thing.name for thing in members(text, 0, len(text))]
['秦沈高速二期', '长海大桥']
>>> text = "济南、青岛、枣庄算力枢纽"
>>> [thing.name for thing in members(text, 0, len(text))]
['济南、青岛、枣庄算力枢纽']
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Thing(NamedTuple):
    """A named thing and its place in the text."""

    start: int
    end: int
    name: str


# 《…》 with a title inside the title.
TITLE = re.compile(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?》")
# A stretch without top-level commas: quotes, titles and brackets are taken whole.
PIECE = re.compile(
    r"(?:[^、《“‘（]+|《[^》\n]{0,200}》|“[^”\n]{0,200}”|‘[^’\n]{0,200}’|（[^）\n]{0,200}）)+"
)
# 等重点项目, 等一批重大交通项目: the class that the members belong to.
AND_SUCH = re.compile(
    r"等(?![级离额待候效奖次])(?=[^、，]{0,24}$)(?:[^、，]*(?:项目|工程|活动|赛事|会展|展会|会议"
    r"|文件|政策|设施|企业|场所|单位))?$"
)
# What a member that stands by itself ends with.
STANDS = re.compile(
    r"(?:工程|项目|高速|高铁|铁路|公路|大桥|隧道|通道|机场|航道|港区|码头|地铁|号线"
    r"|[一二三四五]期|水库|水厂"
    r"|电站|枢纽|产业园|园区|基地|中心|医院|校区|学校|大学|实验室|装置|平台|系统|场馆|博物馆"
    r"|图书馆|公园|示范区"
    r"|试验区|先导区|改扩建|扩建|扩容|扩能|改造|大会|峰会|论坛|博览会|交易会|运动会|会|节|赛|展"
    r"|月|季|办法|方案|规划"
    r"|条例|意见|措施|政策|细则|标准|清单|目录|计划|规定|基金|公司|集团|联盟|院|馆|所|剧场|厂|桥"
    r"|港|库|[》”])$"
)
NAME_END = 8  # characters in which the end of a name shows
_BEFORE_AND = "[》程目速铁路桥期库站园区地心院校室置台统馆会节赛展月季法案划例见施策则准单录]"
AND = re.compile(
    "|".join(rf"{word}(?<={_BEFORE_AND}{word})(?=.{{4}})" for word in ("和", "以及", "及", "与"))
)


def members(text: str, start: int, end: int, *, leading: bool = False) -> Iterator[Thing]:
    """The things that a list between two places names, each by itself where each has a name;
    the last reaches to the end of 等重点项目.

    With `leading`, names at the head of a list count although its tail is no name.
    """
    whole, such = end, AND_SUCH.search(text, start, end)
    if such:
        end = such.start()
    pieces = [(piece.start(), piece.end()) for piece in PIECE.finditer(text, start, end)]
    parted = [part for piece in pieces for part in _parted(text, *piece)]
    several = len(parted) > 1
    standing = [_stands(text[a:b], such is not None) for a, b in parted] if several else []
    if several and all(standing):
        yield from (Thing(a, b, text[a:b]) for a, b in parted[:-1])
        a, b = parted[-1]
        yield Thing(a, whole, text[a:b])
    elif several and leading and standing[0]:
        count = standing.index(False)
        yield from (Thing(a, b, text[a:b]) for a, b in parted[:count])
    elif start < end:
        yield Thing(start, whole, text[start:end])


def titles(text: str, start: int, end: int) -> Iterator[Thing]:
    """The papers named by title between two places."""
    for title in TITLE.finditer(text, start, end):
        yield Thing(title.start(), title.end(), title[0])


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Both sides of a 和 that joins two names."""
    begun = start
    for word in AND.finditer(text, start, end):
        if _is_name(text, begun, word.start()) and _is_name(text, word.end(), end):
            yield begun, word.start()
            begun = word.end()
    yield begun, end


def _is_name(text: str, start: int, end: int) -> bool:
    return STANDS.search(text, max(start, end - NAME_END), end) is not None


def _stands(name: str, listed: bool) -> bool:
    return len(name) >= (3 if listed else 4) and (listed or _is_name(name, 0, len(name)))
