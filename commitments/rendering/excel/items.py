"""The sheet of all commitments: each figure in a column of its own, to sort and calculate with."""

from decimal import Decimal

from commitments.rendering.excel.sheet import Measured, Percent, Sheet, Value, decimals
from commitments.rendering.text import one_line
from commitments.rendering.values import Item, LastReport, Report, Target
from commitments.rendering.wording import Wording

FACT_WIDTH = 30

COLUMNS = {
    "code": 14,
    "item": 40,
    "whole": 14,
    "counted": 10,
    "indicator": 26,
    "target": 24,
    "value": 16,
    "value_max": 16,
    "unit_of_count": 10,
    "is_assumed": 10,
    "due": 16,
    "target_before": 24,
    "reason": 30,
    "baseline": 16,
    "expected": 16,
    "actual": 16,
    "actual_text": 24,
    "actual_on": 16,
    "achievement": 12,
    "completion": 12,
    "lead_unit": 22,
    "supporting_units": 28,
    "workflow": 12,
    "stage_reason": 24,
    "progress": 14,
    "end": 12,
    "why": 44,
    "reported_on": 16,
    "narrative": 44,
    "problems": 36,
    "next_steps": 36,
    "document": 36,
    "quote": 60,
}


def fact_labels(report: Report, say: Wording) -> tuple[str, ...]:
    """What else is said of any item: a column each."""
    found = (say.fact(fact)[0] for item in report.items for fact in item.facts)
    return tuple(dict.fromkeys(found))


def fill(report: Report, say: Wording, sheet: Sheet) -> None:
    labels = fact_labels(report, say)
    rows = []
    for item in report.items:
        said = dict(map(say.fact, item.facts))
        more = (one_line(said[label]) if label in said else None for label in labels)
        rows.append((*_item_row(item, say), *more))
    sheet.table(rows, named_by=2)


def _item_row(item: Item, say: Wording) -> tuple[Value, ...]:
    return (
        one_line(item.code),
        one_line(item.title),
        one_line(item.whole),
        say.text("yes" if item.counted else "no"),
        say.indicator(item),
        *_target_cells(item, say),
        *_figure_cells(item),
        say.unit_name(item.lead_unit),
        say.listed(item.supporting_units),
        say.workflow(item.workflow),
        one_line(item.stage_reason),
        say.progress(item.progress),
        say.end(item.end) if item.end else None,
        say.why(item),
        *_report_cells(item.last_report),
        one_line(item.source.document) if item.source else None,
        one_line(item.source.quote) if item.source else None,
    )


def _target_cells(item: Item, say: Wording) -> tuple[Value, ...]:
    target, revision = item.target, item.revision
    return (
        say.target(target),
        measured(target.value, target),
        measured(target.value_max, target),
        one_line(target.unit),
        say.text("yes") if target.is_assumed else None,
        target.due,
        say.target_and_due(revision.before) if revision else None,
        one_line(revision.reason) if revision else None,
    )


def _figure_cells(item: Item) -> tuple[Value, ...]:
    return (
        measured(item.baseline, item.target),
        measured(item.expected, item.target),
        measured(item.actual, item.target),
        one_line(item.actual_text),
        item.actual_on,
        percent(item.achievement_percent),
        percent(item.completion_percent),
    )


def _report_cells(last: LastReport | None) -> tuple[Value, ...]:
    if last is None:
        return (None,) * 4
    return (last.on, one_line(last.narrative), one_line(last.problems), one_line(last.next_steps))


def measured(value: Decimal | None, target: Target) -> Measured | None:
    """A figure with the decimals of its target."""
    if value is None:
        return None
    return Measured(value, max(map(decimals, (target.value, target.value_max))))


def percent(value: Decimal | None) -> Percent | None:
    return None if value is None else Percent(value)
