"""Word lists as they are written down: words with spaces between, tables with heads.

>>> entries("碳排放: 二氧化碳排放量 碳排放量 研发: R&D")
{'二氧化碳排放量': '碳排放', '碳排放量': '碳排放', 'R&D': '研发'}
>>> words("建设 改造")
('建设', '改造')
>>> longest_first(("建设", "建设改造"))
'建设改造|建设'
"""

import re
from collections.abc import Iterable


def entries(table: str) -> dict[str, str]:
    """Each written word with the head of its line; lines without a head go on with the last."""
    found: dict[str, str] = {}
    head = ""
    for word in table.split():
        if word.endswith(":"):
            head = word[:-1]
        else:
            found[word] = head
    return found


def words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


def longest_first(words: Iterable[str]) -> str:
    """A pattern in which no word hides a longer one that begins with it."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
