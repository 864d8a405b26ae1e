"""The fields of the catalogue as the API takes them, one serializer field for each kind."""

from collections.abc import Mapping
from typing import Any

from django_filters import rest_framework as filters
from rest_framework import serializers

from commitments.api.fields import Input, RelatedField
from commitments.api.filters import IdFilter, TextFilter, any_of
from commitments.api.themes import ThemeFilter
from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Field, Kind, Use
from commitments.models import Theme


def taken(field: Field, **options: Any) -> serializers.Field[Any, Any, Any, Any]:
    """What a client sends for a field of one commitment."""
    options = {"required": False, **options}
    lookup, choices = field.lookup, field.choices
    match field.kind:
        case Kind.LINE | Kind.TEXT:
            return serializers.CharField(
                max_length=field.longest, allow_blank=field.can_be_emptied, **options
            )
        case Kind.DAY:
            return serializers.DateField(**options)
        case Kind.CHOICE if choices is not None:
            may_be_blank = field.verb is not None and field.can_be_emptied
            return serializers.ChoiceField(choices.choices, allow_blank=may_be_blank, **options)
        case Kind.ROW | Kind.ROWS if lookup is not None:
            if field.kind is Kind.ROWS:
                options["many"] = True
            return RelatedField(queryset=lookup.offered(), **options)
    raise NotImplementedError(f"the API takes no {field.name}")


def may_be_null(field: Field) -> dict[str, bool]:
    """A row or a day that may be missing is emptied by null."""
    return {"allow_null": True} if field.kind in (Kind.ROW, Kind.DAY) else {}


class ChangeSerializer(Input):
    """What a commitment says of itself; what is not given stays as it is."""

    reason = serializers.CharField(required=False, allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        own = {field.name: taken(field, **may_be_null(field)) for field in catalogue.used(Use.PAGE)}
        return {**own, **super().get_fields()}


def as_json(given: Mapping[str, Any]) -> dict[str, Any]:
    """Checked values of fields of the catalogue, as the domain takes them."""
    return {name: catalogue.BY_NAME[name].as_json(value) for name, value in given.items()}


def narrowing() -> dict[str, filters.Filter]:
    """A filter for each field that narrows the list."""
    return {field.name: _filter(field) for field in catalogue.used(Use.FILTER)}


def _filter(field: Field) -> filters.Filter:
    if field.choices is not None:
        return any_of(field.choices.choices, field_name=field.name)
    if field.kind is Kind.TEXT:
        return TextFilter(field.name, help_text="Text to look for in it.")
    assert field.lookup is not None
    if field.lookup.model is Theme:
        return ThemeFilter(help_text="Id of a theme; includes the themes below it.")
    named = str(field.lookup.model._meta.model_name)
    return IdFilter(field.name, help_text=f"Id of the {named} it belongs to.")
