"""Assess commitments: gather the facts, evaluate them, store what changed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments import assessment
from commitments.domain.evaluation import evaluations
from commitments.domain.platform import transactions
from commitments.domain.platform.errors import Invalid
from commitments.models import Commitment, Evaluation, Target
from commitments.models.fields import LARGEST

BATCH = 500
PORTION = 100  # of one transaction: others may write between two
SIX_PLACES = Decimal("0.000001")
# What moves along while an evaluation merely grows older.
MOVING_FIELDS = [
    "on",
    "computed",
    "against_original",
    "achievement",
    "completion",
    "expected",
    "actual",
    "actual_on",
    "why",
    "why_en",
    "inputs",
]


@transaction.atomic
def assess(commitment_id: int, *, on: date | None = None) -> Evaluation:
    """Evaluate one commitment as of a day and return its current evaluation."""
    commitment = Commitment.objects.select_for_update().get(pk=commitment_id)
    day = on or timezone.localdate()
    [evaluation] = _assess_batch([commitment], day)
    if commitment.parent_id:
        assess(commitment.parent_id, on=day)
    return evaluation


def assess_indicator(indicator_id: int, *, on: date | None = None) -> int:
    """Evaluate all commitments on an indicator: a value entered once counts for each."""
    concerned = Target.objects.filter(indicator=indicator_id, is_current=True)
    return assess_all(on=on, ids=concerned.values_list("commitment", flat=True))


def assess_all(*, on: date | None = None, ids: Iterable[int] | None = None) -> int:
    """Evaluate every open commitment as of a day and return their number.

    With `ids` only those, and what they are part of.
    """
    day = on or timezone.localdate()
    wanted = Commitment.objects.open()
    if ids is not None:
        named = set(ids)
        wanted = Commitment.objects.filter(pk__in=named | evaluations.ancestors(named))
    keys = list(wanted.order_by("pk").values_list("pk", flat=True))
    for first in transactions.giving_way(range(0, len(keys), PORTION)):
        with transaction.atomic():
            batch = Commitment.objects.select_for_update().filter(
                pk__in=keys[first : first + PORTION]
            )
            _assess_batch(list(batch.order_by("pk")), day)
    return len(keys)


def as_of(commitment: Commitment, on: date | None = None) -> Evaluation:
    """Evaluate a commitment for today or a past day from the record, without storing it."""
    today = timezone.localdate()
    day = on or today
    if day > today:
        raise Invalid(_("This day has not come yet."), field="on")
    return _row(commitment, evaluations.evaluate([commitment], day)[commitment.pk])


def _assess_batch(commitments: list[Commitment], on: date) -> list[Evaluation]:
    found = evaluations.evaluate(commitments, on)
    stored = Evaluation.objects.in_bulk([c.evaluation_id for c in commitments if c.evaluation_id])
    current, moved, changed = [], [], []
    for commitment in commitments:
        row = _row(commitment, found[commitment.pk])
        before = stored.get(commitment.evaluation_id or 0)
        if before is not None and _still_holds(before, row):
            row.pk, row.since, row.created_at = before.pk, before.since, before.created_at
            moved.append(row)
        else:
            row.save()
            commitment.evaluation = row
            changed.append(commitment)
        current.append(row)
    Evaluation.objects.bulk_update(moved, MOVING_FIELDS, batch_size=BATCH)
    # Not through `save`: evaluations keep their own record, the commitment did not change.
    Commitment.objects.bulk_update(changed, ["evaluation"], batch_size=BATCH)
    return current


def _still_holds(before: Evaluation, row: Evaluation) -> bool:
    """Whether a later evaluation rests on the same facts and says the same."""
    return (
        before.on <= row.on
        and before.progress == row.progress
        and before.rule_version == row.rule_version
        and before.inputs["facts"] == row.inputs["facts"]
        and before.inputs["rules"] == row.inputs["rules"]
    )


def _row(commitment: Commitment, evaluation: assessment.Evaluation) -> Evaluation:
    return Evaluation(
        commitment=commitment,
        since=evaluation.on,
        on=evaluation.on,
        progress=evaluation.progress.value,
        computed=evaluation.computed.value,
        against_original=evaluation.original.progress.value if evaluation.original else "",
        achievement=_rounded(evaluation.achievement),
        completion=_rounded(evaluation.completion),
        expected=_rounded(evaluation.expected),
        actual=_rounded(evaluation.actual),
        actual_on=evaluation.result.measured_on,
        why=assessment.sentence(evaluation, "zh-hans"),
        why_en=assessment.sentence(evaluation, "en"),
        inputs=evaluation.inputs,
        rule_version=evaluation.rule_version,
    )


def _rounded(value: Decimal | None) -> Decimal | None:
    """Round to the column's decimals; leave out a ratio too large to store."""
    if value is None or abs(value) > LARGEST:
        return None
    return value.quantize(SIX_PLACES)
