"""Drafts of status reports: counted, edited, signed; what is issued is a `ReportIssue`."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import DraftState
from commitments.models.report import ReportIssue
from commitments.models.report_kind import ReportKind
from commitments.models.versioned import Versioned

OPEN = (DraftState.DRAFT, DraftState.SIGNED)
NUMBERED = (DraftState.SIGNED, DraftState.ISSUED)


class ReportDraft(Versioned):
    """One report on its way. The snapshot holds the figures that the signer sees."""

    State = DraftState

    kind = models.ForeignKey(
        ReportKind,
        verbose_name=_("report kind"),
        on_delete=models.PROTECT,
        related_name="drafts",
    )
    period = models.CharField(_("period"), max_length=10)
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period to"))
    as_of = models.DateField(_("state of things on"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    snapshot = models.JSONField(_("snapshot"))
    counted_at = models.DateTimeField(_("counted at"))
    lead = models.TextField(_("lead paragraph"), blank=True)
    problems = models.TextField(_("problems in the work"), blank=True)
    requirements = models.TextField(_("what is asked for next"), blank=True)
    corrects = models.ForeignKey(
        ReportIssue,
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="correcting_drafts",
    )
    correction_reason = models.TextField(_("what is corrected"), blank=True)
    discard_reason = models.TextField(_("why it was discarded"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("issue"), null=True, blank=True)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    signer = models.CharField(_("signed by"), max_length=60, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signature_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signature entered by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    issue = models.OneToOneField(
        ReportIssue,
        verbose_name=_("status report"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="draft",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("drafted by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    history = HistoricalRecords(verbose_name=_("change record"), excluded_fields=["snapshot"])

    class Meta:
        verbose_name = _("report draft")
        verbose_name_plural = _("report drafts")
        ordering = ["-id"]
        permissions = [("sign_reportdraft", _("Can sign status reports"))]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period"],
                condition=Q(state__in=OPEN),
                name="report_draft_open_once",
                violation_error_message=_("There is a draft of this period already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "year", "number"], name="report_draft_number_once"
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="report_draft_period_ordered"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=NUMBERED,
                    year__isnull=False,
                    number__isnull=False,
                    signed_on__isnull=False,
                    signature_by__isnull=False,
                )
                | (
                    ~Q(state__in=NUMBERED)
                    & Q(year=None, number=None, signed_on=None, signature_by=None)
                ),
                name="report_draft_signed_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.ISSUED, issue__isnull=False)
                | (~Q(state=DraftState.ISSUED) & Q(issue=None)),
                name="report_draft_issued_is_an_issue",
            ),
            models.CheckConstraint(
                condition=(Q(state=DraftState.DISCARDED) & ~Q(discard_reason=""))
                | (~Q(state=DraftState.DISCARDED) & Q(discard_reason="")),
                name="report_draft_discard_says_why",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction_reason="")
                | (Q(corrects__isnull=False) & ~Q(correction_reason="")),
                name="report_draft_correction_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
