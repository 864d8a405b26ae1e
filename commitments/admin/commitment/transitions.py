"""The moves of a commitment's workflow as forms: what is asked for each, and its one verb."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.fields import DayField, commitment_field
from commitments.choices import Transition
from commitments.domain.tracking import extensions, workflow
from commitments.models import Commitment, DeadlineExtension


class TransitionForm(forms.Form):
    """Why; and a day or another commitment where the move asks for one."""

    reason = forms.CharField(
        label=_("Reason"),
        error_messages={"required": _("Give a reason.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, move: Transition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{move.value}_%s", **kwargs)
        self.move = move
        self.fields["reason"].required = workflow.TRANSITIONS[move].needs_reason
        if move == Transition.COMPLETE:
            self.fields["completed_on"] = DayField(label=_("Completed on"))
        if move == Transition.REQUEST_EXTENSION:
            self.fields["new_due_on"] = DayField(label=_("New due date"), required=True)
        if move == Transition.MERGE:
            self.fields["into"] = commitment_field(_("Merge into"))

    def details(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if "into" in given:
            given["into"] = given["into"].pk
        return given


class DecisionForm(forms.Form):
    """On a request for a later date: a refusal says why."""

    reason = forms.CharField(label=_("Remarks on the decision"), required=False)


# In the order in which a page offers them; assigning and receipt have forms of their own.
VERBS: Mapping[Transition, Callable[..., object]] = {
    Transition.REQUEST_COMPLETION: workflow.request_completion,
    Transition.COMPLETE: workflow.complete,
    Transition.CLOSE: workflow.close,
    Transition.RETURN: workflow.send_back,
    Transition.REQUEST_EXTENSION: extensions.request,
    Transition.SUSPEND: workflow.suspend,
    Transition.RESUME: workflow.resume,
    Transition.MERGE: workflow.merge,
    Transition.TERMINATE: workflow.terminate,
}


def offered(
    commitment: Commitment, by: User, bound: TransitionForm | None = None
) -> list[TransitionForm]:
    """A form for each move that this person could make now; one may hold what was sent."""
    possible = set(workflow.available(commitment, by=by))
    listed = [
        bound if bound is not None and bound.move == move else TransitionForm(move)
        for move in VERBS
        if move in possible
    ]
    if bound is not None and bound not in listed:
        listed.append(bound)
    return listed


def make(commitment: Commitment, form: TransitionForm, *, by: User, version: int | None) -> object:
    """Make the move that a valid form speaks of."""
    return VERBS[form.move](commitment.pk, by=by, expected_version=version, **form.details())


def decide(
    row: DeadlineExtension, *, grant: bool, by: User, reason: str, version: int | None
) -> object:
    """Grant or refuse a request for a later date."""
    verb = extensions.approve if grant else extensions.refuse
    return verb(row.pk, by=by, reason=reason, expected_version=version)
