"""Indicators and targets: what is measured, and what it should come to by when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import (
    Across,
    Aggregation,
    Change,
    Comparator,
    Direction,
    Frequency,
    MeasuredEvery,
    Path,
)
from commitments.models.fields import QuantityField, day_of_decision
from commitments.models.versioned import Versioned

PER_CENT = {"%", "％"}


class Indicator(Versioned):
    """A thing that is measured, once, for however many commitments refer to it."""

    Direction = Direction
    Aggregation = Aggregation

    name = models.CharField(_("name"), max_length=200)
    unit = models.CharField(_("unit of measure"), max_length=30, blank=True)
    definition = models.TextField(_("definition"), blank=True)
    source = models.CharField(
        _("source of the data"),
        max_length=200,
        blank=True,
        help_text=_("Who counts it, and in which statistics it stands."),
    )
    numerator = models.CharField(_("numerator counts"), max_length=120, blank=True)
    denominator = models.CharField(_("denominator counts"), max_length=120, blank=True)
    direction = models.CharField(
        _("direction"), max_length=10, choices=Direction, default=Direction.UP
    )
    aggregation = models.CharField(
        _("how values add up"), max_length=8, choices=Aggregation, default=Aggregation.LATEST
    )
    across = models.CharField(
        _("how parts add up"), max_length=7, choices=Across, default=Across.NONE
    )
    measured_every = models.CharField(
        _("measured"), max_length=9, choices=MeasuredEvery, blank=True
    )
    stale_after_days = models.PositiveSmallIntegerField(
        _("value is stale after (days)"),
        null=True,
        blank=True,
        help_text=_("Empty: when it is older than its frequency; without one, never."),
    )
    span_months = models.PositiveSmallIntegerField(
        _("counted over (months)"),
        null=True,
        blank=True,
        help_text=_("A three-year average: 36. Empty: from the baseline or the start on."),
    )

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "unit"],
                name="indicator_unique",
                violation_error_message=_("There is an indicator of this name and unit."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="indicator_has_name"),
            models.CheckConstraint(
                condition=Q(span_months=None) | Q(span_months__gt=0),
                name="indicator_span_longer_than_nothing",
                violation_error_message=_("A span is at least one month."),
            ),
            models.CheckConstraint(
                condition=Q(numerator="", denominator="") | (~Q(numerator="") & ~Q(denominator="")),
                name="indicator_fraction_complete",
                violation_error_message=_("Say what both numerator and denominator count."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.unit}）" if self.unit else self.name


class TargetQuerySet(models.QuerySet["Target"]):
    def of_contradictory_direction(self) -> "TargetQuerySet":
        """Those in force whose direction nobody confirmed against baseline and comparator.

        The same rule as `tracking.directions` has for one target.
        """
        level, figure = Q(change__in=["", Change.LEVEL]), F("value")
        rises = Q(indicator__direction__in=[Direction.UP, Direction.COUNT])
        falls = Q(indicator__direction=Direction.DOWN) & ~Q(change=Change.DECREASE)
        ceiling = Q(comparator__in=[Comparator.LTE, Comparator.LT])
        floor = Q(comparator__in=[Comparator.GTE, Comparator.GT])
        told_by_size = Q(indicator__direction=Direction.DOWN, change=Change.DECREASE)
        return self.filter(
            level & rises & Q(baseline__gt=figure)
            | level & Q(indicator__direction=Direction.DOWN) & Q(baseline__lt=figure)
            | ceiling & (rises | Q(indicator__direction=Direction.KEEP_ABOVE) | told_by_size)
            | floor & (falls | Q(indicator__direction=Direction.KEEP_BELOW)),
            is_current=True,
            direction_confirmed=False,
        )


class Target(models.Model):
    """One version of a target; a change adds a version and never overwrites one."""

    Comparator = Comparator

    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name=_("commitment"),
        on_delete=models.CASCADE,
        related_name="targets",
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    is_current = models.BooleanField(_("in force"), default=True)
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="targets"
    )
    comparator = models.CharField(_("comparator"), max_length=8, choices=Comparator)
    value = QuantityField(_("target value"))
    value_max = QuantityField(_("upper value"), null=True, blank=True)
    change = models.CharField(_("kind of change"), max_length=8, choices=Change, blank=True)
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency, blank=True)
    path = models.CharField(
        _("path to the target"), max_length=8, choices=Path, default=Path.STRAIGHT
    )
    baseline = QuantityField(_("baseline"), null=True, blank=True)
    baseline_on = models.DateField(_("baseline date"), null=True, blank=True)
    due_on = models.DateField(_("due date"), null=True, blank=True)
    is_assumed = models.BooleanField(
        _("assumed"),
        default=False,
        help_text=_("Not promised in words: taken from the level that the text reports."),
    )
    direction_confirmed = models.BooleanField(
        _("direction confirmed"),
        default=False,
        help_text=_("A person confirmed it against the baseline or the comparator."),
    )
    reason = models.TextField(_("reason"), blank=True)
    citation = models.ForeignKey(
        "commitments.Citation",
        verbose_name=_("citation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="targets",
    )
    approved_at = models.DateTimeField(_("approved at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_on = models.DateField(
        _("decided on"),
        null=True,
        blank=True,
        help_text=_("Empty: the day of the entry; it was entered later otherwise."),
    )

    objects = TargetQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["commitment_id", "-version"]
        permissions = [("revise_target", _("Can revise targets"))]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "version"], name="target_version_once"),
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(is_current=True), name="target_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="target_revision_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(
                    comparator=Comparator.BETWEEN,
                    value_max__isnull=False,
                    value_max__gte=F("value"),
                )
                | (~Q(comparator=Comparator.BETWEEN) & Q(value_max=None)),
                name="target_upper_value_only_between",
                violation_error_message=_(
                    "A range needs an upper value that is not below the lower one; "
                    "other comparators take none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.get_comparator_display()} {self.value.normalize():f}"

    @property
    def way(self) -> Direction:
        """The direction of the figures that are reported for it."""
        return Direction(self.indicator.direction).of_figures(self.change)

    @property
    def is_fall(self) -> bool:
        """Whether it is a rate told by the size of the fall (能耗下降3.5%).

        What falls over years is added up, and arrived at like an amount.
        """
        is_rate = self.change == Change.DECREASE and self.indicator.unit in PER_CENT
        return is_rate and self.frequency != Frequency.CUMULATIVE

    @property
    def holds_from(self) -> date:
        """The day of the decision, which is that of the entry unless it was entered later."""
        return day_of_decision(self.decided_on, self.approved_at)
