"""Candidates: passages that read like commitments and await a person's decision."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import CandidateState, Change, ClaimKind, Comparator, Frequency
from commitments.models.fields import QuantityField


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def pending(self) -> "CandidateQuerySet":
        return self.filter(state=CandidateState.PENDING)

    def in_text_order(self) -> "CandidateQuerySet":
        return self.order_by("document_id", "start", "id")

    def most_doubtful_first(self) -> "CandidateQuerySet":
        return self.order_by("confidence", "document_id", "start", "id")


class Candidate(models.Model):
    """What the reader found, kept as it was found; corrections live on the commitment."""

    State = CandidateState
    Kind = ClaimKind

    document = models.ForeignKey(
        "commitments.Document",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="candidates",
    )
    start = models.PositiveIntegerField(_("start"), help_text=_("Offset of the first character."))
    end = models.PositiveIntegerField(_("end"), help_text=_("Offset just past the last character."))
    quote = models.TextField(_("quote"))
    statement = models.TextField(_("statement"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    metric = models.CharField(_("metric"), max_length=200, blank=True)
    comparator = models.CharField(_("comparator"), max_length=8, choices=Comparator, blank=True)
    value = QuantityField(_("value"), null=True, blank=True)
    value_max = QuantityField(_("upper value"), null=True, blank=True)
    unit = models.CharField(_("unit of measure"), max_length=30, blank=True)
    change = models.CharField(_("kind of change"), max_length=8, choices=Change, blank=True)
    baseline = QuantityField(_("baseline"), null=True, blank=True)
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency, blank=True)
    due_on = models.DateField(_("due date"), null=True, blank=True)
    as_of = models.DateField(_("held on"), null=True, blank=True)
    period = models.CharField(_("period named"), max_length=60, blank=True)
    owners = models.JSONField(_("responsible units named"), default=list, blank=True)
    speaker = models.CharField(_("speaker"), max_length=60, blank=True)
    section = models.JSONField(_("headings above"), default=list, blank=True)
    duplicate_of = models.ForeignKey(
        "self",
        verbose_name=_("repeats"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="repeats",
    )
    warnings = models.JSONField(_("warnings"), default=list, blank=True)
    confidence = models.FloatField(_("confidence"))
    reasons = models.JSONField(_("reasons"), default=list, blank=True)

    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PENDING, db_index=True
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decision_reason = models.TextField(_("reason for the decision"), blank=True)
    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name=_("commitment"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="candidates",
    )

    objects = CandidateQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["document_id", "start", "id"]
        permissions = [("decide_candidate", _("Can accept, merge and reject candidates"))]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "start", "end", "kind", "metric"],
                name="candidate_found_once",
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="candidate_span_ordered"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1),
                name="candidate_confidence_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=CandidateState.PENDING,
                    decided_at=None,
                    decided_by=None,
                    commitment=None,
                )
                | Q(
                    state__in=[CandidateState.ACCEPTED, CandidateState.MERGED],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    commitment__isnull=False,
                )
                | Q(
                    ~Q(decision_reason=""),
                    state=CandidateState.REJECTED,
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    commitment=None,
                ),
                name="candidate_decision_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.statement[:60]
