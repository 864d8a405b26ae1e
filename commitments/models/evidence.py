"""Evidence: the files, links and citations that support what a unit reports."""

from datetime import date

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
from commitments.models.versioned import Versioned


def upload_path(evidence: "Evidence", filename: str) -> str:
    return path_by_hash("evidence", evidence.sha256, filename)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User | AnonymousUser) -> "EvidenceQuerySet":
        return self.filter(update__in=ProgressUpdate.objects.visible_to(user).values("pk"))

    def valid_on(self, day: date) -> "EvidenceQuerySet":
        """Verified, and not expired by then."""
        current = Q(expires_on=None) | Q(expires_on__gte=day)
        return self.filter(current, state=EvidenceState.VERIFIED)


def _of_its_kind() -> Q:
    """A file, an address, or a stretch of a document: each with its own fields and no others."""
    no_file, no_place = Q(file="", sha256="", media_type=""), Q(document=None, start=None, end=None)
    no_place &= Q(quote="")
    a_place = Q(document__isnull=False, start__isnull=False, end__gt=F("start"))
    return (
        Q(no_place, ~Q(file=""), ~Q(sha256=""), kind=EvidenceKind.FILE, url="")
        | Q(no_file, no_place, ~Q(url=""), kind=EvidenceKind.LINK)
        | Q(no_file, a_place, ~Q(quote=""), kind=EvidenceKind.CITATION, url="")
    )


class Evidence(Versioned):
    """It counts for the period it speaks of, not for the day on which it was added."""

    Kind = EvidenceKind
    State = EvidenceState

    update = models.ForeignKey(
        ProgressUpdate,
        verbose_name=_("progress update"),
        on_delete=models.CASCADE,
        related_name="evidence",
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to=upload_path, blank=True)
    filename = models.CharField(_("file name"), max_length=255, blank=True, editable=False)
    sha256 = models.CharField(
        "SHA-256", max_length=64, blank=True, validators=[is_sha256], editable=False
    )
    media_type = models.CharField(_("media type"), max_length=100, blank=True, editable=False)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    captured_on = models.DateField(
        _("seen there on"), null=True, blank=True, help_text=_("When the page said so.")
    )
    document = models.ForeignKey(
        "commitments.Document",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    quote = models.TextField(_("quote"), blank=True)
    period_start = models.DateField(_("period from"), null=True, blank=True)
    period_end = models.DateField(_("period to"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    expires_on = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day it proves anything.")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    decision_reason = models.TextField(_("reason of the decision"), blank=True, editable=False)
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
        permissions = [("verify_evidence", _("Can verify and reject evidence"))]
        constraints = [
            models.CheckConstraint(
                condition=_of_its_kind(),
                name="evidence_is_of_one_kind",
                violation_error_message=_("Give a file, a web address or a citation."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[EvidenceState.DRAFT, EvidenceState.IN_REVIEW],
                    decided_at=None,
                    decided_by=None,
                )
                # "Expired" follows from the date and is never stored.
                | Q(
                    state__in=[EvidenceState.VERIFIED, EvidenceState.REJECTED],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="evidence_decision_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state=EvidenceState.REJECTED) | ~Q(decision_reason=""),
                name="evidence_rejection_has_reason",
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

    def state_on(self, day: date) -> EvidenceState:
        """What it is worth on a day: what was verified expires."""
        if self.state == EvidenceState.VERIFIED and self.expires_on and day > self.expires_on:
            return EvidenceState.EXPIRED
        return EvidenceState(self.state)
