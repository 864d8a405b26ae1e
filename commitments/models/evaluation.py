"""Evaluations: where a commitment stood on a day, and why."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments import assessment
from commitments.choices import Progress
from commitments.models.fields import QuantityField


class Evaluation(models.Model):
    """One evaluation with the inputs that suffice to compute it again.

    It holds from `since` to `on`. While evaluation and facts stay the same, a later assessment
    moves `on` and the figures of the day along; anything else makes a new row.
    """

    Progress = Progress

    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name=_("commitment"),
        on_delete=models.CASCADE,
        related_name="evaluations",
    )
    since = models.DateField(_("holds since"))
    on = models.DateField(_("assessed for"))
    progress = models.CharField(_("progress"), max_length=12, choices=Progress, db_index=True)
    computed = models.CharField(
        _("computed progress"), max_length=12, choices=Progress, default=Progress.NOT_ASSESSED
    )
    against_original = models.CharField(
        _("progress against the first target"),
        max_length=12,
        choices=Progress,
        blank=True,
        help_text=_("Empty: the target was never revised."),
    )
    achievement = QuantityField(_("achievement"), null=True, blank=True)
    completion = QuantityField(_("share of the whole way"), null=True, blank=True)
    expected = QuantityField(_("planned value"), null=True, blank=True)
    actual = QuantityField(_("actual value"), null=True, blank=True)
    actual_on = models.DateField(_("date of the actual value"), null=True, blank=True)
    why = models.TextField(_("why"))
    why_en = models.TextField(_("why (English)"))
    inputs = models.JSONField(_("inputs"))
    rule_version = models.CharField(_("version of the rules"), max_length=20)
    created_at = models.DateTimeField(_("computed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["commitment", "-on", "-id"], name="evaluation_latest")]

    def __str__(self) -> str:
        return f"{self.on} {self.get_progress_display()}"

    @property
    def completion_asked(self) -> Decimal | None:
        """The share of the whole way that the path asked for on its day."""
        return assessment.expected_share(self.inputs, self.expected)
