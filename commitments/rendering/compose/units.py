"""The figures of each unit: how its commitments stand, and what became of those due."""

from commitments.rendering.outline import Align, Block, Column, Paragraph, Table
from commitments.rendering.values import Progress, Report, UnitRow
from commitments.rendering.wording import Wording

# Millimetres between the margins of an upright page.
UPRIGHT = 156


def units(report: Report, say: Wording) -> list[Block]:
    if not report.units:
        return [Paragraph(say.text("units_none"))]
    # English words are longer and must not be torn: wider columns, smaller type.
    width = 14 if say.is_chinese else 16
    columns = (
        Column(say.text("unit"), UPRIGHT - 14 - 7 * width),
        Column(say.text("total"), 14, Align.CENTER),
        *(Column(say.progress(progress), width, Align.CENTER) for progress in Progress),
    )
    rows = tuple(
        (
            say.unit_name(unit.name),
            str(unit.total),
            *(str(unit.counts.get(progress, 0)) for progress in Progress),
        )
        for unit in _with_total(report, say)
    )
    caption = say.heading("units_table")
    table = Table(caption, columns, rows, has_total=True, is_dense=not say.is_chinese)
    return [table, *([_ends_table(report, say)] if report.on_time.due else [])]


def _with_total(report: Report, say: Wording) -> tuple[UnitRow, ...]:
    counts = {row.progress: row.count for row in report.counts}
    return (*report.units, UnitRow(say.text("total"), report.total, counts, report.on_time))


def _ends_table(report: Report, say: Wording) -> Table:
    """What became of those due, by unit; a unit with nothing due has no row."""
    keys = end_columns(report)
    columns = (
        Column(say.text("unit"), UPRIGHT - 22 * len(keys) - 22),
        *(Column(say.text(key), 22, Align.CENTER) for key in keys),
        Column(say.text("on_time_rate"), 22, Align.CENTER),
    )
    rows = tuple(
        (
            say.unit_name(unit.name),
            *(str(ends_by_column(unit)[key]) for key in keys),
            say.rate(unit.on_time),
        )
        for unit in _with_total(report, say)
        if unit.on_time.due
    )
    caption = say.heading("ends_table")
    return Table(caption, columns, rows, has_total=True, is_dense=not say.is_chinese)


def end_columns(report: Report) -> tuple[str, ...]:
    """The columns of ends: late ones where they are told apart, unknown ones where there are."""
    late = ["late"] if report.on_time.late is not None else []
    unknown = ["unknown"] if any(unit.on_time.unknown for unit in report.units) else []
    return ("came_due", "kept", *late, "not_done", *unknown)


def ends_by_column(unit: UnitRow) -> dict[str, int]:
    ends = unit.on_time
    return {
        "came_due": ends.due,
        "kept": ends.kept,
        "late": ends.late or 0,
        "not_done": ends.not_done,
        "unknown": ends.unknown,
    }
