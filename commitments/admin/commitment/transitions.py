"""The transitions of a commitment's workflow: the form, the verb and the message of each."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.actions import ActionForm
from commitments.admin.common.fields import DayField, commitment_field
from commitments.choices import Transition
from commitments.domain.tracking import extensions, workflow
from commitments.models import Commitment, DeadlineExtension


class TransitionForm(ActionForm):
    """The reason; and a day or another commitment where the transition asks for one."""

    reason = forms.CharField(
        label=_("Reason"),
        error_messages={"required": _("Give a reason.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, transition: Transition, data: Any = None, *, obj: Commitment, by: User
    ) -> None:
        super().__init__(data, obj=obj, by=by, auto_id=f"id_{transition.value}_%s")
        self.transition = transition
        self.fields["reason"].required = workflow.TRANSITIONS[transition].needs_reason
        if transition == Transition.COMPLETE:
            self.fields["completed_on"] = DayField(label=_("Completed on"))
        if transition == Transition.REQUEST_EXTENSION:
            self.fields["new_due_on"] = DayField(label=_("New due date"), required=True)
        if transition == Transition.MERGE:
            self.fields["into"] = commitment_field(_("Merge into"))

    @property
    def address(self) -> str:
        return f"admin:commitments_commitment_move_{self.transition.value}"

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        if "into" in given:
            given["into"] = given["into"].pk
        return given


class DecisionForm(ActionForm):
    """A decision on a requested extension; a refusal needs a reason."""

    reason = forms.CharField(label=_("Remarks on the decision"), required=False)

    def arguments(self) -> dict[str, Any]:
        return {"grant": "grant" in self.data, **self.cleaned_data}


# In the order in which the page offers them; assignment and receipt have forms of their own.
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

SUCCESS: Mapping[Transition, Promise] = {
    Transition.REQUEST_COMPLETION: _("Completion requested; the supervision office decides."),
    Transition.COMPLETE: _("Completed."),
    Transition.CLOSE: _("Closed."),
    Transition.RETURN: _("Returned; the lead unit goes on with the work."),
    Transition.REQUEST_EXTENSION: _("Extension requested; the supervision office decides."),
    Transition.SUSPEND: _("Suspended."),
    Transition.RESUME: _("Resumed."),
    Transition.MERGE: _("Merged into the chosen commitment."),
    Transition.TERMINATE: _("Terminated."),
}


def offered(
    commitment: Commitment, by: User, bound: TransitionForm | None = None
) -> list[TransitionForm]:
    """A form for each transition that this person can make now; `bound` was sent and refused."""
    possible = set(workflow.available(commitment, by=by))
    listed = [
        bound
        if bound is not None and bound.transition == transition
        else TransitionForm(transition, obj=commitment, by=by)
        for transition in VERBS
        if transition in possible
    ]
    if bound is not None and bound not in listed:
        listed.append(bound)
    return listed


def decide(
    extension_id: int, *, grant: bool, by: User, reason: str, expected_version: int | None
) -> DeadlineExtension:
    """Grant or refuse a requested extension."""
    verb = extensions.approve if grant else extensions.refuse
    return verb(extension_id, by=by, reason=reason, expected_version=expected_version)
