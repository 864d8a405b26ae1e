"""Optimistic locking: refuse an edit based on an outdated version and list the changes since."""

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
    in_order = record.order_by("history_date", "history_id")
    before = in_order.filter(version__lte=version).last()
    edits = []
    for row in in_order.filter(version__gt=version).select_related("history_user"):
        fields = tuple(_changes(before, row)) if before is not None else ()
        edits.append(
            Edit(row.history_date, row.history_user, row.history_change_reason or "", fields)
        )
        before = row
    return tuple(edits)


def _changes(before: Any, after: Any) -> list[FieldChange]:
    named = [(field.name, field.attname) for field in after.tracked_fields]
    return [
        FieldChange(name, getattr(before, attname), getattr(after, attname))
        for name, attname in named
        if name != "version" and getattr(before, attname) != getattr(after, attname)
    ]


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
