"""Store a measured value with its group values, checked against each other.

A value left empty follows from its parts, where the indicator says how they add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from commitments.assessment import Figure
from commitments.choices import UpdateState
from commitments.domain.platform import audit
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.tracking import doubts, grouping
from commitments.models import Commitment, GroupValue, Indicator, Measurement, ProgressUpdate


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A measured value as it is reported; a percentage keeps its numerator and denominator.

    `groups` are its parts, by the groups' ids; `confirmed` are doubts that a person settled.
    """

    measured_on: date
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    indicator_id: int | None = None
    groups: Mapping[int, Figure] = field(default_factory=dict)
    confirmed: frozenset[str] = doubts.NONE


def save_measurement(update: ProgressUpdate, reading: ReportedValue, *, by: User) -> Measurement:
    """Store a value with its group values, replacing one of the same day and indicator."""
    indicator = _indicator(update, reading, by)
    day = not_in_future(reading.measured_on, "measured_on")
    whole = _whole(reading, indicator)
    found = update.measurements.filter(indicator=indicator, measured_on=day).first()
    if found is None or found.value != whole.value:
        _expect_plausible(update, indicator, day, whole.value, reading.confirmed)
    row = found or Measurement(update=update, indicator=indicator, measured_on=day)
    row.value, row.note = whole.value, reading.note
    row.numerator, row.denominator = whole.numerator, whole.denominator
    audit.save(row, by=by)
    _save_groups(row, reading.groups, by=by)
    return row


def expect_first(update: ProgressUpdate) -> None:
    """Refuse to accept a second value of one indicator, day and unit: sums would count both."""
    mine = {(row.indicator_id, row.measured_on): row for row in update.measurements.all()}
    indicators = {indicator for indicator, _day in mine}
    # Locked, so that of two accepted at the same moment the second sees the first.
    list(Indicator.objects.select_for_update().filter(pk__in=indicators).order_by("pk"))
    accepted = (
        Measurement.objects.valid()
        .filter(indicator__in=indicators, update__organization=update.organization_id)
        .select_related("indicator", "update__commitment")
    )
    for row in accepted:
        if (row.indicator_id, row.measured_on) in mine:
            raise Conflict(
                _(
                    "%(unit)s has an accepted value of %(indicator)s for %(day)s already: "
                    "%(value)s, with %(code)s. Have that update withdrawn first, or return this "
                    "one."
                )
                % {
                    "unit": update.organization,
                    "indicator": row.indicator.name,
                    "day": formats.date_format(row.measured_on),
                    "value": f"{row.value.normalize():f}{row.indicator.unit}",
                    "code": row.update.commitment.code,
                }
            )


def _expect_plausible(
    update: ProgressUpdate,
    indicator: Indicator,
    day: date,
    value: Decimal,
    confirmed: frozenset[str],
) -> None:
    """Ask about a value that is doubtful beside the target and the last value before it."""
    target = update.commitment.target
    if target is None or target.indicator_id != indicator.pk:
        current = indicator.targets.filter(is_current=True).select_related("indicator")
        target = current.order_by("commitment").first()
    if target is None:
        return
    known = Q(update__state__in=[UpdateState.SUBMITTED, UpdateState.APPROVED]) | Q(update=update)
    earlier = indicator.measurements.filter(known, measured_on__lt=day)
    last = earlier.order_by("-measured_on", "-id").first()
    doubts.ask(doubts.of_value(target, value, last), confirmed)


def delete_measurement(row: Measurement, *, by: User) -> None:
    """Delete a value with its group values and record who did."""
    _save_groups(row, {}, by=by)
    row._history_user = by  # type: ignore[attr-defined]
    row.delete()


def not_in_future(day: date, field: str) -> date:
    if day > timezone.localdate():
        raise Invalid(_("This day has not come yet."), field=field)
    return day


def _indicator(update: ProgressUpdate, reading: ReportedValue, by: User) -> Indicator:
    """The one that the reading names, or that of the commitment's target."""
    if reading.indicator_id is not None:
        found = Indicator.objects.filter(pk=reading.indicator_id).first()
        if found is None:
            raise Invalid(_("There is no such indicator."), field="indicator")
        if not _reports_on(by, found):
            raise Invalid(
                _("Your unit has no commitment with this indicator to report on."),
                field="indicator",
            )
        return found
    target = update.commitment.target
    if target is None:
        raise Invalid(
            _("%(code)s has no indicator to measure.") % {"code": update.commitment.code},
            field="value",
        )
    return target.indicator


def _reports_on(by: User, indicator: Indicator) -> bool:
    """Whether a commitment that the person reports on is measured by it; the office enters any."""
    if by.has_perm("commitments.view_all_units"):
        return True
    mine = Commitment.objects.visible_to(by).values("pk")
    return indicator.targets.filter(is_current=True, commitment__in=mine).exists()


def _whole(reading: ReportedValue, indicator: Indicator) -> Figure:
    """What was reported, not contradicted by its parts; or what follows from them."""
    if reading.value is None:
        derived = grouping.whole_of(reading.groups, indicator)
        if derived is None:
            raise Invalid(
                _("Give the measured value: it does not follow from its parts."), field="value"
            )
        whole = derived
    else:
        whole = Figure(reading.value, reading.numerator, reading.denominator)
    grouping.check(whole, reading.groups, indicator)
    return whole


def _save_groups(row: Measurement, groups: Mapping[int, Figure], *, by: User) -> None:
    """The parts become those given: changed ones are saved, others stay, the rest goes."""
    known = {value.group_id: value for value in row.group_values.all()}
    for pk in known.keys() - groups.keys():
        known[pk]._history_user = by  # type: ignore[attr-defined]
        known[pk].delete()
    for pk, given in groups.items():
        value = known.get(pk) or GroupValue(measurement=row, group_id=pk)
        if value.pk and Figure(value.value, value.numerator, value.denominator) == given:
            continue
        value.value = given.value
        value.numerator, value.denominator = given.numerator, given.denominator
        _save(value, by)


def _save(value: GroupValue, by: User) -> None:
    try:
        audit.save(value, by=by)
    except Invalid as error:
        said = {"group": value.group, "refusal": error.message}
        raise Invalid(_("%(group)s: %(refusal)s") % said, field="groups") from error
