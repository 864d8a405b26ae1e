"""What keeps a match that nothing forbids from being sure."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from commitments.matching.case import Case
from commitments.matching.inputs import Change, Tracked
from commitments.matching.lexicon.deeds import DEEDS
from commitments.matching.lexicon.surroundings import (
    CONTINUED,
    FILLING,
    FLOWS,
    MEMBERS,
    PARTIAL,
)
from commitments.matching.proposals import Code, Reason
from commitments.matching.span import Span

# A value this near its target speaks for a name that says a little more or less.
NEAR: Final = (Decimal("0.9"), Decimal("1.5"))
FAR: Final = (Decimal("0.1"), Decimal(10))
RATES: Final = frozenset(("%", "‰", "百分点"))
READ_SURELY: Final = 0.6
A_WORD: Final = 2


def doubts(case: Case, value: Decimal) -> Iterator[Reason]:
    """All doubts about a figure whose value, counted as the target is, is `value`."""
    yield from _of_place(case)
    yield from _of_time(case)
    yield from _of_value(case, value)


def _of_place(case: Case) -> Iterator[Reason]:
    lead = case.told.lead
    narrowed = len(FILLING.sub("", lead)) >= A_WORD and not lead.endswith(MEMBERS)
    if narrowed or PARTIAL.search(lead):
        yield Reason(Code.PART_OF_WHOLE, (lead,))
    one, other = case.name.scope.grade, case.told.name.scope.grade
    if bool(one) != bool(other):
        yield Reason(Code.GRADE_UNSAID, (one or other,))


def _of_time(case: Case) -> Iterator[Reason]:
    told, target = case.told, case.target
    quote = told.statement.quote
    if told.span is Span.PART and case.is_over:
        yield Reason(Code.PART_YEAR, (quote,))
    # 五年来…粮食产量突破2000万吨: reached by the last of them, if it is what was aimed at.
    reached = target.value <= told.statement.value <= target.value * NEAR[1]
    adds_up = case.flows and FLOWS.search(case.name.thing) is not None
    held = CONTINUED.search(told.words) is not None and target.unit != "%"
    if held or (told.span is Span.YEARS and adds_up and not reached):
        yield Reason(Code.SEVERAL_YEARS, (quote,))
    if told.statement.as_of is None and not told.frames.headed(target.due):
        yield Reason(Code.NO_DAY)
    if case.still_running and case.flows:
        yield Reason(Code.STILL_RUNNING)


def _of_value(case: Case, value: Decimal) -> Iterator[Reason]:
    ratio = ratio_of(value, case.target)
    if ratio is not None and not FAR[0] <= ratio <= FAR[1]:
        yield Reason(Code.FAR_VALUE)
    if _deed_unsaid(case) and not is_near(value, case.target):
        yield Reason(Code.DEED_UNSAID, (case.told.statement.quote,))
    if case.told.statement.confidence < READ_SURELY:
        yield Reason(Code.READ_UNSURELY)


def _deed_unsaid(case: Case) -> bool:
    """Whether the target is something done, and the figure only names the thing (380个老旧小区)."""
    told = case.told
    if not case.name.deeds or told.name.done or told.statement.change is not Change.LEVEL:
        return False
    return not any(word in told.beside for word in DEEDS)


def is_near(value: Decimal, target: Tracked) -> bool:
    ratio = ratio_of(value, target)
    return ratio is not None and NEAR[0] <= ratio <= NEAR[1]


def ratio_of(value: Decimal, target: Tracked) -> Decimal | None:
    """How near the value is to its target; rates may turn round and have none."""
    if target.unit in RATES or target.value == 0:
        return None
    return value / target.value
