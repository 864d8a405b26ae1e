"""The ledger of targets: a change makes a new version, the old one stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments import assessment
from commitments.domain.evaluation import assess, facts
from commitments.domain.notices import slips
from commitments.domain.platform import audit, rights
from commitments.domain.platform.errors import Conflict, Edit, FieldChange, Invalid, Stale
from commitments.domain.tracking import grouping
from commitments.models import Citation, Commitment, GroupTarget, Target


def in_force(commitment: Commitment, *, on: date) -> Target | None:
    """The version of the target that was in force on a day."""
    return facts.in_force(commitment.targets.select_related("indicator"), on)


@dataclass(frozen=True, slots=True)
class Revision:
    """The fields of a revision; omitted ones stay as they are.

    `groups` is the whole table of the groups' targets, by the groups' ids.
    """

    value: Decimal | None = None
    value_max: Decimal | None = None
    comparator: str | None = None
    due_on: date | None = None
    baseline: Decimal | None = None
    path: str | None = None
    citation: Citation | None = None
    groups: Mapping[int, Decimal] | None = None

    @property
    def changes_value(self) -> bool:
        return (self.value, self.value_max, self.comparator) != (None, None, None)


@transaction.atomic
def revise(
    commitment_id: int,
    revision: Revision,
    *,
    by: User,
    reason: str,
    expected_version: int | None = None,
) -> Target:
    """Enter a new version of the target.

    `expected_version` is the version in the ledger that the change starts from.
    """
    rights.require_permission(by, "revise_target", _("You may not revise targets."))
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
    if revision.due_on and revision.due_on < commitment.starts_on:
        raise Invalid(_("The due date lies before the start date."), field="due_on")
    return enter(commitment, revision, by=by, reason=reason)


def enter(commitment: Commitment, revision: Revision, *, by: User, reason: str) -> Target:
    """Add the next version of a target; the caller has checked permissions."""
    former = commitment.target
    assert former is not None
    revised = _next(former, revision)
    revised.reason, revised.approved_by = reason.strip(), by
    groups = _groups(former, revised, revision)
    former.is_current = False
    audit.save(former, by=by, reason=reason, fields=["is_current"])
    audit.save(revised, by=by, reason=reason)
    for group_id, value in groups.items():
        audit.save(GroupTarget(target=revised, group_id=group_id, value=value), by=by)
    if revision.due_on:
        move_due_date(commitment, revision.due_on, by=by, reason=reason)
    else:
        assess.assess(commitment.pk)
    return revised


def _next(former: Target, revision: Revision) -> Target:
    value, baseline = revision.value, revision.baseline
    return Target(
        commitment=former.commitment,
        version=former.version + 1,
        indicator=former.indicator,
        comparator=revision.comparator or former.comparator,
        value=former.value if value is None else value,
        value_max=revision.value_max if revision.changes_value else former.value_max,
        change=former.change,
        frequency=former.frequency,
        path=revision.path or former.path,
        baseline=former.baseline if baseline is None else baseline,
        baseline_on=former.baseline_on,
        due_on=revision.due_on or former.due_on,
        is_assumed=former.is_assumed and not revision.changes_value,
        citation=revision.citation,
    )


def _groups(former: Target, revised: Target, revision: Revision) -> Mapping[int, Decimal]:
    """The targets of groups from now on; where they or the whole change, the two must agree."""
    groups = revision.groups
    if groups is None:
        groups = dict(former.group_targets.values_list("group", "value"))
    if revision.groups is not None or revision.changes_value:
        _expect_agreement(revised, groups, is_carried=revision.groups is None)
    return groups


def _expect_agreement(revised: Target, groups: Mapping[int, Decimal], *, is_carried: bool) -> None:
    """Say what to do when carried-over group targets no longer fit the whole."""
    parts = {pk: assessment.Figure(value) for pk, value in groups.items()}
    whole = assessment.Figure(revised.value)
    try:
        grouping.check(whole, parts, revised.indicator, up_to=revised.value_max)
    except Invalid as error:
        if not is_carried:
            raise
        said = {"refusal": error.message}
        words = _("%(refusal)s Set the targets of the groups together with the new target.")
        raise Invalid(words % said, field="groups") from error


def move_due_date(commitment: Commitment, due_on: date, *, by: User, reason: str) -> None:
    """The commitment's own date follows its target's; the reason stays in the record.

    Slips that remind of the former date are cancelled at once.
    """
    if due_on != commitment.due_on:
        commitment.due_on = due_on
        audit.save(commitment, by=by, reason=reason, fields=["due_on"])
    assess.assess(commitment.pk)
    slips.cancel_stale(commitment.pk)


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
