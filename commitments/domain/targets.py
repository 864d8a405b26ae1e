"""The ledger of targets: a change makes a new version, the old one stays."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments.domain import assess, audit, facts, rights, slips
from commitments.domain.errors import Conflict, Edit, FieldChange, Invalid, Stale
from commitments.models import Citation, Commitment, Target


def in_force(commitment: Commitment, *, on: date) -> Target | None:
    """The version of the target that was in force on a day."""
    return facts.in_force(commitment.targets.select_related("indicator"), on)


@transaction.atomic
def revise(
    commitment_id: int,
    *,
    by: User,
    reason: str,
    value: Decimal | None = None,
    value_max: Decimal | None = None,
    comparator: str | None = None,
    due_on: date | None = None,
    baseline: Decimal | None = None,
    path: str | None = None,
    citation: Citation | None = None,
    expected_version: int | None = None,
) -> Target:
    """Enter a new version of the target; what is not given stays as it was.

    `expected_version` is the version in the ledger that the change starts from.
    """
    rights.demand(by, "revise_target", _("You may not revise targets."))
    if not reason.strip():
        raise Invalid(_("Give a reason for the change."), field="reason")
    commitment = Commitment.objects.select_for_update().filter(pk=commitment_id).first()
    former = commitment.target if commitment else None
    if commitment is None or former is None:
        raise Invalid(_("There is no target to revise."), field="commitment")
    if expected_version not in (None, former.version):
        raise _overtaken(former, expected_version or 0)
    if commitment.workflow in Commitment.ENDED:
        raise Conflict(_("%(code)s has ended.") % {"code": commitment.code})
    if due_on and due_on < commitment.starts_on:
        raise Invalid(_("The due date lies before the start date."), field="due_on")
    return enter(
        commitment,
        by=by,
        reason=reason,
        value=value,
        value_max=value_max,
        comparator=comparator,
        due_on=due_on,
        baseline=baseline,
        path=path,
        citation=citation,
    )


def enter(
    commitment: Commitment,
    *,
    by: User,
    reason: str,
    value: Decimal | None = None,
    value_max: Decimal | None = None,
    comparator: str | None = None,
    due_on: date | None = None,
    baseline: Decimal | None = None,
    path: str | None = None,
    citation: Citation | None = None,
) -> Target:
    """Put the next version after the one in force, for a verb that has checked who may."""
    former = commitment.target
    assert former is not None
    changes_value = (value, value_max, comparator) != (None, None, None)
    revised = Target(
        commitment=commitment,
        version=former.version + 1,
        indicator=former.indicator,
        comparator=comparator or former.comparator,
        value=former.value if value is None else value,
        value_max=value_max if changes_value else former.value_max,
        change=former.change,
        frequency=former.frequency,
        path=path or former.path,
        baseline=former.baseline if baseline is None else baseline,
        baseline_on=former.baseline_on,
        due_on=due_on or former.due_on,
        is_assumed=former.is_assumed and not changes_value,
        reason=reason.strip()[:500],
        citation=citation,
        approved_by=by,
    )
    former.is_current = False
    audit.save(former, by=by, reason=reason, fields=["is_current"])
    audit.save(revised, by=by, reason=reason)
    if due_on:
        move_due_date(commitment, due_on, by=by, reason=reason)
    else:
        assess.assess(commitment.pk)
    return revised


def move_due_date(commitment: Commitment, due_on: date, *, by: User, reason: str) -> None:
    """The commitment's own date follows its target's; the reason stays in the record."""
    if due_on != commitment.due_on:
        commitment.due_on = due_on
        audit.save(commitment, by=by, reason=reason, fields=["due_on"])
        slips.cancel_stale(commitment.pk)
    assess.assess(commitment.pk)


LEDGER_FIELDS = ("comparator", "value", "value_max", "baseline", "path", "due_on")


def _overtaken(current: Target, seen: int) -> Stale:
    """The ledger itself tells what was decided since."""
    since = current.commitment.targets.filter(version__gte=seen).order_by("version")
    ledger = list(since.select_related("approved_by"))
    edits = tuple(
        Edit(
            later.approved_at,
            later.approved_by,
            later.reason,
            tuple(
                FieldChange(name, getattr(former, name), getattr(later, name))
                for name in LEDGER_FIELDS
                if getattr(former, name) != getattr(later, name)
            ),
        )
        for former, later in pairwise(ledger)
    )
    return Stale(
        _("The target was revised since you looked at it; version %(version)s is in force.")
        % {"version": current.version},
        current=current.version,
        edits=edits,
    )
