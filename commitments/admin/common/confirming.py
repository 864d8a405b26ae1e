"""Doubtful input: the question stands at its field, with a box that confirms it.

A box is named after the doubt and the field it stands at, so that it is shown again where it was
ticked when the form is refused for something else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from commitments.choices import Doubt
from commitments.domain.platform.errors import Question

NAME = "confirm"


@dataclass(frozen=True, slots=True)
class Box:
    """One box below a field."""

    value: str
    label: str
    is_checked: bool


def confirmed(form: forms.BaseForm) -> frozenset[str]:
    """The doubts that were ticked in what was sent."""
    return frozenset(doubt for doubt, _place in _sent(form))


def add_question(form: forms.BaseForm, question: Question, field: str | None) -> None:
    """Show a question at its field, or above the form, and remember that it needs a box."""
    form.add_error(field, question.message)
    asked = getattr(form, "asked", ())
    form.asked = (*asked, (question.doubt, field))  # type: ignore[attr-defined]


def boxes(field: forms.BoundField) -> list[Box]:
    """The boxes below a field: of questions asked there now, and those ticked before."""
    here = field.html_name
    chosen = [doubt for doubt, place in _sent(field.form) if place == here]
    asked = [doubt for doubt, name in getattr(field.form, "asked", ()) if name == field.name]
    return [
        Box(f"{doubt}@{here}", str(Doubt(doubt).label), doubt in chosen)
        for doubt in dict.fromkeys([*chosen, *asked])
    ]


def _sent(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    values = form.data.getlist(NAME) if hasattr(form.data, "getlist") else []
    for value in values:
        doubt, _at, place = value.partition("@")
        if doubt in Doubt.values:
            yield doubt, place
