"""Documents: texts as received, which every citation points into."""

from bisect import bisect_right

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import CandidateState, DocumentKind
from commitments.models.fields import path_by_hash

is_sha256 = RegexValidator(r"^[0-9a-f]{64}\Z", _("Not a SHA-256 in hexadecimal."))


def upload_path(document: "Document", filename: str) -> str:
    return path_by_hash("documents", document.sha256, filename)


class DocumentQuerySet(models.QuerySet["Document"]):
    def with_counts(self) -> "DocumentQuerySet":
        """Adds `pending_count` and `candidate_count`."""
        return self.annotate(
            candidate_count=Count("candidates"),
            pending_count=Count("candidates", filter=Q(candidates__state=CandidateState.PENDING)),
        )

    def without_text(self) -> "DocumentQuerySet":
        """For lists: a text can be a megabyte."""
        return self.defer("text", "structure", "set_aside")


class Document(models.Model):
    """One text as received. It never changes: offsets of citations point into it."""

    Kind = DocumentKind

    title = models.CharField(_("title"), max_length=200)
    issuer = models.CharField(_("issuer"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OTHER)
    published_on = models.DateField(_("publication date"), null=True, blank=True)
    source_url = models.URLField(_("web address"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=upload_path, blank=True)
    filename = models.CharField(_("file name"), max_length=255, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, default="text/plain")
    sha256 = models.CharField(
        "SHA-256", max_length=64, unique=True, validators=[is_sha256], editable=False
    )
    text = models.TextField(_("text"))
    page_starts = models.JSONField(default=list, editable=False)
    # Headings, items and tables of the text, as `structure.Structure.as_json` writes them.
    structure = models.JSONField(default=dict, editable=False)
    # What the reader made no candidate of: [start, end, status, reason] each, in order.
    set_aside = models.JSONField(default=list, editable=False)
    reader_version = models.CharField(
        _("version of the reader"), max_length=20, blank=True, editable=False
    )
    read_at = models.DateTimeField(_("read at"), null=True, editable=False)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = DocumentQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["text", "page_starts", "structure", "set_aside"],
        verbose_name=_("change record"),
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-published_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="document_has_text"),
        ]

    def __str__(self) -> str:
        return self.title

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, on which an offset lies; None where there are no pages."""
        return bisect_right(self.page_starts, offset) or None
