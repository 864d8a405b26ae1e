"""Milestones of a commitment: set the table, mark one done or open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from commitments.domain.evaluation import assess
from commitments.domain.platform import audit, rights, versions
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.tracking import directions, workflow
from commitments.models import Commitment, Milestone, Target

ALL, WITH_VALUE = Q(), Q(planned__isnull=False)


@dataclass(frozen=True, slots=True)
class Planned:
    """A step as it is to be entered: with a planned value, or plainly to be done."""

    due_on: date
    title: str = ""
    planned: Decimal | None = None


@transaction.atomic
def set_milestones(
    commitment_id: int,
    *,
    by: User,
    milestones: Iterable[Planned],
    reason: str = "",
    expected_version: int | None = None,
) -> list[Milestone]:
    """Replace the table; a milestone of the same title and date keeps its completion."""
    commitment = _lock(commitment_id, by, expected_version)
    steps = list(milestones)
    if commitment.target is not None:
        expect_path(commitment.target, steps, field="milestones")
    enter(commitment, steps, by=by, reason=reason)
    audit.touch(commitment, by=by, reason=reason)
    assess.assess(commitment.pk)
    return list(commitment.milestones.all())


def enter(
    commitment: Commitment,
    steps: Iterable[Planned],
    *,
    by: User,
    reason: str = "",
    among: Q = ALL,
) -> None:
    """Make these the steps of a commitment, or those `among` them; the caller has checked."""
    wanted = {(step.due_on, step.title.strip()): step for step in steps}
    known = {(row.due_on, row.title): row for row in commitment.milestones.filter(among)}
    for key in known.keys() - wanted.keys():
        known[key]._history_user = by  # type: ignore[attr-defined]
        known[key].delete()
    for (due_on, title), step in wanted.items():
        if due_on < commitment.starts_on:
            raise Invalid(_("The milestone lies before the start date."), field="due_on")
        row = known.get((due_on, title))
        if row is None:
            row = Milestone(commitment=commitment, due_on=due_on, title=title)
        elif row.planned == step.planned:
            continue
        row.planned = step.planned
        audit.save(row, by=by, reason=reason)


def planned(commitment: Commitment) -> list[Planned]:
    """The steps that carry a value."""
    rows = commitment.milestones.filter(WITH_VALUE)
    return [Planned(row.due_on, row.title, row.planned) for row in rows]


def expect_path(target: Target, steps: Iterable[Planned], *, field: str = "steps") -> None:
    """Refuse steps that lead away from the target: they rise with a rising one, and stop at it."""
    way = target.way
    values = sorted((step.due_on, step.planned) for step in steps if step.planned is not None)
    if way not in directions.RISING | directions.FALLING:
        return
    start, end = None, None
    if way in directions.ON_A_WAY:
        end = target.value if target.value_max is None else max(target.value, target.value_max)
        start = None if target.direction_confirmed else target.baseline
    falls = way in directions.FALLING
    former = start
    for day, value in values:
        is_back = former is not None and ((value > former) if falls else (value < former))
        is_beyond = end is not None and ((value < target.value) if falls else (value > end))
        if is_back or is_beyond:
            raise Invalid(
                _("The planned value of %(day)s leads away from the target.")
                % {"day": formats.date_format(day)},
                field=field,
            )
        former = value


@transaction.atomic
def mark_done(
    milestone_id: int, *, by: User, done_on: date | None = None, expected_version: int | None = None
) -> Milestone:
    """Mark a milestone as done on a day."""
    day = done_on or timezone.localdate()
    if day > timezone.localdate():
        raise Invalid(_("This day has not come yet."), field="done_on")
    return _mark(milestone_id, day, by=by, expected_version=expected_version)


@transaction.atomic
def mark_open(
    milestone_id: int, *, by: User, reason: str, expected_version: int | None = None
) -> Milestone:
    """Mark a milestone as open again, with a reason."""
    if not reason.strip():
        raise Invalid(_("Give a reason."), field="reason")
    return _mark(milestone_id, None, by=by, reason=reason, expected_version=expected_version)


def _mark(
    milestone_id: int,
    done_on: date | None,
    *,
    by: User,
    reason: str = "",
    expected_version: int | None,
) -> Milestone:
    found = Milestone.objects.filter(pk=milestone_id).first()
    if found is None:
        raise Invalid(_("There is no such milestone."))
    commitment = _lock(found.commitment_id, by, None)
    milestone = Milestone.objects.select_for_update().get(pk=milestone_id)
    versions.expect(milestone, expected_version)
    if milestone.planned is not None:
        raise Conflict(_("A milestone with a planned value is measured, not done."))
    milestone.done_on = done_on
    audit.save(milestone, by=by, reason=reason, fields=["done_on"])
    # A table of steps that is set from an older view would drop what was done since.
    audit.touch(commitment, by=by, reason=reason)
    assess.assess(commitment.pk)
    return milestone


def _lock(commitment_id: int, by: User, expected_version: int | None) -> Commitment:
    rights.require_permission(by, "plan_commitment", _("You may not plan the way of commitments."))
    commitment = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    if commitment.workflow in Commitment.ENDED:
        raise Conflict(_("%(code)s has ended.") % {"code": commitment.code})
    return commitment
