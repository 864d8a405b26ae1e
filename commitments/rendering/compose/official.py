"""What makes a report an official document: letterhead, addressees, signature, imprint."""

from collections.abc import Iterator

from commitments.rendering.outline import Annex, Block, Imprint, Letterhead, Paragraph
from commitments.rendering.text import one_line
from commitments.rendering.values import OfficialForm, Report
from commitments.rendering.wording import Wording


def letterhead(report: Report, say: Wording) -> Letterhead:
    """Above the red rule: number and signer of a document, else issuer and day of a bulletin."""
    form = report.official
    left, right = say.name(report.issuer), say.day(report.issued_on)
    if form and (form.document_number or form.signer):
        left = one_line(form.document_number)
        right = say.labelled("signer", one_line(form.signer)) if form.signer else ""
    return Letterhead(say.name(report.title), number(report, say), left, right)


def number(report: Report, say: Wording) -> str:
    """What is not signed has no number yet."""
    if report.official and report.official.is_draft:
        return say.text("issue_draft", year=report.year)
    return say.text("issue", year=report.year, number=report.number)


def draft_mark(report: Report, say: Wording) -> str:
    return say.text("draft") if report.official and report.official.is_draft else ""


def subject(report: Report, say: Wording) -> str:
    form = report.official
    if form and form.subject:
        return one_line(form.subject)
    return say.text("subject", period=say.period(report.period))


def addressees(report: Report, say: Wording) -> str:
    form = report.official
    if form is None or not form.addressees:
        return ""
    return say.text("addressed", names=say.listed(form.addressees))


def opening(report: Report, say: Wording) -> Iterator[Paragraph]:
    """What is corrected, what a draft still lacks, what it speaks of, and the office's lead."""
    form = report.official
    if form is None:
        return
    if form.is_draft and form.missing_units:
        missing = form.missing_units
        words = say.text("missing_units", count=len(missing), names=say.listed(missing))
        yield Paragraph(words)
    if corrected := form.corrects:
        key = "corrects_because" if corrected.reason else "corrects"
        reason = one_line(corrected.reason).rstrip("。.")
        yield Paragraph(say.text(key, year=corrected.year, number=corrected.number, reason=reason))
    if form.scope:
        yield Paragraph(say.labelled("scope", one_line(form.scope)))
    yield from paragraphs(form.lead)


def texts(report: Report) -> dict[str, list[Block]]:
    """The sections that the office writes."""
    form = report.official or OfficialForm()
    return {
        "problems": list(paragraphs(form.problems)),
        "requirements": list(paragraphs(form.requirements)),
    }


def paragraphs(text: str) -> Iterator[Paragraph]:
    for line in text.splitlines():
        if words := one_line(line):
            yield Paragraph(words)


def attachments(report: Report, annexes: tuple[Annex, ...], say: Wording) -> tuple[str, ...]:
    """附件说明: the annexes of the report, then what the office adds."""
    form = report.official
    if form is None:
        return ()
    titles = [*(annex.title for annex in annexes), *map(one_line, form.attachments)]
    if len(titles) == 1:
        return (say.labelled("attachments", titles[0]),)
    lines = [say.text("attachment", number=n, title=t) for n, t in enumerate(titles, start=1)]
    return tuple([say.labelled("attachments", lines[0]), *lines[1:]] if lines else [])


def signature(report: Report, say: Wording) -> tuple[str, ...]:
    """落款: a bulletin has issuer and day in its letterhead already."""
    form = report.official
    if form is None or not (form.document_number or form.signer):
        return ()
    return (say.name(report.issuer), say.day(report.issued_on))


def imprint(report: Report, say: Wording) -> Imprint:
    form = report.official
    if form is None or not (form.copies or form.printed_by):
        return Imprint()
    copies = say.text("copied", names=say.listed(form.copies)) if form.copies else ""
    day = say.text("printed_on", day=say.day(form.printed_on or report.issued_on))
    return Imprint(copies, one_line(form.printed_by) or say.name(report.issuer), day)
