"""What the reports of a kind speak of: those led by some units, of a plan, a theme, a document."""

from datetime import date

from commitments.choices import ClaimKind, Role
from commitments.domain.evaluation import historical
from commitments.domain.evaluation.historical import HistoricalState
from commitments.models import Organization, ReportKind, Theme


def narrowed(
    states: dict[int, HistoricalState], kind: ReportKind, day: date
) -> dict[int, HistoricalState]:
    """Those of the commitments, as they stood on a day, that a kind speaks of."""
    found = {
        pk: state
        for pk, state in states.items()
        if (kind.plan_id is None or state.commitment.plan_id == kind.plan_id)
        and (not kind.commitment_kind or state.commitment.kind == kind.commitment_kind)
    }
    if kind.unit_id is not None:
        units = Organization.objects.below([kind.unit_id])
        responsible = historical.assignments(found, day)
        led = {
            pk
            for pk, rows in responsible.items()
            if any(row.role == Role.LEAD and row.organization_id in units for row in rows)
        }
        found = {pk: state for pk, state in found.items() if pk in led}
    if kind.theme_id is not None:
        below = Theme.objects.below(kind.theme_id)
        themes = historical.themes(set(found), day)
        about = {pk for pk, rows in themes.items() if below & {theme.pk for theme in rows}}
        found = {pk: state for pk, state in found.items() if pk in about}
    if kind.document_id is not None:
        citations = historical.citations(found, day)
        cited = {
            pk
            for pk, rows in citations.items()
            if any(row.document_id == kind.document_id for row in rows)
        }
        found = {pk: state for pk, state in found.items() if pk in cited}
    return found


def in_words(kind: ReportKind) -> str:
    """The scope as the report prints it; empty where it speaks of everything."""
    named = [str(part) for part in (kind.unit, kind.plan, kind.theme) if part is not None]
    if kind.document is not None:
        named.append(f"《{kind.document.title}》")
    if kind.commitment_kind:
        named.append(str(ClaimKind(kind.commitment_kind).label))
    return "、".join(named)
