"""The rows of a batch as people read them: names for ids, days and figures as the office writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from commitments.choices import ClaimKind, Comparator, Transition, Workflow
from commitments.domain.batches.fields import LABELS
from commitments.domain.batches.ledger.cells import HEADINGS
from commitments.models import BatchRow, Commitment, Organization, Plan
from commitments.templatetags.tracking import quantity

UNITS, FIGURES = ("lead", "supporting"), ("value", "value_max", "baseline")
DAYS = ("due_on", "starts_on")
# Where a verb calls a field by another name than the ledger does.
ALSO = {"reported_on": "report_on", "measured_on": "report_on", "organization": "lead"}
CHOICES = {"comparator": Comparator, "kind": ClaimKind}


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: what it is about, what changes, and what is wrong with it."""

    row: BatchRow
    differences: Sequence[Difference]
    field: str


def shown(rows: Iterable[BatchRow]) -> list[ShownRow]:
    """The rows of one page, with every name looked up at once."""
    listed = list(rows)
    ids: dict[str, set[int]] = {"units": set(), "plans": set()}
    for row in listed:
        for name, pair in row.changes.items():
            if name in UNITS:
                ids["units"] |= {pk for side in pair for pk in _listed(side)}
            elif name == "plan":
                ids["plans"] |= {pk for side in pair for pk in _listed(side)}
    units = Organization.objects.in_bulk(ids["units"])
    plans = Plan.objects.in_bulk(ids["plans"])
    measured = _units_of_measure(listed)
    found = []
    for row in listed:
        unit = measured.get(row.commitment_id or 0, "")
        say = _Words(units, plans, unit or _written_unit(row))
        differences = [
            Difference(str(_label(name)), say.of(name, before), say.of(name, after))
            for name, (before, after) in row.changes.items()
        ]
        found.append(ShownRow(row, differences, str(_label(row.field)) if row.field else ""))
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    units: dict[int, Organization]
    plans: dict[int, Plan]
    unit: str

    def of(self, name: str, value: Any) -> str:
        if value in (None, "", []):
            return "—"
        if name in UNITS:
            return "、".join(str(self.units.get(pk, f"#{pk}")) for pk in _listed(value))
        if name == "plan":
            return str(self.plans.get(value, f"#{value}"))
        if name in FIGURES:
            return quantity(Decimal(value), self.unit)
        if name in DAYS:
            return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
        if name in CHOICES:
            return str(CHOICES[name](value).label)
        if name == "move":
            return _stage_or_move(value)
        if name == "report":
            return self._report(value)
        return str(value)

    def _report(self, said: dict[str, Any]) -> str:
        parts = [str(said["narrative"])]
        if said.get("value") is not None:
            day = said.get("on")
            when = (
                formats.date_format(date.fromisoformat(day), "DATE_FORMAT") if day else _("today")
            )
            parts.insert(0, f"{quantity(Decimal(said['value']), self.unit)}（{when}）")
        parts += [
            f"{HEADINGS[key]}：{said[key]}" for key in ("problems", "next_steps") if said.get(key)
        ]
        return "；".join(parts)


def _listed(value: Any) -> list[int]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _label(name: str) -> object:
    name = ALSO.get(name, name)
    return LABELS.get(name) or HEADINGS.get(name) or name


def _stage_or_move(value: str) -> str:
    """Before stands the stage, after it the move that is asked for."""
    stages = dict(Workflow.choices)
    return str(stages[value]) if value in stages else str(Transition(value).label)


def _units_of_measure(rows: Iterable[BatchRow]) -> dict[int, str]:
    keys = {row.commitment_id for row in rows if row.commitment_id}
    found = Commitment.objects.filter(pk__in=keys, targets__is_current=True)
    return dict(found.values_list("pk", "targets__indicator__unit"))


def _written_unit(row: BatchRow) -> str:
    """What a new commitment is to be measured in."""
    return str(row.changes.get("unit", [None, ""])[1] or "")
