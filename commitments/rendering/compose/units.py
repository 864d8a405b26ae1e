"""The figures of each unit: its rank, how its commitments stand, and what became of those due."""

from commitments.rendering.outline import Align, Block, Column, Note, Table
from commitments.rendering.ranking import ranking
from commitments.rendering.values import Progress, Report, UnitRow
from commitments.rendering.wording import Wording

# Millimetres between the margins of a page on its side.
LENGTHWISE = 257


def units(report: Report, say: Wording) -> list[Block]:
    if not report.units:
        return []
    ends = end_columns(report) if report.on_time.due else ()
    widths: dict[str, int] = {"rank": 12, "total": 12}
    widths |= {progress.value: 16 for progress in Progress} | dict.fromkeys(ends, 17)
    if ends:
        widths["on_time_rate"] = 20
    headings = {key: _heading(key, say) for key in widths}
    columns = [Column(headings[key], width, Align.CENTER) for key, width in widths.items()]
    name = Column(say.text("unit"), min(LENGTHWISE - sum(widths.values()), 80))
    columns.insert(1, name)
    ranks = {row.unit.name: str(row.rank) for row in ranking(report)}
    rows = tuple(
        (
            ranks.get(unit.name, "") if unit in report.units else "",
            say.unit_name(unit.name),
            str(unit.total),
            *(str(unit.counts.get(progress, 0)) for progress in Progress),
            *(str(ends_by_column(unit)[key]) for key in ends),
            *((_rate(unit, say),) if ends else ()),
        )
        for unit in _with_total(report, say)
    )
    table = Table("", tuple(columns), rows, has_total=True, is_dense=True)
    return [table, *([Note(say.text("ranks_note"))] if len(ranks) > 1 else [])]


def _heading(key: str, say: Wording) -> str:
    return say.progress(Progress(key)) if key in set(Progress) else say.text(key)


def _rate(unit: UnitRow, say: Wording) -> str:
    """Its numerator and denominator stand beside it."""
    return say.rate(unit.on_time).partition("\n")[0]


def _with_total(report: Report, say: Wording) -> tuple[UnitRow, ...]:
    counts = {row.progress: row.count for row in report.counts}
    return (*report.units, UnitRow(say.text("total"), report.total, counts, report.on_time))


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
