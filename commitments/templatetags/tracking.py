"""How templates write quantities, shares, persons and badges."""

from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commitments.choices import Progress
from commitments.models import Evaluation, Target
from commitments.rendering import values
from commitments.rendering.wording import Wording

register = template.Library()


def wording() -> Wording:
    return Wording("zh-hans" if (get_language() or "zh-hans").startswith("zh") else "en")


@register.filter
def quantity(value: Decimal | None, unit: str = "") -> str:
    """1.2万亿元, 3.7平方米, —."""
    return wording().quantity(value, unit)


@register.filter
def target_in_words(target: Target | None) -> str:
    """不低于3.7平方米（推定）."""
    if target is None:
        return "—"
    return wording().target(
        values.Target(
            comparator=values.Comparator(target.comparator),
            value=target.value,
            value_max=target.value_max,
            unit=target.indicator.unit,
            is_assumed=target.is_assumed,
        )
    )


@register.filter
def as_percent(share: float | Decimal | None) -> str:
    return "—" if share is None else f"{Decimal(str(share)) * 100:.0f}%"


@register.filter
def person(user: Any) -> str:
    """The name that colleagues know; the account where no name was given."""
    if not user:
        return "—"
    name = f"{user.last_name}{user.first_name}".strip()
    if not name.isascii():  # Chinese names: the family name first, nothing between
        return name
    return user.get_full_name() or user.get_username()


@register.filter
def why(evaluation: Evaluation | None) -> str:
    """Why it stands where it stands, in the language of the page."""
    if evaluation is None:
        return ""
    return evaluation.why if wording().is_chinese else evaluation.why_en


@register.filter
def progress_badge(progress: str) -> SafeString:
    """The verdict in the colours that the installation gives it."""
    text, background = settings.UNFOLD["PROGRESS_COLOURS"][str(progress)]
    return format_html(
        '<span class="ct-badge" style="color:{};background:{}">{}</span>',
        text,
        background,
        Progress(progress).label,
    )


@register.filter
def badge(instance: Any, field: str) -> SafeString:
    """A choice field's value as a badge; its colour comes from the style sheet."""
    value, label = getattr(instance, field), getattr(instance, f"get_{field}_display")()
    return format_html('<span class="ct-badge ct-{}-{}">{}</span>', field, value, label)
