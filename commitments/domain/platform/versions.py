"""Optimistic locking: refuse an edit based on an outdated version and list the changes since."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from commitments.domain.platform.errors import Edit, FieldChange, Stale
from commitments.models.versioned import Versioned


def expect(instance: Versioned, version: int | None) -> None:
    """Check that a locked row still has the version the person saw."""
    if version is not None and version != instance.version:
        raise _stale(instance, version)


def advance(instance: Versioned) -> None:
    """Increment the version in one statement, so that one of two concurrent writers wins."""
    same = type(instance)._base_manager.filter(pk=instance.pk, version=instance.version)
    if not same.update(version=F("version") + 1):
        raise _stale(instance, instance.version)
    instance.version += 1


def edits_since(instance: Versioned, version: int) -> tuple[Edit, ...]:
    """Return the edits after a version, oldest first."""
    record: Any = type(instance).history.filter(id=instance.pk)  # type: ignore[attr-defined]
    before = record.filter(version__lte=version).order_by("history_date", "history_id").last()
    edits = []
    for row, changes in compared(record.filter(version__gt=version), after=before):
        edits.append(
            Edit(row.history_date, row.history_user, row.history_change_reason or "", changes)
        )
    return tuple(edits)


def compared(records: Any, *, after: Any = None) -> Iterator[tuple[Any, tuple[FieldChange, ...]]]:
    """Each row of change records, in order, with what differs from the one before of its object.

    Of a field that names several rows the values are their ids.
    """
    in_order = records.select_related("history_user").order_by("history_date", "history_id")
    rows = [*([after] if after else []), *in_order]
    several = _several(rows)
    last: dict[Any, Any] = {}
    for row in rows:
        before = last.get(row.id)
        last[row.id] = row
        if row is not after:
            yield row, tuple(_changes(before, row, several)) if before is not None else ()


def _changes(before: Any, after: Any, several: Mapping[int, Any]) -> Iterator[FieldChange]:
    for field in after.tracked_fields:
        old, new = (getattr(row, field.attname) for row in (before, after))
        if field.name != "version" and old != new:  # that counts the edits, it is none
            yield FieldChange(field.name, old, new)
    old_rows, new_rows = several[before.history_id], several[after.history_id]
    for name in new_rows:
        if old_rows[name] != new_rows[name]:
            yield FieldChange(name, old_rows[name], new_rows[name])


def _several(records: Sequence[Any]) -> dict[int, dict[str, list[int]]]:
    """The ids in the many-to-many fields of each record, one query a field."""
    fields = records[0]._history_m2m_fields if records else ()
    found: dict[int, dict[str, list[int]]] = {
        record.history_id: {field.name: [] for field in fields} for record in records
    }
    for field in fields:
        rows = getattr(type(records[0]), field.name).filter(history__in=found)
        key = f"{field.m2m_reverse_field_name()}_id"
        for history_id, pk in rows.values_list("history_id", key).order_by(key):
            found[history_id][field.name].append(pk)
    return found


def _stale(instance: Versioned, version: int) -> Stale:
    now = type(instance)._base_manager.values_list("version", flat=True).get(pk=instance.pk)
    edits = edits_since(instance, version)
    fields = dict.fromkeys(change.field for edit in edits for change in edit.fields)
    labels = [str(instance._meta.get_field(name).verbose_name) for name in fields]  # type: ignore[union-attr]
    changed = " · ".join(labels) or "—"
    return Stale(
        _("Somebody has changed this since you looked at it (%(fields)s); nothing was saved.")
        % {"fields": changed},
        current=now,
        edits=edits,
    )
