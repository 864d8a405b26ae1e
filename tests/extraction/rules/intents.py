"""What the rules are told of a sentence's time, for tests that read a sentence by itself."""

from commitments.extraction.clauses.intent import Intent
from commitments.extraction.clauses.modes import PLANNED, SPEAKS_FOR_ITSELF, Frame, Mode
from commitments.extraction.clauses.tense import Cues

REVIEWED = Frame(Mode.REPORT, "回顾", True, None, None)
FRAMES = {True: PLANNED, False: REVIEWED, None: SPEAKS_FOR_ITSELF}


def intent_of(sentence, promised=True):
    """A sentence in a plan (True), in a review (False) or in a passage that is neither (None)."""
    text = sentence.text
    return Intent(FRAMES[promised], Cues(text, 0, len(text), (), None), text, 0)
