"""Indicators: what each measures, how its values aggregate, and when they are stale."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import formats
from django.utils.translation import gettext as _

from commitments.choices import Aggregation, UpdateState
from commitments.domain.evaluation import assess, facts
from commitments.domain.platform import audit, rights, versions
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.tracking import milestones
from commitments.models import Commitment, Indicator, Measurement, Target


class Described(TypedDict, total=False):
    """The editable fields of an indicator; omitted ones stay as they are."""

    name: str
    unit: str
    definition: str
    source: str
    numerator: str
    denominator: str
    direction: str
    aggregation: str
    across: str
    measured_every: str
    stale_after_days: int | None
    span_months: int | None


TEXTS = ("name", "unit", "definition", "source", "numerator", "denominator")
COUNTS = ("stale_after_days", "span_months")
MOST = 9999
# Evaluations rest on these: changing one reassesses every commitment on the indicator.
EVALUATED_BY = (
    "name",
    "unit",
    "direction",
    "aggregation",
    "measured_every",
    "stale_after_days",
    "span_months",
)
# Only what is measured in the same way can be one thing under two names.
SAME = ("unit", "direction", "aggregation", "span_months")
# These take every value into account, so that two of one day would count twice.
COUNTING_EACH = {Aggregation.SUM, Aggregation.AVERAGE, Aggregation.RATIO}
HANDED_IN = {UpdateState.SUBMITTED, UpdateState.APPROVED}


@transaction.atomic
def create(*, by: User, reason: str = "", **given: Unpack[Described]) -> Indicator:
    """Create an indicator before any commitment refers to it."""
    rights.require_permission(by, "add_indicator", _("You may not add indicators."))
    indicator = Indicator()
    _describe(indicator, given)
    return audit.save(indicator, by=by, reason=reason)


@transaction.atomic
def change(
    indicator_id: int,
    *,
    by: User,
    reason: str = "",
    expected_version: int | None = None,
    **given: Unpack[Described],
) -> Indicator:
    """Change an indicator and reassess the commitments that refer to it."""
    rights.require_permission(by, "change_indicator", _("You may not change indicators."))
    indicator = _lock(indicator_id)
    versions.expect(indicator, expected_version)
    changed = _describe(indicator, given)
    if not changed:
        return indicator
    reassesses = not changed.isdisjoint(EVALUATED_BY) and indicator.targets.exists()
    if reassesses and not reason.strip():
        raise Invalid(
            _("Commitments are evaluated by this indicator: give a reason for the change."),
            field="reason",
        )
    if "direction" in changed:
        _expect_steps_lead_on(indicator)
    audit.save(indicator, by=by, reason=reason)
    if reassesses:
        assess.assess_indicator(indicator.pk)
    return indicator


@transaction.atomic
def merge(
    indicator_id: int,
    *,
    into: int,
    by: User,
    reason: str,
    expected_version: int | None = None,
) -> Indicator:
    """Make one of two indicators that turn out to be the same (一数多报); returns the one kept.

    The values go over, and with them every version in the ledgers of targets: a past day is
    evaluated by the target of that day and the values of its indicator, and a version left behind
    would find none. Figures, days, reasons and approvers in the ledgers stay as they are, and
    each row records under which name it stood. The emptied indicator goes, its record stays.
    """
    rights.require_permission(by, "change_indicator", _("You may not change indicators."))
    rights.require_permission(by, "revise_target", _("You may not revise targets."))
    if not reason.strip():
        raise Invalid(_("Give a reason."), field="reason")
    if indicator_id == into:
        raise Invalid(_("This is the same indicator."), field="into")
    # Locked in one order, so that two who merge crosswise do not wait for each other.
    locked = {pk: _lock(pk) for pk in sorted((indicator_id, into))}
    leaving, kept = locked[indicator_id], locked[into]
    versions.expect(leaving, expected_version)
    _expect_alike(leaving, kept)
    _expect_no_value_twice(leaving, kept)
    why = _("Was “%(name)s”: %(reason)s") % {"name": leaving.name, "reason": reason.strip()}
    rows: Iterable[Target | Measurement] = (*leaving.targets.all(), *leaving.measurements.all())
    for row in rows:
        row.indicator = kept
        audit.save(row, by=by, reason=why, fields=["indicator"])
    _remove(leaving, by=by, reason=reason)
    audit.touch(kept, by=by, reason=why)
    assess.assess_indicator(kept.pk)
    return kept


def alike(indicator: Indicator) -> "models.QuerySet[Indicator]":
    """Return indicators measured in the same way, as candidates for a merge."""
    same = {name: getattr(indicator, name) for name in SAME}
    return Indicator.objects.filter(**same).exclude(pk=indicator.pk)


def is_stale(indicator: Indicator, last_on: date, *, on: date) -> bool:
    """Whether the last value is stale on the day."""
    frequency = facts.frequency_of(indicator)
    return frequency is not None and last_on < frequency.before(on)


def reported_elsewhere(commitment: Commitment, *, most: int = 3) -> "models.QuerySet[Measurement]":
    """The last values of its indicator that were reported on other commitments.

    They count for this commitment too, once they are approved, whoever reported them: that they
    exist is shown to every unit that would otherwise enter the same figure again.
    """
    target = commitment.target
    handed_in = Measurement.objects.filter(
        indicator=target.indicator_id if target else None,
        update__state__in=HANDED_IN,
    )
    elsewhere = handed_in.exclude(update__commitment=commitment)
    return elsewhere.select_related("update__organization", "indicator").order_by(
        "-measured_on", "-id"
    )[:most]


def _describe(indicator: Indicator, given: Described) -> set[str]:
    """Set the given fields and return the names of those that changed."""
    before = {name: getattr(indicator, name) for name in given}
    for name, value in given.items():
        setattr(indicator, name, str(value).strip() if name in TEXTS else value)
    _expect_sense(indicator)
    return {name for name, value in before.items() if getattr(indicator, name) != value}


def _expect_sense(indicator: Indicator) -> None:
    """Check the row as a whole, so that each error is reported at its field."""
    if bool(indicator.numerator) != bool(indicator.denominator):
        missing = "denominator" if indicator.numerator else "numerator"
        raise Invalid(_("Say what both numerator and denominator count."), field=missing)
    for name in COUNTS:
        count = getattr(indicator, name)
        if count is not None and not 1 <= count <= MOST:
            raise Invalid(
                _("Give a number from 1 to %(most)s, or leave it empty.") % {"most": MOST},
                field=name,
            )
    others = Indicator.objects.exclude(pk=indicator.pk)
    if others.filter(name=indicator.name, unit=indicator.unit).exists():
        raise Invalid(_("There is an indicator of this name and unit."), field="name")


def _expect_steps_lead_on(indicator: Indicator) -> None:
    """Refuse a direction that the planned values of a commitment lead away from."""
    for target in indicator.targets.filter(is_current=True).select_related("commitment"):
        target.indicator = indicator
        try:
            milestones.expect_path(target, milestones.planned(target.commitment))
        except Invalid as error:
            words = _("%(code)s: %(refusal)s") % {
                "code": target.commitment.code,
                "refusal": error.message,
            }
            raise Invalid(words, field="direction") from error


def _expect_alike(leaving: Indicator, kept: Indicator) -> None:
    for name in SAME:
        if getattr(leaving, name) != getattr(kept, name):
            label = Indicator._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            raise Invalid(
                _("“%(name)s” is measured differently (%(field)s): set both alike first.")
                % {"name": kept.name, "field": label},
                field="into",
            )


def _expect_no_value_twice(leaving: Indicator, kept: Indicator) -> None:
    """Refuse a merge where both have different values for one day."""
    for row in leaving.measurements.select_related("update").order_by("measured_on"):
        same_day = kept.measurements.filter(measured_on=row.measured_on)
        for other in same_day.select_related("update"):
            if _clash(row, other, kept):
                raise Conflict(
                    _("Both have a value for %(day)s: take one of them back first.")
                    % {"day": formats.date_format(row.measured_on, "DATE_FORMAT")},
                    field="into",
                )


def _clash(row: Measurement, other: Measurement, kept: Indicator) -> bool:
    if row.update_id == other.update_id:
        return True
    if not {row.update.state, other.update.state} <= HANDED_IN:
        return False
    return row.value != other.value or kept.aggregation in COUNTING_EACH


def _remove(indicator: Indicator, *, by: User, reason: str) -> None:
    indicator._history_user = by  # type: ignore[attr-defined]
    indicator._change_reason = reason  # type: ignore[attr-defined]
    try:
        indicator.delete()
    except models.ProtectedError as error:
        raise Conflict(_("Something still refers to “%(name)s”.") % {"name": indicator}) from error


def _lock(indicator_id: int) -> Indicator:
    indicator = Indicator.objects.select_for_update().filter(pk=indicator_id).first()
    if indicator is None:
        raise Invalid(_("There is no such indicator."), field="indicator")
    return indicator
