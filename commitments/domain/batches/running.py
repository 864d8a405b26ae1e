"""The life of a batch: received, tried row by row, confirmed, applied, reverted.

The work is done by background jobs in small portions, so that five thousand rows neither hold a
request nor lock the database; each portion asks for the next. A row stands for itself: one that
is refused stops no other.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import BatchRowState, BatchSource, BatchState, Doubt, JobKind
from commitments.domain.batches import fields, registering
from commitments.domain.batches.ledger import importing
from commitments.domain.platform import audit, filenames, files, jobs, rights, versions
from commitments.domain.platform.errors import (
    Conflict,
    DomainError,
    Invalid,
    NotAllowed,
    Unconfirmed,
)
from commitments.domain.tracking import catalogue
from commitments.models import Batch, BatchRow, Commitment, Job

PORTION = 50
MOST_SELECTED = 5_000
WRITTEN = 500
LONGEST_ERROR = 500
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """A batch and the job that works on it."""

    batch: Batch
    job: Job


@transaction.atomic
def select(
    commitment_ids: Iterable[int],
    *,
    changes: Mapping[str, Any],
    by: User,
    reason: str = "",
    joining: Mapping[str, Iterable[int]] = MappingProxyType({}),
) -> Asked:
    """Propose the same new values for many commitments; skip those that have them.

    `joining` are rows, by field, that are added to those which each commitment has already.
    """
    _may_change_many(by)
    joining = {name: frozenset(rows) for name, rows in joining.items() if rows}
    if not changes and not joining:
        raise Invalid(_("Say what is to be changed."))
    known = {field.name for field in catalogue.FIELDS if field.verb}
    if unknown := {*changes, *joining} - known - {"move"}:
        raise Invalid(_("This field cannot be changed here."), field=min(unknown))
    visible = Commitment.objects.visible_to(by).filter(pk__in=list(commitment_ids))
    found = list(visible.with_timeline().order_by("code")[: MOST_SELECTED + 1])
    if not found:
        raise Invalid(_("Choose at least one commitment."), field="commitments")
    if len(found) > MOST_SELECTED:
        raise Invalid(
            _("At most %(most)s commitments at once.") % {"most": MOST_SELECTED},
            field="commitments",
        )
    batch = Batch(source=BatchSource.SELECTION, reason=reason.strip(), created_by=by)
    audit.save(batch, by=by)
    rows = []
    for number, commitment in enumerate(found, 1):
        differing = _differing(commitment, changes, joining)
        if differing:
            label = str(commitment)[:300]
            rows.append(_row(batch, number, label, commitment, differing))
    BatchRow.objects.bulk_create(rows, batch_size=WRITTEN)
    batch.unchanged = len(found) - len(rows)
    batch.save(update_fields=["unchanged"])
    return Asked(batch, jobs.request(JobKind.BATCH, batch.pk))


def upload(data: bytes, *, filename: str, by: User, reason: str = "") -> Asked:
    """Store a filled-in ledger and request a job that reads it and compares its rows."""
    rights.require_permission(by, "add_batch", _("You may not upload a ledger."))
    importing.refuse_at_sight(data, limit=settings.UPLOAD_LIMIT)
    batch = Batch(
        source=BatchSource.LEDGER,
        reason=reason.strip(),
        filename=filenames.plain(filename) or "ledger.xlsx",
        sha256=hashlib.sha256(data).hexdigest(),
        created_by=by,
    )
    with files.kept(batch.file, data, name=batch.filename), transaction.atomic():
        audit.save(batch, by=by)
        return Asked(batch, jobs.request(JobKind.BATCH, batch.pk))


@transaction.atomic
def confirm(batch_id: int, *, by: User, expected_version: int | None = None) -> Asked:
    """Apply every row that was found possible."""
    batch = _lock(batch_id, by, expected_version)
    if batch.state != BatchState.READY:
        raise _wrong_state(batch)
    if not batch.rows.filter(state=BatchRowState.PROPOSED).exists():
        raise Conflict(_("There is nothing in it that can be made."))
    return _go_on(batch, BatchState.APPLYING, by)


@transaction.atomic
def undo(batch_id: int, *, by: User, expected_version: int | None = None) -> Asked:
    """Revert what was applied, except where somebody changed it since."""
    batch = _lock(batch_id, by, expected_version)
    if batch.state not in {BatchState.APPLIED, BatchState.UNDONE}:
        raise _wrong_state(batch)
    made = batch.rows.filter(state=BatchRowState.APPLIED)
    if not made.exists():
        raise Conflict(_("There is nothing in it that was made."))
    made.update(message="", field="")
    return _go_on(batch, BatchState.UNDOING, by)


def prepare(key: str) -> Callable[[], None]:
    """Read the ledger where that comes next, outside any transaction; return the work to do."""
    batch = Batch.objects.get(pk=key)
    try:
        sheet = _sheet(batch) if _is_to_compare(batch) else None
    except Invalid as refusal:
        return partial(_fail, key, str(refusal))
    return partial(work, key, sheet)


def _fail(key: str, reason: str) -> None:
    """Nothing in the file can be compared: the batch ends here, with the reason."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("created_by").get(pk=key)
    batch.state, batch.error = BatchState.FAILED, reason[:LONGEST_ERROR]
    audit.save(batch, by=batch.created_by, fields=["state", "error"])


def _is_to_compare(batch: Batch) -> bool:
    return bool(batch.state == BatchState.PREPARING and batch.file and not batch.rows.exists())


def _sheet(batch: Batch) -> importing.Sheet:
    data = files.read(batch.file, sha256=batch.sha256, name=batch.filename)
    return importing.read(data, limit=settings.UPLOAD_LIMIT)


def work(key: str, sheet: importing.Sheet | None = None) -> None:
    """Do one portion of the step that comes next, and request the next portion until all is done.

    `sheet` is the ledger as read, where its rows are still to be compared.
    """
    batch = Batch.objects.select_for_update(of=("self",)).select_related("created_by").get(pk=key)
    step = STEPS.get(BatchState(batch.state))
    if step is None:
        return
    if sheet is not None and _is_to_compare(batch):
        _compare(batch, sheet)
    rows = list(step.waiting(batch)[:PORTION])
    for row in rows:
        step.work(batch, row)
    if step.waiting(batch).exists():
        jobs.request(JobKind.BATCH, batch.pk)
    else:
        step.finish(batch)


def left(batch: Batch) -> int:
    """How many rows the present step still has before it."""
    step = STEPS.get(BatchState(batch.state))
    return step.waiting(batch).count() if step else 0


def _compare(batch: Batch, sheet: importing.Sheet) -> None:
    """Store what each row asks for; rows without a difference are only counted."""
    rows = []
    for found in importing.propose(sheet, by=batch.created_by):
        if found.changes or found.refusal:
            row = _row(batch, found.number, found.label, found.commitment, found.changes)
            row.reason, row.is_confirmed = found.reason, found.is_confirmed
            if found.refusal:
                _refuse(row, found.refusal)
            rows.append(row)
    BatchRow.objects.bulk_create(rows, batch_size=WRITTEN)
    batch.unchanged = len(sheet.rows) - len(rows)
    batch.unknown_columns = list(sheet.unknown)
    batch.save(update_fields=["unchanged", "unknown_columns"])


def _try(batch: Batch, row: BatchRow) -> None:
    """Apply the row and roll back: the verbs themselves say whether it is possible."""
    try:
        with transaction.atomic():
            _made(batch, row)
            transaction.set_rollback(True)
    except DomainError as error:
        _refuse(row, error)
    else:
        row.state = BatchRowState.PROPOSED
    row.save(update_fields=["state", "message", "field"])


def _apply(batch: Batch, row: BatchRow) -> None:
    try:
        row.made = _made(batch, row)
    except DomainError as error:
        _refuse(row, error)
    else:
        row.state = BatchRowState.APPLIED
    row.save(update_fields=["state", "message", "field", "made", "commitment"])


def _made(batch: Batch, row: BatchRow) -> dict[str, Any]:
    by, reason = batch.created_by, row.reason or batch.reason
    confirmed = frozenset(Doubt.values) if row.is_confirmed else NOTHING
    if row.commitment_id is not None:
        return fields.apply(
            row.commitment_id, row.changes, by=by, reason=reason, confirmed=confirmed
        )
    given = {field: after for field, (_before, after) in row.changes.items()}
    made = registering.register(given, by=by, reason=reason, confirmed=confirmed)
    row.commitment = made
    return {"registered": made.pk}


def _revert(batch: Batch, row: BatchRow) -> None:
    reason = _("Batch %(number)s was taken back.") % {"number": batch.pk}
    try:
        if "registered" in row.made or row.commitment_id is None:
            raise Conflict(
                _("A registered commitment is not taken back; terminate it on its page.")
            )
        fields.revert(row.commitment_id, row.changes, row.made, by=batch.created_by, reason=reason)
    except DomainError as error:
        row.message, row.field = str(error)[:500], (error.field or "")[:30]
    else:
        row.state = BatchRowState.UNDONE
    row.save(update_fields=["state", "message", "field"])


@dataclass(frozen=True, slots=True)
class Step:
    """What a batch in a state waits for: which rows, what to do with each, what follows."""

    rows: Mapping[str, Any]
    work: Callable[[Batch, BatchRow], None]
    leads_to: BatchState
    dated: str = ""

    def waiting(self, batch: Batch) -> Any:
        return batch.rows.filter(**self.rows).select_related("commitment").order_by("number")

    def finish(self, batch: Batch) -> None:
        batch.state = self.leads_to
        changed = ["state"]
        if self.dated:
            setattr(batch, self.dated, timezone.now())
            changed.append(self.dated)
        audit.save(batch, by=batch.created_by, fields=changed)


STEPS: Mapping[BatchState, Step] = {
    BatchState.PREPARING: Step({"state": BatchRowState.WAITING}, _try, BatchState.READY),
    BatchState.APPLYING: Step(
        {"state": BatchRowState.PROPOSED}, _apply, BatchState.APPLIED, "applied_at"
    ),
    # One that could not be taken back says why, and is not tried again in this round.
    BatchState.UNDOING: Step(
        {"state": BatchRowState.APPLIED, "message": ""}, _revert, BatchState.UNDONE, "undone_at"
    ),
}


def _differing(
    commitment: Commitment, changes: Mapping[str, Any], joining: Mapping[str, Iterable[int]]
) -> dict[str, list[Any]]:
    now = catalogue.state(commitment) | {"move": commitment.workflow}
    wanted = dict(changes)
    for name, rows in joining.items():
        wanted[name] = sorted({*now[name], *rows})
    if "supporting" in joining:
        lead = wanted.get("lead", now["lead"])
        # A lead that gives way becomes a supporting unit.
        wanted["supporting"] = sorted({*wanted["supporting"], now["lead"]} - {lead, None})
    return {name: [now[name], value] for name, value in wanted.items() if now[name] != value}


def _row(
    batch: Batch, number: int, label: str, commitment: Commitment | None, changes: Mapping[str, Any]
) -> BatchRow:
    return BatchRow(
        batch=batch, number=number, label=label, commitment=commitment, changes=dict(changes)
    )


def _refuse(row: BatchRow, error: DomainError) -> None:
    row.state = BatchRowState.REFUSED
    said = str(error)
    if isinstance(error, Unconfirmed):
        said += " " + _("If it is right, write “yes” under “Confirmed” and import the row again.")
    row.message, row.field = said[:500], (error.field or "")[:30]


def _may_change_many(by: User) -> None:
    rights.require_permission(by, "add_batch", _("You may not change many commitments at once."))


def _go_on(batch: Batch, state: BatchState, by: User) -> Asked:
    batch.state = state
    audit.save(batch, by=by, fields=["state"])
    return Asked(batch, jobs.request(JobKind.BATCH, batch.pk))


def _lock(batch_id: int, by: User, expected_version: int | None) -> Batch:
    found = Batch.objects.visible_to(by).filter(pk=batch_id)
    batch = found.select_for_update(of=("self",)).select_related("created_by").first()
    if batch is None:
        raise Invalid(_("There is no such batch."))
    if batch.created_by_id != by.pk:
        raise NotAllowed(_("Only who made the batch confirms it or takes it back."))
    versions.expect(batch, expected_version)
    return batch


def _wrong_state(batch: Batch) -> Conflict:
    return Conflict(
        _("The batch is now “%(state)s”; reload the page.") % {"state": batch.get_state_display()}
    )
