"""Jobs: background work as rows, so that no lost message loses work."""

from datetime import datetime

from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from commitments import queues
from commitments.choices import JobKind, JobState

OF_THE_CALENDAR = (
    JobKind.ASSESS,
    JobKind.REPORT,
    JobKind.DUTIES,
    JobKind.REMIND,
    JobKind.DIGEST,
    JobKind.BACKUP,
)
# What a person waits for.
INTERACTIVE = (JobKind.EXTRACT, JobKind.BATCH, JobKind.REPORT, JobKind.ARCHIVE)


class JobQuerySet(models.QuerySet["Job"]):
    def waiting(self, now: datetime) -> "JobQuerySet":
        """Queued and due, or running under a lease that has run out."""
        return self.filter(
            Q(state=JobState.QUEUED, available_at__lte=now)
            | Q(state=JobState.RUNNING, lease_until__lte=now)
        )

    def interactive_first(self) -> "JobQuerySet":
        """In the order in which they were asked for; what a person waits for comes first."""
        waits = Case(When(kind__in=INTERACTIVE, then=0), default=1)
        return self.order_by(waits, "id")


class Job(models.Model):
    """One piece of work, written in the transaction that asks for it."""

    Kind = JobKind
    State = JobState

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    key = models.CharField(
        _("about"), max_length=64, help_text=_("Id of the object, or name of the period.")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    available_at = models.DateTimeField(_("not before"))
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    request_id = models.CharField(
        _("request"),
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("In the log, the lines of the request that asked for the job have this id."),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "available_at"], name="job_waiting")]
        constraints = [
            # Asking twice for the same work while it waits is one piece of work. A running job
            # does not count: what changed since it began must be worked on again.
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state=JobState.QUEUED),
                name="job_queued_once",
            ),
            # The calendar's work is done once a day or period, however many schedulers ask.
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(kind__in=OF_THE_CALENDAR),
                name="job_of_the_calendar_once",
            ),
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease_until=None)),
                name="job_lease_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.DONE, JobState.FAILED], finished_at__isnull=False)
                | Q(state__in=[JobState.QUEUED, JobState.RUNNING], finished_at=None),
                name="job_finish_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"

    @property
    def queue(self) -> str:
        """The queue that its message goes to."""
        return queues.INTERACTIVE if self.kind in INTERACTIVE else queues.BACKGROUND
