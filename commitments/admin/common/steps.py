"""The form field for steps on the way to a target: one a line."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.fields import AmountField, DayField
from commitments.domain.tracking.milestones import Planned

STEP = re.compile(r"(?P<day>\S+?)[\s，,：:]+(?P<what>.+)")


class MilestonesField(forms.CharField):
    """One milestone a line: the date, then the title or the planned value.

    >>> MilestonesField().clean("2026-06-30 完成选址")[0].title
    '完成选址'
    """

    widget = forms.Textarea(attrs={"rows": 5, "placeholder": "2026-06-30 完成选址\n2026-12-31 3.2"})
    default_error_messages = {
        "line": _("Line %(number)s: write a date, a space, and the step or its planned value."),
    }

    def clean(self, value: Any) -> list[Planned]:
        lines = str(super().clean(value) or "").splitlines()
        return [
            self._step(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()
        ]

    def _step(self, number: int, line: str) -> Planned:
        match = STEP.fullmatch(line)
        try:
            day = DayField(required=True).clean(match["day"] if match else "")
        except ValidationError as error:
            raise self._wrong(number) from error
        what = match["what"].strip() if match else ""
        try:
            return Planned(due_on=day, planned=AmountField().clean(what))
        except ValidationError as error:
            return self._without_value(number, Planned(due_on=day, title=what[:200]), error)

    def _without_value(self, number: int, step: Planned, error: ValidationError) -> Planned:
        return step

    def _wrong(self, number: int) -> ValidationError:
        return ValidationError(self.error_messages["line"], "line", {"number": number})


class PlannedValuesField(MilestonesField):
    """One planned value a line, after its date; an empty field has none.

    >>> PlannedValuesField().clean("2026-06-30 5")[0].planned
    Decimal('5')
    """

    widget = forms.Textarea(attrs={"rows": 3, "placeholder": "2026-06-30 5\n2026-09-30 10"})
    default_error_messages = {
        "line": _("Line %(number)s: write a date, a space, and the planned value."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("Planned values of the steps, one a line"))
        super().__init__(**kwargs)

    def _without_value(self, number: int, step: Planned, error: ValidationError) -> Planned:
        raise self._wrong(number) from error


def as_text(steps: Iterable[Planned]) -> str:
    """Steps as the field takes them."""
    return "\n".join(
        f"{step.due_on} {step.title if step.planned is None else f'{step.planned.normalize():f}'}"
        for step in steps
    )
