"""Answer for one sentence, place by place, whether what is done there is promised.

>>> from commitments.extraction.clauses.modes import SPEAKS_FOR_ITSELF
>>> text = "目前已完善配套，下一步我们将建设平台"
>>> intent = Intent(SPEAKS_FOR_ITSELF, Cues(text, 0, len(text), (), None), text, 0)
>>> intent.at(text.index("完善")), intent.at(text.index("建设"))
(False, True)
"""

from typing import NamedTuple

from commitments.extraction.clauses.modes import Frame, Mode
from commitments.extraction.clauses.tense import Cues, decide, of_bare_words
from commitments.extraction.lexicon.tense import AHEAD_IN_A_REVIEW, IN_A_REVIEW

PLAN = Mode.PLAN  # asked for every verb, and members of an enumeration are slow to look up
CLAUSE_MARKS = "，；：。,;"
CLAUSE_REACH, REVIEW_REACH = 80, 24
LONGEST_DEED = 6


class Intent(NamedTuple):
    """A sentence that begins at `start` of the masked `text`, with its frame and cues."""

    frame: Frame
    cues: Cues
    text: str
    start: int
    alone: bool = False
    """Nothing around it says what to expect of the sentence."""

    @property
    def planned(self) -> bool:
        """Whether the sentence stands in a plan."""
        return self.frame.mode is PLAN

    @property
    def possible(self) -> bool:
        """Whether anything of the sentence may be promised at all."""
        if self.planned or self.cues.promise or self.alone:
            return True
        return (
            self.frame.mode is Mode.REPORT
            and AHEAD_IN_A_REVIEW.search(
                self.text,
                self.start - REVIEW_REACH if self.start > REVIEW_REACH else 0,
                self.cues.end,
            )
            is not None
        )

    def at(self, place: int) -> bool:
        """Whether the verb at `place`, counted from the sentence's start, is promised.

        A verb in a plan is promised unless its own clause reports; in a review it must stand
        right behind a word of what is to come.
        """
        there = self.start + place
        cue = self.cues.before(there)
        if self.planned and (cue is None or cue.promised):
            return True
        clause = self._clause(there)
        tense = decide(self.frame, cue, clause)
        if cue is None and self.alone:
            words = self.text[clause : there + LONGEST_DEED]
            return of_bare_words(tense, words, self.text[self.start : self.cues.end]).promised
        if self.planned:
            return tense.promised or not tense.near
        if self.frame.mode is Mode.REPORT and not tense.promised:
            return IN_A_REVIEW.search(self.text, max(0, there - REVIEW_REACH), there) is not None
        return tense.promised

    def by_itself(self, place: int) -> bool:
        """Whether the sentence itself, or the plan around it, gives the verb its tense."""
        cue = self.cues.before(self.start + place)
        return self.planned or (cue is not None and cue.start >= self.start)

    def _clause(self, place: int) -> int:
        """Where the clause around a place in the text begins."""
        low = max(self.start, place - CLAUSE_REACH)
        return max(low, *(self.text.rfind(mark, low, place) + 1 for mark in CLAUSE_MARKS))
