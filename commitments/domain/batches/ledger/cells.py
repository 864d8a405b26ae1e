"""Convert a ledger cell to the JSON that a batch stores, or say why it cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from commitments.choices import ClaimKind, Comparator
from commitments.domain.batches.fields import figure
from commitments.domain.batches.ledger.columns import COLUMNS, LANGUAGES
from commitments.domain.platform.errors import Invalid
from commitments.figures import day_of, figure_of
from commitments.models import Organization, OrganizationAlias, Plan
from commitments.models.fields import LARGEST
from commitments.reading.sheet import Cell

SEPARATORS = str.maketrans(dict.fromkeys("，,；;\n/", "、"))
HEADINGS = {column.key: column.heading for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Register:
    """The names that cells may use, looked up once for a whole file."""

    units: Mapping[str, int]
    plans: Mapping[str, int]
    comparators: Mapping[str, str]
    kinds: Mapping[str, str]

    @classmethod
    def load(cls) -> "Register":
        units = dict(OrganizationAlias.objects.values_list("name", "organization"))
        for pk, short, full in Organization.objects.values_list("pk", "short_name", "name"):
            units |= {name: pk for name in (short, full) if name}
        return cls(
            units=units,
            plans=dict(Plan.objects.values_list("name", "pk")),
            comparators=_labels(Comparator),
            kinds=_labels(ClaimKind),
        )

    def read(self, key: str, cell: Cell) -> Any:
        """The value of an open column; `Invalid` names the column and what it takes."""
        if cell is None:
            return [] if key == "supporting" else None
        match key:
            case "plan":
                return self._named(self.plans, str(cell), key, _("There is no plan “%(name)s”."))
            case "lead":
                return self._unit(str(cell), key)
            case "supporting":
                names = str(cell).translate(SEPARATORS).split("、")
                return sorted({self._unit(name.strip(), key) for name in names if name.strip()})
            case "comparator":
                told = _("“%(name)s” is no comparator; choose from the list.")
                return self._named(self.comparators, str(cell), key, told)
            case "kind":
                told = _("“%(name)s” is no kind of commitment.")
                return self._named(self.kinds, str(cell), key, told)
            case "due_on" | "starts_on" | "report_on":
                return _day(key, cell)
            case "value" | "value_max" | "baseline" | "report_value":
                return _figure(key, cell)
            case _:
                return str(cell).strip()

    def _unit(self, name: str, key: str) -> int:
        told = _("There is no unit “%(name)s”; enter it under Units first.")
        return int(self._named(self.units, name, key, told))

    @staticmethod
    def _named(known: Mapping[str, Any], name: str, key: str, told: str) -> Any:
        if name not in known:
            raise Invalid(told % {"name": name}, field=key)
        return known[name]


def _labels(choices: Any) -> dict[str, str]:
    """Labels in every language in which a ledger may have gone out, and the values themselves."""
    known = {value: value for value in choices.values}
    for language in LANGUAGES:
        with translation.override(language):
            known.update({str(label): value for value, label in choices.choices})
    return known


def _day(key: str, cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    try:
        return day_of(str(cell)).isoformat()
    except ValueError as error:
        raise Invalid(_("Enter a date, for example 2026-03-31."), field=key) from error


def _figure(key: str, cell: Cell) -> str | None:
    try:
        number = cell if isinstance(cell, Decimal) else figure_of(str(cell))
    except ValueError as error:
        raise Invalid(_("Enter a number, for example 3.7 or 1.2万亿."), field=key) from error
    if abs(number) >= LARGEST:
        raise Invalid(_("This number is too large."), field=key)
    return figure(round(number, 6))
