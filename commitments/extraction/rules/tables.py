"""Make claims of what tables say in figures, and of rows and tables that nothing else was read of.

A table is never silent: a row that promises without a figure is an effort, and a table whose
columns nobody understands is one claim with a warning.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from commitments.extraction.clauses.genres import Genre
from commitments.extraction.clauses.modes import Mode
from commitments.extraction.passages import Document
from commitments.extraction.spans import Claim, Kind
from commitments.extraction.tables.cells import Cell
from commitments.extraction.tables.figures import Figure
from commitments.extraction.tables.tasks import Task

CONFIDENCE, STEP_CONFIDENCE, UNREAD_CONFIDENCE = 0.5, 0.6, 0.3
LONGEST = 200


def claims(document: Document) -> Iterator[Claim]:
    """A claim for every figure of the document's tables."""
    for figure in document.tables.figures:
        yield _claim(document, figure)


def _claim(document: Document, figure: Figure) -> Claim:
    start, end = document.folded.source(figure.start, figure.end)
    return Claim(
        kind=figure.kind,
        quote=document.text[start:end],
        start=start,
        end=end,
        statement=" ".join(document.folded.text[figure.start : figure.end].split()),
        confidence=figure.confidence,
        metric=figure.metric,
        comparator=figure.comparator,
        value=figure.value,
        value_max=figure.value_max,
        unit=figure.unit,
        change=figure.change,
        baseline=figure.baseline,
        frequency=figure.frequency,
        due=figure.due,
        as_of=figure.as_of,
        owners=document.owners.at(figure.start, figure.end),
        section=document.section_at(figure.start),
        warnings=("unit_missing",) if figure.value is not None and figure.unit is None else (),
        reasons=figure.reasons,
    )


def leftovers(document: Document, found: Sequence[Claim]) -> Iterator[Claim]:
    """An effort for every row of a task, and for every table, of which nothing was read."""
    if document.frames.genre is Genre.SILENT:
        return
    read = sorted((claim.start, claim.end) for claim in found)
    for task in document.tables.tasks:
        if task.cells and _is_promised(document, task):
            yield from _of_task(document, task, read)
    for first, last in document.tables.unread:
        start, end = document.folded.source(first, last)
        if not _overlaps(read, start, end):
            yield _unread(document, first, last)


def with_warnings(document: Document, found: Sequence[Claim]) -> list[Claim]:
    """The claims; those of a row in which a figure has no known column say so."""
    places = [document.folded.source(row.start, row.end) for row in document.tables.unplaced]
    if not places:
        return list(found)
    return [
        replace(claim, warnings=(*claim.warnings, "column_unread"))
        if any(start <= claim.start < end for start, end in places)
        else claim
        for claim in found
    ]


def _overlaps(read: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_left(read, (start, start))
    inside = index < len(read) and read[index][0] < end
    return inside or (index > 0 and read[index - 1][1] > start)


def _is_promised(document: Document, task: Task) -> bool:
    if task.owners or task.deadline:
        return True
    return document.frames.at(document.block_at(task.start)).mode is not Mode.REPORT


def _of_task(document: Document, task: Task, read: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """Each step with a day of its own that nothing was read of, or the row as a whole."""
    days = {start for start, _ in task.steps}
    for cell in task.cells:
        if cell.start in days and not _overlaps(
            read, *document.folded.source(cell.start, cell.end)
        ):
            yield _step(document, task, cell)
    if not days and not _overlaps(read, *document.folded.source(task.start, task.end)):
        yield _effort(document, task)


def _step(document: Document, task: Task, cell: Cell) -> Claim:
    return _words(
        document, cell.start, cell.end, kind=Kind.DELIVERABLE,
        confidence=STEP_CONFIDENCE, task=task,
        reasons=(f"表格列“{cell.column.heading}”中的节点",),
    )  # fmt: skip


def _effort(document: Document, task: Task) -> Claim:
    # What is weighed is the effort, not how it is scored.
    cell = max(task.cells, key=lambda cell: ("评分" not in cell.column.heading, len(cell.text)))
    return _words(
        document, cell.start, min(cell.end, cell.start + LONGEST),
        confidence=CONFIDENCE, task=task,
        reasons=(f"表格列“{cell.column.heading}”中的任务，没有数值",),
    )  # fmt: skip


def _unread(document: Document, start: int, end: int) -> Claim:
    return _words(
        document, start, min(end, start + LONGEST),
        confidence=UNREAD_CONFIDENCE, task=None, warnings=("table_unread",),
        reasons=("表格各列的含义未能识别，请对照原文",),
    )  # fmt: skip


def _words(
    document: Document,
    first: int,
    last: int,
    *,
    confidence: float,
    task: Task | None,
    reasons: tuple[str, ...],
    kind: Kind = Kind.ACTION,
    warnings: tuple[str, ...] = (),
) -> Claim:
    start, end = document.folded.source(first, last)
    statement = " ".join(document.folded.text[first:last].split())
    return Claim(
        kind=kind,
        quote=document.text[start:end],
        start=start,
        end=end,
        statement=statement,
        confidence=confidence,
        metric=statement,
        due=task.due_at(first) if task else None,
        period=task.deadline if task and task.due else None,
        owners=document.owners.at(first, last),
        section=document.section_at(first),
        warnings=warnings,
        reasons=reasons,
    )
