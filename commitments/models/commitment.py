"""Commitments: promises that are tracked, and the words they stand on."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import ClaimKind, Priority, Progress, Role, Workflow
from commitments.models.assignment import Assignment
from commitments.models.evaluation import Evaluation
from commitments.models.indicator import Target
from commitments.models.organization import Organization
from commitments.models.theme import CommitmentTheme, Theme
from commitments.models.versioned import Versioned

if TYPE_CHECKING:
    from commitments.models.candidate import Candidate


MOST_LEVELS = 20


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, user: User | AnonymousUser) -> "CommitmentQuerySet":
        """All for the supervision office; for others what their units are responsible for.

        A membership without a role shows nothing.
        """
        if not user.has_perm("commitments.view_commitment"):
            return self.none()
        if user.has_perm("commitments.view_all_units"):
            return self
        units = Organization.objects.of_user(user)
        mine = Assignment.objects.filter(organization__in=units)
        return self.filter(pk__in=mine.values("commitment"))

    def open(self) -> "CommitmentQuerySet":
        """Those that still ask for work."""
        return self.exclude(workflow__in=Commitment.ENDED)

    def turned_red(self, since: date) -> "CommitmentQuerySet":
        """Return what an evaluation since that day found behind or missed, and not before it."""
        before = Evaluation.objects.filter(commitment=OuterRef("pk"), since__lt=since)
        stood = before.order_by("-since", "-pk").values("progress")[:1]
        fell = Q(evaluation__progress=Progress.MISSED) & ~Q(stood=Progress.MISSED)
        slowed = Q(evaluation__progress=Progress.BEHIND) & ~Q(
            stood__in=[Progress.BEHIND, Progress.MISSED]
        )
        return self.annotate(stood=Coalesce(Subquery(stood), Value(""))).filter(
            fell | slowed, evaluation__since__gte=since
        )

    def most_pressing_first(self) -> "CommitmentQuerySet":
        """Sort missed, behind, then the rest by due date; those without a date come last."""
        rank = Case(
            When(evaluation__progress=Progress.MISSED, then=0),
            When(evaluation__progress=Progress.BEHIND, then=1),
            default=2,
        )
        return self.order_by(rank, F("due_on").asc(nulls_last=True), "code")

    def with_timeline(self) -> "CommitmentQuerySet":
        """Everything a list shows, in a fixed number of queries."""
        current = Target.objects.filter(is_current=True).select_related("indicator")
        return self.select_related("evaluation").prefetch_related(
            "assignments__organization",
            Prefetch("targets", queryset=current, to_attr="current_targets"),
            Prefetch("themes", queryset=Theme.objects.in_tree_order()),
        )


def _of_its_stage() -> list[models.CheckConstraint]:
    """What each stage of the workflow must say of itself, and no other may."""
    explained = Q(
        workflow__in=[
            Workflow.RETURNED,
            Workflow.SUSPENDED,
            Workflow.TERMINATED,
            Workflow.MERGED,
        ]
    )
    done = Q(workflow__in=[Workflow.COMPLETED, Workflow.CLOSED])
    suspended = Q(workflow=Workflow.SUSPENDED)
    terminated = Q(workflow=Workflow.TERMINATED)
    merged = Q(workflow=Workflow.MERGED)
    return [
        models.CheckConstraint(
            condition=~explained | ~Q(workflow_reason=""), name="commitment_stage_has_reason"
        ),
        models.CheckConstraint(
            condition=(done & Q(completed_on__isnull=False)) | (~done & Q(completed_on=None)),
            name="commitment_completion_dated",
        ),
        models.CheckConstraint(
            condition=(suspended & Q(halted_on__isnull=False) & ~Q(halted_from=""))
            | (terminated & Q(halted_on__isnull=False, halted_from=""))
            | (~suspended & ~terminated & Q(halted_on=None, halted_from="")),
            name="commitment_halt_complete",
        ),
        models.CheckConstraint(
            condition=(merged & Q(merged_into__isnull=False) & ~Q(merged_into=F("id")))
            | (~merged & Q(merged_into=None)),
            name="commitment_merged_into_another",
        ),
    ]


class Commitment(Versioned):
    """A promise that somebody decided to track until it is kept or missed."""

    Kind = ClaimKind
    Workflow = Workflow
    ENDED = (Workflow.COMPLETED, Workflow.CLOSED, Workflow.TERMINATED, Workflow.MERGED)

    code = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    description = models.TextField(_("remarks"), blank=True)
    priority = models.CharField(_("priority"), max_length=8, choices=Priority, blank=True)
    themes = models.ManyToManyField(
        "commitments.Theme",
        verbose_name=_("themes"),
        through=CommitmentTheme,
        blank=True,
        related_name="commitments",
    )
    workflow = models.CharField(
        _("workflow"),
        max_length=22,
        choices=Workflow,
        default=Workflow.REGISTERED,
        db_index=True,
    )
    workflow_reason = models.TextField(_("reason of the stage"), blank=True, editable=False)
    halted_on = models.DateField(_("work stopped on"), null=True, blank=True, editable=False)
    halted_from = models.CharField(
        _("stage before the suspension"),
        max_length=22,
        choices=Workflow,
        blank=True,
        editable=False,
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    plan = models.ForeignKey(
        "commitments.Plan",
        verbose_name=_("plan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    weight = models.DecimalField(
        _("weight among the parts"), max_digits=9, decimal_places=3, default=1
    )
    starts_on = models.DateField(_("start date"))
    due_on = models.DateField(_("due date"), null=True, blank=True, db_index=True)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    evaluation = models.OneToOneField(
        "commitments.Evaluation",
        verbose_name=_("current evaluation"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    registered_at = models.DateTimeField(_("registered at"), auto_now_add=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("registered by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = CommitmentQuerySet.as_manager()
    # Evaluations keep their own history; recording them here too would hide user actions.
    history = HistoricalRecords(
        excluded_fields=["evaluation"], m2m_fields=["themes"], verbose_name=_("change record")
    )

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-code"]
        permissions = [
            ("view_all_units", _("Sees the commitments of all units")),
            ("assign_commitment", _("Can assign commitments to units")),
            ("request_completion", _("Can ask that a commitment be completed")),
            ("conclude_commitment", _("Can complete, close, return and terminate commitments")),
            ("suspend_commitment", _("Can suspend and resume commitments")),
            ("plan_commitment", _("Can plan milestones, plans and weights of commitments")),
            ("restructure_commitment", _("Can merge and split commitments")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="commitment_due_after_start",
                violation_error_message=_("The due date lies before the start date."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="commitment_has_title"),
            *_of_its_stage(),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="commitment_not_its_own_part",
                violation_error_message=_("A commitment cannot be part of itself."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0),
                name="commitment_part_has_weight",
                violation_error_message=_("A weight is above zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def clean(self) -> None:
        """A constraint sees one row only, so it cannot detect a cycle in the tree."""
        above = self.parent
        for _level in range(MOST_LEVELS):
            if above is None:
                return
            if above.pk == self.pk and self.pk is not None:
                raise ValidationError({"parent": _("This commitment is part of the one below it.")})
            above = above.parent
        raise ValidationError({"parent": _("The tree of commitments is too deep.")})

    @property
    def target(self) -> Target | None:
        """The target in force, or None for a promise without a measure."""
        current = getattr(self, "current_targets", None)
        if current is None:
            current = self.targets.filter(is_current=True).select_related("indicator")[:1]
        return next(iter(current), None)

    @property
    def lead(self) -> Organization | None:
        return next((a.organization for a in self.assignments.all() if a.role == Role.LEAD), None)

    @property
    def supporting(self) -> list[Organization]:
        return [a.organization for a in self.assignments.all() if a.role == Role.SUPPORT]

    @property
    def progress(self) -> Progress:
        """Where it stands; an item that nobody has assessed is shown as such."""
        return Progress(self.evaluation.progress) if self.evaluation else Progress.NOT_ASSESSED


class Citation(models.Model):
    """Where a commitment stands written: a stretch of a document, character for character."""

    commitment = models.ForeignKey(
        Commitment,
        verbose_name=_("commitment"),
        on_delete=models.CASCADE,
        related_name="citations",
    )
    document = models.ForeignKey(
        "commitments.Document",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="citations",
    )
    candidate: "models.OneToOneField[Candidate | None, Candidate | None]" = models.OneToOneField(
        "commitments.Candidate",
        verbose_name=_("candidate"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citation",
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    quote = models.TextField(_("quote"))

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["document_id", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="citation_span_ordered"),
            models.UniqueConstraint(
                fields=["commitment", "document", "start", "end"], name="citation_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.quote[:60]
