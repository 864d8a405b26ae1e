"""The form in which a unit reports progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.admin.common import confirming
from commitments.admin.common.actions import ActionForm
from commitments.admin.common.fields import AmountField, DayField, FileInput
from commitments.admin.registers.breakdown_forms import GroupFields
from commitments.domain.reporting import group_tables
from commitments.domain.reporting.drafting import Attachment, Page
from commitments.domain.reporting.progress import ReportedValue
from commitments.models import (
    Commitment,
    Evidence,
    Group,
    Measurement,
    Organization,
    ProgressUpdate,
)


class FilesInput(FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A field for several files."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=FilesInput(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One place or group on the form: its inputs, its target and its last value."""

    group: Group
    inputs: list[forms.BoundField]
    last: group_tables.GroupRow


class UpdateForm(forms.Form):
    """A progress update: value, narrative and evidence."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label=_("Reporting unit"))
    reported_on = DayField(label=_("State of things on"), required=True)
    value = AmountField(label=_("Measured value"))
    measured_on = DayField(
        label=_("Measured on"), help_text=_("Empty: the day of the state of things.")
    )
    numerator = AmountField(label=_("Numerator"))
    denominator = AmountField(label=_("Denominator"))
    is_done = forms.BooleanField(label=_("This commitment has been kept"), required=False)
    narrative = forms.CharField(
        label=_("Progress made"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What was done and what came of it; figures and places rather than phrases."),
        error_messages={"required": _("Say what was done.")},
    )
    problems = forms.CharField(
        label=_("Problems"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    next_steps = forms.CharField(
        label=_("Next steps"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    file = FilesField(label=_("Evidence: files"))
    url = forms.URLField(
        label=_("Evidence: web address"), max_length=500, required=False, assume_scheme="https"
    )
    evidence_title = forms.CharField(
        label=_("Title of the evidence"), max_length=200, required=False
    )
    period_start = DayField(label=_("Evidence speaks of: from"))
    period_end = DayField(label=_("to"))
    remove = forms.ModelMultipleChoiceField(
        Evidence.objects.none(),
        label=_("Remove evidence"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    MEASURED = ("value", "measured_on", "numerator", "denominator")

    def __init__(
        self,
        *args: Any,
        commitment: Commitment,
        units: Sequence[Organization],
        update: ProgressUpdate | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.target = commitment.target
        organization, remove = self.fields["organization"], self.fields["remove"]
        assert isinstance(organization, forms.ModelChoiceField)
        assert isinstance(remove, forms.ModelMultipleChoiceField)
        organization.queryset = Organization.objects.filter(pk__in=[unit.pk for unit in units])
        organization.empty_label = None
        if update is not None or len(units) < 2:
            del self.fields["organization"]
        if commitment.target is None:
            for name in self.MEASURED:
                del self.fields[name]
        else:
            del self.fields["is_done"]
            self.group_fields = GroupFields(commitment.target)
            self.fields.update(self.group_fields.fields())
        if update is None or not update.evidence.exists():
            del self.fields["remove"]
        else:
            remove.queryset = update.evidence.all()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "value" in self.fields:
            for name in self.group_fields.without_value(data):
                self.add_error(name, _("Give the value itself, too."))
            self._expect_value(data)
        return data

    def _expect_value(self, data: dict[str, Any]) -> None:
        """Require a value where its date or ratio is given, unless the groups supply it."""
        parts = (data.get("numerator"), data.get("denominator"))
        if self.group_fields.figures(data):
            return
        if data.get("value") is None and "value" not in self.errors:
            if all(part is not None for part in parts) and parts[1]:
                self.add_error("value", _("Give the value itself, too."))
            elif any(part is not None for part in parts) or data.get("measured_on"):
                self.add_error("value", _("Give the measured value."))

    def to_page(self) -> Page:
        data = self.cleaned_data
        period = {"period_start": data["period_start"], "period_end": data["period_end"]}
        title = data["evidence_title"]
        files = [
            Attachment(title=title, filename=one.name or "", data=one.read(), **period)
            for one in data["file"]
        ]
        links = [Attachment(title=title, url=data["url"], **period)] if data["url"] else []
        return Page(
            reported_on=data["reported_on"],
            narrative=data["narrative"],
            problems=data["problems"],
            next_steps=data["next_steps"],
            is_done=data.get("is_done", False),
            reading=self._reading(),
            attachments=(*files, *links),
            removed_evidence=frozenset(item.pk for item in data.get("remove", ())),
        )

    def _reading(self) -> ReportedValue | None:
        data = self.cleaned_data
        if "value" not in self.fields:
            return None
        groups = self.group_fields.figures(data)
        if data["value"] is None and not groups:
            return None
        return ReportedValue(
            measured_on=data["measured_on"] or data["reported_on"],
            value=data["value"],
            numerator=data["numerator"],
            denominator=data["denominator"],
            groups=groups,
            confirmed=confirming.confirmed(self),
        )

    def group_rows(self) -> list[GroupRow]:
        """The inputs of each group, for the table on the form."""
        fields = self.group_fields
        last = group_tables.of(self.target, timezone.localdate()) if self.target else []
        known = {row.group: row for table in last for row in table.rows}
        return [
            GroupRow(
                group,
                [self[fields.name(group, part)] for part in fields.parts],
                known[group],
            )
            for group in fields.groups
        ]


class ReturnForm(ActionForm):
    """Why an update is returned."""

    reason = forms.CharField(
        label=_("Reason for the return"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Give a reason for the return.")},
    )


def blank(last: ProgressUpdate | None = None) -> dict[str, Any]:
    """Initial data of a new update: today, and the last report if the person asked for it."""
    today: date = timezone.localdate()
    if last is None:
        return {"reported_on": today}
    return {
        "reported_on": today,
        "narrative": last.narrative,
        "problems": last.problems,
        "next_steps": last.next_steps,
    }


def filled(update: ProgressUpdate) -> dict[str, Any]:
    """Initial data from an existing update."""
    row = update.measurements.first()
    measured = (
        {
            "value": row.value,
            "measured_on": row.measured_on,
            "numerator": row.numerator,
            "denominator": row.denominator,
            **_groups(row),
        }
        if row
        else {}
    )
    return {
        "reported_on": update.reported_on,
        "narrative": update.narrative,
        "problems": update.problems,
        "next_steps": update.next_steps,
        "is_done": update.is_done,
        **measured,
    }


def _groups(row: Measurement) -> dict[str, Any]:
    return {
        GroupFields.name(part.group, name): getattr(part, name)
        for part in row.group_values.select_related("group")
        for name in ("value", "numerator", "denominator")
    }
