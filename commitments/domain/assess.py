"""Assess commitments: gather the facts, let the pure rules judge, keep what changed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from commitments import assessment
from commitments.choices import UpdateState, Workflow
from commitments.models import Commitment, Evaluation, Measurement, ProgressUpdate, Target
from commitments.models.fields import LARGEST

BATCH = 500
SIX_PLACES = Decimal("0.000001")
# What moves along while a verdict merely grows older.
MOVING_FIELDS = ["on", "achievement", "expected", "actual", "actual_on", "why", "why_en", "inputs"]


@transaction.atomic
def assess(commitment_id: int, *, on: date | None = None) -> Evaluation:
    """Judge one commitment as of a day and return its evaluation in force."""
    commitment = Commitment.objects.select_for_update().get(pk=commitment_id)
    [evaluation] = _assess_batch([commitment], on or timezone.localdate())
    return evaluation


def assess_indicator(indicator_id: int, *, on: date | None = None) -> int:
    """Judge all that refers to an indicator: a value entered once serves each of them."""
    concerned = Target.objects.filter(indicator=indicator_id, is_current=True)
    return assess_all(on=on, ids=concerned.values_list("commitment", flat=True))


def assess_all(*, on: date | None = None, ids: Iterable[int] | None = None) -> int:
    """Judge every open commitment as of a day; returns how many were looked at."""
    day = on or timezone.localdate()
    wanted = Commitment.objects.open() if ids is None else Commitment.objects.filter(pk__in=ids)
    keys = list(wanted.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), BATCH):
        with transaction.atomic():
            batch = Commitment.objects.select_for_update().filter(
                pk__in=keys[first : first + BATCH]
            )
            _assess_batch(list(batch.order_by("pk")), day)
    return len(keys)


def facts_of(commitments: list[Commitment]) -> dict[int, assessment.Facts]:
    """The facts of many commitments in four queries."""
    keys = [commitment.pk for commitment in commitments]
    targets: dict[int, dict[int, Target]] = defaultdict(dict)
    for target in Target.objects.filter(commitment__in=keys).select_related("indicator"):
        targets[target.commitment_id][target.version] = target
    current = {pk: ledger[max(ledger)] for pk, ledger in targets.items()}
    values: dict[int, list[assessment.Value]] = defaultdict(list)
    measured = Measurement.objects.valid().filter(
        indicator__in={target.indicator_id for target in current.values()}
    )
    for row in measured.order_by("measured_on", "id"):
        values[row.indicator_id].append(_value(row))
    approved = ProgressUpdate.objects.filter(commitment__in=keys, state=UpdateState.APPROVED)
    reported: dict[int, date] = {}
    kept: dict[int, date] = {}
    for pk, day, is_done in approved.values_list("commitment", "reported_on", "is_done"):
        reported[pk] = max(day, reported.get(pk, day))
        if is_done:
            kept[pk] = min(day, kept.get(pk, day))
    return {
        commitment.pk: _facts(
            commitment,
            targets.get(commitment.pk, {}),
            values,
            reported.get(commitment.pk),
            kept.get(commitment.pk),
        )
        for commitment in commitments
    }


def _facts(
    commitment: Commitment,
    ledger: dict[int, Target],
    values: dict[int, list[assessment.Value]],
    reported_on: date | None,
    kept_on: date | None,
) -> assessment.Facts:
    current = ledger[max(ledger)] if ledger else None
    original = ledger[min(ledger)] if len(ledger) > 1 else None
    return assessment.Facts(
        goal=_goal(current) if current else None,
        values=tuple(values.get(current.indicator_id, ())) if current else (),
        starts_on=commitment.starts_on,
        due_on=commitment.due_on,
        completed_on=commitment.completed_on or kept_on,
        reported_on=reported_on,
        halt=_halt(commitment),
        original=_goal(original) if original else None,
        title=commitment.title,
    )


def _goal(target: Target) -> assessment.Goal:
    indicator = target.indicator
    stale = indicator.stale_after_days
    return assessment.Goal(
        direction=assessment.Direction(indicator.direction),
        value=target.value,
        comparator=assessment.Comparator(target.comparator),
        value_max=target.value_max,
        unit=indicator.unit,
        due=target.due_on,
        baseline=target.baseline,
        baseline_on=target.baseline_on,
        aggregation=assessment.Aggregation(indicator.aggregation),
        frequency=assessment.Period(days=stale) if stale else None,
        name=indicator.name,
    )


def _value(row: Measurement) -> assessment.Value:
    return assessment.Value(
        on=row.measured_on,
        amount=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        id=str(row.pk),
    )


def _halt(commitment: Commitment) -> assessment.Halt | None:
    kinds = {
        Workflow.SUSPENDED: assessment.HaltKind.SUSPENDED,
        Workflow.TERMINATED: assessment.HaltKind.TERMINATED,
    }
    kind = kinds.get(Workflow(commitment.workflow))
    return assessment.Halt(kind, commitment.halted_on) if kind and commitment.halted_on else None


def _assess_batch(commitments: list[Commitment], on: date) -> list[Evaluation]:
    facts = facts_of(commitments)
    stored = Evaluation.objects.in_bulk([c.evaluation_id for c in commitments if c.evaluation_id])
    current, moved, changed = [], [], []
    for commitment in commitments:
        row = _row(commitment, assessment.evaluate(facts[commitment.pk], on))
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
    """The same verdict on the same facts, a day or more later."""
    return (
        before.on <= row.on
        and before.progress == row.progress
        and before.rule_version == row.rule_version
        and before.inputs["facts"] == row.inputs["facts"]
    )


def _row(commitment: Commitment, verdict: assessment.Evaluation) -> Evaluation:
    return Evaluation(
        commitment=commitment,
        since=verdict.on,
        on=verdict.on,
        progress=verdict.progress.value,
        achievement=_rounded(verdict.achievement),
        expected=_rounded(verdict.expected),
        actual=_rounded(verdict.actual),
        actual_on=verdict.judgement.measured_on,
        why=assessment.sentence(verdict, "zh-hans"),
        why_en=assessment.sentence(verdict, "en"),
        inputs=verdict.inputs,
        rule_version=verdict.rule_version,
    )


def _rounded(value: Decimal | None) -> Decimal | None:
    """What the table holds; a ratio beyond all measure says nothing and is left out."""
    if value is None or abs(value) > LARGEST:
        return None
    return value.quantize(SIX_PLACES)
