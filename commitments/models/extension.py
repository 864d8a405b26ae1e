"""Extensions: a unit asks for a later due date before the date has come."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import ExtensionState
from commitments.models.fields import day_of_decision
from commitments.models.versioned import Versioned


class DeadlineExtension(Versioned):
    """One request (延期申请) and what was decided; the dates stay as they were asked."""

    State = ExtensionState

    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name=_("commitment"),
        on_delete=models.CASCADE,
        related_name="extensions",
    )
    organization = models.ForeignKey(
        "commitments.Organization",
        verbose_name=_("requesting unit"),
        on_delete=models.PROTECT,
        related_name="extensions",
    )
    former_due_on = models.DateField(_("due date so far"))
    new_due_on = models.DateField(_("due date asked for"))
    reason = models.TextField(_("reason"))
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.REQUESTED, db_index=True
    )
    requested_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("requested by"),
        on_delete=models.PROTECT,
        related_name="+",
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
    decision_reason = models.TextField(_("reason of the decision"), blank=True)
    target = models.OneToOneField(
        "commitments.Target",
        verbose_name=_("target that it made"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="extension",
    )
    decided_on = models.DateField(
        _("decided on"),
        null=True,
        blank=True,
        help_text=_("Empty: the day of the entry; it was entered later otherwise."),
    )

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["-requested_at", "-id"]
        permissions = [
            ("request_extension", _("Can ask for a later due date")),
            ("decide_extension", _("Can decide on requests for a later due date")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_due_on__gt=F("former_due_on")), name="extension_goes_forward"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),
            models.CheckConstraint(
                condition=Q(state=ExtensionState.REQUESTED, decided_at=None, decided_by=None)
                | (
                    ~Q(state=ExtensionState.REQUESTED)
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="extension_decision_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExtensionState.REFUSED) | ~Q(decision_reason=""),
                name="extension_refusal_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(target=None) | Q(state=ExtensionState.APPROVED),
                name="extension_target_once_approved",
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(state=ExtensionState.REQUESTED),
                name="extension_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former_due_on} → {self.new_due_on}"

    @property
    def holds_from(self) -> date | None:
        """The day of the decision; None while there is none."""
        return day_of_decision(self.decided_on, self.decided_at) if self.decided_at else None
