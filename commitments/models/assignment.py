"""Assignments: which unit does what for a commitment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import ReportEvery, Role
from commitments.models.versioned import Versioned


class Assignment(Versioned):
    """A unit's responsibility: it names a post, and the person who holds it now."""

    Role = Role

    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name=_("commitment"),
        on_delete=models.CASCADE,
        related_name="assignments",
    )
    organization = models.ForeignKey(
        "commitments.Organization",
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.LEAD)
    post = models.CharField(_("responsible post"), max_length=60, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person in charge"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assignments",
    )
    duty = models.CharField(_("own duty"), max_length=300, blank=True)
    due_on = models.DateField(_("due date"), null=True, blank=True)
    report_every = models.CharField(
        _("reports"),
        max_length=9,
        choices=ReportEvery,
        blank=True,
        help_text=_("Empty: a lead unit as often as the office has set, a supporting unit never."),
    )
    acknowledged_at = models.DateTimeField(_("received at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("received by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["role", "id"]  # "lead" sorts before "support"
        permissions = [("hand_over_assignment", _("Can hand over duties to a successor"))]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "organization"],
                name="assignment_unit_once",
                violation_error_message=_("This unit is already responsible for it."),
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(role=Role.LEAD),
                name="assignment_one_lead",
                violation_error_message=_("A commitment has one lead unit."),
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="assignment_receipt_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.organization}"
