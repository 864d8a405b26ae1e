"""Breakdowns: the parts of a figure by place or group, with targets of their own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from commitments.models.fields import QuantityField
from commitments.models.versioned import Versioned


class Dimension(Versioned):
    """A way to break figures down: by street (街镇), by age, by kind of school."""

    name = models.CharField(_("name"), max_length=60, unique=True)

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="dimension_has_name")]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """One place or group of a dimension; a place may be the area of a unit."""

    dimension = models.ForeignKey(
        Dimension,
        verbose_name=_("dimension"),
        on_delete=models.CASCADE,
        related_name="groups",
    )
    name = models.CharField(_("name"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    organization = models.ForeignKey(
        "commitments.Organization",
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="groups",
        help_text=_("The unit that this is the area of, such as a street office."),
    )

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = pgettext_lazy("breakdown", "group")
        verbose_name_plural = pgettext_lazy("breakdown", "groups")
        ordering = ["dimension_id", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dimension", "name"],
                name="group_name_once",
                violation_error_message=_("This dimension has such a group already."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="group_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupTarget(models.Model):
    """What one group is to come to: part of a version in the ledger, and as lasting."""

    target = models.ForeignKey(
        "commitments.Target",
        verbose_name=_("target"),
        on_delete=models.CASCADE,
        related_name="group_targets",
    )
    group = models.ForeignKey(
        Group,
        verbose_name=pgettext_lazy("breakdown", "group"),
        on_delete=models.PROTECT,
        related_name="targets",
    )
    value = QuantityField(_("target value"))

    class Meta:
        verbose_name = _("target of a group")
        verbose_name_plural = _("targets of groups")
        ordering = ["group__dimension_id", "group__order", "group_id"]
        constraints = [
            models.UniqueConstraint(fields=["target", "group"], name="group_target_once")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.value.normalize():f}"


class GroupValue(models.Model):
    """What one group has come to, as part of a measured value."""

    measurement = models.ForeignKey(
        "commitments.Measurement",
        verbose_name=_("measured value"),
        on_delete=models.CASCADE,
        related_name="group_values",
    )
    group = models.ForeignKey(
        Group,
        verbose_name=pgettext_lazy("breakdown", "group"),
        on_delete=models.PROTECT,
        related_name="values",
    )
    value = QuantityField(_("value"))
    numerator = QuantityField(_("numerator"), null=True, blank=True)
    denominator = QuantityField(_("denominator"), null=True, blank=True)

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("value of a group")
        verbose_name_plural = _("values of groups")
        ordering = ["group__dimension_id", "group__order", "group_id"]
        constraints = [
            models.UniqueConstraint(fields=["measurement", "group"], name="group_value_once"),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__isnull=False, denominator__isnull=False) & ~Q(denominator=0),
                name="group_value_fraction_complete",
                violation_error_message=_(
                    "Give numerator and denominator together; the denominator is not zero."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.value.normalize():f}"
