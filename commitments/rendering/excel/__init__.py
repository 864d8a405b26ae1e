"""A report as an Excel workbook to sort, filter and calculate with: real numbers, real dates."""

import io
from datetime import datetime, time

import xlsxwriter

from commitments.rendering.compare import Compared, rows_compared, total_compared
from commitments.rendering.compose.themes import note, times
from commitments.rendering.excel.sheet import (
    Change,
    Percent,
    Sheet,
    SheetColumn,
    Styles,
    SumAbove,
    Value,
)
from commitments.rendering.text import one_line
from commitments.rendering.values import (
    Breakdown,
    Changes,
    Ended,
    GroupRow,
    Item,
    Moved,
    OnTime,
    Progress,
    Registered,
    Report,
    Revised,
    ThemeRow,
    UnitRow,
)
from commitments.rendering.wording import Wording, rate_percent

CHINESE_DAY = 'yyyy"年"m"月"d"日"'
ENGLISH_DAY = "d mmm yyyy"


def render_xlsx(report: Report, language: str = "zh-hans") -> bytes:
    """The same report gives the same bytes."""
    say = Wording(language)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties(
            {
                "title": f"{one_line(report.title)} {_number(report, say)}",
                "author": one_line(report.issuer),
                "created": datetime.combine(report.issued_on, time()),
            }
        )
        styles = Styles(workbook, CHINESE_DAY if say.is_chinese else ENGLISH_DAY)

        def sheet(name: str, columns: dict[str, int], *more: str) -> Sheet:
            headings = [SheetColumn(_heading(key, say), width) for key, width in columns.items()]
            headings += [SheetColumn(label, FACT_WIDTH) for label in more]
            return Sheet(workbook.add_worksheet(say.heading(name)), styles, headings)

        _overall(report, say, sheet("sheet_overall", _overall_columns(report)))
        _units(report, say, sheet("sheet_units", UNIT_COLUMNS))
        if report.themes:
            _themes(report, say, sheet("sheet_themes", THEME_COLUMNS))
        _items(report, say, sheet("sheet_items", ITEM_COLUMNS, *_facts(report, say)))
        if any(item.groups for item in report.items):
            _groups(report, sheet("groups", GROUP_COLUMNS))
        _changes(report, say, sheet("sheet_changes", CHANGE_COLUMNS))
    return buffer.getvalue()


def _number(report: Report, say: Wording) -> str:
    return say.text("issue", year=report.year, number=report.number)


def _heading(key: str, say: Wording) -> str:
    return say.progress(Progress(key)) if key in set(Progress) else say.text(key)


# 总体情况


def _overall_columns(report: Report) -> dict[str, int]:
    columns = {"progress": 18, "count": 14, "percent": 14}
    if report.previous:
        columns |= {"count_before": 14, "count_change": 14, "percent_change": 22}
    return columns


def _overall(report: Report, say: Wording, sheet: Sheet) -> None:
    sheet.title(f"{one_line(report.title)} {_number(report, say)}")
    period = say.text(
        "from_to",
        period=say.period(report.period),
        start=say.day(report.period_start),
        end=say.day(report.period_end),
    )
    sheet.fact(say.text("issuer"), one_line(report.issuer))
    sheet.fact(say.text("issued_on"), say.day(report.issued_on))
    sheet.fact(say.text("period"), period)
    sheet.fact(say.text("as_of"), say.day(report.as_of))
    sheet.skip_row()
    sheet.table(
        [_counts_row(row, report, say) for row in rows_compared(report)],
        total=_counts_total(report, say),
    )


def _counts_row(row: Compared, report: Report, say: Wording) -> tuple[Value, ...]:
    now = (say.progress(row.progress), row.count, Percent(row.percent))
    if not report.previous:
        return now
    return (*now, row.count_before, Change(row.count_change), Change(row.percent_change))


def _counts_total(report: Report, say: Wording) -> tuple[Value, ...]:
    total = total_compared(report)
    now = (say.text("total"), SumAbove(total.count), Percent(total.percent))
    if not report.previous:
        return now
    return (*now, SumAbove(total.count_before), Change(total.count_change), None)


# 分单位

UNIT_COLUMNS: dict[str, int] = {
    "unit": 30,
    "total": 10,
    **{progress.value: 12 for progress in Progress},
    "kept": 16,
    "came_due": 14,
    "on_time_rate": 14,
}


def _units(report: Report, say: Wording, sheet: Sheet) -> None:
    sheet.table(
        [_unit_row(unit, say) for unit in report.units],
        total=(
            say.text("total"),
            SumAbove(report.total),
            *(SumAbove(row.count) for row in rows_compared(report)),
            SumAbove(report.on_time.kept),
            SumAbove(report.on_time.due),
            _rate(report.on_time),
        ),
    )


def _unit_row(unit: UnitRow, say: Wording) -> tuple[Value, ...]:
    return (
        say.unit_name(unit.name),
        unit.total,
        *(unit.counts.get(progress, 0) for progress in Progress),
        unit.on_time.kept,
        unit.on_time.due,
        _rate(unit.on_time),
    )


def _rate(rate: OnTime) -> Percent | None:
    return Percent(rate_percent(rate)) if rate.due else None


# 分主题

THEME_COLUMNS: dict[str, int] = {
    "theme": 30,
    "total": 10,
    **{progress.value: 12 for progress in Progress},
}


def _themes(report: Report, say: Wording, sheet: Sheet) -> None:
    in_all = times(report, say)
    sheet.table(
        [_theme_row(row, say) for row in report.themes],
        total=(
            in_all.name,
            SumAbove(in_all.total),
            *(SumAbove(in_all.counts.get(progress, 0)) for progress in Progress),
        ),
    )
    sheet.skip_row()
    sheet.fact(say.text("note"), note(report, say))


def _theme_row(row: ThemeRow, say: Wording) -> tuple[Value, ...]:
    counts = (row.counts.get(progress, 0) for progress in Progress)
    return (one_line(row.name) or say.text("no_theme"), row.total, *counts)


# 事项台账

FACT_WIDTH = 30

ITEM_COLUMNS = {
    "code": 14,
    "item": 40,
    "indicator": 26,
    "target": 24,
    "value": 16,
    "value_max": 16,
    "unit_of_count": 10,
    "is_assumed": 10,
    "due": 16,
    "baseline": 16,
    "expected": 16,
    "actual": 16,
    "actual_text": 24,
    "actual_on": 16,
    "achievement": 11,
    "lead_unit": 22,
    "supporting_units": 28,
    "workflow": 12,
    "progress": 12,
    "why": 44,
    "document": 36,
    "quote": 60,
}


def _facts(report: Report, say: Wording) -> tuple[str, ...]:
    """What else is said of any item: a column each."""
    found = (say.fact(fact)[0] for item in report.items for fact in item.facts)
    return tuple(dict.fromkeys(found))


def _items(report: Report, say: Wording, sheet: Sheet) -> None:
    labels = _facts(report, say)
    rows = []
    for item in report.items:
        said = dict(map(say.fact, item.facts))
        more = (one_line(said[label]) if label in said else None for label in labels)
        rows.append((*_item_row(item, say), *more))
    sheet.table(rows, named_by=2)


def _item_row(item: Item, say: Wording) -> tuple[Value, ...]:
    target, achieved = item.target, item.achievement_percent
    return (
        one_line(item.code),
        one_line(item.title),
        one_line(item.indicator),
        say.target(target),
        target.value,
        target.value_max,
        one_line(target.unit),
        say.text("yes") if target.is_assumed else None,
        target.due,
        item.baseline,
        item.expected,
        item.actual,
        one_line(item.actual_text),
        item.actual_on,
        None if achieved is None else Percent(achieved),
        say.unit_name(item.lead_unit),
        say.listed(item.supporting_units),
        say.workflow(item.workflow),
        say.progress(item.progress),
        one_line(item.why),
        one_line(item.source.document) if item.source else None,
        one_line(item.source.quote) if item.source else None,
    )


# 分组情况

GROUP_COLUMNS = {
    "code": 14,
    "item": 40,
    "indicator": 26,
    "dimension": 14,
    "group": 24,
    "group_target": 16,
    "group_value": 16,
    "unit_of_count": 10,
    "share_of_target": 14,
    "actual_on": 16,
}


def _groups(report: Report, sheet: Sheet) -> None:
    """One row a group, without totals: the table is to be filtered and summed by its reader."""
    sheet.table(
        [
            _group_row(item, breakdown, row)
            for item in report.items
            for breakdown in item.groups
            for row in breakdown.rows
        ],
        named_by=2,
    )


def _group_row(item: Item, breakdown: Breakdown, row: GroupRow) -> tuple[Value, ...]:
    return (
        one_line(item.code),
        one_line(item.title),
        one_line(item.indicator),
        one_line(breakdown.dimension),
        one_line(row.name),
        row.target,
        row.value,
        one_line(item.target.unit),
        None if row.percent is None else Percent(row.percent),
        breakdown.on,
    )


# 变化

CHANGE_COLUMNS = {"change": 22, "code": 14, "item": 44, "before": 34, "after": 34, "note": 40}


def _changes(report: Report, say: Wording, sheet: Sheet) -> None:
    sheet.table(_change_rows(report.changes, say))


def _change_rows(changes: Changes, say: Wording) -> list[tuple[Value, ...]]:
    """Every kind of change in one table, so that it filters by kind and by commitment."""

    def row(
        kind: str, of: Registered | Moved | Revised | Ended, before: str, after: str, note: str = ""
    ) -> tuple[Value, ...]:
        return say.heading(kind), one_line(of.code), one_line(of.title), before, after, note

    return [
        *(row("registered", new, "", say.unit_name(new.lead_unit)) for new in changes.registered),
        *(
            row("moved", change, say.progress(change.before), say.progress(change.after))
            for change in changes.moved
        ),
        *(
            row(
                "revised",
                revision,
                say.target_and_due(revision.before),
                say.target_and_due(revision.after),
                one_line(revision.reason),
            )
            for revision in changes.revised
        ),
        *(row("ended", end, "", say.workflow(end.workflow)) for end in changes.ended),
    ]
