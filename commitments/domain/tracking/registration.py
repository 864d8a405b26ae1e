"""From claim to commitment: a proposal to correct, then the registration."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import (
    Across,
    Change,
    ClaimKind,
    Comparator,
    Direction,
    Doubt,
    Path,
    Role,
    Workflow,
)
from commitments.domain.evaluation import assess
from commitments.domain.platform import audit, numbering
from commitments.domain.platform.errors import Invalid
from commitments.domain.tracking import catalogue, directions, doubts, milestones
from commitments.domain.tracking.titles import phrase
from commitments.figures import is_counted
from commitments.models import (
    Assignment,
    Candidate,
    Citation,
    Commitment,
    Document,
    Indicator,
    Organization,
    Target,
)

# What the indicator of a part takes over from that of its whole.
MEASURED_ALIKE = ("aggregation", "across", "measured_every", "stale_after_days", "span_months")
# Counts of these add up to no whole: 人均学位, 排名.
NOT_ADDED = re.compile(r"人均|户均|平均|每|率|比重|占比|排名|位次|得分|指数")


@dataclass(frozen=True, slots=True)
class TargetProposal:
    """A target to enter in the ledger; `value` is in `unit`.

    Without a `direction` it follows from the rest. `like` is the indicator of the whole that this
    is part of: the part is measured in the same way. `confirmed` are doubts that a person settled,
    `steps` the planned values on the way.
    """

    indicator: str
    unit: str
    direction: str
    comparator: str
    value: Decimal
    value_max: Decimal | None = None
    change: str = ""
    frequency: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    is_assumed: bool = False
    path: str = Path.STRAIGHT
    like: Indicator | None = None
    steps: tuple[milestones.Planned, ...] = ()
    confirmed: frozenset[str] = doubts.NONE


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a commitment in a document."""

    document: Document
    start: int
    end: int
    quote: str
    candidate: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that a reviewer confirms or corrects before a commitment is registered.

    `details` are further fields of the catalogue, by name, as JSON.
    """

    title: str
    kind: str
    starts_on: date
    due_on: date | None = None
    target: TargetProposal | None = None
    lead: Organization | None = None
    supporting: tuple[Organization, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


# What a proposal holds beyond the words of the text.
DETAILS = tuple(
    name
    for name in catalogue.named(catalogue.Use.REGISTRATION)
    if name not in {field.name for field in fields(Proposal)}
)


def propose(candidate: Candidate) -> Proposal:
    """What the text says, ready to be corrected."""
    units = [Organization.objects.called(name) for name in candidate.owners]
    known = list(dict.fromkeys(unit for unit in units if unit is not None))
    start = candidate.document.published_on or timezone.localdate()
    due = candidate.due_on if candidate.due_on and candidate.due_on >= start else None
    target = _propose_target(candidate)
    return Proposal(
        title=_propose_title(candidate, target),
        kind=candidate.kind,
        starts_on=start,
        due_on=due,
        target=target,
        lead=known[0] if known else None,
        supporting=tuple(known[1:]),
    )


def _propose_target(candidate: Candidate) -> TargetProposal | None:
    if candidate.value is None:
        return None
    is_level = candidate.kind == ClaimKind.LEVEL
    comparator, direction = _bound(candidate, candidate.value)
    held_on = candidate.as_of or candidate.document.published_on
    baseline = candidate.value if is_level else candidate.baseline
    return TargetProposal(
        indicator=candidate.metric or candidate.statement[:60],
        unit=candidate.unit,
        direction=direction,
        comparator=comparator,
        value=candidate.value,
        value_max=candidate.value_max if comparator == Comparator.BETWEEN else None,
        change=candidate.change,
        frequency=candidate.frequency,
        baseline=baseline,
        baseline_on=held_on if baseline is not None else None,
        is_assumed=is_level,
    )


def _bound(candidate: Candidate, value: Decimal) -> tuple[Comparator, Direction]:
    """How the value bounds the target, and the way there; a reported level is to be kept."""
    said = Comparator(candidate.comparator or Comparator.EQ)
    if candidate.kind != ClaimKind.LEVEL:
        return said, directions.follow(
            comparator=said,
            value=value,
            baseline=candidate.baseline,
            change=candidate.change,
            unit=candidate.unit,
            words=candidate.statement,
        )
    fell = candidate.baseline is not None and candidate.baseline > value
    if said in directions.CEILINGS or (fell and candidate.change in ("", Change.LEVEL)):
        return Comparator.LTE, Direction.KEEP_BELOW
    return Comparator.GTE, Direction.KEEP_ABOVE


def _propose_title(candidate: Candidate, target: TargetProposal | None) -> str:
    if target is None or not candidate.metric:
        # A member of a list of works (出台4项政策：《…》《…》) is quoted without the list's verb.
        named_only = candidate.statement.startswith("《") and candidate.statement.endswith("》")
        return f"出台{candidate.statement}"[:200] if named_only else candidate.statement[:200]
    return phrase(
        candidate.metric,
        comparator=target.comparator,
        value=target.value,
        value_max=target.value_max,
        unit=target.unit,
        change=candidate.change,
    )[:200]


@transaction.atomic
def register(
    proposal: Proposal,
    *,
    by: User,
    places: tuple[Place, ...],
    reason: str = "",
    parent: Commitment | None = None,
    weight: Decimal = Decimal(1),
) -> Commitment:
    """Start tracking: a numbered commitment with its citations, target and units."""
    year = timezone.localdate().year
    details = _details(proposal, parent)
    commitment = Commitment(
        code=f"{year}-{numbering.next_number(f'commitment-{year}'):04}",
        title=proposal.title,
        kind=proposal.kind,
        starts_on=proposal.starts_on,
        due_on=proposal.due_on,
        workflow=Workflow.ASSIGNED if proposal.lead else Workflow.REGISTERED,
        registered_by=by,
        parent=parent,
        weight=weight,
        **_columns(details),
    )
    audit.save(commitment, by=by, reason=reason)
    for name, ids in details.items():
        if catalogue.BY_NAME[name].kind is catalogue.Kind.ROWS and ids:
            getattr(commitment, name).set(ids)
    citations = [cite(commitment, place, by=by) for place in places]
    if proposal.target:
        _enter_target(commitment, proposal, by=by, citation=citations[0] if citations else None)
    units = [(proposal.lead, Role.LEAD)] if proposal.lead else []
    units += [(unit, Role.SUPPORT) for unit in proposal.supporting if unit != proposal.lead]
    for unit, role in units:
        audit.save(Assignment(commitment=commitment, organization=unit, role=role), by=by)
    assess.assess(commitment.pk)
    commitment.refresh_from_db()
    return commitment


def _details(proposal: Proposal, parent: Commitment | None) -> dict[str, Any]:
    """The further fields: as given, else as the whole has them whose part this is."""
    inherited = parent and {
        field.name: field.as_json(field.read(parent))
        for field in catalogue.used(catalogue.Use.INHERITED)
    }
    return {**(inherited or {}), **proposal.details}


def _columns(details: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the commitment's own table; a row of a register is named by its id."""
    fields_given = {catalogue.BY_NAME[name]: value for name, value in details.items()}
    return {
        f"{field.name}_id" if field.lookup else field.name: value
        for field, value in fields_given.items()
        if field.kind is not catalogue.Kind.ROWS and value is not None
    }


def cite(commitment: Commitment, place: Place, *, by: User) -> Citation:
    """Attach the words; the quote must be the document's text at its offsets."""
    if place.document.text[place.start : place.end] != place.quote:
        raise Invalid(_("The quote is not what the document says at this place."), field="quote")
    citation = Citation(
        commitment=commitment,
        document=place.document,
        candidate=place.candidate,
        start=place.start,
        end=place.end,
        quote=place.quote,
    )
    return audit.save(citation, by=by)


def _enter_target(
    commitment: Commitment, proposal: Proposal, *, by: User, citation: Citation | None
) -> None:
    wanted = proposal.target
    assert wanted is not None
    direction = wanted.direction or directions.follow(
        comparator=wanted.comparator,
        value=wanted.value,
        baseline=wanted.baseline,
        change=wanted.change,
        unit=wanted.unit,
        words=proposal.title,
    )
    indicator = Indicator.objects.filter(name=wanted.indicator, unit=wanted.unit).first()
    target = Target(
        commitment=commitment,
        indicator=indicator or _new_indicator(wanted, direction),
        comparator=wanted.comparator,
        value=wanted.value,
        value_max=wanted.value_max,
        change=wanted.change,
        frequency=wanted.frequency,
        path=Path.STEPS if wanted.steps else wanted.path,
        baseline=wanted.baseline,
        baseline_on=wanted.baseline_on,
        due_on=proposal.due_on,
        is_assumed=wanted.is_assumed,
        direction_confirmed=Doubt.DIRECTION in wanted.confirmed,
        citation=citation,
        approved_by=by,
    )
    questions = [*doubts.of_target(target), *doubts.of_indicator(target, direction)]
    doubts.ask(questions, wanted.confirmed)
    milestones.expect_path(target, wanted.steps)
    if indicator is None:
        target.indicator = audit.save(target.indicator, by=by)
    audit.save(target, by=by)
    milestones.enter(commitment, wanted.steps, by=by)


def _new_indicator(wanted: TargetProposal, direction: str) -> Indicator:
    """An indicator that nobody measured yet.

    Units report running totals (截至目前累计…), so the latest value is the count.
    """
    new = Indicator(name=wanted.indicator, unit=wanted.unit, direction=direction)
    if wanted.like is not None:
        for name in MEASURED_ALIKE:
            setattr(new, name, getattr(wanted.like, name))
    elif is_counted(wanted.unit) and not NOT_ADDED.search(wanted.indicator):
        new.across = Across.SUM
    return new
