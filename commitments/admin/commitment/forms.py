"""The forms of the supervision office on a commitment's page."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.admin.common import confirming, inputs
from commitments.admin.common.actions import ActionForm
from commitments.admin.common.fields import (
    AmountField,
    DayField,
    PersonField,
    decided_on_field,
    unit_field,
)
from commitments.admin.common.steps import PlannedValuesField, as_text
from commitments.choices import Comparator, Doubt, Path, ReportEvery, Role
from commitments.domain.tracking import catalogue, milestones
from commitments.domain.tracking.catalogue import Field, Kind, Use
from commitments.domain.tracking.milestones import Planned
from commitments.domain.tracking.targets import Revision
from commitments.models import Citation, Commitment

AS_BEFORE = [("", _("as before"))]


class DetailsForm(ActionForm):
    """The fields of the catalogue that this person may change on the page."""

    def __init__(self, data: Any = None, *, obj: Commitment, by: User) -> None:
        shown = [
            field for field in catalogue.used(Use.PAGE) if by.has_perm(f"commitments.{field.right}")
        ]
        super().__init__(
            data,
            obj=obj,
            by=by,
            initial={field.name: field.as_json(field.read(obj)) for field in shown},
            # Other forms on the page have fields of the same names.
            auto_id="details_%s",
        )
        self.fields = {
            field.name: inputs.of(
                field, required=not field.can_be_emptied, present=_rows(field, obj)
            )
            for field in shown
        }

    def arguments(self) -> dict[str, Any]:
        if not self.fields:
            raise PermissionDenied
        return {"wanted": inputs.as_json(self, self.fields)}


def _rows(field: Field, commitment: Commitment) -> Any:
    """The rows of a register that the field names now."""
    return field.read(commitment) if field.kind is Kind.ROWS else ()


class AssignForm(ActionForm):
    """Assign a unit."""

    organization = unit_field(_("Unit"))
    role = forms.ChoiceField(
        label=pgettext_lazy("assignment", "Role"), choices=Role.choices, initial=Role.LEAD
    )
    post = forms.CharField(label=_("Responsible post"), max_length=60, required=False)
    duty = forms.CharField(label=_("Own duty"), max_length=300, required=False)
    person = PersonField(
        User.objects.filter(is_active=True, memberships__isnull=False)
        .distinct()
        .prefetch_related("memberships__organization")
        .order_by("last_name", "username"),
        label=_("Person in charge"),
        required=False,
        empty_label=_("whoever holds the post"),
    )
    due_on = DayField(label=_("Due date of the unit"))
    report_every = forms.ChoiceField(
        label=_("Reports every"),
        choices=[("", _("as usual")), *ReportEvery.choices],
        required=False,
        help_text=_("As usual: a lead unit as the office has set, a supporting unit never."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].required = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        unit, person = data.get("organization"), data.get("person")
        if unit and person and not person.memberships.filter(organization=unit).exists():
            self.add_error("person", _("This person does not work for the unit."))
        return data

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        return {"organization_id": data.pop("organization").pk, **data}


class ReviseForm(ActionForm):
    """A new version of the target; empty fields keep the former value."""

    comparator = forms.ChoiceField(
        label=_("Comparator"), choices=AS_BEFORE + Comparator.choices, required=False
    )
    value = AmountField(label=_("New target value"))
    value_max = AmountField(label=_("Upper value"))
    baseline = AmountField(label=_("Baseline"))
    due_on = DayField(label=_("New due date"))
    path = forms.ChoiceField(
        label=_("Path to the target"), choices=AS_BEFORE + Path.choices, required=False
    )
    steps = PlannedValuesField(
        help_text=_("They set the path, and rise or fall to the target; empty: no steps."),
    )
    decided_on = decided_on_field()
    citation = forms.ModelChoiceField(
        Citation.objects.none(), label=_("Ground in a document"), required=False
    )
    reason = forms.CharField(
        label=_("Reason for the change"),
        error_messages={"required": _("Give a reason for the change.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        citations = self.fields["citation"]
        assert isinstance(citations, forms.ModelChoiceField)
        citations.queryset = self.obj.citations.select_related("document")
        self.planned = milestones.planned(self.obj)
        self.initial["steps"] = as_text(self.planned)

    @property
    def direction(self) -> str:
        """Which way the target leads, to be shown beside it."""
        target = self.obj.target
        return target.indicator.get_direction_display() if target else ""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        changes = ("comparator", "value", "value_max", "baseline", "due_on", "path")
        is_changed = any(data.get(name) not in (None, "") for name in changes)
        settles = Doubt.DIRECTION in confirming.confirmed(self)
        if not self.errors and not (is_changed or settles or self._steps(data) is not None):
            self.add_error("value", _("Say what changes: the value, the baseline or the date."))
        if data.get("path") == Path.STEPS and data.get("steps") == []:
            self.add_error("steps", _("Give the planned values of the steps."))
        return data

    def _steps(self, data: dict[str, Any]) -> tuple[Planned, ...] | None:
        """The planned values, where they are others than before."""
        given = data.get("steps", [])

        def values(steps: Iterable[Planned]) -> set[tuple[Any, Any]]:
            return {(step.due_on, step.planned) for step in steps}

        if values(given) == values(self.planned):
            return None
        titles = {step.due_on: step.title for step in self.planned}
        return tuple(replace(step, title=titles.get(step.due_on, "")) for step in given)

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        reason = data.pop("reason")
        # An empty choice leaves comparator and path as they were.
        data["comparator"], data["path"] = data["comparator"] or None, data["path"] or None
        data["steps"] = self._steps(data)
        revision = Revision(**data, confirmed=confirming.confirmed(self))
        return {"revision": revision, "reason": reason}


class ExtensionEntryForm(ActionForm):
    """An extension that was granted on an earlier day."""

    new_due_on = DayField(label=_("New due date"), required=True)
    decided_on = DayField(label=_("Decided on"), required=True)
    reason = forms.CharField(
        label=_("Reason"),
        error_messages={"required": _("Give a reason.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, obj: Commitment, by: User) -> None:
        super().__init__(data, obj=obj, by=by, auto_id="extension_%s")
