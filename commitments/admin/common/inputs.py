"""The fields of the catalogue as fields of a form: one input for each kind of value."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.admin.common.fields import DayField, unit_field, units_field
from commitments.admin.common.label import Label
from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Field, Kind, Use
from commitments.models import Organization

AS_BEFORE, NONE = "", "none"
EMPTY = "empty_"


def of(field: Field, *, required: bool = False, present: Any = ()) -> forms.Field:
    """The input that asks for a field; `present` rows are offered in any case."""
    label = field.heading
    lookup, choices = field.lookup, field.choices
    match field.kind:
        case Kind.LINE | Kind.TEXT:
            rows = forms.Textarea(attrs={"rows": 2})
            return forms.CharField(
                label=label, max_length=field.longest, required=required, widget=rows
            )
        case Kind.DAY:
            return DayField(label=label, required=required)
        case Kind.CHOICE if choices is not None:
            return forms.ChoiceField(label=label, choices=choices.choices, required=required)
        case Kind.ROW if lookup is not None:
            if lookup.model is Organization:
                return unit_field(label)
            return forms.ModelChoiceField(
                lookup.offered(), label=label, required=required, empty_label=str(lookup.none)
            )
        case Kind.ROWS if lookup is not None:
            if lookup.model is Organization:
                return units_field(label)
            return forms.ModelMultipleChoiceField(
                lookup.offered(present),
                label=label,
                required=required,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "ct-checks"}),
            )
    raise NotImplementedError(f"no input for {field.name}")


def in_bulk(field: Field) -> forms.Field:
    """The input that gives a field to many: what is left empty stays as it is with each."""
    if field.kind is Kind.CHOICE and field.choices is not None:
        none = [(NONE, pgettext_lazy("value", "none"))] if field.can_be_emptied else []
        offered: list[tuple[str, Label]] = [*none, *field.choices.choices]
    elif field.kind is Kind.ROW and field.lookup is not None and field.can_be_emptied:
        rows = [(str(row.pk), str(row)) for row in field.lookup.offered()]
        offered = [(NONE, str(field.lookup.none)), *rows]
    else:
        found = of(field)
        if field.kind is Kind.ROWS:
            found.help_text = _("These join those that each commitment has already.")
        return found
    choices = [(AS_BEFORE, _("as before")), *offered]
    return forms.ChoiceField(label=field.heading, choices=choices, required=False)


def emptying(field: Field) -> dict[str, forms.Field]:
    """A box beside a text: left empty it stays as it is, so emptying must be said."""
    if field.kind is not Kind.TEXT or not field.can_be_emptied:
        return {}
    label = _("Empty “%(field)s” everywhere") % {"field": field.label}
    return {EMPTY + field.name: forms.BooleanField(label=label, required=False)}


def given_in_bulk(field: Field, value: Any) -> Any:
    """What was chosen there, as a batch keeps it."""
    if value == NONE and field.can_be_emptied and field.kind in (Kind.CHOICE, Kind.ROW):
        return None
    if field.kind is Kind.ROW and isinstance(value, str):
        return int(value)
    return field.as_json(value)


def used(use: Use) -> dict[str, forms.Field]:
    """The inputs of all fields that have a use, by name."""
    return {
        field.name: of(field, required=Use.REQUIRED in field.uses) for field in catalogue.used(use)
    }


def as_json(form: forms.Form, names: Iterable[str]) -> dict[str, Any]:
    """What a form was given for fields of the catalogue, as the domain takes it."""
    return {name: catalogue.BY_NAME[name].as_json(form.cleaned_data[name]) for name in names}
