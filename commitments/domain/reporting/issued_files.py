"""Files of an issued report: rendered once, archived with their SHA-256, handed out unchanged.

A job archives the official ones soon after the issue. A download does not wait for it: what is not
archived yet is rendered and archived by whoever is first.
"""

import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commitments import rendering
from commitments.choices import JobKind
from commitments.domain.platform import files, jobs, transactions
from commitments.domain.platform.errors import Invalid
from commitments.models import IssuedFile, Job, ReportIssue

# The language in which an office issues; the other one is archived when first asked for.
OFFICIAL = rendering.CHINESE


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file to be handed out."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def require_fonts() -> None:
    """Refuse to issue what could not be printed."""
    try:
        rendering.require_fonts()
    except rendering.MissingFont as error:
        words = _("No PDF can be made: none of these fonts is installed: %(fonts)s.")
        raise Invalid(words % {"fonts": error}) from error


def request_archive(issue: ReportIssue) -> Job:
    """The job that archives the official files, where the issue has none that waits."""
    return jobs.request(JobKind.ARCHIVE, issue.pk)


def last_job(issue: ReportIssue) -> Job | None:
    """The last job that was to archive the files; None for issues of earlier versions."""
    return Job.objects.filter(kind=JobKind.ARCHIVE, key=str(issue.pk)).order_by("-id").first()


def archive(issue: ReportIssue) -> None:
    """Archive every format in the official language. This takes seconds: never in a transaction."""
    report = rendering.Report.from_snapshot(issue.snapshot)
    for form in rendering.FORMATS:
        if _archived(issue, form, OFFICIAL) is None:
            _archive(issue, form, OFFICIAL, report)


def read(issue: ReportIssue, form: str, *, language: str = OFFICIAL) -> ReportFile:
    """The archived file; what is not archived yet is rendered and archived now.

    Raises `Tampered` or `FileMissing` when the store no longer holds what was archived.
    """
    if form not in rendering.FORMATS:
        known = ", ".join(rendering.FORMATS)
        raise Invalid(_("Reports come as %(known)s.") % {"known": known}, field="format")
    if language not in rendering.LANGUAGES:
        known = ", ".join(rendering.LANGUAGES)
        raise Invalid(_("Reports come in %(known)s.") % {"known": known}, field="language")
    kept = _archived(issue, form, language)
    if kept is None:
        report = rendering.Report.from_snapshot(issue.snapshot)
        kept = _archive(issue, form, language, report)
    name = f"{issue.title}{issue.year}年第{issue.number}期.{form}"
    media_type = rendering.FORMATS[form].media_type
    content = files.read(kept.file, sha256=kept.sha256, name=name)
    return ReportFile(name, media_type, content, kept.sha256)


def _archived(issue: ReportIssue, form: str, language: str) -> IssuedFile | None:
    return IssuedFile.objects.filter(issue=issue, format=form, language=language).first()


def _archive(issue: ReportIssue, form: str, language: str, report: rendering.Report) -> IssuedFile:
    transactions.require_none("Rendering a report")
    require_fonts()
    content = rendering.FORMATS[form].render(report, language)
    kept = IssuedFile(
        issue=issue,
        format=form,
        language=language,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
    try:
        with files.kept(kept.file, content, name=f"report.{form}"), transaction.atomic():
            kept.save()
    except IntegrityError:
        # Another request was faster: its file is the one that counts.
        return IssuedFile.objects.get(issue=issue, format=form, language=language)
    return kept
