"""Convert a ledger cell to the JSON that a batch stores, or say why it cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from commitments.domain.batches.ledger.columns import COLUMNS, KINDS, LANGUAGES
from commitments.domain.platform.errors import Invalid
from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Kind, figure
from commitments.figures import day_of, figure_of
from commitments.models.fields import LARGEST
from commitments.reading.sheets.sheet import Cell

SEPARATORS = str.maketrans(dict.fromkeys("，,；;\n/", "、"))
HEADINGS = {column.key: column.heading for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Register:
    """The names that cells may use, looked up once for a whole file."""

    names: Mapping[str, Mapping[str, Any]]

    @classmethod
    def load(cls) -> "Register":
        return cls({field.name: _names(field) for field in catalogue.FIELDS})

    def read(self, key: str, cell: Cell) -> Any:
        """The value of an open column; `Invalid` names the column and what it takes."""
        kind = KINDS[key]
        if cell is None:
            return [] if kind is Kind.ROWS else None
        match kind:
            case Kind.ROW | Kind.CHOICE:
                return self._named(str(cell), key)
            case Kind.ROWS:
                names = str(cell).translate(SEPARATORS).split("、")
                return sorted({self._named(name.strip(), key) for name in names if name.strip()})
            case Kind.DAY:
                return _day(key, cell)
            case Kind.FIGURE:
                return _figure(key, cell)
            case _:
                return _text(key, str(cell))

    def _named(self, name: str, key: str) -> Any:
        if name in self.names[key]:
            return self.names[key][name]
        lookup = catalogue.BY_NAME[key].lookup
        message = (
            lookup.unknown if lookup else _("“%(name)s” is none of the choices of this column.")
        )
        raise Invalid(message % {"name": name}, field=key)


def _names(field: catalogue.Field) -> Mapping[str, Any]:
    if field.lookup is not None:
        return field.lookup.names()
    return _labels(field.choices) if field.choices is not None else {}


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    """Labels in every language in which a ledger may have gone out, and the values themselves."""
    known = {str(value): str(value) for value in choices.values}
    for language in LANGUAGES:
        with translation.override(language):
            known.update({str(label): value for value, label in choices.choices})
    return known


def _text(key: str, text: str) -> str | None:
    field = catalogue.BY_NAME.get(key)
    return field.as_json(text) if field else text.strip()


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
