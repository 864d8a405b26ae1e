"""The forms of an indicator: its definition, and merging it into another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.choices import Across, Aggregation, Direction, MeasuredEvery
from commitments.domain.tracking import indicators
from commitments.models import Indicator

Row = list[forms.BoundField]


class CountField(forms.IntegerField):
    """An optional number of days or months; the domain checks the upper limit."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})


class IndicatorForm(forms.Form):
    """The definition of an indicator."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_(
            "As the documents call it: a commitment registered under this name refers to it."
        ),
    )
    unit = forms.CharField(
        label=_("Unit of measure"),
        max_length=30,
        required=False,
        help_text=_("Another unit does not convert the values that are there."),
    )
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices)
    definition = forms.CharField(
        label=_("What it means"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What is counted and what is not, and as of when; all units count alike."),
    )
    source = forms.CharField(
        label=_("Source of the data"),
        max_length=200,
        required=False,
        help_text=_("Who counts it, and in which statistics it stands."),
    )
    numerator = forms.CharField(
        label=_("Numerator counts"),
        max_length=120,
        required=False,
        help_text=_("Of a ratio only, for example: area of sports grounds."),
    )
    denominator = forms.CharField(
        label=_("Denominator counts"),
        max_length=120,
        required=False,
        help_text=_("Of a ratio only, for example: resident population."),
    )
    aggregation = forms.ChoiceField(
        label=_("Over periods"),
        choices=Aggregation.choices,
        help_text=_("Running totals: the latest value. Each period by itself: the sum."),
    )
    across = forms.ChoiceField(
        label=_("Over places and groups"),
        choices=Across.choices,
        help_text=_("What the figures by street or group have to come to together."),
    )
    measured_every = forms.ChoiceField(
        label=_("How often measured"),
        required=False,
        choices=[("", pgettext_lazy("measured", "Not regularly")), *MeasuredEvery.choices],
        help_text=_("An older value speaks for today no longer: not assessed."),
    )
    stale_after_days = CountField(
        label=_("Value is stale after (days)"),
        required=False,
        help_text=_("Empty: when it is older than its frequency; without one, never."),
    )
    span_months = CountField(
        label=_("Counted over (months)"),
        required=False,
        help_text=_("A three-year average: 36. Empty: from the baseline or the start on."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        help_text=_(
            "Needed where commitments are evaluated by it; they are evaluated again at once."
        ),
    )

    SECTIONS = (
        (_("Basics"), (("name", "unit", "direction"),)),
        (_("Definition"), (("definition",), ("source", "numerator", "denominator"))),
        (
            _("Aggregation and frequency"),
            (
                ("aggregation", "across", "span_months"),
                ("measured_every", "stale_after_days"),
            ),
        ),
    )

    @property
    def sections(self) -> list[tuple[Any, list[Row]]]:
        return [
            (title, [[self[name] for name in row] for row in rows]) for title, rows in self.SECTIONS
        ]

    @classmethod
    def showing(cls, indicator: Indicator) -> dict[str, Any]:
        return {name: getattr(indicator, name) for name in cls.base_fields if name != "reason"}


class MergeForm(forms.Form):
    """The indicator to merge into, among those measured in the same way."""

    into = forms.ModelChoiceField(
        Indicator.objects.none(),
        label=_("The same as"),
        empty_label=_("choose one"),
        error_messages={"required": _("Choose the indicator that is kept.")},
    )
    reason = forms.CharField(label=_("Reason"), error_messages={"required": _("Give a reason.")})

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.ModelChoiceField)
        into.queryset = indicators.alike(indicator)
