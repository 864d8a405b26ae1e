"""Rows with a version, for optimistic locking."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """`domain.platform.audit.save` counts one up with each edit and refuses an outdated row."""

    version = models.PositiveIntegerField(_("edit number"), default=1, editable=False)

    class Meta:
        abstract = True
