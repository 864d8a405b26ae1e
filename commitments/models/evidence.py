"""Evidence: the files and links that support what a unit reports."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import EvidenceKind, EvidenceState
from commitments.models.document import is_sha256
from commitments.models.fields import path_by_hash
from commitments.models.update import ProgressUpdate


def upload_path(evidence: "Evidence", filename: str) -> str:
    return path_by_hash("evidence", evidence.sha256, filename)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User | AnonymousUser) -> "EvidenceQuerySet":
        return self.filter(update__in=ProgressUpdate.objects.visible_to(user).values("pk"))


class Evidence(models.Model):
    """A file or a link. It counts for the period it speaks of, not for the day of upload."""

    Kind = EvidenceKind
    State = EvidenceState

    update = models.ForeignKey(
        ProgressUpdate,
        verbose_name=_("progress update"),
        on_delete=models.CASCADE,
        related_name="evidence",
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to=upload_path, blank=True)
    filename = models.CharField(_("file name"), max_length=255, blank=True, editable=False)
    sha256 = models.CharField(
        "SHA-256", max_length=64, blank=True, validators=[is_sha256], editable=False
    )
    url = models.URLField(_("web address"), max_length=500, blank=True)
    period_start = models.DateField(_("period from"), null=True, blank=True)
    period_end = models.DateField(_("period to"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = EvidenceQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(~Q(file=""), ~Q(sha256=""), kind=EvidenceKind.FILE, url="")
                | Q(~Q(url=""), kind=EvidenceKind.LINK, file="", sha256=""),
                name="evidence_is_file_or_link",
                violation_error_message=_("Give either a file or a web address."),
            ),
            models.CheckConstraint(
                condition=Q(period_start=None)
                | Q(period_end=None)
                | Q(period_end__gte=F("period_start")),
                name="evidence_period_ordered",
                violation_error_message=_("The period ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
