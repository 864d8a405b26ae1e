"""Progress updates: a unit writes and submits, an approver accepts or returns."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import EvidenceKind, EvidenceState, NoticeKind, Transition, UpdateState
from commitments.domain.evaluation import assess
from commitments.domain.notices import notices, slips
from commitments.domain.platform import audit, filenames, files, filetypes, rights, versions
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed
from commitments.domain.reporting import duties
from commitments.domain.tracking import measuring, workflow
from commitments.domain.tracking.measuring import ReportedValue as ReportedValue
from commitments.models import (
    Commitment,
    Evidence,
    Measurement,
    Organization,
    ProgressUpdate,
)

EDITABLE = {UpdateState.DRAFT, UpdateState.RETURNED}
REVIEW_FIELDS = ("state", "submitted_at", "reviewed_at", "reviewed_by", "return_reason")


@transaction.atomic
def draft(
    commitment_id: int,
    *,
    by: User,
    reported_on: date,
    narrative: str,
    organization_id: int | None = None,
    problems: str = "",
    next_steps: str = "",
    is_done: bool = False,
    readings: tuple[ReportedValue, ...] = (),
) -> ProgressUpdate:
    """Begin an update in the name of a unit that is responsible for the commitment."""
    _may_report(by)
    visible = Commitment.objects.visible_to(by).filter(pk=commitment_id)
    commitment = visible.prefetch_related("assignments__organization").first()
    if commitment is None:
        raise Invalid(_("There is no such commitment."), field="commitment")
    if commitment.workflow in Commitment.ENDED:
        raise Conflict(_("%(code)s has ended.") % {"code": commitment.code})
    unit = _reporting_unit(commitment, organization_id, by)
    update = ProgressUpdate(
        commitment=commitment,
        organization=unit,
        author=by,
        on_behalf=unit.pk not in Organization.objects.of_user(by),
        reported_on=measuring.not_in_future(reported_on, "reported_on"),
        narrative=narrative.strip(),
        problems=problems,
        next_steps=next_steps,
        is_done=is_done,
    )
    audit.save(update, by=by)
    for reading in readings:
        measuring.save_measurement(update, reading, by=by)
    return update


@transaction.atomic
def rewrite(
    update_id: int,
    *,
    by: User,
    reported_on: date | None = None,
    narrative: str | None = None,
    problems: str | None = None,
    next_steps: str | None = None,
    is_done: bool | None = None,
    readings: tuple[ReportedValue, ...] = (),
    expected_version: int | None = None,
) -> ProgressUpdate:
    """Change what an update says while it is a draft or was returned."""
    update = lock_editable(update_id, by, expected_version)
    if reported_on is not None:
        update.reported_on = measuring.not_in_future(reported_on, "reported_on")
    given = {
        "narrative": narrative,
        "problems": problems,
        "next_steps": next_steps,
        "is_done": is_done,
    }
    for field, value in given.items():
        if value is not None:
            setattr(update, field, value)
    audit.save(update, by=by)
    for reading in readings:
        measuring.save_measurement(update, reading, by=by)
    return update


@transaction.atomic
def measure(update_id: int, reading: ReportedValue, *, by: User) -> Measurement:
    """Report a value with an update; a second value for the same day replaces the first."""
    return measuring.save_measurement(lock_editable(update_id, by), reading, by=by)


@contextmanager
def received_file(
    data: bytes,
    *,
    by: User,
    filename: str,
    title: str = "",
    period_start: date | None = None,
    period_end: date | None = None,
) -> Iterator[Evidence]:
    """A file stored under its SHA-256, for `attach`; removed again where the block fails."""
    if not data:
        raise Invalid(_("The file is empty."), field="file")
    if len(data) > settings.UPLOAD_LIMIT:
        most = settings.UPLOAD_LIMIT // 1024 // 1024
        raise Invalid(_("The file is larger than %(most)s MB.") % {"most": most}, field="file")
    name = filenames.plain(filename) or "file"
    evidence = Evidence(
        kind=EvidenceKind.FILE,
        title=(title or name)[:200],
        filename=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=filetypes.check(data, name),
        period_start=period_start,
        period_end=period_end,
        added_by=by,
    )
    with files.kept(evidence.file, data, name=name):
        yield evidence


@transaction.atomic
def attach(update_id: int, evidence: Evidence, *, by: User) -> Evidence:
    """Attach a received file to an update that is not submitted."""
    evidence.update = lock_editable(update_id, by)
    return audit.save(evidence, by=by)


def attach_file(update_id: int, data: bytes, *, by: User, filename: str, **about: Any) -> Evidence:
    """Receive a file and attach it."""
    with received_file(data, by=by, filename=filename, **about) as evidence:
        return attach(update_id, evidence, by=by)


@transaction.atomic
def attach_link(
    update_id: int,
    url: str,
    *,
    by: User,
    title: str = "",
    period_start: date | None = None,
    period_end: date | None = None,
    captured_on: date | None = None,
) -> Evidence:
    """Point to evidence on the web, as it was there on a day: today, unless said otherwise."""
    evidence = Evidence(
        update=lock_editable(update_id, by),
        kind=EvidenceKind.LINK,
        title=(title or url)[:200],
        url=url,
        captured_on=measuring.not_in_future(captured_on or timezone.localdate(), "captured_on"),
        period_start=period_start,
        period_end=period_end,
        added_by=by,
    )
    return audit.save(evidence, by=by)


@transaction.atomic
def remove(row: Measurement | Evidence, *, by: User) -> None:
    """Remove a value or a piece of evidence from an update that is not submitted."""
    lock_editable(row.update_id, by)
    if isinstance(row, Measurement):
        measuring.delete_measurement(row, by=by)
        return
    row._history_user = by  # type: ignore[attr-defined]
    row.delete()


@transaction.atomic
def submit(update_id: int, *, by: User, expected_version: int | None = None) -> ProgressUpdate:
    """Send an update for approval."""
    update = lock_editable(update_id, by, expected_version)
    if not update.narrative.strip():
        raise Invalid(_("Say what was done before submitting."), field="narrative")
    update.state, update.submitted_at = UpdateState.SUBMITTED, timezone.now()
    update.reviewed_at = update.reviewed_by = None
    for evidence in update.evidence.filter(state=EvidenceState.DRAFT):
        evidence.state = EvidenceState.IN_REVIEW
        audit.save(evidence, by=by, fields=["state"])
    audit.save(update, by=by, fields=REVIEW_FIELDS)
    duties.answer(update, by=by)
    slips.cancel_stale(update.commitment_id)
    return update


@transaction.atomic
def approve(update_id: int, *, by: User, expected_version: int | None = None) -> ProgressUpdate:
    """Accept what a unit reports: its values count from now on.

    With `expected_version` the approval speaks of that text and of no later one.
    """
    update = _lock_submitted(update_id, by, expected_version)
    measuring.expect_first(update)
    update.state, update.return_reason = UpdateState.APPROVED, ""
    update.reviewed_at, update.reviewed_by = timezone.now(), by
    audit.save(update, by=by, fields=REVIEW_FIELDS)
    if update.commitment.workflow in workflow.TRANSITIONS[Transition.BEGIN].sources:
        workflow.step(update.commitment, Transition.BEGIN, by=by)
    _reassess(update)
    notices.notify([update.author], NoticeKind.APPROVED, commitment=update.commitment)
    return update


@transaction.atomic
def return_to_unit(
    update_id: int, *, by: User, reason: str, expected_version: int | None = None
) -> ProgressUpdate:
    """Return an update to its unit, with a reason."""
    if not reason.strip():
        raise Invalid(_("Give a reason for the return."), field="reason")
    update = _lock_submitted(update_id, by, expected_version)
    update.state, update.return_reason = UpdateState.RETURNED, reason.strip()
    update.reviewed_at, update.reviewed_by = timezone.now(), by
    audit.save(update, by=by, reason=reason, fields=REVIEW_FIELDS)
    notices.notify(
        [update.author],
        NoticeKind.RETURNED,
        commitment=update.commitment,
        reason=update.return_reason,
    )
    return update


@transaction.atomic
def withdraw(
    update_id: int, *, by: User, reason: str = "", expected_version: int | None = None
) -> ProgressUpdate:
    """Withdraw an update to draft; its values no longer count."""
    update = _lock_own(update_id, by, expected_version)
    if update.state not in {UpdateState.SUBMITTED, UpdateState.APPROVED}:
        raise _wrong_state(update)
    counted = update.state == UpdateState.APPROVED
    update.state, update.submitted_at = UpdateState.DRAFT, None
    update.reviewed_at = update.reviewed_by = None
    audit.save(update, by=by, reason=reason, fields=REVIEW_FIELDS)
    if counted:
        _reassess(update)
    return update


def _reporting_unit(commitment: Commitment, organization_id: int | None, by: User) -> Organization:
    """The unit named, or the one the person works for; it must be responsible."""
    responsible = {a.organization_id: a.organization for a in commitment.assignments.all()}
    if not by.has_perm("commitments.view_all_units"):
        mine = Organization.objects.of_user(by)
        responsible = {pk: unit for pk, unit in responsible.items() if pk in mine}
    if organization_id is not None and organization_id not in responsible:
        raise Invalid(
            _("This unit is not responsible for %(code)s.") % {"code": commitment.code},
            field="organization",
        )
    if not responsible:
        raise Invalid(
            _("Assign %(code)s to a unit first: nobody is responsible for it.")
            % {"code": commitment.code},
            field="organization",
        )
    # Assignments come lead first.
    return responsible[organization_id or next(iter(responsible))]


def _lock(update_id: int, by: User, expected_version: int | None = None) -> ProgressUpdate:
    found = ProgressUpdate.objects.visible_to(by).filter(pk=update_id)
    update = (
        found.select_for_update(of=("self",)).select_related("commitment", "organization").first()
    )
    if update is None:
        raise Invalid(_("There is no such progress update."))
    versions.expect(update, expected_version)
    return update


def _lock_own(update_id: int, by: User, expected_version: int | None = None) -> ProgressUpdate:
    """Refuse edits by a unit that did not write the update."""
    _may_report(by)
    update = _lock(update_id, by, expected_version)
    sees_all = by.has_perm("commitments.view_all_units")
    if not sees_all and update.organization_id not in Organization.objects.of_user(by):
        raise NotAllowed(_("Only %(unit)s changes this.") % {"unit": update.organization})
    return update


def _may_report(by: User) -> None:
    rights.require_permission(by, "add_progressupdate", _("You may not report progress."))


def lock_editable(update_id: int, by: User, expected_version: int | None = None) -> ProgressUpdate:
    """Return an update that the person may still edit, locked."""
    update = _lock_own(update_id, by, expected_version)
    if update.state not in EDITABLE:
        raise _wrong_state(update)
    return update


def _lock_submitted(
    update_id: int, by: User, expected_version: int | None = None
) -> ProgressUpdate:
    rights.require_permission(
        by, "approve_progressupdate", _("You may not approve or return progress updates.")
    )
    update = _lock(update_id, by, expected_version)
    if update.state != UpdateState.SUBMITTED:
        raise _wrong_state(update)
    return update


def _wrong_state(update: ProgressUpdate) -> Conflict:
    return Conflict(
        _("The update is now “%(state)s”; reload the page.") % {"state": update.get_state_display()}
    )


def _reassess(update: ProgressUpdate) -> None:
    """The commitment itself, and whatever else the values speak of."""
    assess.assess(update.commitment_id)
    for indicator in set(update.measurements.values_list("indicator", flat=True)):
        assess.assess_indicator(indicator)
