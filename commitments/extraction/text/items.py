"""Tell the items of a list from headings and from broken lines, where only their words mark them.

>>> lines = ["2023年重点民生事项", "9 新增就业5万人", "10 发放贷款2亿元", "11 改造小区30个"]
>>> sorted(counted_items(lines))
[1, 2, 3]
>>> opens_with_a_deed("改造老旧小区20个"), opens_with_a_deed("改造的意义")
(True, False)
"""

import re
from collections.abc import Sequence

from commitments.extraction.lexicon.marks import BULLETS
from commitments.extraction.lexicon.words import CREATIONS, LONGEST_CREATION

# 10 新增…: a number and a space, where 10． may stand as well.
COUNTED_ITEM = re.compile(r"(?P<number>\d{1,3})[ \u3000\xa0]+(?=[\u4e00-\u9fff“《])")
CHAIN_LEAST = 3
# Between two numbers of a list may stand the lines of the item and a title.
CHAIN_GAP = 8
DEEDS = re.compile(
    r"(?:完成|启动|开工|编制|出台|制定|印发|举办|开展|组织|发放|培训|推广|普及|优化|提高|提升|改扩?建"
    r"|新改扩?建|改造|整治|筹建|开发|安置|放映|实施|落实|建立|建设|建成|创建|开通|引进|培育|修缮|投放"
    r"|为\S{0,12}\d|对\S{0,12}\d|免费|资助|救助|打通|打造|推进|推动|加快|确保|力争|实现|继续)"
)
# How and when it is done may stand before the deed; a bullet before both.
BULLET = re.compile(rf"[{BULLETS}]\s*")
HOW = re.compile(
    r"(?:全年|年内|今年|一体|重点|全力|全面|加快|持续|继续|稳步|有序|扎实|深入|大力|着力|积极|统筹|高标准|高质量|高水平|再|新)+"
)
NOUN = re.compile(r"\S{0,6}(?:的|情况|成效|回顾|意义|要求|原则|思路|措施|安排)$")
ENDS_COUNTED = re.compile(
    r"\d[\d.,]*(?:万|亿|千|百)*[\u4e00-\u9fff%％]{1,5}(?:以上|左右|以内)?[；;]?$"
)
DUTY_AT_END = re.compile(
    r"(?:牵头|责任|主责|承办|主办|负责|配合|协办|参与)(?:单位|部门|领导)[:：][^。；;:：]{2,120}$"
)


def counted_items(lines: Sequence[str]) -> frozenset[int]:
    """The indexes of lines that open with a number and a space, each one more than the last."""
    found: list[int] = []
    chain: list[int] = []
    last = 0
    for index, line in enumerate(lines):
        match = COUNTED_ITEM.match(line)
        if match is None:
            continue
        number = int(match["number"])
        if not chain or number != last + 1 or index - chain[-1] > CHAIN_GAP:
            found += chain if len(chain) >= CHAIN_LEAST else []
            chain = []
        chain.append(index)
        last = number
    return frozenset((*found, *(chain if len(chain) >= CHAIN_LEAST else ())))


def opens_with_a_deed(line: str) -> bool:
    """Whether a line begins with what is to be done: 新建, 完成, ●全年新增, 为1200名…"""
    line = without_bullet(line)
    how = HOW.match(line)
    deed = _is_deed(line) or (how is not None and _is_deed(line[how.end() :]))
    return deed and NOUN.match(line) is None


def without_bullet(line: str) -> str:
    """A line without the bullet it opens with."""
    bullet = BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _is_deed(line: str) -> bool:
    return DEEDS.match(line) is not None or any(
        line[:length] in CREATIONS for length in range(LONGEST_CREATION, 1, -1)
    )


def ends_counted(line: str) -> bool:
    """Whether a line ends with an amount: 新增学位900个."""
    return ENDS_COUNTED.search(line, max(0, len(line) - 24)) is not None


def ends_with_duty(line: str) -> bool:
    """Whether a line ends with who answers for it: 责任单位：区教委."""
    if line[-1:] in "，、,":
        return False
    return DUTY_AT_END.search(line, max(0, len(line) - 160)) is not None
