r"""Take a text apart into its printed lines, without page numbers.

>>> [line.text for line in printed_lines("统筹教育\n\n— 12 —\n\n科技人才\n")]
['统筹教育', '科技人才']
>>> is_row("任务\t责任单位"), is_row("| 任务 |"), is_row("建成公园")
(True, True, False)
"""

import re
from itertools import pairwise
from typing import NamedTuple

# Space that may stand beside a line break; a tab parts the cells of a row and is none of it.
SPACE = " \u3000\xa0\u2002\u2003\r\ufeff\u200b\u2060\xad"
LINE_END = "\n\f\v\x85\u2028\u2029"
# The first sign is taken before it is told which it is: so the regex engine skips to the next.
BREAK = re.compile(
    rf"[{LINE_END}\r\ufeff\u200b\u2060\xad]"
    rf"(?:(?<=[{LINE_END}])[{SPACE}{LINE_END}]*|(?<=\r)(?!\n)|(?<=[^\r])[\ufeff\u200b\u2060\xad]*)"
)
BLANK_LINE = re.compile(rf"[{LINE_END}][{SPACE}]*[{LINE_END}]")
INVISIBLE = "\ufeff\u200b\u2060\xad"

# — 12 —, - 3 -, 第3页 共10页: printed between the halves of a paragraph, never part of it.
FURNITURE = re.compile(
    r"[—\-–─·•]{1,3}\s*\d{1,4}\s*[—\-–─·•]{1,3}|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+"
)
BARE_PAGE_NUMBER = re.compile(r"\d{1,3}")

TERMINAL = frozenset("。！？!?…")
NO_FIGURE = frozenset("—–-－")  # a cell of a table that gives a line to each
FIGURE = re.compile(r"[<>≥≤〔]?[\d.,]+[%％]?")
STROKE = re.compile(r"[|｜│┃]")
PAGE_NUMBER_LENGTH = 20
PAGE_LEAST = 8  # fewer lines than any page has


class PrintedLine(NamedTuple):
    """One printed line without the space around it."""

    start: int
    end: int
    text: str
    indented: bool
    after_blank: bool
    glued: bool


def printed_lines(text: str) -> list[PrintedLine]:
    """The printed lines that hold anything, page numbers left out."""
    lines: list[PrintedLine] = []
    start, gap = 0, ""
    for separator in BREAK.finditer(text):
        _add(lines, text, start, separator.start(), gap)
        if len(lines) and lines[-1].end > start:
            gap = separator[0]
        else:
            gap += separator[0]
        start = separator.end()
    _add(lines, text, start, len(text), gap)
    return _without_page_numbers(lines)


def _add(lines: list[PrintedLine], text: str, start: int, end: int, gap: str) -> None:
    content = text[start:end].rstrip(SPACE)
    if not lines:
        content, before = content.lstrip(SPACE), len(content)
        start += before - len(content)
    if content:
        glued = bool(gap) and gap.strip(INVISIBLE) == ""
        indented = gap.endswith(("\u3000\u3000", "\xa0\xa0", "    "))
        blank = bool(gap) and BLANK_LINE.search(gap) is not None
        lines.append(PrintedLine(start, start + len(content), content, indented, blank, glued))


def _without_page_numbers(lines: list[PrintedLine]) -> list[PrintedLine]:
    kept: list[PrintedLine] = []
    figures = [
        index
        for index, line in enumerate(lines)
        if line.text in NO_FIGURE or FIGURE.fullmatch(line.text)
    ]
    # Figures close to each other are cells of a table that gives each a line.
    cells = {at for pair in pairwise(figures) if pair[1] - pair[0] <= PAGE_LEAST for at in pair}
    for index, line in enumerate(lines):
        if len(line.text) <= PAGE_NUMBER_LENGTH:
            if FURNITURE.fullmatch(line.text):
                continue
            after = lines[index + 1] if index + 1 < len(lines) else None
            if (
                BARE_PAGE_NUMBER.fullmatch(line.text)
                and index not in cells
                and line.after_blank
                and after
                and after.after_blank
                and kept
                and kept[-1].text[-1] not in TERMINAL
            ):
                continue
        kept.append(line)
    return kept


def is_row(line: str) -> bool:
    """Whether a line is a row of a table, or a cell of one: tabs or upright strokes part it."""
    return "\t" in line or has_strokes(line)


def has_strokes(line: str) -> bool:
    found = STROKE.findall(line)
    if not found:
        return False
    bare = line.strip()
    return len(found) > 1 or bool(STROKE.match(bare[0]) or STROKE.match(bare[-1]))
