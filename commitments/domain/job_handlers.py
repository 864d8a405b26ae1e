"""What each kind of background job does."""

from datetime import date
from functools import partial

from commitments.choices import JobKind
from commitments.domain.backups import keeping
from commitments.domain.batches import running
from commitments.domain.documents import extract
from commitments.domain.evaluation import assess
from commitments.domain.notices import digests
from commitments.domain.platform import audit, jobs
from commitments.domain.reminders import issuing
from commitments.domain.reporting import status_reports


def perform(job_id: int) -> bool:
    """Perform a job; safe to call twice, by two workers, or after one was killed."""
    return jobs.perform(job_id, work=WORK)


def _issue_report(period: str) -> jobs.Effect:
    return partial(status_reports.issue, period, by=audit.system_user())


WORK: dict[str, jobs.Work] = {
    JobKind.EXTRACT: lambda key: extract.prepare(int(key)),
    JobKind.ASSESS: lambda key: partial(assess.assess_all, on=date.fromisoformat(key)),
    JobKind.REPORT: _issue_report,
    JobKind.DUTIES: lambda key: partial(issuing.daily, date.fromisoformat(key)),
    JobKind.REMIND: lambda key: partial(issuing.issue, key),
    JobKind.DIGEST: lambda key: partial(digests.send, key),
    JobKind.BATCH: running.prepare,
    JobKind.BACKUP: keeping.prepare,
}
