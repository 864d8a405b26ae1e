"""A report as an Excel workbook to sort, filter and calculate with: real numbers, real dates."""

import io
from datetime import datetime, time
from decimal import Decimal

import xlsxwriter

from commitments.rendering.compare import Compared, rows_compared, total_compared
from commitments.rendering.compose.overall import (
    bridge_line,
    ends_sentence,
    not_counted,
    shares_note,
    trend_chart,
)
from commitments.rendering.compose.themes import note, times
from commitments.rendering.compose.units import end_columns, ends_by_column
from commitments.rendering.excel import charts, items
from commitments.rendering.excel.sheet import (
    Change,
    Percent,
    Sheet,
    SheetColumn,
    Styles,
    SumAbove,
    Value,
)
from commitments.rendering.outline import TrendChart
from commitments.rendering.ranking import Ranked, ranking
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
                "title": f"{say.name(report.title)} {_number(report, say)}",
                "author": say.name(report.issuer),
                "created": datetime.combine(report.issued_on, time()),
            }
        )
        styles = Styles(workbook, CHINESE_DAY if say.is_chinese else ENGLISH_DAY)

        def sheet(name: str, columns: dict[str, int], *more: str) -> Sheet:
            headings = [
                SheetColumn(_heading(key, report, say), width) for key, width in columns.items()
            ]
            headings += [SheetColumn(label, items.FACT_WIDTH) for label in more]
            return Sheet(workbook.add_worksheet(say.heading(name)), styles, headings)

        columns = _overall_columns(report)
        head = _overall(report, say, sheet("sheet_overall", columns))
        charts.counts(workbook, say, head, len(columns))
        if trend := trend_chart(report, say):
            _trend(trend, sheet("sheet_trend", TREND_COLUMNS))
            charts.trend(workbook, trend, say)
        _units(report, say, sheet("sheet_units", _unit_columns(report)))
        if report.themes:
            _themes(report, say, sheet("sheet_themes", THEME_COLUMNS))
        items.fill(
            report, say, sheet("sheet_items", items.COLUMNS, *items.fact_labels(report, say))
        )
        if any(item.groups for item in report.items):
            _groups(report, sheet("groups", GROUP_COLUMNS))
        _changes(report, say, sheet("sheet_changes", CHANGE_COLUMNS))
    return buffer.getvalue()


def _number(report: Report, say: Wording) -> str:
    return say.text("issue", year=report.year, number=report.number)


def _heading(key: str, report: Report, say: Wording) -> str:
    if key in set(Progress):
        return say.progress(Progress(key))
    return say.text(key, before=say.before(report))


# 总体情况


def _overall_columns(report: Report) -> dict[str, int]:
    columns = {"progress": 18, "count": 14, "percent": 14}
    if report.previous:
        columns |= {"count_before": 14, "count_change": 14, "percent_change": 22}
    return columns


def _overall(report: Report, say: Wording, sheet: Sheet) -> int:
    """Fill the sheet and return the row of its table's head."""
    sheet.title(f"{say.name(report.title)} {_number(report, say)}")
    period = say.text(
        "from_to",
        period=say.period(report.period),
        start=say.day(report.period_start),
        end=say.day(report.period_end),
    )
    sheet.fact(say.text("issuer"), say.name(report.issuer))
    sheet.fact(say.text("issued_on"), say.day(report.issued_on))
    sheet.fact(say.text("period"), period)
    sheet.fact(say.text("as_of"), say.day(report.as_of))
    if report.previous:
        sheet.fact(say.text("compared_with"), say.against(report))
    if line := bridge_line(report, say):
        sheet.fact(say.text("bridge_fact"), line)
    sheet.skip_row()
    head = sheet.row
    sheet.table(
        [_counts_row(row, report, say) for row in rows_compared(report)],
        total=_counts_total(report, say),
    )
    remarks = [shares_note(report, say), *not_counted(report, say)]
    if report.on_time.due:
        remarks.append(ends_sentence(report, say))
    sheet.skip_row()
    for remark in filter(None, remarks):
        sheet.fact(say.text("note"), remark)
    return head


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


# 趋势

TREND_COLUMNS = {"month": 16, "share_done": 16, "share_lagging": 20}


def _trend(chart: TrendChart, sheet: Sheet) -> None:
    shares = ([Percent(Decimal(str(share))) for share in line.percents] for line in chart.lines)
    sheet.table(zip(chart.labels, *shares, strict=True))


# 分单位


def _unit_columns(report: Report) -> dict[str, int]:
    progress = {progress.value: 12 for progress in Progress}
    ends = dict.fromkeys(end_columns(report), 16)
    change = {"rank_change": 10} if report.units_before else {}
    return {"unit": 30, "total": 10, **progress, **ends, "on_time_rate": 14, "rank": 8, **change}


def _units(report: Report, say: Wording, sheet: Sheet) -> None:
    columns = end_columns(report)
    in_all = ends_by_column(UnitRow("", report.total, {}, report.on_time))
    ranked = {row.unit.name: row for row in ranking(report)}
    has_before = bool(report.units_before)
    sheet.table(
        [
            _unit_row(unit, columns, _rank(ranked.get(unit.name), has_before=has_before), say)
            for unit in report.units
        ],
        total=(
            say.text("total"),
            SumAbove(report.total),
            *(SumAbove(row.count) for row in rows_compared(report)),
            *(SumAbove(in_all[column]) for column in columns),
            _rate(report.on_time),
            *_rank(None, has_before=has_before),
        ),
    )


def _rank(row: Ranked | None, *, has_before: bool) -> tuple[Value, ...]:
    """The place of a unit, and how many it rose."""
    rank = row.rank if row else None
    rise = Change(row.before - row.rank) if row and row.before else None
    return (rank, rise) if has_before else (rank,)


def _unit_row(
    unit: UnitRow, columns: tuple[str, ...], rank: tuple[Value, ...], say: Wording
) -> tuple[Value, ...]:
    ends = ends_by_column(unit)
    return (
        say.unit_name(unit.name),
        unit.total,
        *(unit.counts.get(progress, 0) for progress in Progress),
        *(ends[column] for column in columns),
        _rate(unit.on_time),
        *rank,
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
        items.measured(row.target, item.target),
        items.measured(row.value, item.target),
        one_line(item.target.unit),
        items.percent(row.percent),
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
        *(
            row("ended", end, "", say.workflow(end.workflow), say.ending(end))
            for end in changes.ended
        ),
    ]
