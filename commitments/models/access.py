"""Who must prove more than a password, and under which name a directory knows an account."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class SecondFactorDemand(models.Model):
    """A role whose members sign in with a second factor."""

    role = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="second_factor_demand", editable=False
    )

    class Meta:
        verbose_name = _("demand of a second factor")
        verbose_name_plural = _("demands of a second factor")

    def __str__(self) -> str:
        return str(self.role)


class DirectoryIdentity(models.Model):
    """An account as a directory knows it; the directory's key stays when a name passes on."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="directory_identities",
        editable=False,
    )
    directory = models.CharField(max_length=300, editable=False)
    subject = models.CharField(max_length=255, editable=False)
    linked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("directory account")
        verbose_name_plural = _("directory accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["directory", "subject"], name="directory_subject_is_one_account"
            ),
            models.UniqueConstraint(
                fields=["directory", "user"], name="account_is_one_subject_of_a_directory"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directory} {self.subject}"
