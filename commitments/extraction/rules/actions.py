"""Find promised efforts that have no end one could check: 深化…改革, 加强…建设.

Each task of a sentence is proposed whole, and each of its clauses alone: where another rule has
read a part of the task, the clauses beside it still stand for themselves.

>>> from commitments.extraction.clauses.modes import SPEAKS_FOR_ITSELF
>>> from commitments.extraction.clauses.tense import Cues
>>> from commitments.extraction.text.layout import blocks, fold, sentences
>>> folded = fold("我们将深化养老助餐服务，完善配套设施。")
>>> [sentence] = sentences(folded, blocks(folded))
>>> cues = Cues(folded.text, 0, len(folded.text), (), None)
>>> intent = Intent(SPEAKS_FOR_ITSELF, cues, folded.text, 0)
>>> [folded.text[proposal.start : proposal.end] for proposal in find(sentence, intent)]
['深化养老助餐服务，完善配套设施', '深化养老助餐服务', '完善配套设施']
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from commitments.extraction.clauses.intent import Intent
from commitments.extraction.lexicon.efforts import (
    ATTITUDE,
    DONE,
    LEADS_IN,
    TURNED,
    TURNS,
    is_effort,
)
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Kind, Sentence

# A task runs up to ； or 。; one sentence may hold several.
TASK = re.compile(r"[^；。！？!?\n]+")
# Who acts or what for may stand before: 区发改委将…, 在…方面，我们将….
CLAUSE = re.compile(r"[^，：]+")
ACTS = re.compile(r"(?:将|要|须|应当?)(?![求素点闻来军])")
NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．]|（\d+）|\s)+"
)
SHORTEST, LONGEST = 4, 80
CLOSING = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", ")": "(", "\u3000": "", " ": ""}
CONFIDENCE = 0.6


def find(sentence: Sentence, intent: Intent, *, assigned: bool = False) -> Iterator[Proposal]:
    """Each task of the sentence whole, and each of its clauses that is an effort of its own.

    `assigned` says that the text makes a unit responsible for it: then it is a task whatever its
    words are.
    """
    text = sentence.text
    # Looked up in the whole sentence first: few hold any of these.
    within = _Words(
        turned=TURNS.search(text) is not None,
        acts=ACTS.search(text) is not None,
        done=not assigned and DONE.search(text) is not None,
    )
    for task in TASK.finditer(text):
        low, high = task.span()
        efforts = list(_efforts(text, low, high, intent, within, assigned=assigned))
        if efforts:
            start, end = efforts[0][0], _ends(text, efforts[0][0], high)
        elif assigned and low == 0 and sentence.start == sentence.block.start:
            start, end = _trimmed(text, low, high)
        else:
            continue
        if end - start >= SHORTEST:
            yield _proposal(sentence, start, end, intent, assigned=assigned)
        for begun, ends in efforts:
            alone = _balanced(text, begun, ends)
            if alone - begun >= SHORTEST and (begun, alone) != (start, end):
                yield _proposal(sentence, begun, alone, intent, assigned=assigned, part=True)


class _Words(NamedTuple):
    """Which words a sentence holds anywhere, so that its clauses need not be searched for them."""

    turned: bool
    acts: bool
    done: bool


def _proposal(
    sentence: Sentence,
    start: int,
    end: int,
    intent: Intent,
    *,
    assigned: bool,
    part: bool = False,
) -> Proposal:
    reasons: tuple[str, ...] = ("没有可以查证的终点，按持续推进的工作读",)
    if assigned:
        reasons += ("文中为这段话写明了责任单位",)
    return Proposal(
        rule="actions",
        kind=Kind.ACTION,
        start=sentence.start + start,
        end=sentence.start + end,
        metric=sentence.text[start:end].split("，")[0],
        confidence=CONFIDENCE if intent.planned or assigned else CONFIDENCE - 0.1,
        reasons=reasons,
        part=part,
    )


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    """A task without the number and the space before it."""
    lead = NUMBER.match(text, low, high)
    return lead.end() if lead else low, high


def _efforts(
    text: str, low: int, high: int, intent: Intent, within: _Words, *, assigned: bool
) -> Iterator[tuple[int, int]]:
    """Each effort of a task, past 一是, 我们将 and past clauses that are none."""
    for clause in CLAUSE.finditer(text, low, high):
        start, end = clause.span()
        begins = _begins(text, start, end, intent, within, assigned=assigned)
        if begins is not None and not (within.done and DONE.search(text, start, end)):
            yield begins, end


def _begins(
    text: str, low: int, end: int, intent: Intent, within: _Words, *, assigned: bool
) -> int | None:
    """Where the effort of one clause begins."""
    if within.turned and TURNS.search(text, low, end):
        turned = TURNED.search(text, low, end)
        if turned and (assigned or intent.at(turned.start())):
            return turned.start()
    starts = [low]
    if within.acts:
        starts += (acts.end() for acts in ACTS.finditer(text, low, end))
    for start in starts:
        lead = LEADS_IN.match(text, start, end)
        begins = lead.end() if lead else start
        if not is_effort(text, begins) or not (assigned or intent.at(begins)):
            continue
        if assigned or not ATTITUDE.fullmatch(text, begins, end):
            return begins
    return None


def _ends(text: str, start: int, high: int) -> int:
    """As many clauses as make a task of fair length, without slogans at its end."""
    high = _balanced(text, start, high)
    while high - start > LONGEST:
        comma = text.rfind("，", start + SHORTEST, high)
        if comma < 0:
            break
        high = comma
    while (comma := text.rfind("，", start + SHORTEST, high)) > 0:
        if not ATTITUDE.fullmatch(text, comma + 1, high):
            break
        high = comma
    return _balanced(text, start, high)


def _balanced(text: str, start: int, high: int) -> int:
    """Without the marks that close what has been opened before the task."""
    while high > start and text[high - 1] in CLOSING:
        opening = CLOSING[text[high - 1]]
        if opening and text.count(opening, start, high) >= text.count(text[high - 1], start, high):
            break
        high -= 1
    return high
