"""Plans: commitments evaluated by the same thresholds and shown in the same colours."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import Light, Progress
from commitments.models.versioned import Versioned

LIGHTS: dict[str, str] = {
    Progress.NOT_ASSESSED: Light.GREY,
    Progress.NOT_STARTED: Light.GREY,
    Progress.BEHIND: Light.YELLOW,
    Progress.ON_SCHEDULE: Light.GREEN,
    Progress.AHEAD: Light.GREEN,
    Progress.ACHIEVED: Light.BLUE,
    Progress.MISSED: Light.RED,
}


def usual_lights() -> dict[str, str]:
    return {str(progress): str(light) for progress, light in LIGHTS.items()}


def are_lights(value: object) -> None:
    """Check that each progress has one of the lights; which one is the office's choice."""
    if not isinstance(value, dict) or set(value) != set(Progress.values):
        raise ValidationError(_("Give each progress its colour."))
    if not set(value.values()) <= set(Light.values):
        raise ValidationError(_("The colours are red, yellow, green, blue and grey."))


class Plan(Versioned):
    """A plan (工作要点, 五年规划) with thresholds and colours of its own."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    ahead = models.DecimalField(
        _("ahead of schedule from"), max_digits=6, decimal_places=4, default="1.10"
    )
    on_schedule = models.DecimalField(
        _("on schedule from"), max_digits=6, decimal_places=4, default="0.90"
    )
    colours = models.JSONField(_("colours"), default=usual_lights, validators=[are_lights])

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="plan_has_name"),
            models.CheckConstraint(
                condition=Q(on_schedule__gt=0, ahead__gte=F("on_schedule")),
                name="plan_thresholds_ordered",
                violation_error_message=_(
                    "The thresholds are above zero, and ahead is not below on schedule."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def light(self, progress: str) -> str:
        """The colour in which this plan shows a progress."""
        return str(self.colours[progress])
