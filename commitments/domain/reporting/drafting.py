"""Save a progress update from its form: text, values and evidence in one transaction."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from commitments.domain.reporting import progress
from commitments.models import Evidence, ProgressUpdate


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file, or a link where `url` is given, and the period it speaks of."""

    title: str = ""
    filename: str = ""
    data: bytes = field(default=b"", repr=False)
    url: str = ""
    period_start: date | None = None
    period_end: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The contents of the form as submitted."""

    reported_on: date
    narrative: str
    problems: str = ""
    next_steps: str = ""
    is_done: bool = False
    reading: progress.ReportedValue | None = None
    attachments: tuple[Attachment, ...] = ()
    removed_evidence: frozenset[int] = frozenset()


def begin(
    commitment_id: int,
    page: Page,
    *,
    by: User,
    organization_id: int | None = None,
    submit: bool = False,
) -> ProgressUpdate:
    """Save a new update as a draft, or submit it at once."""
    with _received(page, by) as proofs, transaction.atomic():
        update = progress.draft(
            commitment_id,
            by=by,
            organization_id=organization_id,
            reported_on=page.reported_on,
            narrative=page.narrative,
            problems=page.problems,
            next_steps=page.next_steps,
            is_done=page.is_done,
        )
        return _complete(update, page, proofs, by=by, submit=submit)


def correct(
    update_id: int,
    page: Page,
    *,
    by: User,
    submit: bool = False,
    expected_version: int | None = None,
) -> ProgressUpdate:
    """Update a draft or returned update from the form; emptied values are removed."""
    with _received(page, by) as proofs, transaction.atomic():
        update = progress.rewrite(
            update_id,
            by=by,
            reported_on=page.reported_on,
            narrative=page.narrative,
            problems=page.problems,
            next_steps=page.next_steps,
            is_done=page.is_done,
            expected_version=expected_version,
        )
        outdated = update.measurements.all()
        if page.reading is not None:
            outdated = outdated.exclude(measured_on=page.reading.measured_on)
        for row in (*outdated, *update.evidence.filter(pk__in=page.removed_evidence)):
            progress.remove(row, by=by)
        return _complete(update, page, proofs, by=by, submit=submit)


@contextmanager
def _received(page: Page, by: User) -> Iterator[list[Evidence]]:
    """The files of the form, stored before the transaction that attaches them."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                progress.received_file(
                    item.data,
                    by=by,
                    filename=item.filename,
                    title=item.title,
                    period_start=item.period_start,
                    period_end=item.period_end,
                )
            )
            for item in page.attachments
            if not item.url
        ]


def _complete(
    update: ProgressUpdate, page: Page, proofs: list[Evidence], *, by: User, submit: bool
) -> ProgressUpdate:
    if page.reading is not None:
        progress.measure(update.pk, page.reading, by=by)
    for proof in proofs:
        progress.attach(update.pk, proof, by=by)
    for item in page.attachments:
        if item.url:
            progress.attach_link(
                update.pk,
                item.url,
                by=by,
                title=item.title,
                period_start=item.period_start,
                period_end=item.period_end,
            )
    return progress.submit(update.pk, by=by) if submit else update
