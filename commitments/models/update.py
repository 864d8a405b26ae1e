"""Progress updates and the values they report."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from commitments.choices import UpdateState
from commitments.models.commitment import Commitment
from commitments.models.fields import QuantityField
from commitments.models.indicator import Target
from commitments.models.organization import Organization
from commitments.models.versioned import Versioned


class ProgressUpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    def visible_to(self, user: User | AnonymousUser) -> "ProgressUpdateQuerySet":
        """Those on commitments that the person may see; drafts only for insiders."""
        seen = self.filter(commitment__in=Commitment.objects.visible_to(user).values("pk"))
        return seen.filter(~Q(state=UpdateState.DRAFT) | _is_inside(user))

    def of_insider(self, user: User | AnonymousUser) -> "ProgressUpdateQuerySet":
        """Those that the person, its unit or the supervision office writes."""
        return self.filter(_is_inside(user))

    def submitted(self) -> "ProgressUpdateQuerySet":
        return self.filter(state=UpdateState.SUBMITTED)


def _is_inside(user: User | AnonymousUser) -> Q:
    """Author, reporting unit with those above it, or whoever may write in the name of any unit."""
    if user.has_perm("commitments.view_all_units") and user.has_perm(
        "commitments.change_progressupdate"
    ):
        return Q(pk__isnull=False)
    units = Organization.objects.of_user(user)
    return Q(author_id=user.pk) | Q(organization__in=units)


class ProgressUpdate(Versioned):
    """What a unit reports on a commitment; it counts once it is approved."""

    State = UpdateState

    commitment = models.ForeignKey(
        Commitment,
        verbose_name=_("commitment"),
        on_delete=models.PROTECT,
        related_name="updates",
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("reporting unit"),
        on_delete=models.PROTECT,
        related_name="updates",
    )
    reported_on = models.DateField(_("state of things on"))
    narrative = models.TextField(pgettext_lazy("report", "progress"))
    problems = models.TextField(_("problems"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    is_done = models.BooleanField(
        _("kept"),
        default=False,
        help_text=_("For a promise without a figure: it has been delivered."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, db_index=True
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    on_behalf = models.BooleanField(
        _("entered in the unit's name"),
        default=False,
        editable=False,
        help_text=_("The author does not work for the reporting unit."),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    return_reason = models.TextField(_("reason for the return"), blank=True)

    objects = ProgressUpdateQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        ordering = ["-reported_on", "-id"]
        permissions = [("approve_progressupdate", _("Can approve and return progress updates"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=UpdateState.DRAFT, reviewed_at=None, reviewed_by=None)
                | Q(
                    state=UpdateState.SUBMITTED,
                    submitted_at__isnull=False,
                    reviewed_at=None,
                    reviewed_by=None,
                )
                | Q(
                    state__in=[UpdateState.RETURNED, UpdateState.APPROVED],
                    submitted_at__isnull=False,
                    reviewed_at__isnull=False,
                    reviewed_by__isnull=False,
                ),
                name="update_review_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state=UpdateState.RETURNED) | ~Q(return_reason=""),
                name="update_return_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.code} {self.organization} {self.reported_on}"


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, user: User | AnonymousUser) -> "MeasurementQuerySet":
        return self.filter(update__in=ProgressUpdate.objects.visible_to(user).values("pk"))

    def valid(self) -> "MeasurementQuerySet":
        """Those whose update is approved: withdrawing an update takes its values with it."""
        return self.filter(update__state=UpdateState.APPROVED)

    def known_to(self, user: User | AnonymousUser) -> "MeasurementQuerySet":
        """Approved values of every unit that count for a commitment the person sees."""
        seen = Commitment.objects.visible_to(user).values("pk")
        counted = Target.objects.filter(is_current=True, commitment__in=seen)
        return self.valid().filter(indicator__in=counted.values("indicator"))


class Measurement(models.Model):
    """The value of an indicator on a day."""

    update = models.ForeignKey(
        ProgressUpdate,
        verbose_name=_("progress update"),
        on_delete=models.CASCADE,
        related_name="measurements",
    )
    indicator = models.ForeignKey(
        "commitments.Indicator",
        verbose_name=_("indicator"),
        on_delete=models.PROTECT,
        related_name="measurements",
    )
    measured_on = models.DateField(_("measured on"))
    value = QuantityField(_("value"))
    numerator = QuantityField(_("numerator"), null=True, blank=True)
    denominator = QuantityField(_("denominator"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = MeasurementQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("measured value")
        verbose_name_plural = _("measured values")
        ordering = ["indicator_id", "-measured_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["update", "indicator", "measured_on"],
                name="measurement_once_an_update_and_day",
                violation_error_message=_("There is a value for this day already."),
            ),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__isnull=False, denominator__isnull=False) & ~Q(denominator=0),
                name="measurement_fraction_complete",
                violation_error_message=_(
                    "Give numerator and denominator together; the denominator is not zero."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.value.normalize():f} {self.measured_on}"
