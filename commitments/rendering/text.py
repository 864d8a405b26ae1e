"""Make entered text fit to be printed: no characters that XML forbids, no broken lines."""

import re
from unicodedata import east_asian_width

# Millimetres of a character in the small type of tables: Chinese, capital, any other.
WIDE_MM, CAPITAL_MM, NARROW_MM = 3.175, 2.2, 1.6

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026\U00020000-\U0003ffff"
BREAK_IN_CHINESE = re.compile(rf"(?<=[{WIDE}])\s*[\n\r\f]\s*(?=[{WIDE}])")

END_OF_SENTENCE = re.compile(r"[。！？；]|[.!?;](?= )")


def printable(text: str) -> str:
    """Drop what neither Word, Excel nor a browser may be given; it was invisible anyway.

    >>> printable("区体育局\\x07")
    '区体育局'
    """
    return FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """Join the lines of a page: a break between Chinese characters leaves no space behind.

    >>> one_line("人均体育场地\\n面积达到 3.7\\n平方米")
    '人均体育场地面积达到 3.7 平方米'
    """
    words = map(printable, BREAK_IN_CHINESE.sub("", text).split())
    return " ".join(filter(None, words))


def brief(text: str, longest: int) -> str:
    """The whole sentences that fit into so many characters, or else the beginning of the first.

    >>> brief("已完成主体结构。下一步安装设备，计划十月底前投入使用。", 16)
    '已完成主体结构。'
    """
    words = one_line(text)
    if len(words) <= longest:
        return words
    ends = [found.end() for found in END_OF_SENTENCE.finditer(words, 0, longest)]
    return words[: ends[-1]].rstrip() if ends else words[: longest - 1] + "…"


def fitting(text: str, millimetres: float) -> str:
    """As much as stands on one line of small type so wide, with … where something is cut off.

    >>> fitting("新建养老助餐点60个", 24)
    '新建养老助餐…'
    """
    words, room = one_line(text), millimetres
    for place, character in enumerate(words):
        room -= _width(character)
        if room < 0:
            return _cut(words[: place + 1], millimetres)
    return words


def _cut(words: str, millimetres: float) -> str:
    while words and sum(map(_width, words)) + WIDE_MM > millimetres:
        words = words[:-1]
    return words.rstrip() + "…"


def _width(character: str) -> float:
    if east_asian_width(character) in "WFA":
        return WIDE_MM
    return CAPITAL_MM if character.isupper() or character == "%" else NARROW_MM
