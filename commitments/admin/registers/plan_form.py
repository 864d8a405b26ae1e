"""The form of a plan: name, thresholds and colours."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.choices import Light, Progress
from commitments.models import Plan


class PlanForm(forms.Form):
    """A plan: thresholds in per cent, and one colour for each progress."""

    name = forms.CharField(label=_("Name"), max_length=120)
    ahead = forms.DecimalField(
        label=_("Ahead of schedule from (%)"), min_value=1, max_value=1000, decimal_places=2
    )
    on_schedule = forms.DecimalField(
        label=_("On schedule from (%)"),
        min_value=1,
        max_value=1000,
        decimal_places=2,
        help_text=_("Achieved so far in per cent of what is planned for the day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for progress in Progress:
            name = f"colour_{progress.value}"
            self.fields[name] = forms.ChoiceField(label=progress.label, choices=Light.choices)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        ahead, on_schedule = data.get("ahead"), data.get("on_schedule")
        if ahead is not None and on_schedule is not None and ahead < on_schedule:
            self.add_error("ahead", _("This lies below the threshold of on schedule."))
        return data

    @property
    def colours(self) -> list[forms.BoundField]:
        return [self[f"colour_{progress.value}"] for progress in Progress]

    @staticmethod
    def showing(plan: Plan) -> dict[str, Any]:
        colours = {f"colour_{progress}": light for progress, light in plan.colours.items()}
        shares = {name: Decimal(getattr(plan, name)) * 100 for name in ("ahead", "on_schedule")}
        written = {name: f"{share.normalize():f}" for name, share in shares.items()}
        return {"name": plan.name, **written, **colours}

    def given(self) -> dict[str, Any]:
        """The values as the domain takes them: shares, not per cent."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "ahead": data["ahead"] / 100,
            "on_schedule": data["on_schedule"] / 100,
            "colours": {str(row.value): data[f"colour_{row.value}"] for row in Progress},
        }
