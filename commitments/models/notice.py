"""Notices: messages to a person, shown inside the application and mailed once a day."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.choices import NoticeKind


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user: User) -> "NoticeQuerySet":
        return self.filter(person=user)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def to_mail(self) -> "NoticeQuerySet":
        """Not read here and not yet sent, to people who can be written to.

        A status report goes in a mail of its own.
        """
        return self.unread().to_send().filter(report=None)

    def to_send(self) -> "NoticeQuerySet":
        """Not yet sent, to people who can be written to."""
        return self.filter(mailed_on=None, person__is_active=True).exclude(person__email="")


class Notice(models.Model):
    """One thing a person should know: a kind and what fills its sentence, in any language."""

    Kind = NoticeKind

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="notices",
    )
    kind = models.CharField(_("kind"), max_length=11, choices=NoticeKind)
    parameters = models.JSONField(_("parameters"), default=dict)
    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name=_("commitment"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    slip = models.ForeignKey(
        "commitments.ReminderSlip",
        verbose_name=_("reminder slip"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notices",
    )
    report = models.ForeignKey(
        "commitments.ReportIssue",
        verbose_name=_("status report"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notices",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mailed_on = models.DateField(_("sent by e-mail on"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["person"], condition=Q(read_at=None), name="notice_unread_of_person"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "slip", "kind"],
                condition=Q(slip__isnull=False),
                name="notice_once_a_slip_and_person",
            ),
            models.UniqueConstraint(
                fields=["person", "report"],
                condition=Q(report__isnull=False),
                name="notice_once_a_report_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person}"
