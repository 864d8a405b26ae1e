"""The official form (公文) of a report: what its kind, its draft and its signature say."""

from collections.abc import Iterable
from dataclasses import replace

from commitments import rendering
from commitments.domain.reporting import scopes
from commitments.domain.reporting.missing import MissingUnit
from commitments.models import ReportDraft
from commitments.rendering.official import CorrectedIssue, OfficialForm


def as_draft(draft: ReportDraft, missing: Iterable[MissingUnit] = ()) -> rendering.Report:
    """The report as it stands, marked as a draft, with the units that are awaited."""
    names = tuple(str(row.unit) for row in missing)
    return _printed(draft, replace(form(draft), is_draft=True, missing_units=names))


def as_signed(draft: ReportDraft) -> rendering.Report:
    """The report with its number and the day of its signature."""
    assert draft.year is not None
    assert draft.number is not None
    assert draft.signed_on is not None
    report = _printed(draft, form(draft))
    return replace(report, year=draft.year, number=draft.number, issued_on=draft.signed_on)


def form(draft: ReportDraft) -> OfficialForm:
    """Everything but the day of printing, which comes with the issue."""
    kind, corrected = draft.kind, draft.corrects
    return OfficialForm(
        document_number=draft.document_number,
        signer=draft.signer if kind.prints_signer else "",
        addressees=lines(kind.addressees),
        lead=draft.lead,
        problems=draft.problems,
        requirements=draft.requirements,
        copies=lines(kind.copies),
        printed_by=kind.printing_office,
        scope=scopes.in_words(kind),
        corrects=None
        if corrected is None
        else CorrectedIssue(corrected.year, corrected.number, draft.correction_reason),
    )


def lines(text: str) -> tuple[str, ...]:
    """One name a line, as the office enters them."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _printed(draft: ReportDraft, official: OfficialForm) -> rendering.Report:
    report = rendering.Report.from_snapshot(draft.snapshot)
    return replace(report, title=draft.kind.title, issuer=draft.kind.issuer, official=official)
