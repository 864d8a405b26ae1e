"""The chart on a commitment's page: its points with labels, and the same data as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.choices import Change, Path, UpdateState
from commitments.domain.evaluation import series
from commitments.domain.evaluation.series import ChartLine, Series
from commitments.models import Commitment
from commitments.rendering import values
from commitments.templatetags import tracking


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A row of the table below the chart; `kind` also names the mark in the chart."""

    on: date
    kind: str
    label: str
    words: str


def of(commitment: Commitment) -> dict[str, Any] | None:
    """The chart of a commitment; None without a target value."""
    found = series.of(commitment)
    if found is None:
        return None
    rows = sorted(_rows(found), key=lambda row: row.on)
    return {
        "series": found,
        "data": _picture(found),
        "rows": rows,
        "legend": dict(_legend(found)),
        "summary": "；".join(f"{row.label} {row.words}" for row in rows if row.kind != "planned"),
        "has_values": bool(found.measured),
        "no_path": "" if found.planned else _why_no_path(found),
    }


def _legend(found: Series) -> Iterator[tuple[str, str]]:
    if found.planned:
        yield "planned", _("Planned path")
    yield "target", _("Target")
    if any(line.replaced_on for line in found.targets):
        yield "former", _("Earlier target")
    if found.baseline:
        yield "baseline", _("Baseline")
    states = {row.state for row in found.measured}
    if UpdateState.APPROVED in states:
        yield "approved", _("Measured value")
    if UpdateState.SUBMITTED in states:
        yield "submitted", _("Awaiting approval")
    yield "today", _("Today")


def _rows(found: Series) -> Iterator[ChartRow]:
    if found.baseline:
        words = _amount(found.baseline.value, found)
        yield ChartRow(found.baseline.on, "baseline", _("Baseline"), words)
    for point in found.planned:
        yield ChartRow(point.on, "planned", _("Planned"), _amount(point.value, found))
    for line in found.targets:
        kind = "former" if line.replaced_on else "target"
        yield ChartRow(line.replaced_on or line.due_on or found.until, kind, *_told(line, found))
    for reading in found.measured:
        is_waiting = reading.state == UpdateState.SUBMITTED
        words = _amount(reading.value, found)
        if reading.reported != reading.value:
            reported = _amount(reading.reported, found)
            words = _("%(total)s (reported: %(value)s)") % {"total": words, "value": reported}
        label = _("Awaiting approval") if is_waiting else _("Measured value")
        yield ChartRow(reading.on, reading.state, label, words)


def _told(line: ChartLine, found: Series) -> tuple[str, str]:
    """The kind and label of a target; for a former one, the date it was replaced."""
    words = tracking.wording().target(
        values.Target(
            comparator=values.Comparator(line.comparator),
            value=line.value,
            value_max=line.value_max,
            unit=found.unit,
            is_growth=line.change == Change.GROWTH,
            is_fall=line.is_fall,
        )
    )
    if line.replaced_on is None:
        return _("Target"), words
    said = {"target": words, "day": tracking.wording().day(line.replaced_on)}
    return _("Earlier target"), _("%(target)s (until %(day)s)") % said


def _picture(found: Series) -> dict[str, Any]:
    """Numbers and dates for the script, each with its label."""
    return {
        "language": get_language() or "zh-hans",
        "unit": found.unit,
        "since": found.since,
        "until": found.until,
        "today": found.today,
        "words": {"today": _("Today")},
        "holds": found.path != Path.STRAIGHT,
        "planned": [_point(point.on, point.value, found) for point in found.planned],
        "baseline": [_point(found.baseline.on, found.baseline.value, found)]
        if found.baseline
        else [],
        "targets": [_level(line, found) for line in found.targets],
        "measured": {
            state: [
                _point(row.on, row.value, found) for row in found.measured if row.state == state
            ]
            for state in (UpdateState.APPROVED.value, UpdateState.SUBMITTED.value)
        },
    }


def _level(line: ChartLine, found: Series) -> dict[str, Any]:
    levels = [value for value in (line.value, line.value_max) if value is not None]
    return {
        "levels": [float(value) for value in levels],
        "since": max(line.since, found.since),
        "until": max(line.replaced_on or found.until, found.since),
        "is_former": line.replaced_on is not None,
        "words": " ".join(_told(line, found)),
    }


def _point(on: date, value: Decimal, found: Series) -> dict[str, Any]:
    words = f"{tracking.wording().day(on)} {_amount(value, found)}"
    return {"on": on, "value": float(value), "words": words}


def _amount(value: Decimal, found: Series) -> str:
    return tracking.quantity(value, found.unit)


def _why_no_path(found: Series) -> str:
    if found.is_kept:
        return _("This is a bound to keep all along; no path leads to it.")
    return _(
        "No path can be drawn: the due date, the baseline or the milestones are missing. Add them "
        "by revising the target or planning the milestones."
    )
