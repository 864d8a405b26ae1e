"""Register a commitment from a row of a ledger, the ledger being the only source it names."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import ClaimKind, Comparator
from commitments.domain.platform import rights
from commitments.domain.tracking import catalogue, registration
from commitments.models import Commitment, Organization


@transaction.atomic
def register(
    given: Mapping[str, Any],
    *,
    by: User,
    reason: str,
    confirmed: frozenset[str] = frozenset(),
) -> Commitment:
    """Register the commitment of a row, from the values that `ledger.new_rows` reads."""
    rights.require_permission(by, "decide_candidate", _("You may not register commitments."))
    units = Organization.objects.in_bulk([given.get("lead"), *given.get("supporting", [])])
    target = _target(given, confirmed)
    kind = ClaimKind.TARGET if target else ClaimKind.ACTION
    starts_on = given.get("starts_on")
    due_on = given.get("due_on")
    proposal = registration.Proposal(
        title=given["title"],
        kind=given.get("kind", kind),
        starts_on=date.fromisoformat(starts_on) if starts_on else timezone.localdate(),
        due_on=date.fromisoformat(due_on) if due_on else None,
        target=target,
        lead=units.get(given.get("lead", 0)),
        supporting=tuple(units[pk] for pk in given.get("supporting", [])),
    )
    commitment = registration.register(proposal, by=by, places=(), reason=reason)
    # Each through its verb: who registers may not always say these.
    catalogue.change(commitment.pk, _details(given), by=by, reason=reason)
    return commitment


def _details(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in registration.DETAILS if name in given}


def _target(
    given: Mapping[str, Any], confirmed: frozenset[str]
) -> registration.TargetProposal | None:
    if given.get("value") is None:
        return None
    return registration.TargetProposal(
        indicator=given["indicator"],
        unit=given.get("unit", ""),
        direction="",
        comparator=_comparator(given),
        value=Decimal(given["value"]),
        value_max=_number(given, "value_max"),
        baseline=_number(given, "baseline"),
        confirmed=confirmed,
    )


def _number(given: Mapping[str, Any], key: str) -> Decimal | None:
    return Decimal(given[key]) if given.get(key) is not None else None


def _comparator(given: Mapping[str, Any]) -> str:
    """As written; a row that says none means "at least", or what it says it comes down to."""
    if "comparator" in given:
        return str(given["comparator"])
    baseline, value = _number(given, "baseline"), Decimal(given["value"])
    return Comparator.LTE if baseline is not None and baseline > value else Comparator.GTE
