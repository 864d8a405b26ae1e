"""The tables of figures by place or group, under the annex: one for each item and dimension."""

from commitments.rendering.outline import Align, Block, Column, Heading, Table
from commitments.rendering.text import one_line
from commitments.rendering.values import Breakdown, GroupRow, Item, Report
from commitments.rendering.wording import Wording


def groups(report: Report, say: Wording) -> list[Block]:
    """Nothing at all where nothing is broken down."""
    tables = [_table(item, breakdown, say) for item in report.items for breakdown in item.groups]
    return [Heading(say.heading("groups")), *tables] if tables else []


def _table(item: Item, breakdown: Breakdown, say: Wording) -> Table:
    columns = (
        Column(one_line(breakdown.dimension), 80),
        Column(say.text("target"), 55, Align.CENTER),
        Column(say.text("actual"), 55, Align.CENTER),
        Column(say.text("share_of_target"), 55, Align.CENTER),
    )
    rows = [_row(row, item, say) for row in breakdown.rows]
    has_total = breakdown.target_total is not None or breakdown.value_total is not None
    if has_total:
        total = GroupRow(say.text("total"), breakdown.target_total, breakdown.value_total)
        rows.append(_row(total, item, say))
    return Table(_caption(item, breakdown, say), columns, tuple(rows), has_total=has_total)


def _row(row: GroupRow, item: Item, say: Wording) -> tuple[str, ...]:
    return (
        one_line(row.name),
        say.quantity(row.target, item.target.unit),
        say.quantity(row.value, item.target.unit),
        say.percent(row.percent),
    )


def _caption(item: Item, breakdown: Breakdown, say: Wording) -> str:
    words = f"{one_line(item.code)} {one_line(item.indicator or item.title)}"
    if breakdown.on is None:
        return words
    return words + say.text("as_of_note", as_of=say.day(breakdown.on))
