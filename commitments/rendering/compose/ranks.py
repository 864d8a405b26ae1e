"""The units by rank, with how many places each went up or down."""

from commitments.rendering.outline import Align, Block, Column, Note, Table
from commitments.rendering.ranking import Ranked, ranking
from commitments.rendering.text import one_line
from commitments.rendering.values import Report
from commitments.rendering.wording import Wording

# More units than these are told by the first and the last of them; an annex has them all.
MOST_UNITS, FIRST, LAST = 8, 3, 3


def ranks(report: Report, say: Wording) -> list[Block]:
    """Nothing where there is nobody to compare with."""
    rows = ranking(report)
    if len(rows) < 2:
        return []
    is_cut = len(rows) > MOST_UNITS
    shown = (*rows[:FIRST], *rows[-LAST:]) if is_cut else rows
    key = "ranks_cut" if is_cut else "ranks_note"
    note = say.text(key, units=len(rows), first=FIRST, last=LAST)
    return [_table(shown, report, say), Note(note)]


def _table(rows: tuple[Ranked, ...], report: Report, say: Wording) -> Table:
    has_before = bool(report.units_before)
    widths = {"rank": 12, "led": 20, "lagging_count": 22, "lagging_percent": 18, "done_count": 22}
    if has_before:
        widths["rank_change"] = 16
    columns = [Column(say.text(key), width, Align.CENTER) for key, width in widths.items()]
    columns.insert(1, Column(say.text("unit"), 156 - sum(widths.values())))
    return Table(
        "",
        tuple(columns),
        tuple(_row(row, say, has_before=has_before) for row in rows),
        is_dense=True,
    )


def _row(row: Ranked, say: Wording, *, has_before: bool) -> tuple[str, ...]:
    change = (_change(row, say),) if has_before else ()
    return (
        str(row.rank),
        one_line(row.unit.name),
        str(row.unit.total),
        str(row.lagging),
        say.percent(row.lagging_percent),
        str(row.done),
        *change,
    )


def _change(row: Ranked, say: Wording) -> str:
    if row.before is None:
        return say.text("rank_new")
    places = row.before - row.rank
    if not places:
        return say.text("none")
    return f"{'↑' if places > 0 else '↓'}{abs(places)}"
