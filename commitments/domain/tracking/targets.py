"""The ledger of targets: a change makes a new version, the old one stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from commitments import assessment
from commitments.choices import Doubt, Path
from commitments.domain.evaluation import assess, facts
from commitments.domain.notices import slips
from commitments.domain.platform import audit, rights
from commitments.domain.platform.errors import Conflict, Edit, FieldChange, Invalid, Stale
from commitments.domain.tracking import doubts, grouping, measuring, milestones, wholes
from commitments.domain.tracking.milestones import Planned
from commitments.models import Citation, Commitment, GroupTarget, Target


def in_force(commitment: Commitment, *, on: date) -> Target | None:
    """The version of the target that was in force on a day."""
    return facts.in_force(commitment.targets.select_related("indicator"), on)


@dataclass(frozen=True, slots=True)
class Revision:
    """The fields of a revision; omitted ones stay as they are.

    `groups` is the whole table of the groups' targets, by the groups' ids, and `steps` all planned
    values on the way. `decided_on` is the day of a decision that is entered later; `confirmed` are
    doubts that a person settled.
    """

    value: Decimal | None = None
    value_max: Decimal | None = None
    comparator: str | None = None
    due_on: date | None = None
    baseline: Decimal | None = None
    path: str | None = None
    citation: Citation | None = None
    groups: Mapping[int, Decimal] | None = None
    steps: tuple[Planned, ...] | None = None
    decided_on: date | None = None
    confirmed: frozenset[str] = doubts.NONE

    @property
    def leads_elsewhere(self) -> bool:
        """Whether the way to the target may be another one."""
        return self.changes_value or self.baseline is not None or self.steps is not None

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
    earliest = former.holds_from if former.version > 1 else commitment.starts_on
    expect_day(revision.decided_on, earliest)
    return enter(commitment, revision, by=by, reason=reason)


def expect_day(decided_on: date | None, earliest: date) -> None:
    """Refuse a day of decision that has not come, or lies before what it decides about."""
    if decided_on is None:
        return
    measuring.not_in_future(decided_on, "decided_on")
    if decided_on < earliest:
        raise Invalid(
            _("It was decided on %(day)s at the earliest: the start, or the decision before it.")
            % {"day": formats.date_format(earliest)},
            field="decided_on",
        )


def enter(commitment: Commitment, revision: Revision, *, by: User, reason: str) -> Target:
    """Add the next version of a target; the caller has checked permissions."""
    former = commitment.target
    assert former is not None
    revised = _next(former, revision)
    revised.reason, revised.approved_by = reason.strip(), by
    _expect_plausible(former, revised, revision)
    groups = _groups(former, revised, revision)
    former.is_current = False
    audit.save(former, by=by, reason=reason, fields=["is_current"])
    audit.save(revised, by=by, reason=reason)
    for group_id, value in groups.items():
        audit.save(GroupTarget(target=revised, group_id=group_id, value=value), by=by)
    if revision.steps is not None:
        milestones.enter(
            commitment, revision.steps, by=by, reason=reason, among=milestones.WITH_VALUE
        )
    if revision.changes_value:
        doubts.ask(wholes.questions_around(commitment), revision.confirmed)
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
        path=revision.path or (Path.STEPS if revision.steps else former.path),
        baseline=former.baseline if baseline is None else baseline,
        baseline_on=former.baseline_on,
        due_on=revision.due_on or former.due_on,
        is_assumed=former.is_assumed and not revision.changes_value,
        direction_confirmed=Doubt.DIRECTION in revision.confirmed
        or (former.direction_confirmed and not revision.leads_elsewhere),
        citation=revision.citation,
        decided_on=revision.decided_on if revision.decided_on != timezone.localdate() else None,
    )


def _expect_plausible(former: Target, revised: Target, revision: Revision) -> None:
    """Ask about what is doubtful in what changes, and refuse steps that no longer lead there."""
    if not revision.leads_elsewhere and revision.path is None:
        return
    at = "baseline" if revision.baseline is not None else "value"
    if revision.comparator is not None and revision.value is None:
        at = "comparator"
    questions = [*doubts.of_revision(former, revised)]
    if revision.leads_elsewhere:
        questions += doubts.of_target(revised, at=at)
    doubts.ask(questions, revision.confirmed)
    steps = revision.steps
    if steps is None:
        steps = tuple(milestones.planned(former.commitment))
    milestones.expect_path(revised, steps)
    if revision.path not in (None, Path.STEPS) and steps:
        raise Invalid(_("The steps set the path: empty them to choose another one."), field="steps")


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


LEDGER_FIELDS = ("comparator", "value", "value_max", "baseline", "path", "due_on", "decided_on")


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
