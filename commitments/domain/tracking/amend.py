"""Correct what a commitment says of itself: its title, its remarks, and its
date where no target holds one.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments.domain.platform import audit, rights
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.tracking import targets, workflow
from commitments.models import Commitment


@transaction.atomic
def amend(
    commitment_id: int,
    values: Mapping[str, Any],
    *,
    by: User,
    reason: str = "",
    expected_version: int | None = None,
) -> Commitment:
    """Correct columns of its own; the words it stands on stay as the document has them."""
    rights.require_permission(by, "change_commitment", _("You may not change commitments."))
    commitment = _lock_open(commitment_id, by, expected_version)
    for name, value in values.items():
        setattr(commitment, name, value)
    return audit.save(commitment, by=by, reason=reason, fields=values)


@transaction.atomic
def reschedule(
    commitment_id: int,
    *,
    due_on: date,
    by: User,
    reason: str,
    expected_version: int | None = None,
) -> Commitment:
    """Change the due date; where there is a target, this is a revision of it."""
    rights.require_permission(by, "revise_target", _("You may not revise targets."))
    commitment = _lock_open(commitment_id, by, expected_version)
    if not reason.strip():
        raise Invalid(_("Give a reason for the change."), field="reason")
    if due_on < commitment.starts_on:
        raise Invalid(_("The due date lies before the start date."), field="due_on")
    if commitment.target is not None:
        targets.revise(commitment_id, targets.Revision(due_on=due_on), by=by, reason=reason)
    else:
        targets.move_due_date(commitment, due_on, by=by, reason=reason)
    commitment.refresh_from_db()
    return commitment


def _lock_open(commitment_id: int, by: User, expected_version: int | None) -> Commitment:
    commitment = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    if commitment.workflow in Commitment.ENDED:
        raise Conflict(_("%(code)s has ended.") % {"code": commitment.code})
    return commitment
