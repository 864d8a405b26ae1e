"""Requests that programs may send again, with the answers they got."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class IdempotentRequest(models.Model):
    """A request with a key of its sender's; without a status it has not been answered."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    key = models.CharField(_("key"), max_length=255)
    fingerprint = models.CharField(_("hash of what was asked"), max_length=64)
    created_at = models.DateTimeField(_("received at"), auto_now_add=True)
    status = models.PositiveSmallIntegerField(_("status of the answer"), null=True)
    headers = models.JSONField(_("headers of the answer"), default=dict)
    body = models.TextField(_("body of the answer"), default="")

    class Meta:
        verbose_name = _("request with a key")
        verbose_name_plural = _("requests with a key")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="request_once_a_key"),
        ]

    def __str__(self) -> str:
        return self.key
