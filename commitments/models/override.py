"""Overrides: a person's evaluation in place of the computed one, for a time."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import Progress
from commitments.models.fields import day_of_decision
from commitments.models.versioned import Versioned


class Override(Versioned):
    """It says why, ends by itself, and never hides what was computed."""

    Progress = Progress

    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name=_("commitment"),
        on_delete=models.CASCADE,
        related_name="overrides",
    )
    progress = models.CharField(_("progress"), max_length=12, choices=Progress)
    reason = models.TextField(_("reason"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    set_at = models.DateTimeField(_("set at"), auto_now_add=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("set by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("revoked by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    decided_on = models.DateField(
        _("decided on"),
        null=True,
        blank=True,
        help_text=_("Empty: the day of the entry; it was entered later otherwise."),
    )

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("manual evaluation")
        verbose_name_plural = _("manual evaluations")
        ordering = ["-set_at", "-id"]
        permissions = [
            ("override_progress", _("Can set an evaluation in place of the computed one"))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="override_period_ordered",
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="override_revocation_complete",
            ),
            # One entered later may have ended before the one in force began.
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(revoked_at=None, decided_on=None),
                name="override_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_progress_display()} {self.starts_on} – {self.ends_on}"

    @property
    def holds_from(self) -> date:
        """The day of the decision, which is that of the entry unless it was entered later."""
        return day_of_decision(self.decided_on, self.set_at)
