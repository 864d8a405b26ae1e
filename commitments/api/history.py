"""The change record: who changed what of a commitment, when and why, from what to what."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from rest_framework import serializers

from commitments.api.fields import plain
from commitments.domain.platform import versions
from commitments.domain.reporting import records
from commitments.models import (
    Assignment,
    Citation,
    Commitment,
    DeadlineExtension,
    Evidence,
    GroupValue,
    Measurement,
    Milestone,
    Override,
    ProgressUpdate,
    ReminderSlip,
    Target,
)

ACTIONS = {"+": "created", "~": "changed", "-": "deleted"}


class ChangeSerializer(serializers.Serializer[Any]):
    """One field; related rows are given by id."""

    field = serializers.CharField()
    before = serializers.JSONField()
    after = serializers.JSONField()


class EntrySerializer(serializers.Serializer[Any]):
    """What one person did to one row at one moment."""

    at = serializers.DateTimeField()
    by = serializers.CharField(allow_null=True, help_text="User name; null for the machine.")
    action = serializers.ChoiceField(list(ACTIONS.values()))
    resource = serializers.CharField(help_text="`commitment`, `target`, `update`, …")
    id = serializers.IntegerField()
    reason = serializers.CharField(allow_blank=True)
    changes = ChangeSerializer(many=True, help_text="Empty for what is new or gone.")


def of(commitment: Commitment, reader: User) -> list[dict[str, Any]]:
    """The record of a commitment and of what hangs on it and the reader may see, newest first."""
    updates = list(commitment.updates.values_list("pk", flat=True))
    own: dict[str, Any] = {"commitment": commitment.pk}
    tables: list[tuple[str, Any, dict[str, Any]]] = [
        ("commitment", Commitment, {"id": commitment.pk}),
        ("target", Target, own),
        ("assignment", Assignment, own),
        ("citation", Citation, own),
        ("milestone", Milestone, own),
        ("extension", DeadlineExtension, own),
        ("override", Override, own),
        ("slip", ReminderSlip, own),
        ("update", ProgressUpdate, own),
        ("measurement", Measurement, {"update__in": updates}),
        ("group_value", GroupValue, {"measurement__in": _measurements(updates)}),
        ("evidence", Evidence, {"update__in": updates}),
    ]
    found = [
        entry
        for resource, model, condition in tables
        for entry in _entries(
            resource, model.history.filter(records.readable(model, reader), **condition)
        )
    ]
    return sorted(found, key=lambda entry: entry["at"], reverse=True)


def _measurements(updates: list[int]) -> list[int]:
    """Also those taken out again: their parts went with them."""
    return list(Measurement.history.filter(update__in=updates).values_list("id", flat=True))


def _entries(resource: str, found: Any) -> Iterator[dict[str, Any]]:
    """Each row of the record beside the one before it."""
    for record, changes in versions.compared(found):
        if record.history_type == "~" and not changes:
            continue
        yield {
            "at": record.history_date,
            "by": record.history_user and record.history_user.username,
            "action": ACTIONS[record.history_type],
            "resource": resource,
            "id": record.id,
            "reason": record.history_change_reason or "",
            "changes": [
                {"field": row.field, "before": plain(row.before), "after": plain(row.after)}
                for row in changes
                if record.history_type == "~"
            ],
        }
