"""A ledger that comes in: each row against the commitment as it is now, as a proposal.

Nothing is written here. A row becomes the changes that it asks for, or is refused with the column
and what to do. Whether somebody else changed the commitment since the ledger went out is shown by
the check mark in the row: it is the mark of the open fields as they were then.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from commitments import reading
from commitments.domain.batches import reports
from commitments.domain.batches.ledger import new_rows
from commitments.domain.batches.ledger.cells import HEADINGS, Register
from commitments.domain.batches.ledger.columns import (
    HEADINGS_LOOKED_FOR,
    OPEN,
    REPORTED,
    recognise,
    row_hash,
    unknown,
)
from commitments.domain.platform import transactions
from commitments.domain.platform.errors import DomainError, Invalid
from commitments.domain.tracking import catalogue
from commitments.models import Commitment
from commitments.models.commitment import CommitmentQuerySet
from commitments.reading.sheets.sheet import Cell, Row, read_sheet
from commitments.reading.sheets.workbook import recognise as recognise_workbook

BATCH = 500
YES = {"是", "确认", "已确认", "√", "✓", "yes", "y", "true", "1"}
NO = {"", "否", "no", "n", "false", "0"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows below the headings, each with its number in the file and its known cells."""

    rows: tuple[tuple[int, Mapping[str, Cell]], ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one row asks for; without changes and without a refusal it asks for nothing."""

    number: int
    label: str
    commitment: Commitment | None = None
    changes: Mapping[str, list[Any]] = dataclass_field(default_factory=dict)
    reason: str = ""
    is_confirmed: bool = False
    refusal: DomainError | None = None


def refuse_at_sight(data: bytes, *, limit: int) -> None:
    """`Invalid` at the file that is no workbook; this takes no time, whatever the bytes."""
    with _refusals():
        recognise_workbook(data, limit=limit)


def read(data: bytes, *, limit: int) -> Sheet:
    """Find the headings and the rows below; `Invalid` at the file where there are none."""
    transactions.require_none("Reading a ledger")
    with _refusals():
        rows = read_sheet(data, limit=limit)
    for above, cells in enumerate(rows[:HEADINGS_LOOKED_FOR]):
        places = recognise(cells)
        if "title" in places and ("code" in places or "lead" in places):
            below = (
                (number, {key: row[place] for key, place in places.items()})
                for number, row in enumerate(rows[above + 1 :], above + 2)
                if _is_filled(row, places)
            )
            return Sheet(tuple(below), tuple(unknown(cells)))
    raise Invalid(
        _("No headings of the ledger were found: export the ledger and fill in that file."),
        field="file",
    )


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except reading.UnreadableFile as error:
        raise Invalid(_(reading.MESSAGES[error.code]) % error.details, field="file") from error


def propose(sheet: Sheet, *, by: User) -> Iterator[Proposed]:
    """Each row of the sheet as a proposal, in its order."""
    register = Register.load()
    seen: set[str] = set()
    visible: CommitmentQuerySet = Commitment.objects.visible_to(by)
    for start in range(0, len(sheet.rows), BATCH):
        part = sheet.rows[start : start + BATCH]
        known = _known(visible, [cells for _number, cells in part])
        for number, cells in part:
            label = f"{_code(cells)} {_title(cells)}".strip()[:300]
            reason = str(cells.get("reason") or "")
            commitment = known.get(_code(cells))
            is_confirmed = False
            try:
                is_confirmed = _is_confirmed(cells)
                _refuse_twice(cells, known, seen)
                changes = (
                    _changes(commitment, cells, register)
                    if commitment
                    else new_rows.changes(cells, register)
                )
            except DomainError as error:
                yield Proposed(number, label, commitment, {}, reason, refusal=error)
            else:
                yield Proposed(number, label, commitment, changes, reason, is_confirmed)


def _known(
    visible: CommitmentQuerySet, rows: Iterable[Mapping[str, Cell]]
) -> dict[str, Commitment]:
    """The commitments that rows speak of by number, and those that bear a new row's title."""
    listed = list(rows)
    codes = {_code(cells) for cells in listed}
    found = visible.filter(code__in=codes).with_timeline()
    known = {row.code: row for row in found.prefetch_related("updates__measurements")}
    new_titles = {_title(cells) for cells in listed if not _code(cells)}
    return known | {row.title: row for row in visible.filter(title__in=new_titles)}


def _refuse_twice(
    cells: Mapping[str, Cell], known: Mapping[str, Commitment], seen: set[str]
) -> None:
    """Refuse a second row on one commitment, and a commitment that is registered already."""
    code, title = _code(cells), _title(cells)
    same = known.get(title) if not code else None
    if same is not None:
        raise Invalid(
            _("There is %(code)s of this title already; write its number, or another title.")
            % {"code": same.code},
            field="title",
        )
    if code and code not in known:
        raise Invalid(_("There is no commitment %(code)s.") % {"code": code}, field="code")
    if (code or title) in seen:
        raise Invalid(
            _("“%(what)s” stands in the file twice.") % {"what": code or title},
            field="code" if code else "title",
        )
    seen.add(code or title)


def _changes(
    commitment: Commitment, cells: Mapping[str, Cell], register: Register
) -> dict[str, list[Any]]:
    now = catalogue.state(commitment)
    written = {key: register.read(key, cells[key]) if key in cells else now[key] for key in now}
    differing = {key: [now[key], written[key]] for key in now if written[key] != now[key]}
    if differing and _is_marked(cells, written):
        differing = {}
    if differing:
        _refuse_fixed(commitment, cells, register)
        _refuse_conflict(cells, now, differing)
        _refuse_emptied(differing)
        _refuse_shrunk_percentage(commitment, cells, ("value", "value_max", "baseline"), differing)
    report = _report(cells, register)
    if report is not None and not reports.is_known(commitment, report):
        _refuse_shrunk_percentage(commitment, cells, ("report_value",), cells)
        differing["report"] = [None, report]
    return differing


def _is_marked(cells: Mapping[str, Cell], values: Mapping[str, Any]) -> bool:
    """The check mark is that of these values: they stood so when the ledger went out.

    A ledger of an older version of the program has no column for what was added since.
    """
    as_then = {key: value for key, value in values.items() if key in cells}
    return str(cells.get("row_hash") or "") in {row_hash(values), row_hash(as_then)}


def _refuse_conflict(
    cells: Mapping[str, Cell], now: Mapping[str, Any], differing: Mapping[str, Any]
) -> None:
    if not cells.get("row_hash"):
        raise Invalid(
            _("The check mark is missing: export the ledger anew and write the change there."),
            field="row_hash",
        )
    if not _is_marked(cells, now):
        first = next(iter(differing))
        raise Invalid(
            _("It was changed in the system after the export; export it anew. Differing now: %(f)s")
            % {"f": "、".join(str(HEADINGS[key]) for key in differing)},
            field=first,
        )


def _refuse_emptied(differing: Mapping[str, list[Any]]) -> None:
    for key, (_before, after) in differing.items():
        is_upper = key == "value_max" and "comparator" not in differing
        if after is None and (is_upper or not catalogue.BY_NAME[key].can_be_emptied):
            raise Invalid(_("“%(field)s” cannot be emptied.") % {"field": HEADINGS[key]}, field=key)


def _refuse_fixed(commitment: Commitment, cells: Mapping[str, Cell], register: Register) -> None:
    """Refuse changes of what identifies a commitment; they are made on its page."""
    for field in catalogue.FIELDS:
        value = field.read(commitment)
        if field.verb or field.name not in cells:
            continue
        if register.read(field.name, cells[field.name]) != field.as_json(value):
            raise Invalid(
                _("“%(field)s” is not changed in the ledger; it is “%(value)s”.")
                % {"field": field.label, "value": field.in_words(value) or "—"},
                field=field.name,
            )


def _refuse_shrunk_percentage(
    commitment: Commitment,
    cells: Mapping[str, Cell],
    keys: Iterable[str],
    written: Mapping[str, Any],
) -> None:
    """Ask about 0.6: Excel stores a typed 60% as 0.6, which here would mean 0.6 %."""
    target = commitment.target
    if target is None or target.indicator.unit not in {"%", "％"} or abs(target.value) <= 1:
        return
    for key in keys:
        cell = cells.get(key)
        if key in written and isinstance(cell, Decimal) and 0 < abs(cell) < 1:
            raise Invalid(
                _("Is %(cell)s meant as %(percent)s%%? Write %(percent)s, or “%(cell)s%%” as text.")
                % {"cell": cell, "percent": catalogue.figure(cell * 100)},
                field=key,
            )


def _report(cells: Mapping[str, Cell], register: Register) -> dict[str, Any] | None:
    said = {key: register.read(key, cells[key]) for key in REPORTED if cells.get(key) is not None}
    if not said or set(said) == {"report_on"}:
        return None
    if not said.get("narrative"):
        raise Invalid(_("Say what was done before submitting."), field="narrative")
    renamed = {"report_value": "value", "report_on": "on"}
    return {renamed.get(key, key): value for key, value in said.items()}


def _is_confirmed(cells: Mapping[str, Cell]) -> bool:
    """Whether somebody wrote that what is doubtful in the row is right."""
    written = str(cells.get("confirm") or "").strip().lower()
    if written in NO:
        return False
    if written not in YES:
        raise Invalid(_("Write “yes”, or leave it empty."), field="confirm")
    return True


def _code(cells: Mapping[str, Cell]) -> str:
    return str(cells.get("code") or "").strip()


def _title(cells: Mapping[str, Cell]) -> str:
    return str(cells.get("title") or "").strip()


def _is_filled(row: Row, places: Mapping[str, int]) -> bool:
    return any(row[places[key]] is not None for key in ("code", *OPEN) if key in places)
