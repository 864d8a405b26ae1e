"""The way of a commitment: its plan, its steps with dates, and a verdict set by hand."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments.admin.fields import AmountField, DayField
from commitments.choices import Light, Progress
from commitments.domain import milestones
from commitments.domain.milestones import Planned
from commitments.models import Milestone, Plan

STEP = re.compile(r"(?P<day>\S+?)[\s，,：:]+(?P<what>.+)")


class StepsField(forms.CharField):
    """One step a line: the day, then what is to be done, or the value planned for it.

    >>> StepsField().clean("2026-06-30 完成选址")[0].title
    '完成选址'
    """

    widget = forms.Textarea(attrs={"rows": 5, "placeholder": "2026-06-30 完成选址\n2026-12-31 3.2"})
    default_error_messages = {
        "line": _("Line %(number)s: write a date, a space, and the step or its planned value."),
    }

    def clean(self, value: Any) -> list[Planned]:
        lines = str(super().clean(value) or "").splitlines()
        return [
            self._step(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()
        ]

    def _step(self, number: int, line: str) -> Planned:
        match = STEP.fullmatch(line)
        try:
            day = DayField(required=True).clean(match["day"] if match else "")
        except ValidationError as error:
            params = {"number": number}
            raise ValidationError(self.error_messages["line"], "line", params) from error
        what = match["what"].strip() if match else ""
        try:
            return Planned(due_on=day, planned=AmountField().clean(what))
        except ValidationError:
            return Planned(due_on=day, title=what[:200])


class StepsForm(forms.Form):
    """The whole table of steps; a line that is taken out is a step that is dropped."""

    milestones = StepsField(label=_("Steps, one a line"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    @classmethod
    def showing(cls, rows: Iterable[Milestone]) -> "StepsForm":
        written = (
            f"{row.due_on} {row.title if row.planned is None else f'{row.planned.normalize():f}'}"
            for row in rows
        )
        return cls(initial={"milestones": "\n".join(written)})


class StepForm(forms.Form):
    """When a step was done; or, taken back, why."""

    done_on = DayField(label=_("Done on"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def mark(self, step_id: int, *, by: User, version: int | None) -> Milestone:
        data = self.cleaned_data
        if "undo" in self.data:
            reason = data["reason"]
            return milestones.mark_open(step_id, by=by, reason=reason, expected_version=version)
        done_on = data["done_on"]
        return milestones.mark_done(step_id, by=by, done_on=done_on, expected_version=version)


class PlaceForm(forms.Form):
    """Which plan a commitment belongs to."""

    plan = forms.ModelChoiceField(
        Plan.objects.all(), label=_("Plan"), required=False, empty_label=_("no plan")
    )


class PlanForm(forms.Form):
    """A plan's name, its thresholds in per cent, and one colour for each progress."""

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
        """What the domain is told: shares instead of per cent."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "ahead": data["ahead"] / 100,
            "on_schedule": data["on_schedule"] / 100,
            "colours": {str(row.value): data[f"colour_{row.value}"] for row in Progress},
        }


class VerdictForm(forms.Form):
    """A person's verdict in place of the computed one, with a reason and an end."""

    progress = forms.ChoiceField(label=_("Progress"), choices=Progress.choices)
    ends_on = DayField(label=_("Holds until"), required=True)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        error_messages={"required": _("Give a reason.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
