"""Milestones: the dated steps on the way to a commitment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.models.fields import QuantityField
from commitments.models.versioned import Versioned


class Milestone(Versioned):
    """A step with a planned value, for a target on the path of steps, or a plain yes or no."""

    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name=_("commitment"),
        on_delete=models.CASCADE,
        related_name="milestones",
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    due_on = models.DateField(_("due date"))
    planned = QuantityField(
        _("planned value"),
        null=True,
        blank=True,
        help_text=_("Empty: a step that is done or not."),
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["commitment_id", "due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "due_on", "title"],
                name="milestone_once",
                violation_error_message=_("There is a milestone of this name and date."),
            ),
            models.CheckConstraint(
                condition=Q(planned__isnull=False, done_on=None) | (Q(planned=None) & ~Q(title="")),
                name="milestone_planned_or_done",
                violation_error_message=_(
                    "A milestone has a planned value, or a title and is done or not."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on} {self.title}".strip()
