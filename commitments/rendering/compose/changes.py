"""What happened since the issue that this one is compared with."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from commitments.rendering.outline import Block, Column, Paragraph, Table
from commitments.rendering.text import one_line
from commitments.rendering.values import Ended, Moved, Registered, Report, Revised
from commitments.rendering.wording import Wording

Named = Registered | Moved | Revised | Ended


def changes(report: Report, say: Wording) -> list[Block]:
    if not report.previous:
        return []
    tables = {name: table for name, table in _tables(report, say) if table.rows}
    blocks: list[Block] = [Paragraph(_sentence(tables, report, say))]
    for name, table in tables.items():
        blocks.append(replace(table, caption=name))
    return blocks


def _sentence(tables: Mapping[str, Table], report: Report, say: Wording) -> str:
    against = say.against(report)
    if not tables:
        return say.text("changes_none", against=against)
    parts = (
        say.text("changes_part", name=name, count=len(table.rows)) for name, table in tables.items()
    )
    return say.text("changes", parts=say.text("part_separator").join(parts), against=against)


def _tables(report: Report, say: Wording) -> tuple[tuple[str, Table], ...]:
    """One table a kind of change; each row opens with the code and the title."""
    changes = report.changes

    def table(
        name: str, columns: Mapping[str, int], rows: Iterable[tuple[Named, tuple[str, ...]]]
    ) -> tuple[str, Table]:
        widths = {"code": 26, "item": 231 - sum(columns.values()), **columns}
        headings = tuple(Column(say.text(key), width) for key, width in widths.items())
        lines = ((one_line(item.code), one_line(item.title), *cells) for item, cells in rows)
        return say.heading(name), Table("", headings, tuple(lines), is_dense=True)

    return (
        table(
            "registered",
            {"lead_unit": 60},
            [(new, (say.unit_name(new.lead_unit),)) for new in changes.registered],
        ),
        table(
            "moved",
            {"before": 32, "after": 32},
            [
                (change, (say.progress(change.before), say.progress(change.after)))
                for change in changes.moved
            ],
        ),
        table(
            "revised",
            {"target_before": 50, "target_after": 50, "reason": 50},
            [
                (
                    revision,
                    (
                        say.target_and_due(revision.before),
                        say.target_and_due(revision.after),
                        one_line(revision.reason) or say.text("none"),
                    ),
                )
                for revision in changes.revised
            ],
        ),
        table(
            "ended",
            {"workflow": 24, "stage_reason": 80},
            [
                (end, (say.workflow(end.workflow), say.ending(end) or say.text("none")))
                for end in changes.ended
            ],
        ),
    )
