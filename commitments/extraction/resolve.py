"""Decide between the proposals for one sentence: the one written precedence.

A figure outweighs an aim without one, an aim a deliverable, a deliverable a task, and a task its
own parts. A general reading yields to one of its kind that knows the words. Figures of one
sentence never exclude each other, nor do the members of a list of deliverables: they may share
words.

>>> from commitments.extraction.spans import Kind
>>> def proposed(kind, start, end, part=False):
...     return Proposal("x", kind, start, end, "", 0.5, (), part=part)
>>> figure = proposed(Kind.TARGET, 5, 14)
>>> task, first, second = (
...     proposed(Kind.ACTION, 0, 30),
...     proposed(Kind.ACTION, 0, 14, part=True),
...     proposed(Kind.ACTION, 15, 30, part=True),
... )
>>> outcome = resolve([task, first, second, figure])
>>> [(proposal.kind.value, proposal.start) for proposal in outcome.kept]
[('target', 5), ('action', 15)]
>>> [loss.reason for loss in outcome.lost]
['与更可靠的 target 重叠', '与更可靠的 target 重叠']
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Kind

# The first decides.
PRECEDENCE = (Kind.TARGET, Kind.LEVEL, Kind.RELATIVE, Kind.DELIVERABLE, Kind.ACTION)
FIGURES = frozenset((Kind.TARGET, Kind.LEVEL))
RANKS = {kind: 0 if kind in FIGURES else rank for rank, kind in enumerate(PRECEDENCE)}
PLACE = attrgetter("start", "end")
# Of two that overlap the first alone is kept.
EXCLUSIVE = frozenset((Kind.RELATIVE, Kind.ACTION))


class Loss(NamedTuple):
    """A proposal that became no claim, what outweighed it, and why."""

    proposal: Proposal
    reason: str
    winner: Proposal | None = None


class Resolution(NamedTuple):
    """What became of the proposals for a sentence, each list in the order of the text."""

    kept: tuple[Proposal, ...]
    lost: tuple[Loss, ...]


NOTHING = Resolution((), ())


def resolve(proposals: Sequence[Proposal]) -> Resolution:
    """The proposals that stand, and those that do not, with the reason."""
    if not proposals:
        return NOTHING
    kept: list[Proposal] = []
    lost: list[Loss] = []
    for proposal in sorted(proposals, key=_weight):
        if proposal.set_aside is not None:
            lost.append(Loss(proposal, proposal.set_aside))
        elif winner := _winner(kept, proposal):
            lost.append(Loss(proposal, _why(winner, proposal), winner))
        else:
            kept.append(proposal)
    return Resolution(
        tuple(sorted(kept, key=PLACE)),
        tuple(sorted(lost, key=lambda loss: PLACE(loss.proposal))),
    )


def _winner(kept: Sequence[Proposal], proposal: Proposal) -> Proposal | None:
    """What outweighs a proposal; a figure read by words that are known yields to nothing."""
    if proposal.kind in FIGURES and not proposal.general:
        return None
    return next((one for one in kept if _excludes(one, proposal)), None)


def _weight(proposal: Proposal) -> tuple[int, bool, bool, int, int]:
    return RANKS[proposal.kind], proposal.general, proposal.part, proposal.start, proposal.end


def _excludes(winner: Proposal, proposal: Proposal) -> bool:
    if winner.end <= proposal.start or proposal.end <= winner.start:
        return False
    outranked = RANKS[winner.kind] < RANKS[proposal.kind]
    return outranked or proposal.general or proposal.kind in EXCLUSIVE


def _why(winner: Proposal, proposal: Proposal) -> str:
    if winner.kind is proposal.kind:
        return "同一处已有整体的读法" if proposal.part else "同一处已有读法"
    return f"与更可靠的 {winner.kind} 重叠"
