"""Say what a heading tells of the text under it: whether it looks back or ahead, and until when.

>>> headings = Headings(2026, Genre.PLAN)
>>> headings.frame("一、发展基础", None, None).mode, headings.frame("二、重点任务", None, None).mode
(<Mode.REPORT: 'report'>, <Mode.PLAN: 'plan'>)
>>> headings.decides("三、夯实经济发展基础")
False
"""

from datetime import date

from commitments.extraction.clauses.genres import Genre
from commitments.extraction.clauses.modes import Frame, Mode
from commitments.extraction.dates import expressions, usage
from commitments.extraction.dates.expressions import Mention
from commitments.extraction.lexicon.tense import (
    CHAPTER_BACK,
    EFFORT_HEADING,
    GLOSSARY,
    LIST_OF_A_YEAR,
    LOOKS_AHEAD,
    LOOKS_BACK,
    MAY_LOOK_AHEAD,
    REPORTED_LIST,
    WEAK_BACK,
    WORK_REPORT,
)

# In papers of these kinds any word that looks back makes a heading a review.
REVIEWING = frozenset((Genre.WORK_REPORT, Genre.SUMMARY, Genre.NEWS))


class Headings:
    """The headings of one document."""

    def __init__(self, year: int | None, genre: Genre) -> None:
        self._year, self._genre = year, genre
        self._found: dict[str, tuple[Mention, ...]] = {}

    def _dates(self, title: str) -> tuple[Mention, ...]:
        """The dates in a title, which is asked for them again and again."""
        if title not in self._found:
            found = expressions.find(title, self._year)
            self._found[title] = tuple(m for m in found if not usage.stands_at(title, m))
        return self._found[title]

    def decides(self, title: str) -> bool:
        """Whether a heading says anything of time; 二、加强自身建设 leaves things as they are."""
        return not WORK_REPORT.search(title) and bool(
            GLOSSARY.search(title)
            or looks_back(title)
            or LOOKS_AHEAD.search(title)
            or (self._genre is not Genre.SUMMARY and MAY_LOOK_AHEAD.search(title))
            or self._dates(title)
        )

    def frame(self, title: str, horizon: date | None, named: str | None) -> Frame | None:
        """What a heading says; one that looks both ways leaves it to the paragraphs.

        `horizon` and `named` hold where the heading itself names no time.
        """
        if GLOSSARY.search(title):
            return Frame(Mode.ASIDE, f"“{title}”不含承诺", True, None, None)
        back = looks_back(title) or self._names_past_year(title)
        ahead = LOOKS_AHEAD.search(title) or self._names_coming_year(title)
        chapter = chapter_back(title)
        if back and ahead and not chapter and not title.endswith(("回顾", "总结", "情况")):
            return None
        if back:
            sure = chapter or self._genre in REVIEWING
            return Frame(Mode.REPORT, f"小标题“{title}”属回顾", sure, self._reviewed(title), None)
        if not ahead and not MAY_LOOK_AHEAD.search(title):
            return None  # a year of which nobody can say whether it has come
        own, words = self.date_in((title,))
        if own is not None:
            horizon, named = own, words
        return Frame(Mode.PLAN, f"小标题“{title}”属部署", True, horizon, named)

    def list_of_a_year(self, title: str) -> Frame | None:
        """2023年重点民生事项: what it lists is promised for that year."""
        if not LIST_OF_A_YEAR.search(title) or REPORTED_LIST.search(title):
            return None
        horizon, named = self.date_in((title,))
        if horizon is None:
            return None
        return Frame(Mode.PLAN, f"“{title}”是{named}的清单", True, horizon, named)

    def date_in(self, section: tuple[str, ...]) -> tuple[date | None, str | None]:
        """The coming time that the innermost of some headings names, and its words."""
        for title in reversed(section):
            if WORK_REPORT.search(title):
                continue
            ahead = [m for m in self._dates(title) if m.last and self.ahead(m)]
            if ahead:
                return ahead[-1].last, ahead[-1].text
        return None, None

    def ahead(self, mention: Mention) -> bool:
        return self._year is None or bool(mention.last and mention.last.year >= self._year)

    def _names_past_year(self, title: str) -> bool:
        return any(
            mention.last and self._year and mention.last.year < self._year
            for mention in self._dates(title)
        )

    def _names_part_of_a_year(self, last: date) -> bool:
        """2023年上半年计划执行情况, reported in the same year."""
        return last.year == self._year and (last.month, last.day) != (12, 31)

    def _names_coming_year(self, title: str) -> bool:
        """A five-year plan in its last year has more behind it than ahead."""
        return self._year is not None and any(
            self.ahead(mention) and not (mention.plan and self._ends_now(mention))
            for mention in self._dates(title)
        )

    def _ends_now(self, mention: Mention) -> bool:
        return mention.last is not None and mention.last.year == self._year

    def _reviewed(self, title: str) -> date | None:
        """The last day of the time that a heading looks back on, where it can be told."""
        past = [m.last for m in self._dates(title) if m.last]
        if past and (self._names_past_year(title) or self._names_part_of_a_year(past[-1])):
            return past[-1]
        if self._genre is not Genre.WORK_REPORT:
            return None
        return date(self._year - 1, 12, 31) if self._year and self._year > 1 else None


def looks_back(title: str) -> bool:
    """Whether a heading looks back; 夯实发展基础 only sounds as if it did."""
    words = {match[0] for match in LOOKS_BACK.finditer(title)}
    return bool(words - WEAK_BACK if EFFORT_HEADING.match(title) else words)


def chapter_back(title: str) -> bool:
    """Whether a heading is the whole name of a chapter that looks back: 发展基础, 面临形势."""
    return bool(CHAPTER_BACK.search(title)) and not EFFORT_HEADING.match(title)
