"""Make entered text fit to be printed: no characters that XML forbids, no broken lines."""

import re

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
