"""Add the figures of a report up, as its readers will, and name what does not agree."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from commitments.rendering.axes import HALTED, NEEDS_ATTENTION, End, Progress

if TYPE_CHECKING:
    from commitments.rendering.values import ProgressCount, Report

WHOLE = Decimal(100)


def contradictions(report: "Report") -> list[str]:
    """Everything in which the figures of the report contradict each other."""
    return [
        *_of_counts("counts", report.counts),
        *(_of_counts("previous.counts", report.previous.counts) if report.previous else ()),
        *(_of_counts("year_ago.counts", report.year_ago.counts) if report.year_ago else ()),
        *(found for row in report.trend for found in _of_counts("trend.counts", row.counts)),
        *_of_items(report),
        *_of_units(report),
        *_of_ends(report),
        *_of_themes(report),
        *_of_bridge(report),
    ]


def _of_counts(name: str, rows: "tuple[ProgressCount, ...]") -> Iterator[str]:
    if sorted(row.progress for row in rows) != sorted(Progress):
        yield f"{name}: must hold each progress value once"
    whole = WHOLE if any(row.count for row in rows) else Decimal(0)
    if sum(row.percent for row in rows) != whole:
        yield f"{name}: shares add up to {sum(row.percent for row in rows)}, not {whole}"


def _of_items(report: "Report") -> Iterator[str]:
    counted = report.counted
    if report.total != len(counted):
        yield f"total: {report.total}, but {len(counted)} items are listed"
    if len({item.code for item in report.items}) != len(report.items):
        yield "items: a code is used twice"
    listed = Counter(item.progress for item in counted)
    for row in report.counts:
        if row.count != listed[row.progress]:
            yield f"counts: {row.count} {row.progress}, but {listed[row.progress]} listed"
    if sorted(report.attention) != sorted(i.code for i in counted if i.progress in NEEDS_ATTENTION):
        yield "attention: must name each missed or behind item once, and no other"
    for item in report.items:
        if not item.counted and not item.whole and item.workflow not in HALTED:
            yield f"items: {item.code} is not counted, and nothing says why"


def _of_units(report: "Report") -> Iterator[str]:
    for unit in report.units:
        if unit.total != sum(unit.counts.values()):
            yield f"units: the counts of {unit.name!r} do not add up to {unit.total}"
    for row in report.counts:
        by_unit = sum(unit.counts.get(row.progress, 0) for unit in report.units)
        if by_unit != row.count:
            yield f"units: {by_unit} {row.progress} in all, but {row.count} counted"


def _of_ends(report: "Report") -> Iterator[str]:
    """On time, late and not done are among those due, and each is the end of that many items."""
    for unit in report.units:
        ends = unit.on_time
        if min(ends.kept, ends.late or 0, ends.not_done) < 0 or ends.unknown < 0:
            yield f"units: {unit.name!r} has more ends than were due"
    in_all = report.on_time
    if in_all.late is None:
        return
    listed = Counter(item.end for item in report.counted)
    told = {End.ON_TIME: in_all.kept, End.LATE: in_all.late, End.NOT_DONE: in_all.not_done}
    for end, count in told.items():
        if listed[end] != count:
            yield f"units: {count} ended {end}, but {listed[end]} listed"


def _of_themes(report: "Report") -> Iterator[str]:
    """Each row counts the items that have its theme; nothing is said where no item has one."""
    listed: dict[str, Counter[Progress]] = defaultdict(Counter)
    for item in report.counted:
        for name in item.themes or [""]:
            listed[name][item.progress] += 1
    if not any(listed.keys()) and not report.themes:
        return
    told = {row.name: Counter(row.counts) for row in report.themes}
    for name in sorted({*listed, *told}):
        if listed[name] != told.get(name, Counter()):
            yield f"themes: the counts of {name!r} are not those of its items"
    for row in report.themes:
        if row.total != sum(row.counts.values()):
            yield f"themes: the counts of {row.name!r} do not add up to {row.total}"


def _of_bridge(report: "Report") -> Iterator[str]:
    """The total before, with what entered and without what left, is the total now."""
    entered, left = report.changes.entered, report.changes.left
    if report.previous is None:
        if entered or left:
            yield "changes: nothing to have entered or left since"
        return
    # Issues of format 1 named nothing that entered or left.
    if not entered and not left and not report.previous.period:
        return
    if report.previous.total + len(entered) - len(left) != report.total:
        yield (
            f"changes: {report.previous.total} + {len(entered)} - {len(left)} is not {report.total}"
        )
    counted = {item.code for item in report.counted}
    wrong = {row.code for row in entered} - counted | {row.code for row in left} & counted
    if wrong:
        yield f"changes: {', '.join(sorted(wrong))} crossed the other way"
