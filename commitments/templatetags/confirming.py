"""The template filter for the boxes that confirm doubtful input."""

from typing import Any

from django import template
from django.forms import BoundField

from commitments.admin.common import confirming

register = template.Library()


@register.filter
def boxes(field: Any) -> list[confirming.Box]:
    """The boxes below a field; none for a field that a page leaves out."""
    return confirming.boxes(field) if isinstance(field, BoundField) else []
