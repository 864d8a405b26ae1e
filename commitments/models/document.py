"""Documents: texts as received, which every citation points into."""

from bisect import bisect_right

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import CandidateState, DocumentKind, DocumentState
from commitments.models.fields import path_by_hash

is_sha256 = RegexValidator(r"^[0-9a-f]{64}\Z", _("Not a SHA-256 in hexadecimal."))


def upload_path(document: "Document", filename: str) -> str:
    return path_by_hash("documents", document.sha256, filename)


class DocumentQuerySet(models.QuerySet["Document"]):
    def with_counts(self) -> "DocumentQuerySet":
        """Adds `pending_count` and `candidate_count`."""
        # Counted apart: counting in a join would group the rows by the whole of their texts.
        one = self.model._base_manager.filter(pk=OuterRef("pk")).order_by().values("pk")
        pending = Count("candidates", filter=Q(candidates__state=CandidateState.PENDING))
        return self.annotate(
            candidate_count=Subquery(one.annotate(n=Count("candidates")).values("n")),
            pending_count=Subquery(one.annotate(n=pending).values("n")),
        )

    def without_text(self) -> "DocumentQuerySet":
        """For lists: a text can be a megabyte."""
        return self.defer("text", "structure", "set_aside", "struck_out")


class Document(models.Model):
    """One text as received. It never changes: offsets of citations point into it.

    A file is received first and read by a job later. Until then there is no text, and no title
    where none was given.
    """

    Kind = DocumentKind
    State = DocumentState

    title = models.CharField(_("title"), max_length=200, blank=True)
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
    state = models.CharField(
        _("state"), max_length=8, choices=DocumentState, default=State.RECEIVED, editable=False
    )
    problem = models.TextField(_("why it could not be read"), blank=True, editable=False)
    text = models.TextField(_("text"), blank=True)
    page_starts = models.JSONField(default=list, editable=False)
    # Headings, items and tables of the text, as `structure.Structure.as_json` writes them.
    structure = models.JSONField(default=dict, editable=False)
    # What the file holds that is no part of the text: pages from 1, words struck out, and what of
    # a letter could not be read, with the reason.
    unread_pages = models.JSONField(default=list, editable=False)
    struck_out = models.JSONField(default=list, editable=False)
    unread_parts = models.JSONField(default=list, editable=False)
    # One document may have come in several letters.
    enclosures = models.ManyToManyField(
        "self",
        verbose_name=_("enclosures"),
        symmetrical=False,
        related_name="letters",
        blank=True,
        editable=False,
    )
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
        excluded_fields=[
            *("text", "page_starts", "structure", "set_aside"),
            *("unread_pages", "struck_out", "unread_parts"),
        ],
        verbose_name=_("change record"),
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-published_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DocumentState.READ)
                | (~Q(text="") & ~Q(title="") & Q(read_at__isnull=False)),
                name="document_read_has_text",
            ),
            models.CheckConstraint(
                condition=Q(state=DocumentState.FAILED) & ~Q(problem="")
                | ~Q(state=DocumentState.FAILED) & Q(problem=""),
                name="document_failure_explained",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.filename or self.sha256[:12]

    @property
    def is_read(self) -> bool:
        return self.state == DocumentState.READ

    @property
    def has_failed(self) -> bool:
        return self.state == DocumentState.FAILED

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, on which an offset lies; None where there are no pages."""
        return bisect_right(self.page_starts, offset) or None
