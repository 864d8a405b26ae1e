"""Set an evaluation in place of the computed one, with a reason and an end, and revoke it again."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import Progress
from commitments.domain.evaluation import assess
from commitments.domain.platform import audit, rights, versions
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.tracking import targets, workflow
from commitments.models import Commitment, Override


@transaction.atomic
def set_override(
    commitment_id: int,
    *,
    by: User,
    progress: Progress | str,
    reason: str,
    ends_on: date,
    starts_on: date | None = None,
    decided_on: date | None = None,
    expected_version: int | None = None,
) -> Override:
    """Set an override; it replaces a former one.

    One that was decided earlier and is entered now (补录) counts from that day, and may have ended
    since; then the one in force stays.
    """
    commitment = _lock(commitment_id, by, expected_version)
    if not reason.strip():
        raise Invalid(_("Give a reason."), field="reason")
    if commitment.workflow in Commitment.ENDED:
        raise Conflict(_("%(code)s has ended.") % {"code": commitment.code})
    today = timezone.localdate()
    targets.expect_day(decided_on, commitment.starts_on)
    is_late = decided_on is not None and decided_on < today
    if ends_on < (decided_on if is_late and decided_on else today):
        raise Invalid(_("The end lies in the past."), field="ends_on")
    if ends_on >= today:
        for former in commitment.overrides.filter(revoked_at=None):
            _revoke(former, by=by, reason=reason)
    override = Override(
        commitment=commitment,
        progress=progress,
        reason=reason.strip(),
        starts_on=starts_on or decided_on or today,
        ends_on=ends_on,
        set_by=by,
        decided_on=decided_on if is_late else None,
    )
    audit.save(override, by=by, reason=reason)
    audit.touch(commitment, by=by, reason=reason)
    assess.assess(commitment.pk)
    return override


@transaction.atomic
def revoke(
    override_id: int, *, by: User, reason: str = "", expected_version: int | None = None
) -> Override:
    """Revoke an override before its end; the computed evaluation counts again."""
    found = Override.objects.filter(pk=override_id).first()
    if found is None:
        raise Invalid(_("There is no such manual evaluation."))
    commitment = _lock(found.commitment_id, by, None)
    override = Override.objects.select_for_update().get(pk=override_id)
    versions.expect(override, expected_version)
    if override.revoked_at is not None:
        raise Conflict(_("This evaluation was revoked before."))
    _revoke(override, by=by, reason=reason)
    audit.touch(commitment, by=by, reason=reason)
    assess.assess(commitment.pk)
    return override


def _revoke(override: Override, *, by: User, reason: str) -> None:
    override.revoked_at, override.revoked_by = timezone.now(), by
    audit.save(override, by=by, reason=reason, fields=["revoked_at", "revoked_by"])


def _lock(commitment_id: int, by: User, expected_version: int | None) -> Commitment:
    rights.require_permission(by, "override_progress", _("You may not set evaluations by hand."))
    return workflow.lock(commitment_id, by=by, expected_version=expected_version)
