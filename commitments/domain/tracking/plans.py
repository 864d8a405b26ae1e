"""Plans: their thresholds and colours, and which commitments belong to them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments.domain.evaluation import assess
from commitments.domain.platform import audit, rights, versions
from commitments.domain.platform.errors import Invalid
from commitments.domain.tracking import workflow
from commitments.models import Commitment, Plan


@transaction.atomic
def create(
    name: str,
    *,
    by: User,
    ahead: Decimal | None = None,
    on_schedule: Decimal | None = None,
    colours: Mapping[str, str] | None = None,
) -> Plan:
    """A plan with the usual thresholds and colours where none are given."""
    _allow(by)
    return _save(Plan(name=name.strip()), by, ahead, on_schedule, colours)


@transaction.atomic
def change(
    plan_id: int,
    *,
    by: User,
    name: str | None = None,
    ahead: Decimal | None = None,
    on_schedule: Decimal | None = None,
    colours: Mapping[str, str] | None = None,
    reason: str = "",
    expected_version: int | None = None,
) -> Plan:
    """Change a plan and reassess its commitments."""
    _allow(by)
    plan = _lock(plan_id)
    versions.expect(plan, expected_version)
    if name is not None:
        plan.name = name.strip()
    _save(plan, by, ahead, on_schedule, colours, reason)
    assess.assess_all(ids=plan.commitments.open().values_list("pk", flat=True))
    return plan


@transaction.atomic
def place(
    commitment_ids: Iterable[int],
    *,
    plan_id: int | None,
    by: User,
    reason: str = "",
    expected_version: int | None = None,
) -> list[Commitment]:
    """Move commitments into a plan, or with None out of any.

    `expected_version` is for one commitment alone, placed from its own page.
    """
    _allow(by)
    plan = None if plan_id is None else _lock(plan_id)
    moved = []
    for pk in sorted(commitment_ids):
        commitment = workflow.lock(pk, by=by, expected_version=expected_version)
        if commitment.plan_id != plan_id:
            commitment.plan = plan
            moved.append(audit.save(commitment, by=by, reason=reason, fields=["plan"]))
    assess.assess_all(ids=[commitment.pk for commitment in moved])
    return moved


def _save(
    plan: Plan,
    by: User,
    ahead: Decimal | None,
    on_schedule: Decimal | None,
    colours: Mapping[str, str] | None,
    reason: str = "",
) -> Plan:
    given = {"ahead": ahead, "on_schedule": on_schedule, "colours": colours and dict(colours)}
    for field, value in given.items():
        if value is not None:
            setattr(plan, field, value)
    return audit.save(plan, by=by, reason=reason)


def _lock(plan_id: int) -> Plan:
    plan = Plan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise Invalid(_("There is no such plan."), field="plan")
    return plan


def _allow(by: User) -> None:
    rights.require_permission(by, "plan_commitment", _("You may not plan the way of commitments."))
