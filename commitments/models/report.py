"""Status reports: numbered, frozen, and archived as the files that were handed out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.models.document import is_sha256
from commitments.models.fields import path_by_hash


def upload_path(archived: "IssuedFile", filename: str) -> str:
    return path_by_hash("reports", archived.sha256, filename)


class ReportIssue(models.Model):
    """One issue (第N期). The snapshot holds all that the rendered files say."""

    kind = models.ForeignKey(
        "commitments.ReportKind",
        verbose_name=_("report kind"),
        on_delete=models.PROTECT,
        related_name="issues",
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("issue"))
    period = models.CharField(_("period"), max_length=10)
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period to"))
    as_of = models.DateField(_("state of things on"))
    title = models.CharField(_("title"), max_length=200)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    signer = models.CharField(_("signed by"), max_length=60, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    corrects = models.ForeignKey(
        "self",
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    correction_reason = models.TextField(_("what is corrected"), blank=True)
    snapshot = models.JSONField(_("snapshot"))
    sha256 = models.CharField("SHA-256", max_length=64, validators=[is_sha256])
    issued_at = models.DateTimeField(_("issued at"), auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("issued by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("status report")
        verbose_name_plural = _("status reports")
        ordering = ["-year", "-number"]
        permissions = [("issue_reportissue", _("Can issue status reports"))]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year", "number"], name="report_number_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="report_period_ordered"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction_reason="")
                | (Q(corrects__isnull=False) & ~Q(correction_reason="")),
                name="report_correction_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}-{self.number}"


class IssuedFile(models.Model):
    """One form of an issue as it is handed out: rendered once, kept, never rendered again.

    Which formats and languages there are, `rendering` says; a choice here would need a migration
    for each new one.
    """

    issue = models.ForeignKey(
        ReportIssue,
        verbose_name=_("status report"),
        on_delete=models.PROTECT,
        related_name="files",
    )
    format = models.CharField(_("format"), max_length=10)
    language = models.CharField(_("language"), max_length=10)
    file = models.FileField(_("file"), upload_to=upload_path)
    sha256 = models.CharField("SHA-256", max_length=64, validators=[is_sha256])
    size = models.PositiveBigIntegerField(_("size in bytes"))
    archived_at = models.DateTimeField(_("archived at"), auto_now_add=True)

    class Meta:
        verbose_name = _("issued file")
        verbose_name_plural = _("issued files")
        ordering = ["issue", "language", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "format", "language"], name="issued_file_once"
            ),
            models.CheckConstraint(
                condition=~Q(format="") & ~Q(language="") & ~Q(file="") & ~Q(sha256=""),
                name="issued_file_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue} {self.format} {self.language}"
