"""Read the words before a number from right to left, up to the thing it measures.

>>> prefix = read("地区生产总值力争同比增长", 0, 12)
>>> prefix.end, sorted(prefix.roles)
(6, [<Role.FILLER: 'filler'>, <Role.FUTURE: 'future'>, <Role.RISE: 'rise'>])
"""

import re
from typing import NamedTuple

from commitments.extraction.lexicon.words import (
    CREATIONS,
    ENDINGS,
    LONGEST_CREATION,
    LONGEST_ENDING,
    Role,
    entries,
)

DATE = "■"
_TRIMMED = " \u3000\xa0,"
_NOT_PEELED = ("城镇新增", "净新增", "新增", "能耗降低", "规上")
_LIMIT = 12
RANKED = re.compile(
    r"(?:(?:[稳跃位均仍]|继续)?[居列排](?:在)?|保持|升至|进入|跻身)?"
    r"(?:全国|全省|全球|世界|亚洲|中部|西部|东部|中西部|东北|地区|全市|全区|各?省区?市?|城市|同类|国内"
    r"|首次|前列)+$"
)


class Prefix(NamedTuple):
    """What stands before a number: the metric up to `end`, and the roles found behind it.

    `verb` is where the word of rise, fall or creation nearest to the number begins.
    """

    start: int
    end: int
    roles: frozenset[Role]
    verb: int
    word: str = ""


def read(text: str, start: int, end: int) -> Prefix:
    """Peel known words off `text[start:end]` from the right."""
    roles: set[Role] = set()
    verb, word = -1, ""
    at = end
    for _ in range(_LIMIT):
        at = _without_dates(text, start, at)
        if at <= start or text.endswith(_NOT_PEELED, start, at):
            break
        length = _ending(text, start, at)
        if not length:
            break
        found = text[at - length : at]
        role = ENDINGS[found]
        if Role.HOLD in roles and role in (Role.RISE, Role.FALL):
            break  # 增长保持在5%: the growth is held, not the thing.
        if role is not Role.TO or not roles & {Role.RISE, Role.FALL}:
            roles.add(role)  # 按增长5%: what stands before the verb of rise says nothing of it
        if length > 1 and found[-1] in "到至":
            roles.add(Role.TO)  # 提升至
        at -= length
        if role in (Role.RISE, Role.FALL) and verb < 0:
            verb, word = at, found
    return Prefix(start, at, frozenset(roles), verb, word)


def without_rank(text: str, prefix: Prefix) -> Prefix:
    """Without where the rank was reached: 规模|稳居全国."""
    place = RANKED.search(text, prefix.start, prefix.end)
    return prefix if place is None else read(text, prefix.start, place.start())


def _ending(text: str, start: int, at: int) -> int:
    for length in range(min(LONGEST_ENDING, at - start), 0, -1):
        if text[at - length : at] in ENDINGS:
            if length == 1 and _inside_a_word(text, start, at):
                continue
            return length
    return 0


# What before a single character makes it part of a word that must stay whole: 新高, 附近.
_WORD_ENDS = entries(
    """
    高:提新升 低:最降 多:许众 为:作成认行 在:存所现潜 有:拥所具国持专 至:甚乃 到:得 增:新
    升:提上回 降:下 减:裁精增 上:规网线以 是:但 居:民定同安移旧人 列:系行陈序班专 排:安减
    分:部成得评积 近:附 约:节 达:发 均:人户亩地车平 要:需重主纪 应:供反效响适 与:参
    和:平温共饱 及:普 由:自理缘 较:比 比:占同环之对入 少:减 稳:平 快:加 共:公 并:合 需:内 涨:上
    就:成 则:规原准 等:平高中同初 都:首成 拟:虚模
    """
)


def _inside_a_word(text: str, start: int, at: int) -> bool:
    before = text[at - 2 : at - 1] if at - 2 >= start else ""
    return bool(before) and before in _WORD_ENDS.get(text[at - 1], "")


def _without_dates(text: str, start: int, at: int) -> int:
    """Past masked dates and space, and the 年 or 的 that goes with them."""
    while at > start:
        last = text[at - 1]
        if (
            last == DATE
            or last in _TRIMMED
            or (last in "的末期" and at - 1 > start and text[at - 2] == DATE)
        ):
            at -= 1
        else:
            break
    return at


def creation(text: str, start: int, end: int) -> int:
    """Length of the creating verb that `text[start:end]` ends with, or 0."""
    for length in range(min(LONGEST_CREATION, end - start), 1, -1):
        if text[end - length : end] in CREATIONS:
            return length
    return 0


def creation_at(text: str, start: int, end: int) -> int:
    """Length of the creating verb that `text[start:end]` begins with, or 0."""
    for length in range(min(LONGEST_CREATION, end - start), 1, -1):
        if text[start : start + length] in CREATIONS:
            return length
    return 0


def creations_at(text: str, start: int, end: int) -> int:
    """Length of the creating verbs that `text[start:end]` begins with: 支持|培养."""
    length = creation_at(text, start, end)
    return length + creation_at(text, start + length, end) if length else 0
