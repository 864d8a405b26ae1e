"""The columns of the ledger: one form for going out and coming in, in either language.

A column is known by its heading, wherever it stands and in whichever language it was exported;
an office's own columns beside ours are left alone.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Kind

LANGUAGES = ("zh-hans", "en")
HEADINGS_LOOKED_FOR = 20


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """`is_open`: what is written there comes in; the others are there to be read."""

    key: str
    heading: str | Promise
    width: int
    kind: Kind = Kind.LINE
    is_open: bool = False
    hint: str | Promise = ""


def _of_fields(*, is_front: bool) -> tuple[LedgerColumn, ...]:
    """Fields set at registration only are not open: a changed value there is refused."""
    return tuple(
        LedgerColumn(
            field.name, field.label, field.width, field.kind, field.verb is not None, field.hint
        )
        for field in catalogue.FIELDS
        if field.is_front == is_front
    )


# What a unit reads and fills in stands first; what the office keeps, behind it.
COLUMNS: tuple[LedgerColumn, ...] = (
    LedgerColumn("code", gettext_lazy("number"), 11),
    *_of_fields(is_front=True),
    LedgerColumn("actual", gettext_lazy("actual value"), 12),
    LedgerColumn("actual_on", gettext_lazy("date of the actual value"), 12),
    LedgerColumn("progress", gettext_lazy("progress"), 11),
    LedgerColumn(
        "report_value",
        pgettext_lazy("ledger", "Value reported now"),
        12,
        Kind.FIGURE,
        is_open=True,
        hint=gettext_lazy("A figure in the unit of measure; 1.2万亿 is understood."),
    ),
    LedgerColumn(
        "report_on",
        pgettext_lazy("ledger", "State of things on"),
        12,
        Kind.DAY,
        is_open=True,
        hint=gettext_lazy("Empty: today."),
    ),
    LedgerColumn("narrative", pgettext_lazy("ledger", "Progress made"), 36, is_open=True),
    LedgerColumn("problems", pgettext_lazy("ledger", "Problems"), 24, is_open=True),
    LedgerColumn("next_steps", pgettext_lazy("ledger", "Next steps"), 24, is_open=True),
    LedgerColumn(
        "reason",
        pgettext_lazy("ledger", "Reason for the change"),
        24,
        is_open=True,
        hint=gettext_lazy("Needed where a target or a date changes."),
    ),
    LedgerColumn(
        "confirm",
        pgettext_lazy("ledger", "Confirmed"),
        9,
        is_open=True,
        hint=gettext_lazy("“yes” where a row was refused with a question and is right."),
    ),
    *_of_fields(is_front=False),
    LedgerColumn("workflow", gettext_lazy("workflow"), 11),
    LedgerColumn("completion", gettext_lazy("share of the whole way"), 10),
    LedgerColumn("why", gettext_lazy("why"), 36),
    LedgerColumn("quote", gettext_lazy("quote"), 36),
    LedgerColumn("source", gettext_lazy("document"), 22),
    LedgerColumn(
        "row_hash",
        pgettext_lazy("ledger", "Check mark"),
        10,
        hint=gettext_lazy("Tells whether somebody changed the commitment since the export."),
    ),
)
# Headings of earlier versions: files exported then still come back.
FORMER_HEADINGS = {
    "实绩": "actual",
    "实绩日期": "actual_on",
    "本次实绩": "report_value",
    "总体完成比例": "completion",
}
KINDS = {column.key: column.kind for column in COLUMNS}
OPEN = tuple(column.key for column in COLUMNS if column.is_open)
REPORTED = ("report_value", "report_on", "narrative", "problems", "next_steps")


@cache
def _keys() -> dict[str, str]:
    """Each heading, in each language, to its column."""
    known = dict(FORMER_HEADINGS)
    for language in LANGUAGES:
        with translation.override(language):
            known.update({_plain(str(column.heading)): column.key for column in COLUMNS})
    return known


def recognise(cells: tuple[Any, ...]) -> dict[str, int]:
    """Return the position of each known column; the first of two equal headings counts."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = _keys().get(_plain(cell)) if isinstance(cell, str) else None
        if key is not None:
            found.setdefault(key, place)
    return found


def unknown(cells: tuple[Any, ...]) -> list[str]:
    """Return the headings that are not ours."""
    return [cell for cell in cells if isinstance(cell, str) and _plain(cell) not in _keys()]


def row_hash(state: Mapping[str, Any]) -> str:
    """Return a short hash of the open fields at the time of the export."""
    written = json.dumps(state, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:10]


def _plain(heading: str) -> str:
    """Ignore line breaks and spaces in a heading."""
    return "".join(unicodedata.normalize("NFKC", heading).split()).lower()
