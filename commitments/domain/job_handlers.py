"""What each kind of background job does."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from commitments.choices import JobKind
from commitments.domain.backups import keeping
from commitments.domain.batches import running
from commitments.domain.documents import extract, ingest
from commitments.domain.evaluation import assess
from commitments.domain.notices import digests
from commitments.domain.platform import jobs
from commitments.domain.reminders import issuing
from commitments.domain.reporting import calendar, delivering, issued_files
from commitments.models import Job, ReportIssue


def perform(job_id: int) -> bool:
    """Perform a job; safe to call twice, by two workers, or after one was killed."""
    return jobs.perform(job_id, work=WORK, failures=FAILURES)


def sweep(now: datetime) -> list[Job]:
    """Return the jobs that no living worker holds."""
    return jobs.sweep(now, failures=FAILURES)


def _archive_files(issue: str) -> jobs.Effect:
    """Archive in a short transaction for each file, each of which may be repeated."""
    issued_files.archive(ReportIssue.objects.get(pk=int(issue)))
    return lambda: None


def _assess_all(day: str) -> jobs.Effect:
    """Assess in many short transactions, each of which may be repeated."""
    assess.assess_all(on=date.fromisoformat(day))
    return lambda: None


WORK: Mapping[str, jobs.Work] = {
    JobKind.EXTRACT: lambda key: extract.prepare(int(key)),
    JobKind.ASSESS: _assess_all,
    JobKind.REPORT: calendar.prepare,
    JobKind.ARCHIVE: _archive_files,
    JobKind.DELIVER: delivering.prepare,
    JobKind.DUTIES: lambda key: partial(issuing.daily, date.fromisoformat(key)),
    JobKind.REMIND: lambda key: partial(issuing.issue, key),
    JobKind.DIGEST: lambda key: partial(digests.send, key),
    JobKind.BATCH: running.prepare,
    JobKind.BACKUP: keeping.prepare,
}

# Who is told of a job that has failed for good.
FAILURES: Mapping[str, jobs.Failure] = {JobKind.EXTRACT: ingest.note_failure}
