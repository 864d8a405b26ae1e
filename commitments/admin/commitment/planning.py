"""A commitment's milestones, and an evaluation set by hand."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.actions import ActionForm
from commitments.admin.common.fields import DayField, decided_on_field
from commitments.admin.common.steps import MilestonesField, as_text
from commitments.choices import Progress
from commitments.domain.tracking import milestones
from commitments.domain.tracking.milestones import Planned
from commitments.models import Milestone


class MilestonesForm(ActionForm):
    """All milestones, one a line; deleting a line deletes its milestone."""

    milestones = MilestonesField(label=_("Milestones, one a line"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.obj.milestones.all()
        self.initial["milestones"] = as_text(Planned(r.due_on, r.title, r.planned) for r in rows)


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
    starts_on = DayField(
        label=_("Holds from"), help_text=_("Empty: from the day of the decision on.")
    )
    ends_on = DayField(label=_("Holds until"), required=True)
    decided_on = decided_on_field()
    reason = forms.CharField(
        label=_("Reason"),
        error_messages={"required": _("Give a reason.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
