"""The figures of each theme; an item with several is counted under each, and the table says so."""

from collections import Counter

from commitments.rendering.outline import Align, Block, Column, Note, Table
from commitments.rendering.text import one_line
from commitments.rendering.values import Progress, Report, ThemeRow
from commitments.rendering.wording import Wording

# Millimetres between the margins of an upright page.
UPRIGHT = 156


def themes(report: Report, say: Wording) -> list[Block]:
    width = 13 if say.is_chinese else 15
    columns = (
        Column(say.text("theme"), UPRIGHT - 13 - 7 * width),
        Column(say.text("total"), 13, Align.CENTER),
        *(Column(say.progress(progress), width, Align.CENTER) for progress in Progress),
    )
    rows = tuple(_row(row, say) for row in (*report.themes, times(report, say)))
    table = Table(
        say.heading("themes_table"), columns, rows, has_total=True, is_dense=not say.is_chinese
    )
    return [table, Note(note(report, say))]


def times(report: Report, say: Wording) -> ThemeRow:
    """The rows added up: more than there are items, where one has several themes."""
    counts: Counter[Progress] = Counter()
    for row in report.themes:
        counts.update(row.counts)
    return ThemeRow(say.text("times"), counts.total(), dict(counts))


def note(report: Report, say: Wording) -> str:
    return say.text(
        "themes_note",
        times=sum(row.total for row in report.themes),
        items=report.total,
        several=sum(len(item.themes) > 1 for item in report.counted),
    )


def _row(row: ThemeRow, say: Wording) -> tuple[str, ...]:
    return (
        one_line(row.name) or say.text("no_theme"),
        str(row.total),
        *(str(row.counts.get(progress, 0)) for progress in Progress),
    )
