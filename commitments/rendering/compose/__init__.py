"""Tell a report: which sentences and tables it has, in which order."""

from commitments.rendering.compose.changes import changes
from commitments.rendering.compose.groups import groups
from commitments.rendering.compose.items import annex, attention
from commitments.rendering.compose.overall import overall
from commitments.rendering.compose.themes import themes
from commitments.rendering.compose.units import units
from commitments.rendering.outline import Annex, Outline, Section
from commitments.rendering.values import Report
from commitments.rendering.wording import Wording


def compose(report: Report, say: Wording) -> Outline:
    sections = (
        ("overall", overall(report, say)),
        ("units", units(report, say)),
        *([("themes", themes(report, say))] if report.themes else []),
        ("attention", attention(report, say)),
        ("changes", changes(report, say)),
    )
    before = say.before(report)
    return Outline(
        masthead=say.name(report.title),
        number=say.text("issue", year=report.year, number=report.number),
        issuer=say.name(report.issuer),
        issued_on=say.day(report.issued_on),
        subject=say.text("subject", period=say.period(report.period)),
        sections=tuple(
            Section(say.numbered(place, say.heading(name, before=before)), tuple(blocks))
            for place, (name, blocks) in enumerate(sections, start=1)
        ),
        annex=Annex(
            say.heading("annex"),
            say.heading("annex_title"),
            (*annex(report, say), *groups(report, say)),
        ),
    )
