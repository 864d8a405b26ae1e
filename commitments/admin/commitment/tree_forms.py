"""The section and the forms of a commitment's breakdown into parts (任务分解)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments import assessment
from commitments.admin.common import confirming
from commitments.admin.common.actions import ActionForm
from commitments.admin.common.fields import AmountField, DayField, commitment_field, unit_field
from commitments.choices import Transition
from commitments.domain.platform.errors import DomainError, Unconfirmed
from commitments.domain.tracking import tree, workflow
from commitments.models import Commitment

MOST_PARTS = 50
ROWS_AT_FIRST = 3
LARGE = 10**6


class WeightField(AmountField):
    """The weight of a part; only the ratio between weights matters."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", pgettext_lazy("part", "Weight"))
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value <= 0:
            raise ValidationError(_("A weight is above zero."), code="weight")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """An empty weight is the default, so that a row with nothing else counts as empty."""
        return bool(str(data or "").strip()) and super().has_changed(initial, data)


class ReasonForm(ActionForm):
    """A form that asks for a reason."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        error_messages={"required": _("Give a reason.")},
    )


class PartForm(forms.Form):
    """A part; empty fields take the value of the whole."""

    title = forms.CharField(
        label=_("title"), max_length=200, error_messages={"required": _("Give the part a title.")}
    )
    weight = WeightField(initial=Decimal(1))
    lead = unit_field(_("Lead unit"))
    due_on = DayField(label=_("Due date"))
    value = AmountField(label=_("Target value"))
    indicator = forms.CharField(label=_("Indicator"), max_length=200, required=False)
    unit = forms.CharField(label=_("Unit of measure"), max_length=30, required=False)
    baseline = AmountField(label=_("Baseline"))

    def part(self) -> tree.Part:
        given = dict(self.cleaned_data)
        weight = given.pop("weight")
        return tree.Part(**given, weight=Decimal(1) if weight is None else weight)


PartFormSet = forms.formset_factory(
    PartForm, extra=ROWS_AT_FIRST, max_num=MOST_PARTS, absolute_max=MOST_PARTS, validate_max=True
)


class SplitForm(ReasonForm):
    """The parts, one a row, and the reason; empty rows are ignored."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="id_split_%s", **kwargs)
        self.fields["reason"].required = True
        self.rows = PartFormSet(data, prefix="parts")

    def is_valid(self) -> bool:
        # Validate both, so that all errors are shown at once.
        return all([super().is_valid(), self.rows.is_valid()])

    @property
    def filled(self) -> list[PartForm]:
        return [row for row in self.rows if row.has_changed()]

    def arguments(self) -> dict[str, Any]:
        confirmed = confirming.confirmed(self)
        parts = [row.part() for row in self.filled]
        return {"parts": parts, "confirmed": confirmed, **super().arguments()}

    def refuse(self, error: DomainError, model: type[Model]) -> None:
        """Show a refusal at its row and field."""
        if isinstance(error, Unconfirmed):
            for question in error.questions:
                _parts, number, field = (question.field or "").split(".")
                row = self.filled[int(number)]
                confirming.add_question(row, question, field if field in row.fields else "value")
            return
        place, _dot, rest = (error.field or "").partition(".")
        number, _dot, field = rest.partition(".")
        if place != "parts" or not number:
            super().refuse(error, model)
            return
        row = self.filled[int(number)]
        row.add_error(field if field in row.fields else None, str(error))


class WeighForm(ReasonForm):
    """The weights of the parts, one field each; parts without a share are left out."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="id_weigh_%s", **kwargs)
        counting = tree.shares(self.obj)
        self.parts = {
            row.pk: row for row in self.obj.parts.filter(pk__in=counting).order_by("code")
        }
        for pk, part in self.parts.items():
            name = f"weights.{pk}"
            self.fields[name] = WeightField(label=str(part), initial=part.weight, required=True)
        self.order_fields([*(f"weights.{pk}" for pk in self.parts), "reason"])

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        weights = {pk: data[f"weights.{pk}"] for pk in self.parts}
        return {"weights": weights, "reason": data["reason"]}


class MoveBelowForm(ReasonForm):
    """The new parent and the weight there; or that the commitment becomes independent."""

    parent = commitment_field(_("Make it part of"))
    weight = WeightField()

    field_order = ["parent", "weight", "reason"]

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="id_below_%s", **kwargs)
        self.stands_alone = data is not None and "alone" in data
        self.fields["parent"].required = False
        self.fields["weight"].initial = self.obj.weight

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not (self.stands_alone or data.get("parent") or "parent" in self.errors):
            self.add_error("parent", _("Choose the commitment that it is to be a part of."))
        return data

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        if self.stands_alone:
            return {"parent_id": None, "reason": data["reason"]}
        return {
            "confirmed": confirming.confirmed(self),
            "parent_id": data["parent"].pk,
            "weight": data["weight"],
            "reason": data["reason"],
        }


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part on the page; terminated and merged parts have no share."""

    part: Commitment
    share: Decimal | None


def section(commitment: Commitment, user: User, sent: forms.Form | None = None) -> dict[str, Any]:
    """The context of the section; `sent` is a refused form to show again."""
    visible = Commitment.objects.visible_to(user)
    shares = _percent(tree.shares(commitment))
    parts = visible.with_timeline().filter(parent=commitment).order_by("code")
    rows = [PartRow(part, shares.get(part.pk)) for part in parts]
    is_open = commitment.workflow not in Commitment.ENDED
    may_weigh = is_open and len(shares) > 1 and user.has_perm("commitments.plan_commitment")
    may_move = is_open and user.has_perm("commitments.restructure_commitment")
    may_split = Transition.SPLIT in workflow.available(commitment, by=user)

    def form(kind: type[ActionForm], is_offered: bool) -> forms.Form | None:
        if isinstance(sent, kind):
            return sent
        return kind(obj=commitment, by=user) if is_offered else None

    return {
        "above": commitment.parent,
        # A unit may see a part but not the whole; then only the name of the whole is shown.
        "above_is_seen": commitment.parent_id is not None
        and visible.filter(pk=commitment.parent_id).exists(),
        "rows": rows,
        "shares_sum": sum(shares.values()),
        "shares_unseen": sum(shares.values()) - sum(row.share or 0 for row in rows),
        "split_form": form(SplitForm, may_split),
        "weigh_form": form(WeighForm, may_weigh),
        "below_form": form(MoveBelowForm, may_move),
    }


def _percent(shares: dict[int, Decimal]) -> dict[int, Decimal]:
    """The shares in per cent with one decimal; they add up to 100.0."""
    return assessment.shares({pk: int(share * LARGE) for pk, share in shares.items()})
