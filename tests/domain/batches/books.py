"""Ledgers as offices send them back: exported, opened in a spreadsheet, filled in, saved."""

import io
from typing import Any

import openpyxl

from commitments.domain import job_handlers
from commitments.domain.batches import running
from commitments.domain.batches.ledger import exporting
from commitments.domain.batches.ledger.columns import COLUMNS
from commitments.domain.platform import jobs
from commitments.models import Batch, Commitment

HEADING = {column.key: column for column in COLUMNS}


class Book:
    """A ledger in the hands of somebody who fills it in."""

    def __init__(self, data: bytes | None = None) -> None:
        given = data or exporting.workbook(Commitment.objects.order_by("code"))
        self.workbook = openpyxl.load_workbook(io.BytesIO(given))
        self.sheet = self.workbook.worksheets[0]

    def column(self, key: str) -> int:
        heading = str(HEADING[key].heading)
        return [cell.value for cell in self.sheet[1]].index(heading) + 1

    def get(self, row: int, key: str) -> Any:
        return self.sheet.cell(row, self.column(key)).value

    def write(self, row: int, **cells: Any) -> "Book":
        for key, value in cells.items():
            self.sheet.cell(row, self.column(key)).value = value
        return self

    def saved(self) -> bytes:
        buffer = io.BytesIO()
        self.workbook.save(buffer)
        return buffer.getvalue()


def finish(asked: running.Asked) -> Batch:
    """Do all the portions, as a worker would."""
    waiting = [asked.job]
    while waiting:
        assert job_handlers.perform(waiting[0].pk)
        waiting = jobs.followers(waiting[0].pk)
    asked.batch.refresh_from_db()
    return asked.batch


def outcomes(batch: Batch) -> list[tuple[str, str]]:
    """State and message of each row."""
    return list(batch.rows.values_list("state", "message"))


def bring_in(book: Book, by, **given) -> Batch:
    return finish(running.upload(book.saved(), filename="台账.xlsx", by=by, **given))


def make_of(book: Book, by) -> Batch:
    return finish(running.confirm(bring_in(book, by).pk, by=by))


def now(commitment: Commitment) -> Commitment:
    return Commitment.objects.get(pk=commitment.pk)
