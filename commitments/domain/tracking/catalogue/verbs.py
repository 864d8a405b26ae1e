"""How fields are written: through the verbs of the domain, which check rights and keep a record.

Values come as JSON, as a batch keeps them: figures as text, days as ISO, rows of registers by id.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from commitments.choices import Role
from commitments.domain.platform.errors import Invalid
from commitments.domain.tracking import amend, assign, plans, targets
from commitments.domain.tracking import themes as tracking_themes
from commitments.domain.tracking.catalogue.kinds import Said
from commitments.models import Commitment


def details(commitment: Commitment, given: dict[str, Any], by: User, said: Said) -> None:
    """Columns of the commitment's own; what is empty is empty text there."""
    values = {name: value or "" for name, value in given.items()}
    amend.amend(commitment.pk, values, by=by, reason=said.reason)


def plan(commitment: Commitment, given: dict[str, Any], by: User, said: Said) -> None:
    plans.place([commitment.pk], plan_id=given["plan"], by=by, reason=said.reason)


def themes(commitment: Commitment, given: dict[str, Any], by: User, said: Said) -> None:
    tracking_themes.assign(commitment.pk, given["themes"], by=by, reason=said.reason)


def units(
    commitment: Commitment, given: dict[str, Any], by: User, said: Said
) -> dict[str, Any] | None:
    """Assign the lead first: the former lead becomes a supporting unit."""
    present = {row.organization_id: row for row in commitment.assignments.all()}
    before = sorted(pk for pk, row in present.items() if row.role == Role.SUPPORT)
    if "lead" in given:
        if given["lead"] is None:
            raise Invalid(_("A commitment needs a lead unit."), field="lead")
        _give(commitment, given["lead"], Role.LEAD, by, present)
    if "supporting" not in given:
        return {"supporting": before}
    supporting = set(given["supporting"])
    present = {row.organization_id: row for row in commitment.assignments.all()}
    for pk in sorted(supporting - set(present)):
        _give(commitment, pk, Role.SUPPORT, by, present)
    for pk, row in present.items():
        if row.role == Role.SUPPORT and pk not in supporting:
            assign.release(row.pk, by=by, reason=said.reason)
    return None


def _give(commitment: Commitment, unit: int, role: Role, by: User, present: dict[int, Any]) -> None:
    """Change the role only; the unit's own duty stays."""
    row = present.get(unit)
    known = {
        name: getattr(row, name) for name in ("post", "duty", "person", "due_on") if row is not None
    }
    assign.assign(commitment.pk, unit, by=by, role=role, **known)


def target(commitment: Commitment, given: dict[str, Any], by: User, said: Said) -> None:
    due_on = date.fromisoformat(given["due_on"]) if given.get("due_on") else None
    figures: dict[str, Any] = {
        name: Decimal(given[name])
        for name in ("value", "value_max", "baseline")
        if given.get(name) is not None
    }
    if "due_on" in given and len(given) == 1 and due_on:
        amend.reschedule(commitment.pk, due_on=due_on, by=by, reason=said.reason)
        return
    if commitment.target is None:
        raise Invalid(_("This commitment has no figure."), field="value")
    comparator = given.get("comparator")
    if "value_max" not in given and comparator in (None, commitment.target.comparator):
        # A revision takes an upper value not given for none.
        upper = commitment.target.value_max
        figures |= {"value_max": upper} if upper is not None else {}
    revision = targets.Revision(
        comparator=comparator, due_on=due_on, confirmed=said.confirmed, **figures
    )
    targets.revise(commitment.pk, revision, by=by, reason=said.reason)
