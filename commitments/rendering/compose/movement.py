"""What fell behind since the issue before, and what recovered, side by side."""

from commitments.rendering.outline import Block, Column, Paragraph, Table
from commitments.rendering.text import brief
from commitments.rendering.values import NEEDS_ATTENTION, Moved, Report
from commitments.rendering.wording import Wording

MOST_NAMED = 3
LONGEST_TITLE = 16


def movement(report: Report, say: Wording) -> list[Block]:
    if report.previous is None:
        return [Paragraph(say.text("no_previous"))]
    before = say.before(report)
    moved = report.changes.moved
    fell = [row for row in moved if _lags(row.after) and not _lags(row.before)]
    recovered = [row for row in moved if _lags(row.before) and not _lags(row.after)]
    if not fell and not recovered:
        return [Paragraph(say.text("moved_none", before=before))]
    columns = (
        Column(say.text("fell_behind", before=before, count=len(fell)), 78),
        Column(say.text("recovered", before=before, count=len(recovered)), 78),
    )
    return [
        Table(
            "",
            columns,
            ((_names(fell, report, say), _names(recovered, report, say)),),
            is_dense=True,
        )
    ]


def _lags(progress: object) -> bool:
    return progress in NEEDS_ATTENTION


def _names(rows: list[Moved], report: Report, say: Wording) -> str:
    """The first of them, a line each; those that the office does not name are counted only."""
    unnamed = set(report.official.unnamed) if report.official else set()
    units = {item.code: item.lead_unit for item in report.items}
    named = [row for row in rows if row.code not in unnamed][:MOST_NAMED]
    lines = [
        say.text(
            "dated",
            value=brief(row.title, LONGEST_TITLE).rstrip("。"),
            day=say.unit_name(units.get(row.code, "")),
        )
        for row in named
    ]
    if 0 < len(named) < len(rows):
        lines.append(say.text("and_others", count=len(rows) - len(named)))
    return "\n".join(lines) or say.text("none")
