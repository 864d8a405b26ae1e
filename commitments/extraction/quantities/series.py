"""Share one head among several figures: 城镇和农村居民收入分别增长4%、5%; 均超过50%."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from commitments.extraction.lexicon.words import Role
from commitments.extraction.quantities import metrics
from commitments.extraction.quantities.composition import Quantity
from commitments.extraction.quantities.placement import Side

LINK = re.compile(r"(?:、|和|与|及|以及|，)?(?:分别)?")
RESPECTIVELY = "分别"
# 分别 stands right before the first figure, or before its verb and bound.
REACH = 8
# 分别比“十三五”时期增长19.1%、120%
COMPARED = re.compile(r"[比较]")
LONGEST_COMPARISON = 20
MOST_SUBJECTS = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity with its metric; `start` and `end` enclose the words that say both.

    `clause` is where its clause begins; `inherited` says that the metric stands further off.
    """

    quantity: Quantity
    start: int
    end: int
    metric: str
    change: str
    frequency: str | None
    roles: frozenset[Role]
    side: Side
    clause: int
    verb: str = ""
    inherited: bool = False


def length(masked: str, found: Sequence[Quantity], index: int, start: int) -> int:
    """How many quantities from `index` on share one head with 分别."""
    first = found[index]
    floor = max(start, first.origin - LONGEST_COMPARISON)
    said = masked.rfind(RESPECTIVELY, floor, first.start)
    behind = said + len(RESPECTIVELY)
    if said < 0 or (first.origin - said > REACH and not COMPARED.match(masked, behind)):
        return 1
    count = 1
    for before, after in zip(found[index:], found[index + 1 :], strict=False):
        if after.kind != before.kind or not LINK.fullmatch(masked, before.end, after.origin):
            break
        count += 1
    return count


def distribute(text: str, reading: Reading, group: Sequence[Quantity]) -> list[Reading]:
    """One reading for each of the things that share a head."""
    if len(group) == 1:
        return _alike(text, reading)
    things, _, measure = reading.metric.partition(RESPECTIVELY)
    subjects = [thing + measure for thing in metrics.split_subjects(things, len(group))]
    shared = group[0].comparator if group[0].lead else None
    # 力争…分别完成2500亿元、800亿元: what is striven for holds for every value.
    behind = _said_behind(group)
    striven = "gte" if group[0].comparator == "eq" != reading.quantity.comparator else None
    return [
        replace(
            reading,
            metric=subjects[place] if subjects else reading.metric,
            quantity=_bound_like(quantity, shared or behind or striven),
            end=quantity.end,
        )
        for place, quantity in enumerate(group)
    ]


def _alike(text: str, reading: Reading) -> list[Reading]:
    """容量和发电量占比均超过50%: one figure that holds for each."""
    parts = metrics.subjects(reading.metric)
    if not 2 <= len(parts) <= MOST_SUBJECTS:
        return [reading]
    subjects = metrics.split_subjects(reading.metric, len(parts))
    quote = text[reading.start : reading.end]
    return [
        replace(reading, metric=subject, start=reading.start + max(0, quote.find(part)))
        for subject, part in zip(subjects, parts, strict=True)
    ]


def _said_behind(group: Sequence[Quantity]) -> str | None:
    """分别保持在445万亩、222万亩以上: what is said behind the last holds for all before it."""
    *others, last = group
    alone = last.suffix and not any(other.suffix or other.lead for other in others)
    return last.comparator if alone and last.comparator in ("gte", "lte", "approx") else None


def _bound_like(quantity: Quantity, shared: str | None) -> Quantity:
    """分别超98.5%和99%: the bound said once holds for all."""
    if shared and not quantity.lead and not quantity.suffix:
        return replace(quantity, comparator=shared)
    return quantity


def completed(
    masked: str, last: Reading | None, metric: str, verb: str, clause: int
) -> tuple[str, str]:
    """A listed name with the verb or the topic that the list states once."""
    if last is None:
        return metric, verb
    if metrics.generic(metric) and last.quantity.end >= clause - 1:
        topic = metrics.topic(last.metric)
        if not topic and last.quantity.kind == "count":
            topic = last.metric.removeprefix(last.verb)
        return (topic + metric if topic and topic not in metric else metric), verb
    listed = _listed(masked, clause) and last.end >= clause - 1
    if listed and last.verb and not verb and last.side is Side.BEFORE:
        return last.verb + metric, last.verb
    return metric, verb


def bounded_in_a_list(
    masked: str, last: Reading | None, quantity: Quantity, clause: int
) -> Quantity:
    """不少于200场演出、400场讲座以及100场展览: at least goes for all that are alike."""
    if quantity.comparator != "eq" or last is None or last.side is not Side.AFTER:
        return quantity
    least = last.quantity.comparator == "gte" and not last.quantity.suffix
    alike = last.quantity.unit == quantity.unit
    if least and alike and (_listed(masked, clause) or last.clause == clause):
        return replace(quantity, comparator="gte")
    return quantity


def _listed(masked: str, clause: int) -> bool:
    """Whether the clause is a further part of a 、-list."""
    return clause > 0 and masked[clause - 1] == "、"
