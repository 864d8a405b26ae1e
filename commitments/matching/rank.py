"""What a later paper says of tracked targets: refusals first, then scores, at most three each."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from commitments.matching import outcomes, subjects, unchanged, values
from commitments.matching.case import Case, Source
from commitments.matching.doubts import doubts, is_near
from commitments.matching.index import Found, Index
from commitments.matching.inputs import Paper, Tracked
from commitments.matching.names import parse
from commitments.matching.proposals import Code, Proposal, Reason, Tier
from commitments.matching.refusals import refusal
from commitments.matching.span import Frames, Span

MOST: Final = 3
MOST_REFUSED: Final = 2
SCORES: Final = {
    Code.NAME_LEARNED: 100,
    Code.NAME_SAME: 95,
    Code.NAME_NEAR: 85,
    Code.NAME_NARROWER: 60,
    Code.NAME_WIDER: 50,
    Code.NAME_SIMILAR: 40,
}
SURE_NAMES: Final = frozenset((Code.NAME_LEARNED, Code.NAME_SAME, Code.NAME_NEAR))
YEAR_SAID, VALUE_NEAR, SAME_DEED, LOOSE_UNIT, DOUBT = 6, 5, 2, -3, -10
RESULT_FOLLOWS: Final = 120


def match(index: Index, paper: Paper) -> dict[str, tuple[Proposal, ...]]:
    """The proposals for every target that the paper speaks of, best first, by the target's key."""
    found: dict[str, list[Proposal]] = defaultdict(list)
    refused: dict[str, list[Reason]] = defaultdict(list)
    targets: dict[str, Tracked] = {}
    frames = Frames(paper.text)
    for statement in (*subjects.named(paper), *unchanged.find(paper)):
        told = Source(paper, frames, statement, parse(statement.name))
        for each in _found(index, told):
            weighed = weigh(Case(told, each.target, each.name), each)
            if isinstance(weighed, Reason):
                refused[each.target.key].append(weighed)
            else:
                found[each.target.key].append(weighed)
                targets[each.target.key] = each.target
    ranked = {key: _ranked(targets[key], proposals) for key, proposals in found.items()}
    _one_target_each(ranked)
    return {key: _told(proposals, refused[key]) for key, proposals in ranked.items()}


def _found(index: Index, told: Source) -> Iterator[Found]:
    """Each target once, under the name that agrees best."""
    best: dict[str, Found] = {}
    for found in index.like(told.name, told.statement.unit):
        known = best.get(found.target.key)
        if known is None or SCORES[found.agreement.code] > SCORES[known.agreement.code]:
            best[found.target.key] = found
    yield from best.values()


def weigh(case: Case, found: Found) -> Proposal | Reason:
    """The figure as a proposal for the target, or why it is refused."""
    statement, target, agreement = case.told.statement, case.target, found.agreement
    if not values.comparable(statement, target):
        return Reason(Code.CHANGE_DIFFERS, (statement.quote, target.name))
    turned = values.turned(statement, target)
    if isinstance(turned, Reason):
        return turned
    if (refused := refusal(case)) is not None:
        return refused
    doubted = tuple(doubts(case, turned.value))
    words = (target.name, statement.name, agreement.extra)
    sure = not doubted and _name_is_sure(case, agreement.code, turned.value)
    return Proposal(
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
        value=turned.value,
        unit=target.unit,
        as_of=statement.as_of,
        tier=Tier.SURE if sure else Tier.POSSIBLE,
        outcome=outcomes.of(
            target, turned.value, reported=statement.comparator, running=case.still_running
        ),
        score=_score(case, agreement.code, turned) + DOUBT * len(doubted),
        reasons=(Reason(agreement.code, words), *turned.reasons, *doubted),
    )


def _name_is_sure(case: Case, code: Code, value: Decimal) -> bool:
    """A name that says a little more is sure where deed and value speak for it."""
    if code in SURE_NAMES:
        return True
    same_deed = bool(case.name.deeds & case.told.name.deeds)
    return code is Code.NAME_NARROWER and same_deed and is_near(value, case.target)


def _score(case: Case, code: Code, turned: values.Turned) -> int:
    score = SCORES[code]
    score += VALUE_NEAR if is_near(turned.value, case.target) else 0
    score += YEAR_SAID if case.told.span is Span.YEAR else 0
    score += SAME_DEED if case.name.deeds == case.told.name.deeds else 0
    return score + (LOOSE_UNIT if turned.loose else 0)


def _ranked(target: Tracked, proposals: list[Proposal]) -> list[Proposal]:
    """Best first; the same value said again is kept once, another value is doubted."""
    told = [_without_the_aim(target, each, proposals) for each in proposals]
    told.sort(key=lambda each: (each.tier is not Tier.SURE, -each.score, each.start))
    kept: list[Proposal] = []
    for proposal in told:
        if any(proposal.value == other.value for other in kept):
            continue
        if kept and proposal.tier is Tier.SURE:
            proposal = _doubted(proposal, Reason(Code.SAID_TWICE, (kept[0].quote,)))
        kept.append(proposal)
    return kept[:MOST]


def _without_the_aim(target: Tracked, proposal: Proposal, others: list[Proposal]) -> Proposal:
    """A heading repeats the aim (新增床位250张), and what came of it follows (新增378张床位)."""
    if proposal.value != target.value:
        return proposal
    for other in others:
        follows = proposal.end <= other.start <= proposal.end + RESULT_FOLLOWS
        if follows and other.value != proposal.value and other.tier is Tier.SURE:
            return _doubted(proposal, Reason(Code.AIM_REPEATED, (other.quote,)))
    return proposal


def _doubted(proposal: Proposal, reason: Reason) -> Proposal:
    return replace(proposal, tier=Tier.POSSIBLE, reasons=(*proposal.reasons, reason))


def _one_target_each(ranked: dict[str, list[Proposal]]) -> None:
    """A figure is sure for the target that it fits best, and only possible for the others."""
    best: dict[tuple[int, int, Decimal], int] = {}
    for proposals in ranked.values():
        for each in proposals:
            if each.tier is Tier.SURE:
                place = (each.start, each.end, abs(each.value))
                best[place] = max(best.get(place, 0), each.score)
    for key, proposals in ranked.items():
        ranked[key] = [
            _doubted(each, Reason(Code.OTHER_TARGET))
            if each.tier is Tier.SURE and each.score < best[each.start, each.end, abs(each.value)]
            else each
            for each in proposals
        ]


def _told(proposals: list[Proposal], refused: list[Reason]) -> tuple[Proposal, ...]:
    """The best one tells what else was there and was refused."""
    first, *others = proposals
    return (replace(first, reasons=(*first.reasons, *refused[:MOST_REFUSED])), *others)
