"""A commitment's milestones, and an evaluation set by hand."""

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.actions import ActionForm
from commitments.admin.common.fields import AmountField, DayField
from commitments.choices import Progress
from commitments.domain.tracking import milestones
from commitments.domain.tracking.milestones import Planned
from commitments.models import Milestone

STEP = re.compile(r"(?P<day>\S+?)[\s，,：:]+(?P<what>.+)")


class MilestonesField(forms.CharField):
    """One milestone a line: the date, then the title or the planned value.

    >>> MilestonesField().clean("2026-06-30 完成选址")[0].title
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


class MilestonesForm(ActionForm):
    """All milestones, one a line; deleting a line deletes its milestone."""

    milestones = MilestonesField(label=_("Milestones, one a line"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["milestones"] = "\n".join(
            f"{row.due_on} {row.title if row.planned is None else f'{row.planned.normalize():f}'}"
            for row in self.obj.milestones.all()
        )


class MilestoneForm(ActionForm):
    """When a milestone was done; or why it is open again."""

    done_on = DayField(label=_("Done on"))
    reason = forms.CharField(label=_("Reason"), required=False)

    def arguments(self) -> dict[str, Any]:
        if "undo" in self.data:
            return {"reopen_because": self.cleaned_data["reason"]}
        return {"done_on": self.cleaned_data["done_on"]}


def mark(
    milestone_id: int,
    *,
    by: User,
    done_on: date | None = None,
    reopen_because: str | None = None,
    expected_version: int | None = None,
) -> Milestone:
    """Mark a milestone as done, or open it again for a reason."""
    seen = expected_version
    if reopen_because is None:
        return milestones.mark_done(milestone_id, by=by, done_on=done_on, expected_version=seen)
    return milestones.mark_open(milestone_id, by=by, reason=reopen_because, expected_version=seen)


class OverrideForm(ActionForm):
    """A person's evaluation in place of the computed one, with a reason and an end."""

    progress = forms.ChoiceField(label=_("Progress"), choices=Progress.choices)
    ends_on = DayField(label=_("Holds until"), required=True)
    reason = forms.CharField(
        label=_("Reason"),
        error_messages={"required": _("Give a reason.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
