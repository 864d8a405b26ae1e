"""Split a commitment into parts (任务分解), weigh them, and hang one below another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments import assessment
from commitments.choices import Move
from commitments.domain import assess, audit, registration, rights, versions, workflow
from commitments.domain.errors import Conflict, Invalid
from commitments.models import Commitment, Organization


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it is to be registered; what is not given is as with the whole."""

    title: str
    weight: Decimal = Decimal(1)
    lead: Organization | None = None
    due_on: date | None = None
    target: registration.TargetProposal | None = None


@transaction.atomic
def split(
    commitment_id: int,
    *,
    parts: Iterable[Part],
    by: User,
    reason: str,
    expected_version: int | None = None,
) -> list[Commitment]:
    """Register the parts below the whole, each citing the same words; the whole stays open."""
    whole = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    workflow.check(whole, Move.SPLIT, by=by, reason=reason)
    wanted = list(parts)
    if len(wanted) + whole.parts.count() < 2:
        raise Invalid(_("A commitment is split into two parts or more."), field="parts")
    places = tuple(
        registration.Place(row.document, row.start, row.end, row.quote)
        for row in whole.citations.select_related("document")
    )
    made = [
        registration.register(
            _proposal(part, whole),
            by=by,
            places=places,
            reason=reason,
            parent=whole,
            weight=part.weight,
        )
        for part in wanted
    ]
    audit.touch(whole, by=by, reason=reason)
    return made


@transaction.atomic
def weigh(
    commitment_id: int,
    *,
    weights: Mapping[int, Decimal],
    by: User,
    reason: str = "",
    expected_version: int | None = None,
) -> list[Commitment]:
    """Give parts other weights, by their ids; only their ratio counts."""
    rights.demand(by, "plan_commitment", _("You may not plan the way of commitments."))
    whole = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    parts = {part.pk: part for part in whole.parts.select_for_update().order_by("pk")}
    if not weights.keys() <= parts.keys():
        raise Invalid(_("This is no part of %(code)s.") % {"code": whole.code}, field="weights")
    for pk, weight in weights.items():
        parts[pk].weight = weight
        audit.save(parts[pk], by=by, reason=reason, fields=["weight"])
    audit.touch(whole, by=by, reason=reason)
    assess.assess(whole.pk)
    return list(parts.values())


@transaction.atomic
def move_below(
    commitment_id: int,
    *,
    parent_id: int | None,
    by: User,
    weight: Decimal | None = None,
    reason: str = "",
    expected_version: int | None = None,
) -> Commitment:
    """Make a commitment part of another, or with None one that stands alone."""
    rights.demand(by, "restructure_commitment", _("You may not merge or split commitments."))
    # Both rows are locked, in the order of their ids: two moves at once make no circle.
    keys = sorted({commitment_id, parent_id or commitment_id})
    rows = {pk: workflow.lock(pk, by=by) for pk in keys}
    commitment, former = rows[commitment_id], rows[commitment_id].parent_id
    versions.expect(commitment, expected_version)
    above = rows[parent_id] if parent_id else None
    if above is not None and above.workflow in Commitment.ENDED:
        raise Conflict(_("%(code)s has ended.") % {"code": above.code})
    commitment.parent, commitment.weight = above, weight or commitment.weight
    audit.save(commitment, by=by, reason=reason, fields=["parent", "weight"])
    assess.assess_all(ids=[pk for pk in (commitment_id, former) if pk])
    commitment.refresh_from_db()
    return commitment


def shares(commitment: Commitment) -> dict[int, Decimal]:
    """What each part counts for in the whole, by its id; together 1."""
    weights = dict(commitment.parts.values_list("pk", "weight"))
    return dict(zip(weights, assessment.normalised(list(weights.values())), strict=True))


def _proposal(part: Part, whole: Commitment) -> registration.Proposal:
    due_on = part.due_on or whole.due_on
    if due_on and whole.due_on and due_on > whole.due_on:
        raise Invalid(_("A part is due no later than the whole."), field="due_on")
    return registration.Proposal(
        title=part.title,
        kind=whole.kind,
        starts_on=whole.starts_on,
        due_on=due_on,
        target=part.target,
        lead=part.lead,
    )
