"""The ledger as a workbook: one row a commitment, what may be filled in marked in yellow."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import get_language, gettext, pgettext

from commitments.domain.batches.ledger.columns import COLUMNS, LedgerColumn, row_hash
from commitments.domain.platform import transactions
from commitments.domain.tracking import catalogue
from commitments.domain.tracking.catalogue import Kind
from commitments.models import Citation, Commitment
from commitments.models.commitment import CommitmentQuerySet
from commitments.rendering.excel.form import Form, FormColumn, render_form
from commitments.rendering.excel.sheet import Percent

# Excel counts in 15 digits; a longer figure goes out as text rather than rounded.
EXACT_DIGITS = 15
BATCH = 500


def workbook(commitments: CommitmentQuerySet) -> bytes:
    """The ledger of these commitments, in the current language."""
    transactions.require_none("Writing a ledger")
    choices = _choices()
    form = Form(
        title=pgettext("ledger", "Ledger"),
        columns=[_column(column, choices) for column in COLUMNS],
        guide_title=pgettext("ledger", "How to fill it in"),
        guide=_guide(),
        choices_title=pgettext("ledger", "Choices"),
        named_by=2,
    )
    return render_form(form, rows(commitments))


def rows(commitments: CommitmentQuerySet) -> Iterator[tuple[Any, ...]]:
    """The cells of each commitment, in the order of the columns."""
    citations = Citation.objects.select_related("document").defer("document__text")
    listed = (
        commitments.with_timeline()
        .select_related("plan")
        .prefetch_related(Prefetch("citations", queryset=citations))
        .defer("evaluation__inputs")
    )
    is_chinese = (get_language() or "zh").startswith("zh")
    for commitment in listed.iterator(chunk_size=BATCH):
        cells = _cells(commitment, is_chinese=is_chinese)
        yield tuple(cells.get(column.key) for column in COLUMNS)


def _cells(commitment: Commitment, *, is_chinese: bool) -> dict[str, Any]:
    evaluation = commitment.evaluation
    cited = list(commitment.citations.all())
    cells: dict[str, Any] = {
        **{field.name: _cell(field, commitment) for field in catalogue.FIELDS},
        "code": commitment.code,
        "workflow": commitment.get_workflow_display(),
        "progress": commitment.progress.label,
        "quote": "\n".join(row.quote for row in cited),
        "source": "\n".join(dict.fromkeys(row.document.title for row in cited)),
        "row_hash": row_hash(catalogue.state(commitment)),
    }
    if evaluation is not None:
        cells |= {
            "actual": _exact(evaluation.actual),
            "actual_on": evaluation.actual_on,
            "completion": None
            if evaluation.completion is None
            else Percent(evaluation.completion * 100),
            "why": evaluation.why if is_chinese else evaluation.why_en,
        }
    return cells


def _cell(field: catalogue.Field, commitment: Commitment) -> Any:
    value = field.read(commitment)
    match field.kind:
        case Kind.DAY:
            return value
        case Kind.FIGURE:
            return _exact(value)
        case _:
            return field.in_words(value)


def _exact(value: Decimal | None) -> Decimal | str | None:
    if value is None or len(value.normalize().as_tuple().digits) <= EXACT_DIGITS:
        return value
    return f"{value.normalize():f}"


def _column(column: LedgerColumn, choices: dict[str, tuple[str, ...]]) -> FormColumn:
    return FormColumn(
        heading=str(column.heading),
        width=column.width,
        is_open=column.is_open,
        hint=str(column.hint),
        choices=choices.get(column.key, ()),
    )


def _choices() -> dict[str, tuple[str, ...]]:
    """What a cell offers; several names in one cell cannot be offered."""
    found: dict[str, tuple[str, ...]] = {}
    for field in catalogue.FIELDS:
        if field.kind is Kind.ROW and field.lookup is not None:
            found[field.name] = tuple(str(row) for row in field.lookup.offered())
        elif field.choices is not None and field.verb:
            found[field.name] = tuple(str(label) for label in field.choices.labels)
    return found


def _guide() -> list[str]:
    return [
        gettext("Yellow columns are filled in; the others are computed and not read back."),
        gettext(
            "To report progress: the value reached, the day it speaks of, and what was done. "
            "The report is submitted when the batch is confirmed."
        ),
        gettext("To change a target or a date: write the new one, and the reason beside it."),
        gettext("To register a new commitment: a row without a number, with a title and a date."),
        gettext("Do not change the number and the check mark; rows may be deleted or sorted."),
        gettext("A row that nothing was written in changes nothing."),
        gettext(
            "After the upload each difference is shown first; nothing changes before you confirm."
        ),
    ]
