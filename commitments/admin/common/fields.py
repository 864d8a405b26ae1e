"""Form fields for input as offices write it: amounts in 万 and 亿, dates in any usual form."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.label import Label
from commitments.admin.common.searched import SearchedSelect, SearchedSelectMultiple
from commitments.figures import chinese_figure, day_of, figure_of
from commitments.models import Assignment, Candidate, Commitment, Organization
from commitments.templatetags import tracking

DIGITS_BEFORE_POINT = 18


class AmountField(forms.CharField):
    """A number; accepts 1.2万亿, full-width digits and commas."""

    default_error_messages = {
        "invalid": _("Enter a number, for example 3.7 or 1.2万亿."),
        "too_large": _("This number is too large."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show 1.2万亿 rather than twelve zeros on Chinese pages."""
        if not isinstance(value, Decimal):
            return value
        is_chinese = (get_language() or "").startswith("zh")
        return chinese_figure(value, "", exact=True) if is_chinese else f"{value.normalize():f}"

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        if not text.strip():
            return None
        try:
            number = figure_of(text)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if number and number.adjusted() >= DIGITS_BEFORE_POINT:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        return number


class DayInput(forms.DateInput):
    """A text field beside the browser's date picker."""

    template_name = "tracking/widgets/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        given = {"placeholder": "2026-03-31", "autocomplete": "off", **(attrs or {})}
        super().__init__(given, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A date in any usual form: 2026-3-31, 2026年3月31日, 20260331."""

    default_error_messages = {"invalid": _("Enter a date, for example 2026-03-31.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(widget=DayInput(), **kwargs)

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            found: date | None = super().to_python(value)
            return found
        try:
            return day_of(value)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


def decided_on_field(**kwargs: Any) -> DayField:
    """The day of a decision; one that is entered later is marked so."""
    words = _("Empty: today. An earlier day: it is entered later, and marked so.")
    return DayField(label=_("Decided on"), help_text=words, **kwargs)


class FileInput(forms.FileInput):
    """A file field whose button is in the language of the page."""

    template_name = "tracking/widgets/file.html"


def unit_field(label: Label, **kwargs: Any) -> "forms.ModelChoiceField[Organization]":
    """One unit, searched by name, short name and alias."""
    source = Assignment._meta.get_field("organization")
    widget = SearchedSelect(source, site, attrs={"data-width": "100%"})
    units = Organization.objects.active()
    return forms.ModelChoiceField(units, label=label, required=False, widget=widget, **kwargs)


def units_field(label: Label) -> "forms.ModelMultipleChoiceField[Organization]":
    """Several units, searched in the same way."""
    source = Assignment._meta.get_field("organization")
    widget = SearchedSelectMultiple(source, site, attrs={"data-width": "100%"})
    units = Organization.objects.active()
    return forms.ModelMultipleChoiceField(units, label=label, required=False, widget=widget)


def commitment_field(label: Label) -> "forms.ModelChoiceField[Commitment]":
    """One open commitment, searched by number and title."""
    source = Candidate._meta.get_field("commitment")
    widget = SearchedSelect(source, site, attrs={"data-width": "100%"})
    return forms.ModelChoiceField(Commitment.objects.open(), label=label, widget=widget)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A person, shown with name, unit and post."""

    def label_from_instance(self, obj: User) -> str:
        posts = (f"{row.organization} {row.post}".strip() for row in obj.memberships.all())
        return f"{tracking.person(obj)}（{'、'.join(posts)}）"
