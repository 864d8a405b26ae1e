"""A ledger of five thousand rows in the background, with a worker that dies on the way."""

import os
import signal
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from commitments import tasks
from commitments.choices import BatchState
from commitments.domain.batches import running
from commitments.models import (
    Assignment,
    Batch,
    Commitment,
    Indicator,
    ProgressUpdate,
    Target,
)
from tests import factories as make
from tests.domain.batches.books import Book
from tests.services import worker as service

ROWS, REPORTED, REVISED = 5_000, 120, 80
LEASE = 5
PATIENCE = 300


def fill(count: int) -> None:
    """So many commitments of one unit, as a district has them after some years."""
    unit, office = make.unit("海淀区体育局", short_name="区体育局"), make.supervisor("督查员")
    made = Commitment.objects.bulk_create(
        Commitment(
            code=f"2026-{number:05}",
            title=f"新建体育场地{number}处",
            kind="target",
            workflow="in_progress",
            starts_on=date(2026, 1, 1),
            due_on=date(2030, 12, 31),
            registered_by=office,
        )
        for number in range(count)
    )
    Assignment.objects.bulk_create(Assignment(commitment=row, organization=unit) for row in made)
    indicators = Indicator.objects.bulk_create(
        Indicator(name=f"指标{number}", unit="处") for number in range(count)
    )
    Target.objects.bulk_create(
        Target(
            commitment=row,
            indicator=indicator,
            comparator="gte",
            value=Decimal(10),
            due_on=row.due_on,
            approved_by=office,
        )
        for row, indicator in zip(made, indicators, strict=True)
    )


def wait(batch: Batch, state: BatchState, deadline: float) -> Batch:
    while True:
        batch = Batch.objects.get(pk=batch.pk)
        if batch.state == state:
            return batch
        assert time.monotonic() < deadline, (batch.state, batch.counts)
        tasks.sweep_jobs()  # as the scheduler does: what died with a worker is sent again
        time.sleep(0.5)


@pytest.mark.slow
@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_five_thousand_rows_come_in_once_although_a_worker_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOB_LEASE_SECONDS", str(LEASE))
    fill(ROWS)
    book = Book()
    assert book.sheet.max_row == ROWS + 1
    for row in range(2, REPORTED + 2):
        book.write(row, report_value=3, report_on=date(2026, 3, 31), narrative="新建3处，已验收")
    for row in range(1_000, 1_000 + REVISED):
        book.write(row, value=12, reason="区政府常务会议要求")
    office = make.User.objects.get(username="督查员")
    asked = running.upload(book.saved(), filename="台账.xlsx", by=office)
    deadline = time.monotonic() + PATIENCE

    first = service.start(tmp_path / "first.log")
    tasks.dispatch(asked.job)
    batch = wait(asked.batch, BatchState.READY, deadline)
    assert batch.counts["proposed"] == REPORTED + REVISED
    assert batch.unchanged == ROWS - REPORTED - REVISED
    running.confirm(batch.pk, by=office)
    tasks.sweep_jobs()
    while not ProgressUpdate.objects.exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(first.process.pid, signal.SIGKILL)
    first.process.wait()
    second = service.start(tmp_path / "second.log")
    batch = wait(batch, BatchState.APPLIED, deadline)
    second.stop()

    assert batch.counts["applied"] == REPORTED + REVISED
    assert ProgressUpdate.objects.filter(state="submitted").count() == REPORTED
    assert Target.objects.filter(version=2, value=12).count() == REVISED
    assert not Target.objects.filter(version__gt=2).exists()
