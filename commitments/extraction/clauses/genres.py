"""Say what kind of paper a document is, from its title first and its words second.

>>> genre("关于同意设立新区的批复", "关于同意设立新区的批复")
<Genre.SILENT: 'silent'>
>>> genre("全力抓好“七大提升行动” 推动经济高质量发展", "")
<Genre.OTHER: 'other'>
"""

import re
from enum import StrEnum

from commitments.extraction.lexicon.tense import (
    HEADLINE,
    MINUTES,
    NEWS,
    PLAN_TITLE,
    PROMISES_NOTHING,
    REPORTS_ITSELF,
    REPORTS_PROGRESS,
    SPOKEN,
    SUMMARY,
    TELLS_WHAT_WAS_DONE,
    WORK_REPORT,
)

OPENING, LEADING = 700, 3000
QUOTED = re.compile(r"“[^”]*”")


class Genre(StrEnum):
    """What kind of paper a document is."""

    WORK_REPORT = "work report"
    PLAN = "plan"
    NEWS = "news"
    SUMMARY = "summary"
    SILENT = "silent"
    OTHER = "other"


# In these every sentence says for itself whether it promises; a headline decides nothing.
SPEAK_BY_SENTENCE = frozenset((Genre.NEWS, Genre.OTHER))


def genre(title: str, text: str) -> Genre:
    """The kind of paper: what its title says outweighs the words below it."""
    if PROMISES_NOTHING.search(title.strip()):
        return Genre.SILENT
    if WORK_REPORT.search(title) or REPORTS_ITSELF.search(text, 0, OPENING):
        return Genre.WORK_REPORT
    if NEWS.search(text) or SPOKEN.search(text, 0, LEADING):
        return Genre.NEWS
    if MINUTES.search(text, 0, OPENING):
        return Genre.OTHER
    if TELLS_WHAT_WAS_DONE.search(title.strip()) or REPORTS_PROGRESS.search(text, 0, OPENING):
        return Genre.SUMMARY
    if PLAN_TITLE.search(QUOTED.sub("", title)) and not HEADLINE.search(title):
        return Genre.PLAN
    return Genre.SUMMARY if SUMMARY.search(title) else Genre.OTHER
