"""Tell a paper that announces what is to come, and the bare lines in it that promise.

新建幼儿园50所 says nothing of time. Under “2023年，生活将有哪些新变化？”, or among the efforts of
a work report, it is promised, unless a word of the same paragraph says that it has been done.

>>> announced("2023年，市民的生活将有哪些新变化？", 2023)
'2023年，市民的生活将有哪些新变化'
>>> announced("2022年，生活发生了很大变化。", 2023) is None
True
>>> is_a_bare_promise("■新建幼儿园50所"), is_a_bare_promise("新建了幼儿园50所")
(True, False)
"""

import re

from commitments.extraction.lexicon.efforts import is_effort
from commitments.extraction.lexicon.marks import BULLETS
from commitments.extraction.lexicon.tense import ANNOUNCES, NARRATES, PROPOSES
from commitments.extraction.lexicon.words import CREATIONS

LEADING = 600
YEAR = re.compile(r"20\d\d")
MARKER = re.compile(
    rf"[\s{BULLETS}—-]*(?:[（(]?\d{{1,2}}[、.．)）]|[①-⑳]|[一二三四五六七八九十]{{1,2}}是"
    r"|[\u4e00-\u9fff]{2,6}(?:领域|方面)，|“[^”\n]{2,12}”[，：]?(?:即|就是|是指|是)?[，：]?)?\s*"
)
CREATION = re.compile("|".join(sorted(map(re.escape, CREATIONS), key=len, reverse=True)))
BULLET = re.compile(rf"\s*[{BULLETS}]")
MANNER = re.compile(
    r"(?:全年|年内|今年|重点|高质量|高标准|高水平|不断|持续|继续|全力|大力|着力|积极|全面|切实|扎实|深入|稳步|有序|进一步|聚力|确保|新|一体)*"
)
CLAUSE = re.compile(r"[^，。；,;！？\n]+")
# So many clauses that open with an effort make a paragraph of a work report one of tasks.
TASKS = 3


def announced(text: str, year: int | None) -> str | None:
    """The words at the head of a paper that announce a time to come; None without any."""
    for match in ANNOUNCES.finditer(text, 0, LEADING):
        years = [int(found) for found in YEAR.findall(match[0])]
        if year is None or not years or max(years) >= year:
            return match[0]
    return None


def proposes(paragraph: str) -> str | None:
    """The words that open a paragraph of plans, where none behind tells of what has been.

    >>> proposes("报告提出，2020年，将推动规划实施。完善路网，建成二期。")
    '报告提出，2020年，将'
    >>> proposes("报告提出，2020年，将推动规划实施。目前路网已完善。") is None
    True
    """
    opening = PROPOSES.match(paragraph)
    if opening is None or NARRATES.search(paragraph, opening.end()):
        return None
    return opening[0]


def is_a_bare_promise(line: str) -> bool:
    """Whether a line opens with a bullet or a deed and no word in it tells of what has been."""
    marker = MARKER.match(line)
    opens = BULLET.match(line) or _opens_with_a_deed(line, marker.end() if marker else 0)
    return bool(opens) and not NARRATES.search(line)


def lists_tasks(paragraph: str) -> bool:
    """Whether the clauses of a paragraph open with efforts, and none tells of what has been."""
    marker = MARKER.match(paragraph)
    begins = _opens_with_a_deed(paragraph, marker.end() if marker else 0)
    if not begins or NARRATES.search(paragraph):
        return False
    deeds = (clause for clause in CLAUSE.finditer(paragraph))
    return sum(_opens_with_a_deed(paragraph, clause.start()) for clause in deeds) >= TASKS


def _opens_with_a_deed(text: str, place: int) -> bool:
    manner = MANNER.match(text, place)
    for start in {place, manner.end() if manner else place}:
        if is_effort(text, start) or CREATION.match(text, start):
            return True
    return False
