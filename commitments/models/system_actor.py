"""The system actor: the one account under which the calendar and the commands act."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class SystemActor(models.Model):
    """Names the account by identity: a person who takes the user name “system” gains nothing."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="system_actor",
        editable=False,
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="system_actor_is_one")]

    def __str__(self) -> str:
        return str(self.user)
