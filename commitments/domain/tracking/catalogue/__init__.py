"""The fields of a commitment, each described once: label, reader, verb, ledger, bulk, API, report.

The ledger, batches, the admin, the API and the reports read this catalogue; none of them keeps a
list of its own.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from commitments.domain.tracking import workflow
from commitments.domain.tracking.catalogue.fields import FIELDS
from commitments.domain.tracking.catalogue.kinds import Field, Kind, Lookup, Said, Use, figure
from commitments.models import Commitment

__all__ = [
    "BY_NAME",
    "FIELDS",
    "Field",
    "Kind",
    "Lookup",
    "Use",
    "change",
    "figure",
    "named",
    "state",
    "used",
    "write",
]

BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}


def used(use: Use) -> tuple[Field, ...]:
    """The fields that have this use, or all of several uses."""
    return tuple(field for field in FIELDS if use in field.uses)


def named(use: Use) -> tuple[str, ...]:
    return tuple(field.name for field in used(use))


def state(commitment: Commitment) -> dict[str, Any]:
    """The present value, as JSON, of each field that can be written."""
    return {field.name: field.as_json(field.read(commitment)) for field in FIELDS if field.verb}


def write(
    commitment: Commitment,
    wanted: Mapping[str, Any],
    *,
    by: User,
    reason: str,
    confirmed: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Write fields through their verbs, in the order of the list; returns what undoing needs."""
    made: dict[str, Any] = {}
    for verb in dict.fromkeys(field.verb for field in FIELDS):
        given = {
            field.name: wanted[field.name]
            for field in FIELDS
            if field.verb is verb and field.name in wanted
        }
        if verb and given:
            made |= verb(commitment, given, by, Said(reason, confirmed)) or {}
    return made


@transaction.atomic
def change(
    commitment_id: int,
    wanted: Mapping[str, Any],
    *,
    by: User,
    reason: str = "",
    expected_version: int | None = None,
) -> Commitment:
    """Write those of the fields that differ from what is there, all or none."""
    commitment = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    now = state(commitment)
    differing = {name: value for name, value in wanted.items() if now[name] != value}
    write(commitment, differing, by=by, reason=reason)
    commitment.refresh_from_db()
    return commitment
