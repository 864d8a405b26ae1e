"""The rows of a batch in words: names for ids, formatted dates and figures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from commitments.choices import Transition, Workflow
from commitments.domain.batches.fields import LABELS
from commitments.domain.batches.ledger.cells import HEADINGS
from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Kind
from commitments.models import BatchRow, Commitment
from commitments.templatetags.tracking import quantity

# Fields that a domain function names differently from the ledger.
ALSO = {"reported_on": "report_on", "measured_on": "report_on", "organization": "lead"}


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: its subject, its changes and its errors."""

    row: BatchRow
    differences: Sequence[Difference]
    field: str


def shown(rows: Iterable[BatchRow]) -> list[ShownRow]:
    """The rows of one page; all names are looked up at once."""
    listed = list(rows)
    names = _names(listed)
    measured = _units_of_measure(listed)
    found = []
    for row in listed:
        unit = measured.get(row.commitment_id or 0, "")
        say = _Words(names, unit or _written_unit(row))
        differences = [
            Difference(str(_label(name)), say.of(name, before), say.of(name, after))
            for name, (before, after) in row.changes.items()
        ]
        found.append(ShownRow(row, differences, str(_label(row.field)) if row.field else ""))
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    names: Mapping[str, Mapping[int, Any]]
    unit: str

    def of(self, name: str, value: Any) -> str:
        if value in (None, "", []):
            return "—"
        field = catalogue.BY_NAME.get(name)
        if field is not None:
            return self._of_field(field, value)
        if name == "move":
            return _stage_or_move(value)
        if name == "report":
            return self._report(value)
        return str(value)

    def _of_field(self, field: catalogue.Field, value: Any) -> str:
        match field.kind:
            case Kind.ROW | Kind.ROWS:
                known = self.names[field.name]
                return "、".join(str(known.get(pk, f"#{pk}")) for pk in _listed(value))
            case Kind.FIGURE:
                return quantity(Decimal(value), self.unit)
            case Kind.DAY:
                return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
            case _:
                return field.in_words(value)

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


def _names(rows: Iterable[BatchRow]) -> dict[str, Mapping[int, Any]]:
    """The rows that values of each field name, by id, asked for once a field."""
    ids: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for name, pair in row.changes.items():
            if name in catalogue.BY_NAME and catalogue.BY_NAME[name].lookup:
                ids[name] |= {pk for side in pair for pk in _listed(side)}
    found: dict[str, Mapping[int, Any]] = {}
    for name, keys in ids.items():
        lookup = catalogue.BY_NAME[name].lookup
        assert lookup is not None
        found[name] = lookup.model._default_manager.in_bulk(keys)
    return found


def _listed(value: Any) -> list[int]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _label(name: str) -> object:
    name = ALSO.get(name, name)
    return LABELS.get(name) or HEADINGS.get(name) or name


def _stage_or_move(value: str) -> str:
    """The label of a workflow stage (before) or of a transition (after)."""
    stages = dict(Workflow.choices)
    return str(stages[value]) if value in stages else str(Transition(value).label)


def _units_of_measure(rows: Iterable[BatchRow]) -> dict[int, str]:
    keys = {row.commitment_id for row in rows if row.commitment_id}
    found = Commitment.objects.filter(pk__in=keys, targets__is_current=True)
    return dict(found.values_list("pk", "targets__indicator__unit"))


def _written_unit(row: BatchRow) -> str:
    """The unit of measure that a new commitment gives."""
    return str(row.changes.get("unit", [None, ""])[1] or "")
