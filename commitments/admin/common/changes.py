"""The change record in words: who, when, what before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from commitments.domain.platform import versions
from commitments.domain.platform.errors import Edit, FieldChange, Stale
from commitments.domain.reporting import records
from commitments.models import (
    Assignment,
    Citation,
    Commitment,
    Evidence,
    GroupValue,
    Measurement,
    ProgressUpdate,
    Target,
)
from commitments.templatetags.tracking import person

# Shown elsewhere on the page, or internal.
SILENT = {
    "id",
    "version",
    "commitment",
    "update",
    "measurement",
    "sha256",
    "is_current",
    "evaluation",
}
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the record."""

    at: datetime
    by: str
    verb: str
    what: str
    reason: str
    changes: tuple[Change, ...]


def of_object(instance: models.Model, reader: User) -> list[Entry]:
    """The record of one object as the reader may see it, newest first."""
    return _sorted(_entries(_history(type(instance), reader).filter(id=instance.pk)))


def of_commitment(commitment: Commitment, reader: User) -> list[Entry]:
    """The record of a commitment and its related rows, newest first."""
    found: list[Entry] = []
    updates = commitment.updates.values("pk")
    # Include deleted measurements: their group values were deleted with them.
    measured = Measurement.history.filter(update__in=updates).values("id")
    for manager, narrowed in (
        (_history(Commitment, reader), {"id": commitment.pk}),
        (_history(Assignment, reader), {"commitment": commitment.pk}),
        (_history(Target, reader), {"commitment": commitment.pk}),
        (_history(Citation, reader), {"commitment": commitment.pk}),
        (_history(ProgressUpdate, reader), {"commitment": commitment.pk}),
        (_history(Measurement, reader), {"update__in": updates}),
        (_history(GroupValue, reader), {"measurement__in": measured}),
        (_history(Evidence, reader), {"update__in": updates}),
    ):
        found += _entries(manager.filter(**narrowed))
    return _sorted(found)


def _history(model: type[models.Model], reader: User) -> Any:
    record: Any = model.history  # type: ignore[attr-defined]
    return record.filter(records.readable(model, reader))


def stale_in_words(error: Stale, reader: User | None) -> str:
    """Who changed the row since the form was opened, and when: a colleague, or the reader."""
    if not error.edits:
        return str(error)
    moment = timezone.localtime(error.edits[-1].at)
    is_today = moment.date() == timezone.localdate()
    when = formats.date_format(moment, "TIME_FORMAT" if is_today else "DATETIME_FORMAT")
    if all(edit.by == reader for edit in error.edits):
        return _("You changed this elsewhere (%(when)s).") % {"when": when}
    names = dict.fromkeys(person(edit.by) for edit in error.edits)
    said = {"names": "、".join(names), "when": when}
    return _("This was changed elsewhere (%(names)s, %(when)s).") % said


def details(edits: Iterable[Edit], model: type[models.Model]) -> Iterator[str]:
    """What was changed in the meantime, a sentence for each edit."""
    for edit in edits:
        when = formats.date_format(timezone.localtime(edit.at), "DATETIME_FORMAT")
        parts = []
        for change in edit.fields:
            field: Any = model._meta.get_field(change.field)
            before, after = shown(field, change.before), shown(field, change.after)
            parts.append(f"{field.verbose_name} {before} → {after}")
        # An edit of related rows changes no field of the row itself.
        what = "；".join(parts) or edit.reason or _("something that belongs to it")
        yield f"{person(edit.by)} · {when} · {what}"


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _entries(rows: Any) -> Iterator[Entry]:
    """Compare each row of the record with the one before it."""
    for record, differing in versions.compared(rows):
        found = tuple(_changes(record, differing))
        if record.history_type == "~" and not found:
            continue
        yield Entry(
            at=record.history_date,
            by=person(record.history_user),
            verb=_verb(record.history_type),
            what=_what(record),
            reason=record.history_change_reason or "",
            changes=found if record.history_type == "~" else tuple(_essence(record)),
        )


def _what(record: Any) -> str:
    """The name of the table; for a group value also the group."""
    name = str(record.instance_type._meta.verbose_name)
    return f"{name}（{record.group}）" if record.instance_type is GroupValue else name


def _verb(kind: str) -> str:
    return {"+": _("Created"), "~": _("Changed"), "-": _("Deleted")}[kind]


def _changes(record: Any, differing: Iterable[FieldChange]) -> Iterator[Change]:
    for change in differing:
        field: Any = record.instance_type._meta.get_field(change.field)
        if field.name not in SILENT:
            before, after = shown(field, change.before), shown(field, change.after)
            yield Change(str(field.verbose_name), before, after)


def _essence(record: Any) -> Iterator[Change]:
    """Describe a row that was created or deleted."""
    text = str(record.instance)
    if text:
        yield Change("", "", text[:LONGEST])


def shown(field: Any, value: Any) -> str:
    """A stored value in words."""
    if value in (None, "", []):
        return "—"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.many_to_many:
        rows = field.related_model._base_manager.filter(pk__in=value)
        return "、".join(str(row) for row in rows)
    if field.is_relation:
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related) if related else f"#{value}"
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    text = str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
