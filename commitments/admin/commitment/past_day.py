"""A commitment as of a past day (截至…的评估): computed for the page, not stored."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import refuse
from commitments.admin.common.fields import DayField
from commitments.domain.evaluation import assess
from commitments.domain.platform.errors import DomainError
from commitments.domain.tracking import targets
from commitments.models import Commitment


class DayForm(forms.Form):
    """The day to evaluate."""

    on = DayField(
        label=_("As of"),
        required=True,
        error_messages={"required": _("Enter a date, for example 2026-03-31.")},
    )


def asked(commitment: Commitment, query: Mapping[str, str]) -> dict[str, Any]:
    """The form and, if a day was given, the evaluation and target of that day."""
    if "on" not in query:
        return {"day_form": DayForm()}
    form = DayForm(query)
    if not form.is_valid():
        return {"day_form": form}
    day = form.cleaned_data["on"]
    try:
        then = assess.as_of(commitment, day)
    except DomainError as error:
        refuse(form, error)
        return {"day_form": form}
    return {"day_form": form, "then": then, "then_target": targets.in_force(commitment, on=day)}
