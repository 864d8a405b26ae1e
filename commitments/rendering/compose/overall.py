"""The figures of the whole and of each unit."""

from commitments.rendering.compare import Figures, rows_compared, taken_together, total_compared
from commitments.rendering.outline import Align, Block, Column, Paragraph, Table
from commitments.rendering.values import NEEDS_ATTENTION, Progress, Report, UnitRow
from commitments.rendering.wording import Wording, difference, rate_percent

# Millimetres between the margins of an upright page.
UPRIGHT = 156


def overall(report: Report, say: Wording) -> list[Block]:
    if not report.total:
        return [Paragraph(say.text("tracked_none", as_of=say.day(report.as_of)))]
    sentences = [_total_sentence(report, say), _split_sentence(report, say)]
    figures = [_attention_sentence(report, say)]
    if report.on_time.due:
        figures.append(
            say.text(
                "on_time",
                due=report.on_time.due,
                kept=report.on_time.kept,
                percent=say.percent(rate_percent(report.on_time)),
            )
        )
    space = "" if say.is_chinese else " "
    return [
        Paragraph(space.join(sentences)),
        Paragraph(space.join(figures)),
        _counts_table(report, say),
    ]


def _total_sentence(report: Report, say: Wording) -> str:
    change = ""
    if previous := report.previous:
        before = sum(row.count for row in previous.counts)
        change = say.text(
            "since_last",
            number=previous.number,
            as_of=say.day(previous.as_of),
            change=_more_or_fewer(report.total - before, say),
        )
    return say.text("tracked", as_of=say.day(report.as_of), total=report.total, change=change)


def _split_sentence(report: Report, say: Wording) -> str:
    parts = [
        say.text(
            "split_part",
            progress=say.progress(row.progress),
            count=row.count,
            percent=say.percent(row.percent),
        )
        for row in rows_compared(report)
        if row.count
    ]
    return say.text("split", parts=say.text("clause_separator").join(parts))


def _attention_sentence(report: Report, say: Wording) -> str:
    count, percent = taken_together(report.counts, NEEDS_ATTENTION)
    change = ""
    if report.previous:
        count_before, percent_before = taken_together(report.previous.counts, NEEDS_ATTENTION)
        points = percent - percent_before
        direction = "points_up" if points > 0 else "points_down" if points else "points_none"
        change = say.text(
            "attention_since",
            change=_more_or_fewer(count - count_before, say),
            points=say.text(direction, points=abs(points)),
        )
    return say.text("attention", count=count, percent=say.percent(percent), change=change)


def _more_or_fewer(change: int, say: Wording) -> str:
    key = "change_more" if change > 0 else "change_fewer" if change else "change_none"
    return say.text(key, count=abs(change))


def _counts_table(report: Report, say: Wording) -> Table:
    columns = [
        Column(say.text("progress"), 36),
        Column(say.text("count"), 24, Align.CENTER),
        Column(say.text("percent"), 24, Align.CENTER),
    ]
    if report.previous:
        columns += [
            Column(say.text("count_before"), 24, Align.CENTER),
            Column(say.text("count_change"), 24, Align.CENTER),
            Column(say.text("percent_change"), 24, Align.CENTER),
        ]
    total = total_compared(report)
    rows = [(say.progress(row.progress), *_figures(row, report)) for row in rows_compared(report)]
    return Table(
        say.heading("counts_table"),
        tuple(columns),
        (*rows, (say.text("total"), *_figures(total, report))),
        has_total=True,
    )


def _figures(row: Figures, report: Report) -> tuple[str, ...]:
    now = str(row.count), f"{row.percent:.1f}"
    if not report.previous:
        return now
    return (
        *now,
        str(row.count_before),
        difference(row.count_change),
        difference(row.percent_change),
    )


def units(report: Report, say: Wording) -> list[Block]:
    if not report.units:
        return [Paragraph(say.text("units_none"))]
    # English words are longer and must not be torn: wider columns, smaller type.
    width = 13 if say.is_chinese else 15
    columns = (
        Column(say.text("unit"), UPRIGHT - 11 - 7 * width - 16),
        Column(say.text("total"), 11, Align.CENTER),
        *(Column(say.progress(progress), width, Align.CENTER) for progress in Progress),
        Column(say.text("on_time_rate"), 16, Align.CENTER),
    )
    in_all = UnitRow(
        name=say.text("total"),
        total=report.total,
        counts={row.progress: row.count for row in report.counts},
        on_time=report.on_time,
    )
    rows = tuple(
        (
            say.unit_name(unit.name),
            str(unit.total),
            *(str(unit.counts.get(progress, 0)) for progress in Progress),
            say.rate(unit.on_time),
        )
        for unit in (*report.units, in_all)
    )
    caption = say.heading("units_table")
    return [Table(caption, columns, rows, has_total=True, is_dense=not say.is_chinese)]
