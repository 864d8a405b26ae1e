"""The words around a figure in its text, as far as they belong to it.

>>> text = "一年来，全市增长5%，其中民间投资增长3%。"
>>> lead(text, 13), sentence_before(text, 13)
('其中', '一年来，全市增长5%，其中')
"""

import re
from typing import Final

REACH: Final = 400
SENTENCE_ENDS: Final = "。！？；\n"
CLAUSE_ENDS: Final = "。！？；\n，："
MARKS: Final = "。！？；\n，、：:（("
_SPACE: Final = re.compile(r"\s+")


def _from(text: str, start: int, marks: str) -> str:
    low = max(0, start - REACH)
    begin = max((text.rfind(mark, low, start) for mark in marks), default=-1) + 1
    return _SPACE.sub("", text[max(begin, low) : start])


def lead(text: str, start: int) -> str:
    """What stands in front of a figure's name, back to the last mark."""
    return _from(text, start, MARKS)


def clause_before(text: str, start: int) -> str:
    """What its clause has said before the place, the members of a list with it."""
    return _from(text, start, CLAUSE_ENDS)


def sentence_before(text: str, start: int) -> str:
    """What the sentence has said before the place."""
    return _from(text, start, SENTENCE_ENDS)


def tail(text: str, end: int, reach: int = 24) -> str:
    """What follows a figure, up to the end of its sentence."""
    stretch = text[end : end + reach]
    for at, sign in enumerate(stretch):
        if sign in SENTENCE_ENDS:
            return stretch[:at]
    return stretch
