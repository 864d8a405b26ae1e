"""Template filters for quantities, shares, persons and badges."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from commitments.choices import Change, DutyState, Progress
from commitments.domain.accounts import people
from commitments.models import Commitment, Evaluation, Evidence, Plan, Target
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
            is_growth=target.change == Change.GROWTH,
            is_fall=target.is_fall,
        )
    )


@register.filter
def as_percent(share: float | Decimal | None) -> str:
    return "—" if share is None else f"{Decimal(str(share)) * 100:.0f}%"


@register.filter
def person(user: User | None) -> str:
    """A person's name, or the account name if none is set."""
    return people.name_of(user) if user else "—"


@register.filter
def why(evaluation: Evaluation | None) -> str:
    """The reason of an evaluation, in the language of the page."""
    if evaluation is None:
        return ""
    return evaluation.why if wording().is_chinese else evaluation.why_en


@register.filter
def progress_badge(progress: str, plan: Plan | None = None) -> SafeString:
    """A badge for a progress, in the colours of the plan or of the installation."""
    text, background = _colours(progress, plan)
    return format_html(
        '<span class="ct-badge" style="color:{};background:{}">{}</span>',
        text,
        background,
        Progress(progress).label,
    )


@register.filter
def progress_bar(commitment: Commitment) -> SafeString:
    """A progress bar with a mark for the planned progress; its title says both in words."""
    evaluation = commitment.evaluation
    if evaluation is None or evaluation.completion is None:
        return SafeString("")
    asked = evaluation.completion_asked
    words = gettext("%(share)s of the way") % {"share": as_percent(evaluation.completion)}
    if asked is not None:
        words += gettext(", %(share)s planned by now") % {"share": as_percent(_clipped(asked))}
    tick = format_html('<i style="left:{}%"></i>', _place(asked)) if asked is not None else ""
    return format_html(
        '<span class="ct-progress" role="img" aria-label="{0}" title="{0}">'
        '<b style="width:{1}%;background:{2}"></b>{3}</span>',
        words,
        _place(evaluation.completion),
        _colours(commitment.progress, commitment.plan)[0],
        tick,
    )


@register.filter
def due(commitment: Commitment) -> SafeString | str:
    """The due date; if it has passed for open work, marked with the days of delay."""
    is_open = commitment.workflow not in Commitment.ENDED
    return day(commitment.due_on, is_late=is_open)


def day(due_on: date | None, *, is_late: bool) -> SafeString | str:
    """A date; if late, marked with the days of delay."""
    if due_on is None:
        return "—"
    days = (timezone.localdate() - due_on).days
    if days <= 0 or not is_late:
        return date_format(due_on)
    words = ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}
    mark = '<span class="ct-late">{}<br>{}</span>'
    return format_html(mark, date_format(due_on), words)


def _clipped(share: Decimal) -> Decimal:
    return min(max(share, Decimal(0)), Decimal(1))


def _place(share: Decimal) -> str:
    return f"{_clipped(share) * 100:.0f}"


def _colours(progress: str, plan: Plan | None) -> tuple[str, str]:
    """Text and background colour of a progress: the plan's, or else the installation's."""
    theme: Mapping[str, Any] = settings.UNFOLD
    colours: Mapping[str, tuple[str, str]]
    if plan is None:
        colours = theme["PROGRESS_COLOURS"]
        return colours[str(progress)]
    colours = theme["LIGHT_COLOURS"]
    return colours[plan.light(progress)]


def plan_colours(plan: Plan) -> SafeString:
    """All progress badges in the colours of this plan."""
    badges = ((progress_badge(progress, plan),) for progress in Progress.values)
    return format_html_join(" ", "{}", badges)


@register.filter
def badge(instance: Any, field: str) -> SafeString:
    """The value of a choice field as a badge; the style sheet gives its colour."""
    value, label = getattr(instance, field), getattr(instance, f"get_{field}_display")()
    return format_html('<span class="ct-badge ct-{}-{}">{}</span>', field, value, label)


@register.filter
def duty_badge(state: str) -> SafeString:
    """The state of a reporting duty as a badge."""
    found = DutyState(state)
    return format_html('<span class="ct-badge ct-duty-{}">{}</span>', found.value, found.label)


@register.filter
def period_in_words(name: str) -> str:
    """2026年3月, 2026年一季度."""
    return wording().period(name)


@register.filter
def report_name(name: str) -> str:
    """What a report is called; in English, too, where nobody has given it another name."""
    return wording().name(name)


@register.filter
def evidence_badge(evidence: Evidence) -> SafeString:
    """The state of evidence today: verification can expire."""
    state = evidence.state_on(timezone.localdate())
    name = f"ct-state-{state.value} ct-evidence-{state.value}"
    return format_html('<span class="ct-badge {}">{}</span>', name, state.label)


@register.filter
def evidence_address(evidence: Evidence) -> str:
    """The address of evidence: its file, its web page, or the quote in its document."""
    if evidence.url:
        return evidence.url
    if evidence.document_id is None:
        return reverse("admin:commitments_evidence_file", args=[evidence.pk])
    text = reverse("admin:commitments_document_review", args=[evidence.document_id])
    return f"{text}?start={evidence.start}&end={evidence.end}"
