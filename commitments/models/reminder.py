"""Reminders: the office's rules, and the numbered slips that they issue."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import Rank, RemindedOf
from commitments.models.commitment import Commitment
from commitments.models.organization import Organization
from commitments.models.versioned import Versioned


class ReminderRule(Versioned):
    """So many working days before or after a date, this level, to these persons."""

    about = models.CharField(_("reminds of"), max_length=10, choices=RemindedOf)
    days = models.SmallIntegerField(
        _("working days"), help_text=_("Negative: before the date; 0: on the day.")
    )
    level = models.PositiveSmallIntegerField(_("level"))
    recipient = models.CharField(_("recipient"), max_length=7, choices=Rank)
    post = models.CharField(
        _("post"), max_length=60, blank=True, help_text=_("Only to holders of this post.")
    )
    is_active = models.BooleanField(_("active"), default=True)

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        ordering = ["about", "days", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "days", "recipient", "post"],
                name="reminder_rule_unique",
                violation_error_message=_("There is such a rule already."),
            ),
            models.CheckConstraint(
                condition=Q(days__gte=-60, days__lte=60), name="reminder_rule_within_reach"
            ),
            models.CheckConstraint(condition=Q(level__gte=1), name="reminder_rule_has_level"),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()} {self.days:+d} {self.get_recipient_display()}"


class ReminderSlipQuerySet(models.QuerySet["ReminderSlip"]):
    def visible_to(self, user: User | AnonymousUser) -> "ReminderSlipQuerySet":
        return self.filter(commitment__in=Commitment.objects.visible_to(user).values("pk"))

    def in_force(self) -> "ReminderSlipQuerySet":
        return self.filter(cancelled_at=None)

    def to_receive(self, user: User) -> "ReminderSlipQuerySet":
        """Those for the person's own units that nobody has signed for yet."""
        if not user.has_perm("commitments.view_reminderslip"):
            return self.none()
        mine = Organization.objects.of_user(user)
        return self.in_force().filter(organization__in=mine, received_at=None)


def _complete(verb: str) -> Q:
    """When and by whom come together or not at all."""
    nothing = {f"{verb}_at": None, f"{verb}_by": None}
    return Q(**nothing) | Q(**{f"{verb}_at__isnull": False, f"{verb}_by__isnull": False})


class ReminderSlip(Versioned):
    """A numbered reminder (督办单). It stays on record, received or cancelled."""

    About = RemindedOf

    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    rule = models.ForeignKey(
        ReminderRule, verbose_name=_("rule"), on_delete=models.PROTECT, related_name="slips"
    )
    about = models.CharField(_("reminds of"), max_length=10, choices=RemindedOf)
    commitment = models.ForeignKey(
        Commitment,
        verbose_name=_("commitment"),
        on_delete=models.PROTECT,
        related_name="slips",
    )
    duty = models.ForeignKey(
        "commitments.Duty",
        verbose_name=_("reporting duty"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="slips",
    )
    due_on = models.DateField(_("due date"))
    level = models.PositiveSmallIntegerField(_("level"))
    recipient = models.CharField(_("recipient"), max_length=7, choices=Rank)
    organization = models.ForeignKey(
        Organization, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="slips"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person in charge"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    issued_on = models.DateField(_("issued on"))
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("received by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("cancelled by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    cancel_reason = models.TextField(_("reason for the cancellation"), blank=True)

    objects = ReminderSlipQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("reminder slip")
        verbose_name_plural = _("reminder slips")
        ordering = ["-year", "-number"]
        permissions = [("cancel_slip", _("Can cancel reminder slips"))]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="slip_number_unique"),
            models.UniqueConstraint(
                fields=["duty", "rule"],
                condition=Q(duty__isnull=False, cancelled_at=None),
                name="slip_once_a_duty_and_rule",
            ),
            models.UniqueConstraint(
                fields=["commitment", "rule"],
                condition=Q(about=RemindedOf.COMMITMENT, cancelled_at=None),
                name="slip_once_a_commitment_and_rule",
            ),
            models.CheckConstraint(
                condition=Q(duty=None) | Q(about=RemindedOf.DUTY), name="slip_about_its_duty"
            ),
            models.CheckConstraint(condition=_complete("received"), name="slip_receipt_complete"),
            models.CheckConstraint(
                condition=_complete("cancelled"), name="slip_cancellation_complete"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="slip_cancellation_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The number as it is printed."""
        return f"{self.year}-{self.number:04d}"
