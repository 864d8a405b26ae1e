"""Overrides: a person's verdict in place of the computed one, for a time."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import Progress
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
    reason = models.CharField(_("reason"), max_length=500)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    set_at = models.DateTimeField(_("set at"), auto_now_add=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("set by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lifted by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("manual verdict")
        verbose_name_plural = _("manual verdicts")
        ordering = ["-set_at", "-id"]
        permissions = [("override_progress", _("Can set a verdict in place of the computed one"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="override_period_ordered",
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="override_lifting_complete",
            ),
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(lifted_at=None), name="override_one_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_progress_display()} {self.starts_on} – {self.ends_on}"
