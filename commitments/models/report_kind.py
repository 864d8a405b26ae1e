"""Kinds of status reports: what is printed on them, what they speak of, who gets them and when."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import ClaimKind, ReportEvery
from commitments.models.versioned import Versioned

PLACE = re.compile(r"\{[^{}]*\}")


def is_number_pattern(pattern: str) -> None:
    """Check that a pattern holds the number once and no place that nothing fills."""
    places = PLACE.findall(pattern)
    rest = PLACE.sub("", pattern)
    if places.count("{number}") != 1 or set(places) - {"{year}", "{number}"} or {*"{}"} & {*rest}:
        raise ValidationError(
            _("Write {number} once where the number stands, and {year} where the year stands.")
        )


class ReportKind(Versioned):
    """A kind such as 督查通报 or 工作专报; what is no longer used is switched off."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    title = models.CharField(_("title on the report"), max_length=200)
    issuer = models.CharField(_("issuer"), max_length=120)
    addressees = models.TextField(_("addressees"), blank=True)
    copies = models.TextField(_("copies to"), blank=True)
    printing_office = models.CharField(_("printing office"), max_length=120, blank=True)
    number_pattern = models.CharField(
        _("pattern of the document number"),
        max_length=60,
        blank=True,
        validators=[is_number_pattern],
    )
    prints_signer = models.BooleanField(_("the signer is printed"), default=False)
    rhythm = models.CharField(
        _("drafted"), max_length=10, choices=ReportEvery, default=ReportEvery.NEVER
    )
    unit = models.ForeignKey(
        "commitments.Organization",
        verbose_name=_("unit with those below it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    plan = models.ForeignKey(
        "commitments.Plan",
        verbose_name=_("plan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    theme = models.ForeignKey(
        "commitments.Theme",
        verbose_name=_("theme with those below it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    document = models.ForeignKey(
        "commitments.Document",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    commitment_kind = models.CharField(
        _("kind of commitment"), max_length=11, choices=ClaimKind, blank=True
    )
    recipients = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("recipients"), blank=True, related_name="+"
    )
    is_active = models.BooleanField(_("active"), default=True)

    history = HistoricalRecords(verbose_name=_("change record"), m2m_fields=[recipients])

    class Meta:
        verbose_name = _("report kind")
        verbose_name_plural = _("report kinds")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(title="") & ~Q(issuer=""), name="report_kind_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def document_number(self, year: int, number: int) -> str:
        """海督通〔2026〕3号; empty where the kind has no pattern."""
        filled = self.number_pattern.replace("{year}", str(year))
        return filled.replace("{number}", str(number))
