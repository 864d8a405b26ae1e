"""Processes of the service, with their last sign of life."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.choices import ServicePart


class ServiceProcess(models.Model):
    """One process: a web server, a worker or a scheduler, on whichever machine."""

    Part = ServicePart

    part = models.CharField(_("part"), max_length=9, choices=Part)
    host = models.CharField(_("machine"), max_length=255)
    pid = models.PositiveIntegerField(_("process number"))
    version = models.CharField(_("version"), max_length=20)
    started_at = models.DateTimeField(_("first sign of life"))
    beat_at = models.DateTimeField(_("last sign of life"))

    class Meta:
        verbose_name = _("service process")
        verbose_name_plural = _("service processes")
        ordering = ["part", "host", "pid"]
        constraints = [
            models.UniqueConstraint(fields=["part", "host", "pid"], name="process_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.host} {self.pid}"
