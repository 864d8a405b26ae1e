"""What a later paper says of tracked targets: refusals first, then scores, at most three each."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from commitments.matching import around, refusals, span, subjects, unchanged, values, verdicts
from commitments.matching.index import Found, Index
from commitments.matching.inputs import Change, Paper, Statement, Tracked
from commitments.matching.lexicon import DEEDS
from commitments.matching.names import parse
from commitments.matching.proposals import Code, Proposal, Reason, Tier, Verdict
from commitments.matching.refusals import Case
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
# A value this near its target speaks for a name that says a little more or less.
NEAR_VALUE: Final = (Decimal("0.9"), Decimal("1.5"))
FAR_VALUE: Final = (Decimal("0.1"), Decimal(10))
READ_SURELY: Final = 0.6
RESULT_FOLLOWS: Final = 120


def match(index: Index, paper: Paper) -> dict[str, tuple[Proposal, ...]]:
    """The proposals for every target that the paper speaks of, best first, by the target's key."""
    found: dict[str, list[Proposal]] = defaultdict(list)
    refused: dict[str, list[Reason]] = defaultdict(list)
    targets: dict[str, Tracked] = {}
    frames = Frames(paper.text)
    for statement in (*subjects.named(paper), *unchanged.find(paper)):
        for target, outcome in _judged(index, paper, frames, statement):
            if isinstance(outcome, Reason):
                refused[target.key].append(outcome)
            else:
                found[target.key].append(outcome)
                targets[target.key] = target
    ranked = {key: _ranked(targets[key], proposals) for key, proposals in found.items()}
    _one_target_each(ranked)
    return {key: _told(proposals, refused[key]) for key, proposals in ranked.items()}


def _judged(
    index: Index, paper: Paper, frames: Frames, statement: Statement
) -> Iterator[tuple[Tracked, Proposal | Reason]]:
    name = parse(statement.name)
    seen: dict[str, Found] = {}
    for found in index.like(name, statement.unit):
        known = seen.get(found.target.key)
        if known is None or SCORES[found.agreement.code] > SCORES[known.agreement.code]:
            seen[found.target.key] = found
    for found in seen.values():
        case = Case(paper, frames, statement, name, found.target, found.name)
        yield found.target, _judge(case, found)


def _judge(case: Case, found: Found) -> Proposal | Reason:
    statement, target = case.statement, case.target
    if not values.comparable(statement, target):
        return Reason(Code.CHANGE_DIFFERS, (statement.quote, target.name))
    turned = values.turned(statement, target)
    if isinstance(turned, Reason):
        return turned
    if (refused := refusals.refusal(case)) is not None:
        return refused
    agreement = found.agreement
    doubts = [*refusals.doubts(case), *_value_doubts(case, turned.value, agreement.code)]
    named = Reason(
        agreement.code, tuple(filter(None, (target.name, statement.name, agreement.extra)))
    )
    sure = not doubts and _name_is_sure(case, found, turned)
    return Proposal(
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
        value=turned.value,
        unit=target.unit,
        as_of=statement.as_of,
        tier=Tier.SURE if sure else Tier.POSSIBLE,
        verdict=_verdict(case, turned.value),
        score=SCORES[agreement.code] + _extra(case, turned) - 10 * len(doubts),
        reasons=(named, *turned.reasons, *doubts),
    )


def _name_is_sure(case: Case, found: Found, turned: values.Turned) -> bool:
    code = found.agreement.code
    if code in SURE_NAMES:
        return True
    near = _is_near(_ratio(turned.value, case.target))
    return code is Code.NAME_NARROWER and near and bool(case.target_name.deeds & case.name.deeds)


def _value_doubts(case: Case, value: Decimal, code: Code) -> Iterator[Reason]:
    ratio = _ratio(value, case.target)
    if ratio is not None and not FAR_VALUE[0] <= ratio <= FAR_VALUE[1]:
        yield Reason(Code.FAR_VALUE)
    if _deed_unsaid(case) and not _is_near(ratio):
        yield Reason(Code.DEED_UNSAID, (case.statement.quote,))
    if case.statement.confidence < READ_SURELY:
        yield Reason(Code.READ_UNSURELY)


def _deed_unsaid(case: Case) -> bool:
    """Whether the target is something done, and the figure only names the thing (380个老旧小区)."""
    if not case.target_name.deeds or case.name.done or case.statement.change is not Change.LEVEL:
        return False
    text, statement = case.paper.text, case.statement
    around_it = around.lead(text, statement.start) + around.tail(text, statement.end)
    return not any(word in around_it for word in DEEDS)


def _is_near(ratio: Decimal | None) -> bool:
    return ratio is not None and NEAR_VALUE[0] <= ratio <= NEAR_VALUE[1]


def _ratio(value: Decimal, target: Tracked) -> Decimal | None:
    """How near the value is to its target; rates may turn round and have none."""
    if target.unit in ("%", "‰", "百分点") or target.value == 0:
        return None
    return value / target.value


def _extra(case: Case, turned: values.Turned) -> int:
    ratio = _ratio(turned.value, case.target)
    extra = 5 if _is_near(ratio) else 0
    extra += 6 if span.read(case.paper, case.statement, case.frames) is Span.YEAR else 0
    extra += 2 if case.target_name.deeds == case.name.deeds else 0
    return extra - (3 if turned.loose else 0)


def _verdict(case: Case, value: Decimal) -> Verdict:
    return verdicts.of(
        case.target,
        value,
        reported=case.statement.comparator,
        running=refusals.still_running(case),
    )


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


def _without_the_aim(target: Tracked, proposal: Proposal, all_of_it: list[Proposal]) -> Proposal:
    """A heading repeats the aim (新增床位250张), and what came of it follows (新增378张床位)."""
    if proposal.value != target.value:
        return proposal
    for other in all_of_it:
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
    if not proposals:
        return ()
    first, *others = proposals
    reasons = (*first.reasons, *refused[:MOST_REFUSED])
    return (replace(first, reasons=reasons), *others)
