"""What each kind of background job does."""

from datetime import date

from commitments.choices import JobKind
from commitments.domain import assess, audit, digests, extract, jobs, reminders, report
from commitments.domain.batches import running


def perform(job_id: int) -> bool:
    """Do a job; safe to call twice, by two workers, or after one was killed."""
    return jobs.perform(job_id, work=WORK)


def _issue_report(period: str) -> None:
    report.issue(period, by=audit.system_user())


WORK: dict[str, jobs.Work] = {
    JobKind.EXTRACT: lambda key: extract.extract_document(int(key)),
    JobKind.ASSESS: lambda key: assess.assess_all(on=date.fromisoformat(key)),
    JobKind.REPORT: _issue_report,
    JobKind.DUTIES: lambda key: reminders.daily(date.fromisoformat(key)),
    JobKind.REMIND: reminders.issue,
    JobKind.DIGEST: digests.send,
    JobKind.BATCH: running.work,
}
