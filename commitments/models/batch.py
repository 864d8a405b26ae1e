"""Batches: many changes at once, previewed, applied, and reverted where possible."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import BatchRowState, BatchSource, BatchState
from commitments.models.document import is_sha256
from commitments.models.fields import path_by_hash
from commitments.models.versioned import Versioned


def upload_path(batch: "Batch", filename: str) -> str:
    return path_by_hash("batches", batch.sha256, filename)


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: User | AnonymousUser) -> "BatchQuerySet":
        """Those that the person made; all for the supervision office."""
        if user.has_perm("commitments.view_all_units"):
            return self
        return self.filter(created_by=user.pk)

    def with_counts(self) -> "BatchQuerySet":
        """For lists: `counts` without a question to the database for each batch."""
        return self.annotate(
            **{
                f"count_{state}": Count("rows", filter=Q(rows__state=state))
                for state in BatchRowState.values
            }
        )


class Batch(Versioned):
    """Changes to many commitments, from a selection in a list or from a ledger in Excel.

    It is prepared (each row tried and rolled back), previewed, applied, and may be reverted.
    """

    Source = BatchSource
    State = BatchState

    source = models.CharField(_("source"), max_length=9, choices=BatchSource)
    state = models.CharField(
        _("state"), max_length=9, choices=BatchState, default=BatchState.PREPARING
    )
    reason = models.TextField(_("reason"), blank=True)
    file = models.FileField(_("file"), upload_to=upload_path, blank=True)
    filename = models.CharField(_("file name"), max_length=255, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, validators=[is_sha256])
    unknown_columns = models.JSONField(_("columns not read"), default=list, blank=True)
    unchanged = models.PositiveIntegerField(_("rows without a change"), default=0)
    error = models.CharField(_("error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    applied_at = models.DateTimeField(_("made at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("batch of changes")
        verbose_name_plural = _("batches of changes")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source=BatchSource.SELECTION, file="", sha256="")
                | Q(~Q(file=""), ~Q(sha256=""), source=BatchSource.LEDGER),
                name="batch_of_a_ledger_has_its_file",
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.FAILED) | ~Q(error=""), name="batch_failure_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.pk}"

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are in each state; every state is there."""
        states = BatchRowState.values
        if all(hasattr(self, f"count_{state}") for state in states):
            return {state: getattr(self, f"count_{state}") for state in states}
        found = self.rows.order_by().values_list("state").annotate(Count("id"))
        return dict.fromkeys(states, 0) | dict(found)


class BatchRow(models.Model):
    """What is to change of one commitment, and what came of it.

    `changes` maps a field to its value before and after, both as JSON; `made` keeps what
    taking it back needs. A row without a commitment registers a new one.
    """

    State = BatchRowState

    batch = models.ForeignKey(
        Batch, verbose_name=_("batch"), on_delete=models.CASCADE, related_name="rows"
    )
    number = models.PositiveIntegerField(_("row"))
    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name=_("commitment"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    label = models.CharField(_("as written"), max_length=300, blank=True)
    changes = models.JSONField(_("changes"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    is_confirmed = models.BooleanField(
        _("confirmed"),
        default=False,
        help_text=_("What is doubtful in the row is right: it says so itself."),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=BatchRowState, default=BatchRowState.WAITING
    )
    message = models.CharField(_("what was wrong"), max_length=500, blank=True)
    field = models.CharField(_("field"), max_length=30, blank=True)
    made = models.JSONField(_("what was made"), default=dict)

    class Meta:
        verbose_name = _("row of a batch")
        verbose_name_plural = _("rows of batches")
        ordering = ["batch_id", "number"]
        indexes = [models.Index(fields=["batch", "state", "number"], name="batch_row_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="batch_row_once"),
            models.CheckConstraint(
                condition=~Q(state=BatchRowState.REFUSED) | ~Q(message=""),
                name="batch_row_refusal_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"
