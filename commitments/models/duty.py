"""Duties to report: one for each responsible unit and period."""

from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import DutyState, ReportEvery, Role, UpdateState, Workflow
from commitments.models.assignment import Assignment
from commitments.models.commitment import Commitment
from commitments.models.organization import Organization
from commitments.models.update import ProgressUpdate
from commitments.models.versioned import Versioned

ANSWERED = {
    UpdateState.SUBMITTED: DutyState.SUBMITTED,
    UpdateState.RETURNED: DutyState.SENT_BACK,
    UpdateState.APPROVED: DutyState.ACCEPTED,
}
# What presses most comes first in "my duties".
PRESSING = (DutyState.OVERDUE, DutyState.SENT_BACK, DutyState.DUE)


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, user: User | AnonymousUser) -> "DutyQuerySet":
        visible = Commitment.objects.visible_to(user).values("pk")
        return self.filter(assignment__commitment__in=visible)

    def of_units_of(self, user: User) -> "DutyQuerySet":
        """Those that the person's own units have to answer."""
        if not user.has_perm("commitments.view_duty"):
            return self.none()
        return self.filter(assignment__organization__in=Organization.objects.of_user(user))

    def asked(self) -> "DutyQuerySet":
        """Those that somebody still waits for: work goes on, and the unit still reports."""
        reports = Q(assignment__role=Role.LEAD) | ~Q(assignment__report_every="")
        return self.filter(reports, assignment__commitment__workflow__in=Duty.ASKED_WHILE).exclude(
            assignment__report_every=ReportEvery.NEVER
        )

    def unanswered(self) -> "DutyQuerySet":
        """Nothing was handed in, or it was sent back."""
        waiting = Q(update__state__in=[UpdateState.DRAFT, UpdateState.RETURNED])
        return self.filter(Q(update=None) | waiting)

    def with_state(self, today: date) -> "DutyQuerySet":
        """Adds `state`, which is what `state_on` says of each row."""
        answered = (
            When(update__state=state, then=Value(duty.value)) for state, duty in ANSWERED.items()
        )
        return self.annotate(
            state=Case(
                *answered,
                When(due_on__lt=today, then=Value(DutyState.OVERDUE.value)),
                When(opens_on__lte=today, then=Value(DutyState.DUE.value)),
                default=Value(DutyState.NOT_YET_DUE.value),
                output_field=models.CharField(),
            )
        )

    def pressing(self, today: date) -> "DutyQuerySet":
        """What is overdue, sent back or due on a day, each with its `state`."""
        return self.asked().with_state(today).filter(state__in=PRESSING)  # type: ignore[misc]

    def by_urgency(self) -> "DutyQuerySet":
        """Overdue, sent back, due; among equals the earliest date first. After `with_state`."""
        ranks = (When(state=state, then=Value(rank)) for rank, state in enumerate(PRESSING))
        urgency = Case(*ranks, default=Value(len(PRESSING)))
        return self.order_by(urgency, "due_on", "id")


class Duty(Versioned):
    """A unit's duty to report for a period; the update that answers it says whether it did."""

    State = DutyState
    ASKED_WHILE = (Workflow.ASSIGNED, Workflow.IN_PROGRESS, Workflow.RETURNED)

    assignment = models.ForeignKey(
        Assignment,
        verbose_name=_("assignment"),
        on_delete=models.CASCADE,
        related_name="duties",
    )
    period = models.CharField(_("period"), max_length=7)
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period to"))
    opens_on = models.DateField(_("asked from"))
    due_on = models.DateField(_("due date"), db_index=True)
    update = models.ForeignKey(
        ProgressUpdate,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="duties",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = DutyQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("reporting duty")
        verbose_name_plural = _("reporting duties")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "period"], name="duty_once_a_period"),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start"), opens_on__gte=F("period_start")),
                name="duty_period_ordered",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")),
                name="duty_due_after_it_opens",
                violation_error_message=_("The due date lies before the report is asked for."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment.commitment.code} {self.assignment.organization} {self.period}"

    def state_on(self, day: date) -> DutyState:
        """Where it stands on a day, as far as is known now."""
        answer = ANSWERED.get(UpdateState(self.update.state)) if self.update else None
        if answer is not None:
            return answer
        if day > self.due_on:
            return DutyState.OVERDUE
        return DutyState.DUE if day >= self.opens_on else DutyState.NOT_YET_DUE
