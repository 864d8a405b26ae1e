"""The tree of commitments: split into parts (任务分解), weigh parts, move one below another."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commitments import assessment
from commitments.choices import Comparator, Transition
from commitments.domain.evaluation import assess, evaluations
from commitments.domain.platform import audit, rights
from commitments.domain.platform.errors import Conflict, Invalid, Unconfirmed
from commitments.domain.tracking import doubts, registration, wholes, workflow
from commitments.models import Commitment, Organization, Target


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it is to be registered; what is not given is as with the whole.

    With a `value` it has a target of its own, on an indicator of its own.
    """

    title: str
    weight: Decimal = Decimal(1)
    lead: Organization | None = None
    due_on: date | None = None
    value: Decimal | None = None
    indicator: str = ""
    unit: str = ""
    comparator: str = ""
    baseline: Decimal | None = None


@transaction.atomic
def split(
    commitment_id: int,
    *,
    parts: Iterable[Part],
    by: User,
    reason: str,
    confirmed: Iterable[str] = (),
    expected_version: int | None = None,
) -> list[Commitment]:
    """Register parts below a commitment, each citing the same words; the whole stays open.

    `confirmed` are doubts about the figures of parts that a person settled.
    """
    whole = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    workflow.check(whole, Transition.SPLIT, by=by, reason=reason)
    wanted = list(parts)
    if not wanted or len(wanted) + whole.parts.count() < 2:
        raise Invalid(_("A commitment is split into two parts or more."), field="parts")
    places = tuple(
        registration.Place(row.document, row.start, row.end, row.quote)
        for row in whole.citations.select_related("document")
    )
    made = []
    for number, part in enumerate(wanted):
        with _refused_at(f"parts.{number}"):
            proposal = _proposal(part, whole, frozenset(confirmed))
            made.append(
                registration.register(
                    proposal, by=by, places=places, reason=reason, parent=whole, weight=part.weight
                )
            )
    if any(part.value is not None for part in wanted):
        doubts.ask(wholes.questions(whole, at="parts.0.value"), confirmed)
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
    """Set the weights of parts by id; only their ratio counts."""
    rights.require_permission(by, "plan_commitment", _("You may not plan the way of commitments."))
    whole = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    _demand_open(whole)
    parts = {part.pk: part for part in whole.parts.select_for_update().order_by("pk")}
    for pk, weight in weights.items():
        if pk not in parts:
            no_part = _("This is no part of %(code)s.") % {"code": whole.code}
            raise Invalid(no_part, field=f"weights.{pk}")
        if parts[pk].weight == weight:
            continue
        _demand_weight(weight, field=f"weights.{pk}")
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
    confirmed: Iterable[str] = (),
    expected_version: int | None = None,
) -> Commitment:
    """Move a commitment below another, or with None to the top."""
    rights.require_permission(
        by, "restructure_commitment", _("You may not merge or split commitments.")
    )
    if parent_id == commitment_id:
        raise Invalid(_("A commitment cannot be part of itself."), field="parent")
    _lock_way_up(commitment_id, parent_id)
    commitment = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    former, above = commitment.parent, _lock_above(parent_id, by=by)
    _demand_open(commitment)
    if above is not None:
        _demand_open(above)
    if weight is not None:
        _demand_weight(weight, field="weight")
        commitment.weight = weight
    commitment.parent = above
    audit.save(commitment, by=by, reason=reason, fields=["parent", "weight"])
    if above is not None:
        doubts.ask(wholes.questions(above, at="parent"), confirmed)
    for whole in {former, above}:
        if whole is not None:
            audit.touch(whole, by=by, reason=reason)
    assess.assess_all(ids=[commitment.pk, *([former.pk] if former else [])])
    commitment.refresh_from_db()
    return commitment


def shares(commitment: Commitment) -> dict[int, Decimal]:
    """Return the share of each part by id; the shares add up to 1.

    A part that was given up or merged counts for nothing and is left out.
    """
    counting = commitment.parts.exclude(workflow__in=evaluations.NO_PART)
    weights = dict(counting.order_by("code").values_list("pk", "weight"))
    return dict(zip(weights, assessment.normalised(list(weights.values())), strict=True))


def _lock_way_up(commitment_id: int, parent_id: int | None) -> None:
    """Lock a commitment with all that is and is to be above it, in the order of their ids.

    Two concurrent moves that would make a cycle lock a common row: the second
    waits, and then sees what the first has done.
    """
    named = {commitment_id} | ({parent_id} if parent_id else set())
    way = Commitment.objects.select_for_update().filter(pk__in=named | evaluations.ancestors(named))
    list(way.order_by("pk"))


def _lock_above(parent_id: int | None, *, by: User) -> Commitment | None:
    if parent_id is None:
        return None
    try:
        return workflow.lock(parent_id, by=by)
    except Invalid as error:
        raise Invalid(error.message, field="parent") from error


def _demand_open(row: Commitment) -> None:
    if row.workflow in Commitment.ENDED:
        raise Conflict(_("%(code)s has ended.") % {"code": row.code})


def _demand_weight(weight: Decimal, *, field: str) -> None:
    """Check the weight here as well as in the table, so that the error names the input."""
    if weight <= 0:
        raise Invalid(_("A weight is above zero."), field=field)
    try:
        Commitment._meta.get_field("weight").run_validators(weight)
    except ValidationError as error:
        raise Invalid(error.messages[0], field=field) from error


@contextmanager
def _refused_at(place: str) -> Iterator[None]:
    """What is refused inside is refused at this place of what was given."""
    try:
        yield
    except Unconfirmed as error:
        moved = (replace(q, field=_below(place, q.field)) for q in error.questions)
        raise Unconfirmed(tuple(moved)) from error
    except Invalid as error:
        raise Invalid(error.message, field=_below(place, error.field)) from error


def _below(place: str, field: str | None) -> str:
    return f"{place}.{field}" if field else place


def _proposal(part: Part, whole: Commitment, confirmed: frozenset[str]) -> registration.Proposal:
    _demand_weight(part.weight, field="weight")
    due_on = part.due_on or whole.due_on
    if due_on and whole.due_on and due_on > whole.due_on:
        raise Invalid(_("A part is due no later than the whole."), field="due_on")
    return registration.Proposal(
        title=part.title,
        kind=whole.kind,
        starts_on=whole.starts_on,
        due_on=due_on,
        target=_target(part, whole.target, confirmed),
        lead=part.lead,
    )


def _target(
    part: Part, above: Target | None, confirmed: frozenset[str]
) -> registration.TargetProposal | None:
    """The target of a part: measured by itself, otherwise as the whole is."""
    if part.value is None:
        if part.indicator or part.baseline is not None:
            raise Invalid(_("Give the target value, or empty the indicator."), field="value")
        return None
    if above is None and not part.indicator:
        raise Invalid(_("Name what the value measures."), field="indicator")
    comparator = part.comparator or (above.comparator if above else Comparator.GTE)
    if comparator == Comparator.BETWEEN:
        comparator = Comparator.GTE
    like = above.indicator if above else None
    name = part.indicator or (f"{like.name}（{part.title}）" if like else "")
    if like is not None and part.indicator == like.name:
        raise Invalid(
            _("What is measured under one name counts once: name the part's indicator apart."),
            field="indicator",
        )
    unit = part.unit or (like.unit if like else "")
    return registration.TargetProposal(
        indicator=name[:200],
        unit=unit,
        direction=like.direction if like is not None and unit == like.unit else "",
        comparator=comparator,
        value=part.value,
        change=above.change if above else "",
        frequency=above.frequency if above else "",
        baseline=part.baseline,
        like=like if like is not None and unit == like.unit else None,
        confirmed=confirmed,
    )
