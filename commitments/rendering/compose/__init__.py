"""Tell a report: which sentences, tables and charts it has, in which order.

Two pages for who leads: figures, units, what changed, what is worst. Then, as annexes, what lags in
full, the statistics, and a line for each commitment.
"""

from collections.abc import Iterator

from commitments.rendering.compose import official
from commitments.rendering.compose.changes import changes
from commitments.rendering.compose.groups import groups
from commitments.rendering.compose.items import lagging, one_line_each, worst
from commitments.rendering.compose.movement import movement
from commitments.rendering.compose.overall import counts_table, overall
from commitments.rendering.compose.ranks import ranks
from commitments.rendering.compose.themes import themes
from commitments.rendering.compose.units import units
from commitments.rendering.outline import Annex, Block, Heading, Outline, Section
from commitments.rendering.values import Report
from commitments.rendering.wording import Wording


def compose(report: Report, say: Wording) -> Outline:
    annexes = tuple(_annexes(report, say))
    return Outline(
        letterhead=official.letterhead(report, say),
        issuer=say.name(report.issuer),
        subject=official.subject(report, say),
        sections=tuple(_sections(report, say)),
        annexes=annexes,
        draft_mark=official.draft_mark(report, say),
        addressees=official.addressees(report, say),
        opening=tuple(official.opening(report, say)),
        attachments=official.attachments(report, annexes, say),
        signature=official.signature(report, say),
        imprint=official.imprint(report, say),
    )


def _sections(report: Report, say: Wording) -> Iterator[Section]:
    told = {
        "overall": overall(report, say),
        "ranks": ranks(report, say),
        "movement": movement(report, say),
        "worst": worst(report, say),
        **official.texts(report),
    }
    place = 0
    for name, blocks in told.items():
        if blocks:
            place += 1
            heading = say.heading(name, before=say.before(report))
            yield Section(say.numbered(place, heading), tuple(blocks))


def _annexes(report: Report, say: Wording) -> Iterator[Annex]:
    listed: dict[str, list[Block]] = {
        "lagging": lagging(report, say),
        "statistics": _statistics(report, say),
        "items": one_line_each(report, say),
        "groups": groups(report, say),
    }
    told = [(name, blocks) for name, blocks in listed.items() if blocks]
    for place, (name, blocks) in enumerate(told, start=1):
        yield Annex(say.text("annex", number=place), say.heading(name), tuple(blocks))


def _statistics(report: Report, say: Wording) -> list[Block]:
    if not report.items:
        return []
    parts = {
        "counts": counts_table(report, say),
        "units": units(report, say),
        "themes": themes(report, say) if report.themes else [],
        "changes": changes(report, say),
    }
    blocks: list[Block] = []
    for place, (name, part) in enumerate(((n, p) for n, p in parts.items() if p), start=1):
        heading = say.heading(name, before=say.before(report))
        blocks += [Heading(say.numbered(place, heading, level=2)), *part]
    return blocks
