"""The forms for deciding on a candidate."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.admin.common import confirming, inputs
from commitments.admin.common.fields import AmountField, DayField, commitment_field
from commitments.admin.common.steps import PlannedValuesField, as_text
from commitments.choices import Change, Comparator, Direction, Frequency, Path
from commitments.domain.tracking import catalogue, registration
from commitments.domain.tracking.catalogue import Use
from commitments.domain.tracking.registration import Proposal, TargetProposal
from commitments.models import Candidate, Commitment

OF_TARGET = {field.name for field in fields(TargetProposal)}
UNDECIDED = [("", "—")]
DETAILS = registration.DETAILS
OF_TEXT = tuple(name for name in catalogue.named(Use.REGISTRATION) if name not in DETAILS)
# Common reasons to choose from; those used recently are offered before them.
COMMON_REASONS = (
    _("Not a commitment"),
    _("States the present only, promises nothing"),
    _("Repeats another passage"),
    _("Too general to be tracked"),
    _("Not within the competence of this district"),
    _("Misread by the machine"),
)
REASONS_OFFERED = 8


class AcceptForm(forms.Form):
    """The proposed commitment, which the reviewer can correct field by field."""

    indicator = forms.CharField(label=_("Indicator"), max_length=200, required=False)
    comparator = forms.ChoiceField(
        label=_("Comparator"), choices=[*UNDECIDED, *Comparator.choices], required=False
    )
    value = AmountField(label=_("Target value"))
    value_max = AmountField(label=_("Upper value"))
    unit = forms.CharField(label=_("Unit of measure"), max_length=30, required=False)
    baseline = AmountField(
        label=_("Baseline"),
        help_text=_("Without one nobody can say what is due on a day before the last one."),
    )
    baseline_on = DayField(label=_("Baseline date"))
    direction = forms.ChoiceField(
        label=_("Direction"),
        choices=[("", _("follows from the target")), *Direction.choices],
        required=False,
    )
    path = forms.ChoiceField(
        label=_("Path to the target"), choices=Path.choices, initial=Path.STRAIGHT, required=False
    )
    steps = PlannedValuesField()
    change = forms.ChoiceField(
        label=_("Kind of change"), choices=[*UNDECIDED, *Change.choices], required=False
    )
    frequency = forms.ChoiceField(
        label=_("Frequency"), choices=[*UNDECIDED, *Frequency.choices], required=False
    )
    is_assumed = forms.BooleanField(
        label=_("Assumed target"),
        required=False,
        help_text=_("Not promised in words: taken from the level that the text reports."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = inputs.used(Use.REGISTRATION) | self.fields

    @property
    def details(self) -> list[forms.BoundField]:
        """What the text does not say: the further fields, without a place of their own."""
        return [self[name] for name in DETAILS]

    @classmethod
    def proposing(cls, proposal: Proposal) -> "AcceptForm":
        """The form filled in from a proposal."""
        initial = {name: getattr(proposal, name) for name in OF_TEXT} | {**proposal.details}
        if proposal.target:
            initial |= {
                name: getattr(proposal.target, name)
                for name in cls.base_fields
                if name in OF_TARGET
            }
            initial["steps"] = as_text(proposal.target.steps)
        return cls(initial=initial)

    def clean(self) -> dict[str, Any]:
        """A target needs both an indicator and a value."""
        data: dict[str, Any] = super().clean() or {}
        has_value, has_indicator = data.get("value") is not None, bool(data.get("indicator"))
        if has_value and not has_indicator:
            self.add_error("indicator", _("Name what the value measures."))
        if has_value and not data.get("comparator"):
            self.add_error("comparator", _("Say how the value bounds the target."))
        if has_indicator and not has_value and "value" not in self.errors:
            self.add_error("value", _("Give the target value, or empty the indicator."))
        is_range = data.get("comparator") == Comparator.BETWEEN
        if is_range and has_value and data.get("value_max") is None:
            self.add_error("value_max", _("A range needs an upper value."))
        if not is_range and data.get("value_max") is not None:
            self.add_error("value_max", _("Only a range (“between”) has an upper value."))
        if has_value and data.get("path") == Path.STEPS and data.get("steps") == []:
            self.add_error("steps", _("Give the planned values of the steps."))
        return data

    def to_proposal(self) -> Proposal:
        data = self.cleaned_data
        own = {
            name: data[name] for name in catalogue.named(Use.REGISTRATION) if name not in DETAILS
        }
        own["supporting"] = tuple(unit for unit in data["supporting"] if unit != data["lead"])
        target = self._target() if data["value"] is not None else None
        return Proposal(**own, target=target, details=inputs.as_json(self, DETAILS))

    def _target(self) -> TargetProposal:
        data = self.cleaned_data
        return TargetProposal(
            indicator=data["indicator"],
            unit=data["unit"],
            direction=data["direction"],
            path=data["path"] or Path.STRAIGHT,
            steps=tuple(data["steps"]),
            confirmed=confirming.confirmed(self),
            comparator=data["comparator"],
            value=data["value"],
            value_max=data["value_max"],
            change=data["change"],
            frequency=data["frequency"],
            baseline=data["baseline"],
            baseline_on=data["baseline_on"] if data["baseline"] is not None else None,
            is_assumed=data["is_assumed"],
        )


class DayForm(forms.Form):
    """The day that a document bears."""

    published_on = DayField(label=_("Publication date"), required=True)


class MergeForm(forms.Form):
    """The commitment that the quote belongs to."""

    into = commitment_field(_("Merge into"))


class RejectForm(forms.Form):
    """Why a candidate is rejected."""

    reason = forms.CharField(
        label=_("Reason"),
        error_messages={"required": _("Give a reason for the rejection.")},
        widget=forms.TextInput(attrs={"list": "ct-reasons", "autocomplete": "off"}),
    )


def reasons_offered() -> list[str]:
    """Reasons that reviewers used recently, then the common ones."""
    recent = (
        Candidate.objects.filter(state=Candidate.State.REJECTED)
        .order_by("-decided_at")
        .values_list("decision_reason", flat=True)[:50]
    )
    return list(dict.fromkeys([*recent, *map(str, COMMON_REASONS)]))[:REASONS_OFFERED]


def likely_same(candidate: Candidate) -> list[Commitment]:
    """Commitments that this candidate probably repeats: by its duplicates and its indicator."""
    open_ones = Commitment.objects.open()
    found: list[Commitment] = []
    repeated = candidate.duplicate_of
    if repeated is not None and repeated.commitment_id:
        found += open_ones.filter(pk=repeated.commitment_id)
    if candidate.metric:
        same = open_ones.filter(targets__is_current=True, targets__indicator__name=candidate.metric)
        found += [commitment for commitment in same[:3] if commitment not in found]
    return found
